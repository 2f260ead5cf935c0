"""Lists: their markers and their depth."""

from __future__ import annotations

import pytest

from reader.article.model import Kind, Mark
from tests.article.pages import inner


@pytest.mark.parametrize(
    ("markup", "markers"),
    [
        ("<ol><li>a<li>b</ol><p>Between them.</p><ol start='3'><li>c</ol>", ["1.", "2.", "", "3."]),
        ("<ol start='-1'><li>a<li>b<li>c</ol>", ["-1.", "0.", "1."]),
        ("<ol reversed><li>a<li>b</ol>", ["2.", "1."]),
        ("<ol reversed start='10'><li>a<li>b</ol>", ["10.", "9."]),
        ("<ol><li>a<li value='7'>b<li>c</ol>", ["1.", "7.", "8."]),
        ("<ol type='a' start='26'><li>a<li>b</ol>", ["z.", "aa."]),
        ("<ol type='I' start='1984'><li>a</ol>", ["MCMLXXXIV."]),
        ("<ol style='list-style-type: lower-roman'><li>a<li>b</ol>", ["i.", "ii."]),
        ("<ol type='i' start='0'><li>a</ol>", ["0."]),
        ("<ol start='many'><li>a</ol>", ["1."]),
        ("<ul><li>a<li>b</ul>", ["•", "•"]),
    ],
)
def test_markers_are_those_of_a_browser(markup: str, markers: list[str]) -> None:
    assert [block.marker for block in inner(markup)] == markers


def test_lists_nest() -> None:
    blocks = inner("<ul><li>one<ol type='A'><li>two<ul><li>three</ul></ol><li>four</ul>")
    assert [(block.text, block.level, block.marker) for block in blocks] == [
        ("one", 1, "•"),
        ("two", 2, "A."),
        ("three", 3, "•"),
        ("four", 1, "•"),
    ]


def test_a_list_in_a_quotation_begins_anew_and_the_one_around_it_goes_on() -> None:
    blocks = inner("<ol><li>one<blockquote><ul><li>said</ul></blockquote><li>two</ol>")
    assert [(block.text, block.level, block.marker, block.depth) for block in blocks] == [
        ("one", 1, "1.", 0),
        ("said", 1, "•", 1),
        ("two", 1, "2.", 0),
    ]


def test_what_is_defined_stands_out_and_what_defines_it_is_set_in() -> None:
    term, first, second = inner("<dl><dt>Ferry<dd>A boat that <a href='/x'>returns</a>.<dd><p>And a poem.</p></dl>")
    assert (term.kind, term.text) == (Kind.PARAGRAPH, "Ferry")
    assert [(span.start, span.end, span.mark) for span in term.spans] == [(0, 5, Mark.STRONG)]
    assert [(block.kind, block.level, block.marker) for block in (first, second)] == [(Kind.LIST_ITEM, 1, "")] * 2
    assert first.text[first.links[0].start : first.links[0].end] == "returns"
