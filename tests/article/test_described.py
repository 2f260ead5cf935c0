"""Pages without an article: what they say of themselves, and how long their film plays."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import parse
from reader.article.extent import extent
from reader.errors import UnreadableError

ABOUT = "A harbour crane bows to each ship that passes under it, and nobody will say who taught it to."
STATED = {
    "@context": "https://schema.org",
    "@type": "VideoObject",
    "name": "The crane that learnt to bow",
    "description": f"{ABOUT}\n\nFilmed over one winter.",
    "duration": "PT12M34S",
    "uploadDate": "2024-02-03T10:00:00Z",
    "author": {"@type": "Person", "name": "Ida Berg"},
}


def page(head: str, body: str = '<div id="app"></div><script>fill()</script>') -> str:
    return f"<!doctype html><html><head><title>The crane that learnt to bow</title>{head}</head><body>{body}</body>"


def film(**changes: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({**STATED, **changes})}</script>'


def test_the_page_of_a_film_says_who_made_it_when_what_it_is_and_how_long_it_plays() -> None:
    article = parse(page(film()))
    assert (article.title, article.byline) == ("The crane that learnt to bow", "Ida Berg")
    assert article.published == datetime(2024, 2, 3, 10, tzinfo=UTC)
    assert [block.text for block in article.blocks] == [ABOUT, "Filmed over one winter."]
    assert extent(article) == "film, 12 min 34 s"
    assert article.found == 0


def test_what_stands_around_the_film_is_not_taken_for_an_article() -> None:
    head = (
        f'<meta property="og:type" content="video.other"><meta property="og:description" content="{ABOUT}">'
        '<meta property="og:video:duration" content="5400">'
    )
    around = "<p>About · Press · Terms</p><ul><li><a href=/a>Another crane</a><li><a href=/b>A winch</a></ul>"
    article = parse(page(head, around))
    assert article.text == ABOUT
    assert extent(article) == "film, 1 h 30 min"


def test_an_article_with_a_film_beside_it_stays_an_article() -> None:
    text = "<p>The crane bowed on Monday, as it does, and the pilots took off their caps to it, as they do.</p>" * 12
    article = parse(page(film(), f"<article><h1>The crane that learnt to bow</h1>{text}</article>"))
    assert article.found > 0.6
    assert article.seconds == 0
    assert "took off their caps" in article.text


def test_a_page_that_scripts_would_fill_gives_its_description() -> None:
    article = parse(page(f'<meta name="description" content="{ABOUT}">'))
    assert (article.text, article.found, extent(article)) == (ABOUT, 0, None)


def test_a_page_that_says_nothing_stays_unreadable() -> None:
    with pytest.raises(UnreadableError, match="no text"):
        parse(page('<meta name="description" content=" ">'))


@pytest.mark.parametrize(
    ("written", "seconds"), [("PT45S", 45), ("pt1h2m", 3720), ("P0DT1H0M0S", 3600), ("PT0S", 0), ("12:34", 0)]
)
def test_lengths_are_read_as_they_are_written(written: str, seconds: int) -> None:
    assert parse(page(film(duration=written))).seconds == seconds


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_length_and_no_description_break_it(duration: str, description: str) -> None:
    head = film(duration=duration, description=description) + f'<meta name="description" content="{ABOUT}">'
    article = parse(page(head))
    assert 0 <= article.seconds <= 7 * 24 * 3600
    assert all(block.text for block in article.blocks)
