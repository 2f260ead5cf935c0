"""Addresses as pages write them, made absolute."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reader.article.addresses import Addresses

PIECES = st.sampled_from(["/", "//", ".", "..", "a", "b.html", "?", "q=1", "&", "%20", "~", "+", ",", ";", "#", "c-_d"])
BASES = st.sampled_from(
    [
        "https://bay.example/2024/05/ferry.html",
        "http://bay.example",
        "http://bay.example:8080/a/b?c=/d#e",
        "https://Bay.Example?q",
        "https://ada@bay.example/a",
        "http://[::1]/a/b",
        "HTTP://bay.example/a",
        "ftp://bay.example/a",
        "/only/a/path",
    ]
)


@given(BASES, st.lists(PIECES, max_size=8))
@example("https://bay.example/a", ["a", "/", "..", "/", "b.html"])
@example("https://bay.example/a", ["a", "?", "q=1", "/", ".", "/"])
@example("https://bay.example/a", ["/", "a"])
def test_an_address_from_the_sites_root_is_what_joining_makes_of_it(base: str, pieces: list[str]) -> None:
    href = "/" + "".join(pieces)
    assume(not href.startswith("//"))  # a host of its own
    assert Addresses(base).link(href) == urljoin(base, href)


@pytest.mark.parametrize(
    ("href", "absolute"),
    [
        ("/a?b=c", "https://bay.example/a?b=c"),
        ("/a//b", "https://bay.example/a//b"),
        ("/a/../b", "https://bay.example/b"),
        ("/", "https://bay.example/"),
        ("/a?", "https://bay.example/a"),
        ("b.html", "https://bay.example/2024/b.html"),
        ("/a\n/b\u200b", "https://bay.example/a/b"),
    ],
)
def test_links_are_resolved_against_the_page(href: str, absolute: str) -> None:
    assert Addresses("https://bay.example/2024/a.html").link(href) == absolute


@pytest.mark.parametrize("href", ["//port.example", "https://port.example"])
def test_a_host_alone_has_a_stroke_behind_it(href: str) -> None:
    assert Addresses("https://bay.example/a").link(href) == "https://port.example/"
