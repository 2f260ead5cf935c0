"""Notes, tables of contents and every other link within the page: there and back."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from reader.article import parse
from reader.article.model import Article, Kind
from tests.article.pages import ADDRESS, FILLER, inner, read


def there_and_back(article: Article, reference: str, back: str) -> tuple[str, str]:
    """The text of the note that a link with that text leads to, and of the block that the note's link leads back to."""
    targets = {(block.id, link.anchor): link.target for block in article.blocks for link in block.links}
    (note,) = (target for (_, anchor), target in targets.items() if anchor == reference and target)
    returned = targets[note, back]
    assert returned is not None
    return article.block(note).text, article.block(returned).text


ITEM = '<a href="https://courier.example/a-long-way-to-it">The Ferry, a history of it</a>, 1984.'


class Note(NamedTuple):
    """A reference and its note, as a generator of pages sets them."""

    reference: str
    note: str


NOTES = {
    "markdown-it": Note(
        '<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup>',
        f'<section class="footnotes"><ol class="footnotes-list"><li id="fn1" class="footnote-item"><p>{ITEM}'
        ' <a href="#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>',
    ),
    "wordpress": Note(
        '<sup data-fn="9b" class="fn"><a href="#9b" id="9b-link">1</a></sup>',
        f'<ol class="wp-block-footnotes"><li id="9b">{ITEM} <a href="#9b-link">↩︎</a></li></ol>',
    ),
    "kramdown": Note(
        '<sup id="fnref:1"><a href="#fn:1" rel="footnote">1</a></sup>',
        f'<footer class="footnotes"><ol><li id="fn:1">{ITEM} <a href="#fnref:1">↩︎</a></li></ol></footer>',
    ),
    "by hand, with the page's whole address": Note(
        '<sup><a href="https://blog.example/posts/1#n" id="r">1</a></sup>',
        f'<ol class="notes"><li><a name="n"></a>{ITEM} <a href="https://blog.example/posts/1#r">↩︎</a></li></ol>',
    ),
}


@pytest.mark.parametrize("made", NOTES.values(), ids=NOTES)
def test_a_note_and_its_reference_lead_to_each_other(made: Note) -> None:
    article = read(f"<p>It sank in 1984{made.reference}, they say.</p>{FILLER}{made.note}")
    text, back = there_and_back(article, "1", "↩︎")
    assert text == "The Ferry, a history of it, 1984. ↩︎"
    assert back == "It sank in 1984[1], they say."


def test_the_notes_of_an_encyclopedia() -> None:
    article = read(
        '<p>It sank<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup>, they say.</p><div class="reflist"><ol>'
        '<li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> <span>Roe, The Ferry.</span></li></ol></div>'
    )
    assert there_and_back(article, "[1]", "^") == ("^ Roe, The Ferry.", "It sank[1], they say.")


def test_the_notes_of_a_newsletter_begin_with_their_number() -> None:
    article = read(
        '<p>It sank<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a>.</p>'
        '<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a>'
        '<div class="footnote-content"><p>Some say so.</p><p>Some do not.</p></div></div>'
    )
    assert there_and_back(article, "[1]", "1") == ("1 Some say so.", "It sank[1].")
    assert [block.text for block in article.blocks[2:4]] == ["1 Some say so.", "Some do not."]


def test_notes_outside_the_article_s_element_are_taken_along_and_other_boxes_are_not() -> None:
    page = (
        f"<body><div class='content'>{FILLER}<p>It sank<sup><a href='#fn1' id='r1'>1</a></sup>.</p>{FILLER}</div>"
        "<div class='footnotes'><ol><li id='fn1'>Some say so. <a href='#r1'>↩</a></li></ol></div>"
        "<div class='related' id='fn2'><p>Ten more ferries that sank, and one that did not.</p></div></body>"
    )
    article = parse(page, "text/html", ADDRESS)
    assert there_and_back(article, "1", "↩") == ("Some say so. ↩", "It sank[1].")
    assert article.blocks[-1].text == "Some say so. ↩"


def test_the_heading_over_the_notes_stays() -> None:
    notes = f"<h2>Notes</h2><ol class='notes'><li id='n'>{ITEM}</li></ol>"
    article = read(f"<p>It sank<sup><a href='#n'>1</a></sup>.</p>{FILLER}{notes}")
    assert [block.kind for block in article.blocks[3:5]] == [Kind.HEADING, Kind.LIST_ITEM]


def test_a_table_of_contents_leads_to_the_headings() -> None:
    blocks = inner(
        "<ul><li><a href='#one'>One</a><li><a href='#the%20two'>Two</a><li><a href='#three'>Three</a></ul>"
        "<h2 id='one'>One of them</h2><p>It begins here.</p><a name='the two'></a><h2>Two of them</h2>"
    )
    led = {link.anchor: link.target for block in blocks for link in block.links}
    texts = {block.id: block.text for block in blocks}
    assert texts[led["One"] or ""] == "One of them"
    assert texts[led["Two"] or ""] == "Two of them"
    assert led["Three"] is None


@pytest.mark.parametrize("href", ["#", "/other#one", "https://courier.example/posts/1#one", "#self"])
def test_other_links_lead_to_no_block(href: str) -> None:
    block = inner(f"<p id='self'>It is <a href='{href}'>there</a>.</p><h2 id='one'>One of them</h2>")[0]
    assert [link.target for link in block.links] == [None]


def test_a_place_in_the_middle_of_a_block_is_that_block() -> None:
    first, second, third = inner("<p>It is <a href='#x'>there</a>.</p><p>Here <b id='x'>it</b> is.</p><p>Not here.</p>")
    assert first.links[0].target == second.id != third.id


def test_an_exponent_is_no_note() -> None:
    (block,) = inner("<p>In 1984<sup><a href='#fn1'>a</a></sup> it sank, 10<sup>3</sup> times.</p>")
    assert block.text == "In 1984[a] it sank, 103 times."
