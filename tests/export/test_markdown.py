"""The document as Markdown, read back by a Markdown parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt

from reader.article import parse
from reader.article.model import Article, Block, Format, Kind, Link, Mark, Metadata, Span
from reader.export.markdown import escaped, to_markdown
from tests.export.articles import TEXTS, articles
from tests.export.samples import post, unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def text_of(tokens: Sequence[Token]) -> str:
    """All text, on one line."""
    return " ".join("".join(_texts(tokens)).split())


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children is not None:
            yield from _texts(token.children)
            yield " "
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        else:
            yield token.content


def squeezed(text: str) -> str:
    return "".join(text.split())


def types(tokens: Sequence[Token]) -> list[str]:
    return [one.type for token in tokens for one in (token, *(token.children or ()))]


def test_the_document_reads_as_one() -> None:
    markdown = to_markdown(post())
    assert markdown.startswith("# The quay is nobody's\n\nRuth Okafor, Ines Müller · Tidewatch · 2024-03-12\n")
    assert "> The north quay has been let for nine years, two people who saw the papers said.\n>\n> — " in markdown
    assert "**altered (number)**[^q1]" in markdown
    assert "*So* which is it?" in markdown
    assert "- One **thing**\n- and `another`" in markdown
    assert "| Year | Ships |\n| --- | --- |\n| 2023 | 12 |" in markdown


def test_notes_tell_of_sources_and_verdicts() -> None:
    notes = dict(one.split(": ", 1) for one in to_markdown(post()).split("\n") if one.startswith("[^"))
    assert notes["[^1]"].startswith(
        "[courier.example](<https://courier.example/quay>); “Quay let”, A. Reporter; fetched"
    )
    assert "accessed 2026-03-04" in notes["[^1]"]
    assert "dead: The server answered 410 Gone" in notes["[^3]"] or "410 Gone" in notes["[^3]"]
    assert "number: “nine” stands for “two”" in notes["[^q1]"]
    assert "**verbatim**" in notes["[^q2]"]


def test_an_archived_copy_is_named_with_its_day() -> None:
    found = post()
    found["sources"][2]["archive"] = {"url": "https://archive.example/2015/x", "timestamp": "20151015120000"}
    assert "archived copy of 2015-10-15: [https" in to_markdown(found)


@settings(max_examples=150)
@given(TEXTS)
@example("1. no")
@example("- no")
@example("a\\")
@example("&copy;")
def test_escaped_text_is_text(text: str) -> None:
    tokens = PARSER.parse(escaped(text))
    assert types(tokens) == ["paragraph_open", "inline", "text", "paragraph_close"] or set(types(tokens)) <= {
        "paragraph_open", "inline", "text", "text_special", "paragraph_close",
    }  # fmt: skip
    assert text_of(tokens) == " ".join(text.split())


def test_a_number_and_its_point_that_are_marked_apart_begin_no_list() -> None:
    year = Block(id="b1", kind=Kind.PARAGRAPH, text="1984. A year", spans=(Span(4, 5, Mark.STRONG),))
    tokens = PARSER.parse(to_markdown(unread(Article((year,), Metadata(), Format.HTML, None))))
    assert "list_item_open" not in types(tokens)
    assert "1984. A year" in text_of(tokens)


@pytest.mark.slow
@settings(max_examples=80)
@given(articles())
def test_nothing_of_an_article_becomes_markup(article: Article) -> None:
    found = unread(article)
    tokens = PARSER.parse(to_markdown(found))
    seen = set(types(tokens))
    assert not {one for one in seen if one.startswith(("html", "image", "s_", "fence", "code_block"))}
    links = [one.attrs["href"] for token in tokens for one in token.children or () if one.type == "link_open"]
    assert {str(one) for one in links} <= {"https://t.example/", "https://e.example/?a=1&b=(2)"}
    said = text_of(tokens)
    marked = found["blocks"][1]["text"]
    assert squeezed(marked) in squeezed(re.sub(r"\[\^q?1\]", "", said))
    for block in found["blocks"]:
        if block["kind"] != "paragraph" or block["quotation"]:
            for cell in block["text"].replace("\n", "\t").split("\t"):
                assert " ".join(cell.split()) in said


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("1. one", "1\\. one"),
        ("2)", "2\\)"),
        ("3.5 million", "3.5 million"),
        ("- a", "\\- a"),
        ("AT&T says: no! 2 = 2 > 1.", "AT&T says: no! 2 = 2 > 1."),
        ("> 1 &amp; ==x==", "\\> 1 \\&amp; \\=\\=x\\=\\="),
    ],
)
def test_only_what_would_be_markup_is_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


def test_an_exclamation_is_no_picture_and_no_escape_where_nothing_follows() -> None:
    text = "Look! Here! And there!"
    link = Link(12, 21, "https://e.example/", text[12:21])
    shout = Block(id="b1", kind=Kind.PARAGRAPH, text=text, links=(link,))
    joined = Block(id="b2", kind=Kind.PARAGRAPH, text="Look!Here", links=(Link(5, 9, "https://e.example/", "Here"),))
    markdown = to_markdown(unread(Article((shout, joined), Metadata(), Format.HTML, None)))
    assert "\nLook! Here! [And there](<https://e.example/>)" in markdown
    assert "Look\\![Here](" in markdown
    assert "there](<https://e.example/>)[^1]!\n" in markdown
    assert "image" not in types(PARSER.parse(markdown))


def test_it_is_read_back_with_its_notes_as_notes() -> None:
    article = parse(to_markdown(post()), content_type="text/markdown")
    assert "[^" not in article.text
    noted = {article.block(link.target).text for block in article.blocks for link in block.links if link.target}
    assert any(one.startswith("q1 ") and "“nine” stands for “two”" in one for one in noted)
    assert any(one.startswith("1 courier.example; “Quay let”") for one in noted)
    assert any(one.endswith("altered (number)[q1]") for one in noted)  # and back
