"""What holds for every article, whatever the bytes."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reader.article import parse
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.article.model import Article

TAGS = (
    *("p", "div", "section", "a", "b", "em", "q", "sup", "cite", "span", "br", "img", "hr", "h1", "h2", "pre", "code"),
    *("blockquote", "ul", "ol", "li", "table", "tr", "td", "th", "figure", "figcaption", "dl", "dt", "dd", "aside"),
)
WORDS = st.sampled_from(
    [
        "word",
        " ",
        "  \n",
        "&#27;[31m",
        "&#8238;",
        "&nbsp;",
        "\u200b",
        "\u200d",
        "e\u0301\u0301",
        "“so”",
        "<",
        "👩‍👧",
        "&shy;",
        "\t",
        "é",
        "— Ada Roe",
        "&gt; said of it here",
        "The ferry sails at noon, and it sails in the rain. ",
    ]
)
ATTRIBUTES = (
    "",
    " href='/x'",
    " href='http://[bad'",
    " href='javascript:x'",
    " class='caption'",
    " cite='/c'",
    " src='/i.jpg' alt='a&#7;b'",
    " class=share",
    " class='quote'",
    " class='pullquote'",
    " class='twitter-tweet'",
    " class='toot' data-embed-url='https://toots.example/@a/1/embed'",
    " class='footnote-number' href='#fn1'",
    " href='#fn1'",
    " href='#r%31'",
    " id='fn1'",
    " name='r1'",
    " colspan=3 rowspan=2",
    " start='-3' reversed type='i'",
)


PIECES = st.one_of(
    WORDS,
    WORDS,
    st.sampled_from([f"<{tag}{attribute}>" for tag in TAGS for attribute in ATTRIBUTES]),
    st.sampled_from([f"</{tag}>" for tag in TAGS]),
    st.text(max_size=5),
)


def markup() -> st.SearchStrategy[str]:
    """Tags that open and close as they please, with text between them."""
    return st.integers(1, 40).flatmap(lambda many: st.lists(PIECES, min_size=many, max_size=many)).map("".join)


def article_of(data: bytes | str, content_type: str | None) -> Article | None:
    try:
        return parse(data, content_type, "https://blog.example/posts/1")
    except UnreadableError:
        return None


def strings(article: Article) -> Iterator[str]:
    facts = article.metadata
    for fact in (*facts.title, *facts.byline, *facts.site, *facts.language, *facts.canonical):
        yield fact.value
    for quotation in article.quotations:
        yield from filter(None, (quotation.cite, quotation.credit))
    for block in article.blocks:
        yield from (block.text, block.marker, *(link.url for link in block.links))
        yield from (span.cite or "" for span in block.spans)
        if block.figure:
            yield from (block.figure.image or "", block.figure.alt)


def check(article: Article) -> None:
    """What every reader of the model relies on."""
    assert [block.id for block in article.blocks] == [f"b{n}" for n in range(1, len(article.blocks) + 1)]
    assert any(block.text for block in article.blocks)
    assert 0 <= article.found <= 1
    for block in article.blocks:
        ends = [0]
        for link in block.links:
            assert ends[-1] <= link.start < link.end <= len(block.text)
            assert block.text[link.start : link.end] == link.anchor == link.anchor.strip()
            ends.append(link.end)
        assert [span.start for span in block.spans] == sorted(span.start for span in block.spans)
        assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)
        assert (block.depth > 0) == (block.quotation is not None)
        assert all(link.target in {None, *article.index} - {block.id} for link in block.links)
    for quotation in article.quotations:
        inside = [article.block(name) for name in quotation.blocks]
        assert all(block.quotation == quotation.id for block in inside)
        assert quotation.end == len(inside[-1].text)
    assert article.text == "\n\n".join(block.text for block in article.blocks if block.text)
    for text in strings(article):
        steering = [c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
        assert not set(steering) - set("\n\t\u200c\u200d")


@settings(max_examples=300)
@given(markup())
def test_any_markup_gives_sound_blocks(page: str) -> None:
    if article := article_of(page, "text/html"):
        check(article)


@given(st.one_of(st.text(max_size=200), markup()), st.sampled_from(["text/markdown", "text/plain", None]))
def test_any_text_gives_sound_blocks(text: str, content_type: str | None) -> None:
    if article := article_of(text, content_type):
        check(article)


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "> ",
            "- ",
            "1. ",
            "\n",
            "\n\n",
            "*",
            "**",
            "`",
            "[x](/y)",
            "![a](/b 't')",
            "# ",
            "| a |\n|--|\n",
            "---\n",
            "word ",
            "\u202e",
            "&#27;",
            "~~",
            "    ",
            "```\n",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300)
@given(MARKDOWN)
def test_any_markdown_gives_sound_blocks(text: str) -> None:
    if article := article_of(text, "text/markdown"):
        check(article)


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "text/html", "text/html; charset=utf-16le", "text/markdown", "x/y; charset=\x00"]),
)
def test_any_bytes_are_read_or_refused_in_words(data: bytes, content_type: str | None) -> None:
    if article := article_of(data, content_type):
        check(article)


@settings(max_examples=50)
@given(markup())
def test_the_same_bytes_make_the_same_article(page: str) -> None:
    assert article_of(page.encode("utf-8", "replace"), "text/html") == article_of(
        page.encode("utf-8", "replace"), "text/html"
    )


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@settings(max_examples=300)
@given(markup())
def test_nothing_is_said_that_the_page_does_not_say_nor_twice(page: str) -> None:
    page = f"<!doctype html><body>{page}"
    article = article_of(page, "text/html")
    body = LexborHTMLParser(page).body
    if article is None or body is None:
        return
    # The marks around short quotations and around the numbers of notes are the reader's own.
    own = Counter({mark: page.count("<q") + page.count("<Q") for mark in "“”‘’"})
    own.update({mark: page.count("<sup") + page.count("<a") for mark in "[]"})
    said = letters("".join(block.text for block in article.blocks))
    assert not said - letters(body.text()) - own


@settings(max_examples=300)
@given(markup())
def test_the_words_of_a_block_stand_in_the_page_in_its_order(page: str) -> None:
    page = f"<!doctype html><body>{page}"
    article = article_of(page, "text/html")
    body = LexborHTMLParser(page).body
    if article is None or body is None:
        return
    whole = "".join(body.text().split())
    for block in article.blocks:
        letters = [letter for letter in "".join(block.text.split()) if letter not in "“”‘’[]"]
        rest = iter(whole)
        if "footnote-number" in page:  # the number of a note is brought to its text
            assert not Counter(letters) - Counter(whole)
        else:
            assert all(letter in rest for letter in letters)


DEEPEST = 2_000
"""Deeper than Python calls itself."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<blockquote>", "</blockquote>"),
        ("<blockquote class='twitter-tweet'>", "</blockquote>"),
        ("<div class='quote'>", "</div>"),
        ("<aside class='pullquote'>", "</aside>"),
        ("<ol reversed><li>", "</li></ol>"),
        ("<dl><dd>", "</dd></dl>"),
        ("<figure><figcaption>", "</figcaption></figure>"),
        ("<sup><span id='fn1'>", "</span></sup>"),
        ("<q>", "</q>"),
        ("<em>", "</em>"),
    ],
)
def test_however_deep_a_page_nests_it_is_read(opening: str, closing: str) -> None:
    page = f"<p>The ferry sails at noon.</p>{opening * DEEPEST}In the rain.{closing * DEEPEST}"
    article = article_of(page, "text/html")
    assert article is not None
    check(article)
