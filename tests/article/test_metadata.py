"""Title, byline, site, date, language, address: each with where it stands, best first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from reader.article import parse
from reader.article.dates import parse_date

if TYPE_CHECKING:
    from reader.article.model import Article

TEXT = "<p>The ferry has run since the harbour was dug, and it runs still, in every weather.</p>"


def read(head: str, body: str = TEXT, html: str = "<html>") -> Article:
    return parse(f"<!doctype html>{html}<head>{head}</head><body>{body}</body>", "text/html", "https://bay.example/p/1")


def test_json_ld_is_believed_first_and_the_others_are_kept() -> None:
    article = read(
        """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
        {"@type": "WebPage", "name": "No"},
        {"@type": "NewsArticle", "headline": "Board keeps ferry", "datePublished": "2024-05-03T10:00:00+02:00",
         "author": [{"name": "Ada Roe"}, {"name": "Ben Low"}], "publisher": {"name": "The Bay Courier"}}]}</script>
        <meta property="og:title" content="Ferry kept"><meta name="author" content="Desk">
        <title>Ferry stays - The Bay Courier</title>"""
    )
    assert [(fact.value, fact.origin) for fact in article.metadata.title] == [
        ("Board keeps ferry", "JSON-LD"),
        ("Ferry kept", "og:title"),
        ("Ferry stays", "title element"),
    ]
    assert article.byline == "Ada Roe, Ben Low"
    assert article.site == "The Bay Courier"
    assert article.published == datetime(2024, 5, 3, 10, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("Board keeps ferry | The Bay Courier", "", "Board keeps ferry"),
        ("The Bay Courier: Board keeps ferry", "", "The Bay Courier: Board keeps ferry"),
        ("Board keeps ferry — Some Unknown Site", "Board keeps ferry", "Board keeps ferry"),
        ("Ferry - a history", "", "Ferry - a history"),
    ],
)
def test_the_sites_name_is_cut_off_the_title(title: str, heading: str, expected: str) -> None:
    site = "<meta property='og:site_name' content='The Bay Courier'>"
    assert read(f"{site}<title>{title}</title>", f"<h1>{heading}</h1>{TEXT}").title == expected


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        ("<meta name=author content='By  Ada Roe'>", "", "Ada Roe"),
        ("<meta name=dc.creator content='Ada Roe'><meta name=dc.creator content='Ben Low'>", "", "Ada Roe, Ben Low"),
        ("<meta property=article:author content='https://social.example/ada'>", "", None),
        ("<meta name=author content=undefined>", "", None),
        ("", "<p class=byline>By Ada Roe May 3, 2024</p>", "Ada Roe"),
        ("", "<a rel=author href=/ada>Ada Roe</a>", "Ada Roe"),
    ],
)
def test_the_byline(head: str, body: str, byline: str | None) -> None:
    assert read(head, body + TEXT).byline == byline


def test_language_address_and_date() -> None:
    article = read(
        "<link rel=canonical href='/ferry'>", f"{TEXT}<time datetime='2024-05-03'>May 3</time>", "<html lang=en-GB>"
    )
    assert article.language == "en-GB"
    assert article.metadata.canonical[0].value == "https://bay.example/ferry"
    assert article.published == datetime(2024, 5, 3, tzinfo=UTC)
    assert read("", html="<html lang='not a language'>").language is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-03T10:11:12Z", datetime(2024, 5, 3, 10, 11, 12, tzinfo=UTC)),
        ("2024-05-03T10:11:12.123456789Z", datetime(2024, 5, 3, 10, 11, 12, tzinfo=UTC)),
        ("2024-05-03T10:11:12+0000", datetime(2024, 5, 3, 10, 11, 12, tzinfo=UTC)),
        ("Fri, 03 May 2024 10:11:12 GMT", datetime(2024, 5, 3, 10, 11, 12, tzinfo=UTC)),
        ("May 3rd, 2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("3 May 2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("February 31, 2024", None),
        ("yesterday, at noon", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: datetime | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "script", ["{", "[" * 5000, '{"@type": 3, "headline": ["x"]}', '"text"', '{"@graph": {"@graph": []}}']
)
def test_broken_json_ld_does_no_harm(script: str) -> None:
    article = read(f"<title>Board keeps ferry</title><script type='application/ld+json'>{script}</script>")
    assert article.title == "Board keeps ferry"
