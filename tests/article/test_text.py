"""Plain text: paragraphs, title, quotations, addresses."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import parse
from reader.article.model import Article, Because, Kind, Voice
from reader.article.text import with_addresses
from reader.errors import UnreadableError
from tests.article.test_properties import check

if TYPE_CHECKING:
    from pathlib import Path

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


PROSE = (
    "The harbour board met on Tuesday evening and voted, five to four, to\n"
    "keep the ferry running for another winter, although fares will rise."
)


def depths(text: str) -> list[int]:
    return [block.depth for block in read(text).blocks]


def test_a_passage_that_is_set_in_between_paragraphs_is_a_quotation() -> None:
    article = read(
        f"{PROSE}\n\n    We shall keep it, and we\n    shall pay.\n\n\tNo more than a tenth, that is.\n\n{PROSE}"
    )
    assert [(block.text, block.depth) for block in article.blocks[1:3]] == [
        ("We shall keep it, and we shall pay.", 1),
        ("No more than a tenth, that is.", 1),
    ]
    quoted = article.blocks[1]
    assert (quoted.voice, quoted.because) == (Voice.QUOTED, Because.MARKUP)
    assert "indented" in quoted.why
    assert article.quotations[0].blocks == ("b2", "b3")


def test_a_passage_after_a_colon_may_end_the_text() -> None:
    assert depths(f"{PROSE}\n\nThe chair wrote:\n\n  We shall keep the ferry, and we shall pay.") == [0, 0, 1]


@pytest.mark.parametrize(
    "passage",
    [
        "    Ada Roe, Old Harbour",
        "    - one item of a list that goes on and on\n    - another item of it",
        "    def ferry(fares):\n        return fares + 1\n    print(ferry(2))",
        "                  A HISTORY OF THE OLD HARBOUR FERRY AND ITS TOWN",
        "    Name     Age     Place of birth\n    Ada      41      Old Harbour here\n    Bo       39      Quay",
    ],
)
def test_what_is_set_in_for_another_reason_is_none(passage: str) -> None:
    assert read(f"{PROSE}\n\n{passage}\n\n{PROSE}").quotations == ()


def test_a_list_that_goes_on_is_no_quotation() -> None:
    assert not any(depths(f"1. An item.\n\n   It goes on in a second paragraph that is set in.\n\n{PROSE}"))


def test_where_first_lines_are_indented_a_single_line_is_no_quotation() -> None:
    line = "   It was late when they left, and the rain had begun to fall."
    assert not any(depths(f"   {PROSE}\n\n{line}\n\n   {PROSE}\n\n{line}\n\nThe end of it."))


def test_a_text_that_is_indented_throughout_has_no_quotation() -> None:
    assert not any(depths("\n\n".join("    " + PROSE.replace("\n", "\n    ") for _ in range(3))))


def test_code_and_columns_stay_as_they_are_set() -> None:
    article = read(
        f"{PROSE}\n\n    def ferry(x):\n        return x + 1\n\nName    Age    Town\nAda     41     Quay\n\n{PROSE}"
    )
    assert [(block.kind, block.text) for block in article.blocks[1:3]] == [
        (Kind.CODE, "def ferry(x):\n    return x + 1"),
        (Kind.CODE, "Name    Age    Town\nAda     41     Quay"),
    ]


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("CHAPTER I.", 2),
        ("Chapter 12: The Tide", 2),
        ("IV.", 2),
        ("THE LONG WINTER", 2),
        ("Tide\n====", 1),
        ("Tide\n----", 2),
    ],
)
def test_headings(written: str, level: int) -> None:
    block = read(f"{PROSE}\n\n{written}\n\n{PROSE}").blocks[1]
    assert (block.kind, block.level, block.text) == (Kind.HEADING, level, written.partition("\n")[0])


@pytest.mark.parametrize("written", ["NO!", "Chapter and verse.", "WHAT ELSE?", "Part of it was true", "I", "1912"])
def test_what_is_no_heading(written: str) -> None:
    blocks = read(f"{PROSE}\n\n{written}\n\n{PROSE}").blocks
    assert all(block.kind is Kind.PARAGRAPH for block in blocks) or written == "I"


def test_title_and_byline_above_the_text() -> None:
    for between in ("\n", "\n\n"):
        article = read(f"{TITLE}{between}By Ada Roe\n\n{PROSE}")
        assert (article.title, article.byline) == (TITLE, "Ada Roe")
        assert texts(article)[:2] == [TITLE, "By Ada Roe"]


def test_numbered_items_keep_their_numbers() -> None:
    blocks = read(f"{PROSE}\n\n3. first\n   of all\n4) second").blocks
    assert [(block.text, block.marker) for block in blocks[1:]] == [("first of all", "3."), ("second", "4.")]


def test_a_signature_is_set_off() -> None:
    blocks = read(f"{PROSE}\n-- \nAda Roe\nHarbour Street 1").blocks
    assert [(block.kind, block.text) for block in blocks[1:]] == [
        (Kind.RULE, ""),
        (Kind.PARAGRAPH, "Ada Roe\nHarbour Street 1"),
    ]


@pytest.mark.shared
def test_the_seed_is_read_as_it_is_written(shared: Path) -> None:
    article = parse((shared / "seed/iraq-troops.txt").read_bytes(), name="iraq-troops.txt")
    lines = (shared / "seed/iraq-troops.txt").read_text().split("\n\n")
    assert texts(article) == [line.strip() for line in lines if line.strip()]
    assert [block.kind for block in article.blocks] == [Kind.HEADING, *[Kind.PARAGRAPH] * (len(article.blocks) - 1)]
    assert article.quotations == ()


LINES = st.sampled_from(
    ["    ", "\t", "word ", "Word. ", "\n", "\n\n", "> ", "- ", "1. ", "-- \n", "====\n", "CHAPTER I\n", "x = y;\n",
     "a    b    c\n", ":"]
)  # fmt: skip


@given(st.lists(LINES, max_size=40).map("".join))
def test_any_layout_gives_sound_blocks_and_invents_nothing(text: str) -> None:
    try:
        article = read(text)
    except UnreadableError:
        return
    check(article)
    assert set("".join(article.text.split())) <= set(text)
    assert article == read(text)


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
