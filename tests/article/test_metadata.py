"""Title, byline, site, date, language, address: each with where it stands, best first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from reader.article import parse
from reader.article.languages import language_tag
from tests.article.metadata_report import FIELDS, outcomes

if TYPE_CHECKING:
    from pathlib import Path

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
        ("No", "JSON-LD WebPage"),
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


PROPERTIES = """<div itemscope itemtype="https://schema.org/{kind}"><h2 itemprop="headline">{title}</h2>
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="/ada">
<span itemprop="name">Ada Roe</span></a></span><meta itemprop="datePublished" content="2024-05-03T10:00:00+02:00">
<meta itemprop="isAccessibleForFree" content="false"></div>"""


def test_microdata_of_the_article_is_read_and_of_other_things_not() -> None:
    own = read(
        "<title>Board keeps ferry</title>", PROPERTIES.format(kind="NewsArticle", title="Board keeps ferry") + TEXT
    )
    assert own.byline == "Ada Roe"
    assert own.metadata.published[0] == (datetime(2024, 5, 3, 8, tzinfo=UTC), "microdata")
    assert own.paywall is True
    event = read("<title>Board keeps ferry</title>", PROPERTIES.format(kind="Event", title="Harbour fair") + TEXT)
    assert event.title == "Board keeps ferry"
    assert event.published is None
    assert event.paywall is None


def test_another_articles_json_ld_says_nothing_of_this_one() -> None:
    article = read(
        """<title>Board keeps ferry</title><script type="application/ld+json">{"@type": "NewsArticle",
        "headline": "Ten soups for winter", "url": "https://bay.example/soups", "datePublished": "2020-01-02"}
        </script>"""
    )
    assert article.title == "Board keeps ferry"
    assert article.published is None


def test_the_sites_own_title_is_not_the_articles() -> None:
    article = read(
        "<meta property=og:site_name content='Bay News'><meta property=og:title content='Bay News - Latest and Best'>"
        "<title>Board keeps ferry - Bay News</title>"
    )
    assert article.title == "Board keeps ferry"
    assert article.metadata.title[-1].origin == "og:title"


def test_a_kicker_is_cut_where_the_heading_has_none() -> None:
    head = "<meta property=og:title content='Opinion | Keep the ferry'>"
    assert read(head, f"<h1>Keep the ferry</h1>{TEXT}").title == "Keep the ferry"
    assert read(head, f"<h1>Opinion</h1>{TEXT}").title == "Opinion | Keep the ferry"


@pytest.mark.parametrize(
    ("head", "site"),
    [
        ("<meta property=og:site_name content='The Bay Courier'>", "The Bay Courier"),
        ("<meta property=og:site_name content='https://www.bay.example/'>", "bay.example"),
        ("<meta property=og:site_name content='Bay.example'>", "Bay.example"),
        ("<meta name=application-name content='Bay News - Latest and Best'>", "Bay News"),
        ("<title>Board keeps ferry | Bay News</title><meta property=og:title content='Board keeps ferry'>", "Bay News"),
        ("<title>Board keeps ferry - The Bay</title>", None),
        ("<title>Board keeps ferry - Bay.example</title>", "Bay.example"),
        (
            "<title>Keep it</title><meta name=og:title content='Keep it'><meta name=og:site_name content='Keep it'>",
            None,
        ),
        ("<title>Ferry - Bay.example</title><meta property=og:site_name content='Politics'>", "Bay.example"),
    ],
)
def test_the_site(head: str, site: str | None) -> None:
    assert read(head).site == site


def test_the_sites_name_is_no_author_where_a_person_is() -> None:
    article = read(
        "<meta property=og:site_name content='Bay Courier'><meta name=author content='Bay Courier'>",
        f"<p class=byline>Ada Roe, Bay Courier</p>{TEXT}",
    )
    assert [fact.value for fact in article.metadata.byline] == ["Ada Roe", "Bay Courier"]


def test_a_byline_in_the_comments_or_a_list_of_related_articles_is_another_ones() -> None:
    body = "<aside><p class=byline>Ben Low</p></aside><div class=related><a rel=author>Cy Dun</a></div>"
    assert read("", body + TEXT).byline is None
    article = read("", f"{body}<h1>Ferry</h1><p class=byline>By<br>Ada Roe<br>Bay News Staff</p>{TEXT}")
    assert article.byline == "Ada Roe"


def test_published_and_modified_are_told_apart() -> None:
    article = read(
        "<meta property=article:modified_time content='2024-05-05T10:00:00Z'>",
        "<time class=updated datetime=2024-05-04>4 May</time><time class=entry-date datetime=2024-05-03>3 May</time>"
        + TEXT,
    )
    assert article.published == datetime(2024, 5, 3, tzinfo=UTC)
    assert article.modified == datetime(2024, 5, 5, 10, tzinfo=UTC)
    before = read(
        "<meta name=date content=2024-05-03><meta property=article:modified_time content='2021-01-01T10:00:00Z'>"
    )
    assert before.modified is None


def test_what_a_date_does_not_say_is_in_its_origin() -> None:
    article = read("<meta name=date content='2024-05-03'><meta name=pubdate content='2024-05-01 10:00'>")
    assert [fact.origin for fact in article.metadata.published] == ["pubdate, no zone given: UTC", "date, day only"]


def test_a_date_with_a_zone_comes_before_the_same_without() -> None:
    article = read(
        """<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-05-03T10:00:00"}</script>
        <meta property=article:published_time content='2024-05-03T10:00:00-04:00'>"""
    )
    assert article.metadata.published[0] == (datetime(2024, 5, 3, 14, tzinfo=UTC), "article:published_time")


@pytest.mark.parametrize("date", ["1970-01-01T00:00:00Z", "1900-01-01", "1899-12-30", "2999-01-01", "1956-05-03"])
def test_zeros_and_unlikely_years_are_no_dates(date: str) -> None:
    assert read(f"<meta name=date content='{date}'>").published is None


def test_an_unlikely_year_counts_if_two_places_say_it() -> None:
    article = read("<meta name=date content=1956-05-03><meta name=dc.date content='May 3, 1956'>")
    assert article.published == datetime(1956, 5, 3, tzinfo=UTC)


def test_the_earlier_of_a_journals_dates_is_when_it_was_published() -> None:
    article = read(
        "<meta name=citation_publication_date content=2024/09/01><meta name=citation_online_date content=2024/05/03>"
    )
    assert article.published == datetime(2024, 5, 3, tzinfo=UTC)


def test_a_date_is_found_in_words_or_in_the_address() -> None:
    shown = read("", f"<div class=post-date>Veröffentlicht am 3. Mai 2024, 10:15 Uhr</div>{TEXT}")
    assert shown.metadata.published[0] == (
        datetime(2024, 5, 3, 10, 15, tzinfo=UTC), "shown date, no zone given: UTC"
    )  # fmt: skip
    linked = read("<link rel=canonical href='https://bay.example/2024/05/03/ferry'>")
    assert linked.metadata.published == ((datetime(2024, 5, 3, tzinfo=UTC), "address, day only"),)


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ("<link rel='Canonical' href='/ferry'>", ["https://bay.example/ferry"]),
        (
            "<link rel=canonical href='https://bay.example/'><meta property=og:url content='/ferry'>",
            ["https://bay.example/ferry"],
        ),
        ("<link rel=canonical href='https://bay.example'>", []),
        ("<base href='https://cdn.example/a/'><link rel=canonical href='ferry'>", ["https://cdn.example/a/ferry"]),
        ("<link rel=canonical href='javascript:x'>", []),
        ("<link rel=canonical href='http://[bad/x'>", []),
    ],
)
def test_the_canonical_address(head: str, canonical: list[str]) -> None:
    assert [fact.value for fact in read(head).metadata.canonical] == canonical


@pytest.mark.parametrize(
    ("head", "paid"),
    [
        ("<meta property=article:content_tier content=locked>", True),
        ("<meta property=article:content_tier content=free>", False),
        (
            '<script type="application/ld+json">{"@type": "Article", "isAccessibleForFree": "http://schema.org/False"}</script>',
            True,
        ),
        ("", None),
    ],
)
def test_the_paywall(head: str, paid: bool | None) -> None:
    assert read(head).paywall is paid


def test_a_wire_service_in_the_byline() -> None:
    article = read("", f"<div class=byline><div>By ADA ROE</div><div>Associated Press</div></div>{TEXT}")
    assert article.byline == "ADA ROE"
    assert article.wire_service == "Associated Press"


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en_gb", "en-GB"),
        ("EN", "en"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("de_DE.UTF-8", "de-DE"),
        ("und", ""),
        ("English", ""),
    ],
)
def test_language_tags(written: str, tag: str) -> None:
    assert language_tag(written) == tag


def test_references_that_were_escaped_twice_are_read() -> None:
    assert (
        read("<meta property=og:title content='The board&amp;#8217;s ferry &amp;amp; more'>").title
        == "The board’s ferry & more"
    )


@pytest.mark.parametrize(
    "script", ["{", "[" * 5000, '{"@type": 3, "headline": ["x"]}', '"text"', '{"@graph": {"@graph": []}}']
)
def test_broken_json_ld_does_no_harm(script: str) -> None:
    article = read(f"<title>Board keeps ferry</title><script type='application/ld+json'>{script}</script>")
    assert article.title == "Board keeps ferry"


@pytest.mark.shared
def test_real_pages_metadata_is_right(shared: Path) -> None:
    found = [one for one in outcomes(shared / "extraction" / "mozilla") if one.expected]
    shares = {field: [one.right for one in found if one.field == field] for field in FIELDS}
    least = {"title": 0.95, "byline": 0.85, "siteName": 1.0, "publishedTime": 1.0}
    assert {field: sum(right) / len(right) >= least[field] for field, right in shares.items()} == dict.fromkeys(
        FIELDS, True
    )
