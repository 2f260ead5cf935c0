"""The feeds that a page names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article.feed_links import FeedLink, feed_links

URL = "https://tide.example/a/b"


def test_feeds_are_found_in_order_with_their_titles() -> None:
    page = """<html><head><link rel=stylesheet href=x.css>
    <link rel="Alternate" type="application/RSS+xml; charset=utf-8" title="All &amp; everything" href="/feed">
    <link href='comments' type='application/atom+xml' rel='alternate'>
    <LINK REL=alternate TYPE=application/feed+json HREF=https://cdn.example/f.json>
    <link rel="alternate" type="text/html" hreflang="de" href="/de">
    <link rel="alternate" type="application/rss+xml" href="/feed">"""
    assert feed_links(page, URL) == (
        FeedLink("https://tide.example/feed", "All & everything"),
        FeedLink("https://tide.example/a/comments", ""),
        FeedLink("https://cdn.example/f.json", ""),
    )


def test_addresses_are_relative_to_the_base() -> None:
    page = '<base href="/c/"><link rel=alternate type=application/rss+xml href=feed>'
    assert feed_links(page, URL)[0].url == "https://tide.example/c/feed"


def test_only_web_addresses_are_feeds() -> None:
    hrefs = ("javascript:alert(1)", "file:///etc/passwd", "data:x", "mailto:a@b.example", "")
    page = "".join(f'<link rel=alternate type=application/rss+xml href="{one}">' for one in hrefs)
    assert feed_links(page, URL) == ()


@given(st.text(), st.text())
def test_no_page_is_too_odd(before: str, inside: str) -> None:
    found = feed_links(f'{before}<link rel=alternate type=application/rss+xml href="{inside}">{before}', URL)
    assert all(one.url.startswith("http") and one.title.isprintable() for one in found)


def test_a_page_of_nothing_but_openings_is_passed_quickly() -> None:
    assert feed_links("<link <!-- <a b='" * 100_000, URL) == ()
