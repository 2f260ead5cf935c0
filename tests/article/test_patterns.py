"""Expressions that are compiled when they are first used: a wrong one must not wait for the page that needs it."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

import reader.article
import reader.quotes
import reader.voices
from reader.article.patterns import pattern

MODULES = [
    f"{room.__name__}.{module.name}"
    for room in (reader.article, reader.quotes, reader.voices)
    for module in iter_modules(room.__path__)
]


def test_it_finds_what_the_expression_finds() -> None:
    late, early = pattern(r"(?P<word>b\w+)", re.IGNORECASE), re.compile(r"(?P<word>b\w+)", re.IGNORECASE)
    for _ in range(2):
        assert [found.span("word") for found in late.finditer("a Bee, a bat")] == [(2, 5), (9, 12)]
        assert late.sub("x", "a Bee") == early.sub("x", "a Bee") == "a x"
        assert late.match("ant") is None
    assert (late.pattern, late.flags, late.groups) == (early.pattern, early.flags, early.groups)


@pytest.mark.parametrize("name", MODULES)
def test_every_expression_of_the_rules_can_be_compiled(name: str) -> None:
    for value in vars(import_module(name)).values():
        several: tuple[Any, ...] = value if isinstance(value, tuple) else (value,)
        for one in several:
            if isinstance(one, type(pattern(""))):
                assert one.groups >= 0
