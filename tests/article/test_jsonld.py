"""JSON-LD as pages write it, and which of its statements is about the article."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import jsonld, loose_json
from reader.article.statement import Statement, about_this_page

ARTICLE = '{"@type": "NewsArticle", "headline": "Board keeps ferry"}'


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        f"<!-- {ARTICLE} -->",
        f"\n  <![CDATA[\n {ARTICLE} ]]>",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        f"/*<![CDATA[*/ {ARTICLE} /*]]>*/",
        f"{ARTICLE};",
        f'{{"@type": "Person"}}\n{ARTICLE}',
        '{"@type": "NewsArticle", "headline": "Board keeps ferry",}',
        '{"@type": ["Thing", "NewsArticle"], "keywords": ["a",\n ], "headline": "Board keeps ferry" }',
        '{"@type": "NewsArticle", // or "Article"\n "headline": /* the "title" */ "Board keeps ferry"}',
        '{"@type": "NewsArticle", "note": "it\\\'s \\x", "headline": "Board keeps ferry"}',
        '{"@type": "NewsArticle", "description": "two\nlines // no comment,}", "headline": "Board keeps ferry"}',
        ARTICLE.replace('"', "&quot;"),
        '{"@type": "http://schema.org/NewsArticle", "headline": "Board keeps &#102;erry"}',
        f'{{"@graph": [{{"@type": "WebSite"}}, [{ARTICLE}]]}}',
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
    ],
)
def test_the_article_is_found_however_it_is_wrapped(script: str) -> None:
    assert "Board keeps ferry" in [statement.headline for statement in jsonld.read([script]).statements]


def test_mending_leaves_strings_alone() -> None:
    assert loose_json.values('{"a": "x,] // y /* z */", "b": [1,],}') == [{"a": "x,] // y /* z */", "b": [1]}]


@pytest.mark.parametrize(
    "script", ["", "{", "[" * 5000, '"' + '\\"' * 50 + "\\", "{'a': 1}", "/*" * 50, '{"a": ' * 3000]
)
def test_what_cannot_be_understood_is_nothing(script: str) -> None:
    assert loose_json.values(script) == []


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_is_read_as_it_is(value: Any) -> None:
    assert loose_json.values(json.dumps(value)) == [value]


@given(st.text(alphabet='{}[]",:/*\\ \nax1&;'))
def test_any_text_is_read_or_left(script: str) -> None:
    assert isinstance(jsonld.read([script]).statements, list)


def test_names_are_followed_through_the_graph() -> None:
    said = jsonld.read(
        [
            """{"@graph": [
            {"@type": "Article", "headline": "Board keeps ferry", "author": {"@id": "#ada"},
             "isAccessibleForFree": "False",
             "publisher": {"@id": "#bay"}, "mainEntityOfPage": {"@id": "https://bay.example/ferry"}},
            {"@type": "Person", "@id": "#ada", "name": "Ada Roe"},
            {"@type": "Organization", "@id": "#bay", "name": "The Bay Courier"},
            {"@type": "WebSite", "name": "Bay Courier Online"}]}"""
        ]
    )
    [statement] = said.statements
    assert statement.authors == ("Ada Roe",)
    assert statement.publisher == "The Bay Courier"
    assert statement.url == "https://bay.example/ferry"
    assert statement.free is False
    assert said.sites == ["Bay Courier Online"]


def test_a_paid_part_makes_the_article_paid() -> None:
    script = '{"@type": "Article", "hasPart": {"isAccessibleForFree": false, "cssSelector": ".rest"}}'
    assert jsonld.read([script]).statements[0].free is False


def statement(kind: str, headline: str, url: str = "", name: str = "") -> Statement:
    origin = "JSON-LD WebPage" if kind == "WebPage" else "JSON-LD"
    return Statement(origin=origin, kind=kind, headline=headline, url=url, name=name)


def test_the_statement_of_this_page_is_the_first_and_another_articles_is_left_out() -> None:
    page = statement("WebPage", "Board keeps ferry", "https://bay.example/ferry")
    other = statement("NewsArticle", "Ten soups for winter", "https://bay.example/soups")
    unsure = statement("NewsArticle", "Ten soups for winter")
    own = statement("NewsArticle", "Board keeps ferry", "http://www.bay.example/ferry/?from=feed")
    found = about_this_page(
        [page, other, unsure, own], ["Board keeps ferry - The Bay Courier"], ["https://bay.example/ferry"]
    )
    assert found == [own, unsure, page]


def test_the_name_is_the_title_where_only_it_is_shown() -> None:
    both = statement("Article", "You will not believe this", name="Board keeps ferry")
    assert both.title(["Board keeps ferry - The Bay Courier"]) == "Board keeps ferry"
    assert both.title(["You will not believe this"]) == "You will not believe this"
