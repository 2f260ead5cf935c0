"""Plain text: paragraphs, title, quotations, addresses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import parse
from reader.article.model import Article, Because, Kind, Voice
from reader.article.text import with_addresses

TITLE = "Harbour board votes to keep the old ferry"
LONG = "The board met on Tuesday and voted, five to four, to keep the ferry running for another winter at least."


def read(text: str) -> Article:
    return parse(text, content_type="text/plain")


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def test_wrapped_lines_are_joined_and_blank_lines_part() -> None:
    article = read("One line\nand its\n  continuation.\n\n\n \nAnother  paragraph.\n")
    assert texts(article) == ["One line and its continuation.", "Another paragraph."]


def test_the_title_line_is_the_heading_and_the_title() -> None:
    article = read(f"{TITLE}\n\n{LONG}\n")
    assert article.title == TITLE
    assert article.metadata.title[0].origin == "first line"
    assert (article.blocks[0].kind, article.blocks[0].level) == (Kind.HEADING, 1)
    assert [block.id for block in article.blocks] == ["b1", "b2"]


@pytest.mark.parametrize("first", ["It was a sentence.", "> Quoted line", "w " * 100, "- a\n- b"])
def test_what_is_no_title_line_is_none(first: str) -> None:
    article = read(f"{first}\n\n{LONG} {LONG} {LONG}")
    assert article.title is None
    assert all(block.kind is not Kind.HEADING for block in article.blocks)


def test_long_lines_without_blank_lines_are_paragraphs() -> None:
    article = read(f"{TITLE}\n{LONG} {LONG}\n{LONG} Again, {LONG}")
    assert [block.kind for block in article.blocks] == [Kind.HEADING, Kind.PARAGRAPH, Kind.PARAGRAPH]


def test_quoted_lines_are_a_quotation_with_its_credit() -> None:
    article = read(
        "He wrote:\n\n> First line\n> goes on.\n>\n> Second.\n>> Deeper.\n>\n> — Ada Roe, The Courier\n\nI disagree."
    )
    assert texts(article)[1:5] == ["First line goes on.", "Second.", "Deeper.", "— Ada Roe, The Courier"]
    assert [block.depth for block in article.blocks] == [0, 1, 1, 2, 1, 0]
    quoted = article.blocks[1]
    assert (quoted.voice, quoted.because, quoted.confidence) == (Voice.QUOTED, Because.MARKUP, 1.0)
    assert quoted.why
    (quotation,) = article.quotations
    assert quotation.blocks == ("b2", "b3", "b4", "b5")
    assert quotation.credit == "Ada Roe, The Courier"
    assert article.blocks[-1].voice is Voice.COMMENTARY


def test_bullets_are_list_items() -> None:
    article = read("Three things:\n\n- first\n  of all\n- second")
    assert [(block.kind, block.text, block.marker) for block in article.blocks[1:]] == [
        (Kind.LIST_ITEM, "first of all", "•"),
        (Kind.LIST_ITEM, "second", "•"),
    ]


@pytest.mark.parametrize(
    ("text", "anchor", "url"),
    [
        (
            "See https://courier.example/a?b=c, and go.",
            "https://courier.example/a?b=c",
            "https://courier.example/a?b=c",
        ),
        ("(http://courier.example/a_(b))", "http://courier.example/a_(b)", "http://courier.example/a_(b)"),
        ("At www.courier.example/x.", "www.courier.example/x", "https://www.courier.example/x"),
        ("“https://courier.example/q”", "https://courier.example/q", "https://courier.example/q"),
        (
            "see www.archive.example/http://courier.example/x and more words",
            "www.archive.example/http://courier.example/x",
            "https://www.archive.example/http://courier.example/x",
        ),
        ("See http://courier.example/(a))).", "http://courier.example/(a)", "http://courier.example/(a)"),
    ],
)
def test_bare_addresses_are_links_without_the_punctuation_around(text: str, anchor: str, url: str) -> None:
    (link,) = with_addresses(text).links
    assert (link.anchor, link.url) == (anchor, url)
    assert text[link.start : link.end] == anchor


PIECES = st.sampled_from([*"htps:/w.ex am()”,\n>-", "http://", "www.a.b", "https://courier.example/"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_link_is_where_it_says_and_none_overlaps_another(text: str) -> None:
    links = with_addresses(text).links
    assert all(one.end <= following.start for one, following in pairwise(links))
    for link in links:
        assert link.anchor
        assert text[link.start : link.end] == link.anchor


def test_a_long_text_keeps_every_paragraph_in_order() -> None:
    article = read("\n\n".join(f"Paragraph {n} says something of its own." for n in range(5000)))
    assert len(article.blocks) == 5000
    assert article.blocks[4321].text == "Paragraph 4321 says something of its own."


def test_an_address_that_ends_in_a_million_stops_is_read() -> None:
    (link,) = with_addresses("http://courier.example/" + "." * 1_000_000).links
    assert link.anchor == "http://courier.example/"
