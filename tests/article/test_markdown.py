"""Markdown to blocks, with exact spans and links."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.article import parse
from reader.article.model import Article, Figure, Kind, Link, Mark, Voice
from reader.errors import UnreadableError


def read(text: str) -> Article:
    return parse(text, content_type="text/markdown", url="https://blog.example/posts/1")


def test_emphasis_code_and_links_are_where_they_say() -> None:
    (block,) = read("So **bold *both*** and `a  b`, [read *this*](/x 'title').").blocks
    assert block.text == "So bold both and a b, read this."
    assert [(block.text[s.start : s.end], s.mark) for s in block.spans] == [
        ("bold both", Mark.STRONG),
        ("both", Mark.EMPHASIS),
        ("a b", Mark.CODE),
        ("this", Mark.EMPHASIS),
    ]
    (link,) = block.links
    assert (link.url, link.anchor) == ("https://blog.example/x", "read this")
    assert block.text[link.start : link.end] == link.anchor


def test_a_quotation_with_all_that_is_in_it() -> None:
    article = read(
        "Before\n\n> One [a](https://courier.example/)\n>\n> > Two\n>\n> - item\n>\n> — *The Courier*\n\nAfter"
    )
    assert [(b.text, b.depth) for b in article.blocks] == [
        ("Before", 0),
        ("One a", 1),
        ("Two", 2),
        ("item", 1),
        ("— The Courier", 1),
        ("After", 0),
    ]
    (quotation,) = article.quotations
    assert quotation.blocks == ("b2", "b3", "b4", "b5")
    assert quotation.credit == "The Courier"
    assert all(article.block(name).quotation == quotation.id for name in quotation.blocks)
    assert article.blocks[0].voice is Voice.COMMENTARY


def test_lists_have_depth_and_marker() -> None:
    blocks = read("3. three\n4. four\n\n   more of it\n   - nested\n").blocks
    assert [(b.kind, b.text, b.level, b.marker) for b in blocks] == [
        (Kind.LIST_ITEM, "three", 1, "3."),
        (Kind.LIST_ITEM, "four", 1, "4."),
        (Kind.LIST_ITEM, "more of it", 1, ""),
        (Kind.LIST_ITEM, "nested", 2, "•"),
    ]


def test_code_tables_pictures_rules() -> None:
    blocks = read(
        "```python x\nif a:\n\tb\n```\n\n"
        "| n | v |\n|---|---|\n| [a](y) | |\n\n![A harbour](/h.jpg 'The harbour')\n\n---\n"
    ).blocks
    code, table, figure, rule = blocks
    assert (code.kind, code.text, code.marker) == (Kind.CODE, "if a:\n    b", "python")
    assert (table.kind, table.text.split("\n")[0], table.level) == (Kind.TABLE, "n\tv", 1)
    assert table.text[table.links[0].start : table.links[0].end] == "a"
    assert figure.figure == Figure("https://blog.example/h.jpg", "A harbour")
    assert (figure.kind, figure.text) == (Kind.FIGURE, "The harbour")
    assert (rule.kind, rule.text) == (Kind.RULE, "")


def test_front_matter_is_metadata_and_no_text() -> None:
    article = read('---\ntitle: "A: title"\nauthor: Ada Roe\ndate: 2024-03-01\ntags: [x]\n---\n# Heading\n\nText.\n')
    assert (article.title, article.byline) == ("A: title", "Ada Roe")
    assert article.published == datetime(2024, 3, 1, tzinfo=UTC)
    assert [b.text for b in article.blocks] == ["Heading", "Text."]
    assert [fact.origin for fact in article.metadata.title] == ["front matter", "first heading"]


def test_html_in_it_is_text_and_unfinished_front_matter_does_no_harm() -> None:
    assert read("A <b onclick=x>word</b> &#27;[2J &lt;").blocks[0].text == "A <b onclick=x>word</b> �[2J <"
    assert read("---\ntitle: never closed\n\nText.").text


@pytest.mark.parametrize("text", ["---\ntitle: x\n---\n", "***\n", "[a]: http://courier.example/\n"])
def test_no_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read(text)


def test_front_matter_with_line_ends_of_every_kind() -> None:
    for end in ("\r\n", "\r"):
        article = read(end.join(["---", "title: A title", "---", "Text", "goes on."]))
        assert (article.title, article.text) == ("A title", "Text goes on.")


@pytest.mark.parametrize(
    ("written", "tag"), [("en_GB", "en-GB"), ("de", "de"), ("the Queen's", None), ("e" * 99, None)]
)
def test_only_a_language_tag_is_a_language(written: str, tag: str | None) -> None:
    assert read(f"---\nlang: {written}\n---\nText.").language == tag


@pytest.mark.parametrize(
    ("picture", "caption"),
    [
        ("![A harbour](/h.jpg)", "A harbour"),
        ("![A harbour](/h.jpg 'The harbour')", "The harbour"),
        ("![](/h.jpg)", "https://courier.example/x"),
    ],
)
def test_a_link_around_a_picture_is_on_the_words_under_it(picture: str, caption: str) -> None:
    (block,) = read(f"[{picture}](https://courier.example/x)\n\nText.").blocks[:1]
    assert block.figure is not None
    assert (block.text, block.links) == (caption, (Link(0, len(caption), "https://courier.example/x", caption),))


def test_a_quotation_of_nothing_but_a_picture_is_none() -> None:
    article = read("> ![A harbour](/h.jpg)\n\nText.\n\n> Words.")
    assert [one.blocks for one in article.quotations] == [("b3",)]
    assert [block.quotation for block in article.blocks] == [None, None, "q1"]
