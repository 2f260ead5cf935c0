"""What holds for every page's metadata, whatever the page says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reader.article import clean, metadata
from reader.article.survey import survey

if TYPE_CHECKING:
    from reader.article.model import Metadata

NAMES = st.sampled_from(
    [
        "og:title", "og:site_name", "og:url", "og:locale", "dc.creator", "DC.date.issued", "author", "article:author",
        "article:published_time", "article:modified_time", "article:content_tier", "citation_author", "date",
        "application-name", "citation_online_date", "byl", "title",
    ]
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(
        [
            "By Ada Roe | Staff", "Roe, Ada; Low, Ben", "2024-05-03T10:00:00+02:00", "May 3, 2024", "1970-01-01",
            "9999-12-31", "Board keeps ferry - Bay", "https://bay.example/", "/2024/05/03/ferry", "http://[bad",
            "en_GB", "&amp;#27;[31m", "&amp;#8238;x", "\u202eevil", "a\u200db", "{{title}}", "undefined", "Reuters",
            "locked", "x" * 3000, "– | – | –",
        ]
    ),
    st.text(max_size=60),
)  # fmt: skip
PIECES = st.one_of(
    st.builds(lambda name, value: f'<meta property="{name}" content="{value}">', NAMES, VALUES),
    st.builds(lambda value: f"<title>{value}</title>", VALUES),
    st.builds(lambda value: f"<h1>{value}</h1>", VALUES),
    st.builds(lambda value: f'<link rel=canonical href="{value}">', VALUES),
    st.builds(lambda value: f'<time datetime="{value}" class=published>{value}</time>', VALUES),
    st.builds(lambda value: f"<p class=byline>{value}<br>{value}</p><a rel=author>{value}</a>", VALUES),
    st.builds(lambda value: f"<div class=post-date>{value}</div>", VALUES),
    st.builds(
        lambda kind, name, value: f"<div itemscope itemtype=x/{kind}><b itemprop={name} itemscope>{value}</b></div>",
        st.sampled_from(["Article", "Event"]),
        st.sampled_from(["headline", "author", "datePublished", "name", "url"]),
        VALUES,
    ),
    st.builds(
        lambda key, value: (
            f"""<script type="application/ld+json">{{"@type": "Article", "{key}": "{value}",}}</script>"""
        ),
        st.sampled_from(
            ["headline", "author", "publisher", "datePublished", "dateModified", "inLanguage", "url", "@id"]
        ),
        VALUES,
    ),
    st.text(max_size=20),
)


def read(page: str) -> Metadata:
    return metadata.read(survey(LexborHTMLParser(page)), "https://bay.example/posts/1")


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_values_are_clean_bounded_and_named_once(page: str) -> None:
    said = read(page)
    longest = {"title": 300, "byline": 300, "site": 90, "language": 40, "canonical": 2100, "wire_service": 40}
    for field, facts in said._asdict().items():
        values = [fact.value for fact in facts]
        assert len(set(values)) == len(values) <= 12
        for value, origin in facts:
            assert origin == clean.line(origin) != ""
            if field in longest:
                assert value == clean.line(value) != ""
                assert len(value) <= longest[field]


@given(st.lists(PIECES, max_size=12).map("".join))
def test_dates_are_aware_and_no_modification_is_before_the_publication(page: str) -> None:
    said = read(page)
    for fact in (*said.published, *said.modified):
        assert fact.value.utcoffset() is not None
    if said.published:
        assert all((said.published[0].value - fact.value).days <= 2 for fact in said.modified)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_same_page_says_the_same(page: str) -> None:
    assert read(page) == read(page)


def test_large_and_repetitive_pages_are_read_in_bounded_work() -> None:
    """Each of these would take minutes if a rule looked at everything again for each part of it."""
    pages = [
        f"<title>{'a - ' * 200_000}</title>"
        + '<script type="application/ld+json">{"@type":"Article","name":"a"}</script>' * 5_000,
        "<meta name=author content='" + "a;" * 500_000 + "'>",
        '<script type="application/ld+json">{"a": ' + '"\\"' * 250_000 + "\\</script>",
        '<script type="application/ld+json">{' + "/*" * 400_000 + "</script>",
        "<div itemscope itemtype=x/Article>" * 2_000 + "<b itemprop=headline>a</b>" * 20_000,
        "<p class=byline>" + "<b class=author>a</b>" * 50_000,
        "<time class=published>x</time>" * 50_000,
    ]
    for page in pages:
        assert len(read(page).byline) <= 12
