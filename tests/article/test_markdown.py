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


def led(article: Article) -> dict[tuple[str, str], str | None]:
    """(the beginning of a block, the words of a link in it) to the beginning of the block that it leads to."""
    return {
        (block.text[:9], link.anchor): article.block(link.target).text[:9] if link.target else None
        for block in article.blocks
        for link in block.links
    }


@pytest.mark.parametrize("url", ["https://blog.example/posts/1", None])
def test_a_note_and_its_reference_lead_to_each_other(url: str | None) -> None:
    text = (
        "It sank in 1984[^1], they say.\n\n> The ferry sank.[^q-1]\n\n- One[^1]\n- Two\n\n"
        "[^1]: [The Ferry](https://courier.example/f), a history.\n\n    It has two parts.\n[^q-1]: Word for word.\n"
    )
    article = parse(text, content_type="text/markdown", url=url)
    assert [block.text for block in article.blocks] == [
        "It sank in 1984[1], they say.",
        "The ferry sank.[q-1]",
        "One[1]",
        "Two",
        "1 The Ferry, a history.",
        "It has two parts.",
        "q-1 Word for word.",
    ]
    assert led(article) == {
        ("It sank i", "1"): "1 The Fer",
        ("The ferry", "q-1"): "q-1 Word ",
        ("One[1]", "1"): "1 The Fer",
        ("1 The Fer", "1"): "It sank i",
        ("1 The Fer", "The Ferry"): None,
        ("q-1 Word ", "q-1"): "The ferry",
    }
    assert [block.kind for block in article.blocks[4:]] == [Kind.PARAGRAPH] * 3
    assert article.quotations[0].blocks == ("b2",)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("A note that is none[^1].", "A note that is none[^1]."),
        ("A caret [^ 1], `[^1]` and \\[^1].\n\n[^1]: A note.", "A caret [^ 1], [^1] and [^1]."),
        ("Spaces are no label[^a b].\n\n[^a b]: So no note.", "Spaces are no label[^a b]."),
        ("Two of them[^a][^b].\n\n[^a]: One.\n[^b]: Two.", "Two of them[a][b]."),
    ],
)
def test_what_is_no_note_stays_as_it_is_written(text: str, first: str) -> None:
    assert read(text).blocks[0].text == first


def test_a_note_in_a_list_and_a_note_that_begins_with_one() -> None:
    article = read("- Item[^1]\n\n  [^1]: A note.\n- Last\n\n[^2]:\n    - First\n    - Second\n\nSee[^2].")
    assert [(block.kind, block.marker, block.text) for block in article.blocks] == [
        (Kind.LIST_ITEM, "•", "Item[1]"),
        (Kind.PARAGRAPH, "", "1 A note."),
        (Kind.LIST_ITEM, "•", "Last"),
        (Kind.LIST_ITEM, "•", "2 First"),
        (Kind.LIST_ITEM, "•", "Second"),
        (Kind.PARAGRAPH, "", "See[2]."),
    ]
    assert led(article)["See[2].", "2"] == "2 First"
