"""Searching: what is found, in which order, and where in the text it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.library import Library
from tests.library.making import NOW, Clock, capture, facts, remembered

ARTICLE = "https://tide.example/quay"
TEXTS = {
    ARTICLE: "The harbour council met at noon.\n\nIt let the north quay to a café for nine years.",
    "https://wire.example/lease": "A lease of nine years.\n\nThe north quay goes to a company, the papers say.",
    "https://gulls.example/": "Gulls were asked nothing. STRASSE and straße, Ågren and agren.",
}


@pytest.fixture(scope="module")
def library() -> Library:
    library = Library(None, clock=Clock())
    for hours, (url, text) in enumerate(TEXTS.items()):
        page = capture(url, text, got=NOW - timedelta(hours=9 - hours))
        if url == ARTICLE:
            library.opened(url, facts(url, "Who owns the quay"), page)
        else:
            library.keep(remembered(url, title="A wire's story"), page)
    library.settle()
    return library


@pytest.mark.parametrize(
    ("query", "urls"),
    [
        ("quay", ["https://wire.example/lease", ARTICLE]),
        ("QUAY north", ["https://wire.example/lease", ARTICLE]),
        ("cafe", [ARTICLE]),
        ("CAFÉ council", [ARTICLE]),
        ('"nine years"', ["https://wire.example/lease", ARTICLE]),
        ('"years nine"', []),
        ('"north quay" lease', ["https://wire.example/lease"]),
        ("har*", [ARTICLE]),
        ("har", []),
        ("owns", [ARTICLE]),
        ("quay gulls", []),
        ("", []),
        ('"" * ( ) : ^ -', []),
        ("AND OR NOT NEAR", []),
    ],
)
def test_all_words_must_stand_there_and_the_newest_comes_first(library: Library, query: str, urls: list[str]) -> None:
    assert [hit.url for hit in library.search(query)] == urls


def test_a_hit_says_where_it_stands(library: Library) -> None:
    (hit,) = library.search("cafe quay")
    text = TEXTS[ARTICLE]
    assert text[hit.start : hit.end] == "quay"
    assert [hit.snippet[start:end] for start, end in hit.found] == ["quay", "café"]
    assert hit.article == 1
    assert hit.title == "Who owns the quay"
    kept = library.capture(hit.version)
    assert kept is not None
    assert kept.text == text


def test_a_snippet_is_where_the_words_stand_together(library: Library) -> None:
    url = "https://long.example/"
    far = "quay " + "gull " * 200 + "and then the lease of the quay was signed. " + "tar " * 200
    library.keep(remembered(url), capture(url, far))
    (hit,) = (one for one in library.search("lease quay") if one.url == url)
    assert "the lease of the quay was signed" in hit.snippet
    assert far[hit.start : hit.end] == "lease"
    assert len(hit.snippet) <= 220


def test_pages_of_hits_follow_one_another(library: Library) -> None:
    first, second = library.search("quay", limit=1), library.search("quay", limit=1, offset=1)
    assert [one.url for one in (*first, *second)] == [hit.url for hit in library.search("quay", limit=2)]


@given(query=st.text(max_size=30), text=st.text(max_size=60))
def test_any_query_is_answered_and_every_place_lies_in_its_text(library: Library, query: str, text: str) -> None:
    url = "https://any.example/"
    library.keep(remembered(url), capture(url, text))
    for hit in library.search(query):
        kept = library.capture(hit.version)
        assert kept is not None
        assert 0 <= hit.start <= hit.end <= len(kept.text or "")
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.found)
    assert not library._writer.lost
