"""Front matter in YAML and TOML as people write it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import parse
from reader.article.front_matter import read
from reader.article.model import Article, Format


def article(front: str, fence: str = "---") -> Article:
    return parse(f"{fence}\n{front}\n{fence}\nText of it.\n")


SIMPLE = """\
title: "The ferry: stays"
author: Ada Roe  # of the Courier
date: 2024-03-05
lang: en_GB
canonical_url: https://courier.example/1
site: The Courier
tags: [a, b]"""
CLIPPED = """\
title: >-
  The ferry:
  stays
author:
  - "[[Ada Roe]]"
published: 2024-03-05T00:00:00Z
language: en-GB
source: https://courier.example/1
publisher: The Courier"""
NESTED = """\
title: 'The ferry: stays'
author:
  name: Ada Roe
  url: https://courier.example/ada
date: 5 March 2024
lang: en-GB
original_url: https://courier.example/1
site_name: The Courier"""
TOML = """\
title = "The ferry: stays"
authors = ["Ada Roe"]
date = 2024-03-05
lang = "en-GB"
canonical_url = "https://courier.example/1"
publication = "The Courier"
[params]
x = 1"""


@pytest.mark.parametrize(("front", "fence"), [(SIMPLE, "---"), (CLIPPED, "---"), (NESTED, "---"), (TOML, "+++")])
def test_what_it_says_is_metadata(front: str, fence: str) -> None:
    read_article = article(front, fence)
    facts = read_article.metadata
    assert read_article.format is Format.MARKDOWN
    assert (read_article.title, read_article.byline, read_article.site) == (
        "The ferry: stays",
        "Ada Roe",
        "The Courier",
    )
    assert read_article.published == datetime(2024, 3, 5, tzinfo=UTC)
    assert (read_article.language, facts.canonical[0].value) == ("en-GB", "https://courier.example/1")
    assert all(values[0].origin == "front matter" for values in facts if values and values is not facts[-1])
    assert read_article.text == "Text of it."


@pytest.mark.parametrize("written", ["[Ada Roe, Bo Bay]", '["Ada Roe", "Bo Bay"]', "\n- Ada Roe\n- name: Bo Bay"])
def test_several_authors(written: str) -> None:
    assert article(f"title: T\nauthors: {written}").byline == "Ada Roe, Bo Bay"


@pytest.mark.parametrize("front", ["title =", "a = [" + "[" * 3000, "=", ""])
def test_toml_that_is_none_does_no_harm(front: str) -> None:
    assert read(f"+++\n{front}\n+++\n").fields == {}


def test_a_path_is_no_address() -> None:
    assert article("title: T\nurl: /posts/1").metadata.canonical == ()


@given(st.text(st.sampled_from("ab:- \n'\"[]#|>\\"), max_size=60))
def test_anything_between_the_fences_is_read(front: str) -> None:
    fields = read(f"---\n{front}\n---\n").fields
    assert all(value == value.strip() != "" for values in fields.values() for value in values)
