"""Lines that begin with ">", as in mail: quotations that a page only spells out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reader.article.patterns import pattern
from reader.article.tree import NO_ATTRIBUTES, Node, element

if TYPE_CHECKING:
    from collections.abc import Iterator

    Line = list[Node | str]

_MARKS = pattern(r"\s*((?:>\s?)+)")
_PLAIN = pattern(r"\s*(?:>\s?)+[^\W\d]|\s*(?:>\s?)+[\"'“‘(\[*-]")
_WORDS_LEAST = 3
_PROSE_WORDS = 5  # a line, on the average
_WRAPPED_LEAST = 50
_PARAGRAPHS = frozenset({"p", "div"})
_LISTING = frozenset({"code", "samp", "kbd", "table"})
_DEEPEST = 8


def settle(elements: list[Node]) -> list[Node]:
    """Make block quotations of the quoted lines in paragraphs and preformatted text; commands after a prompt stay.

    Returns:
        The elements that hold such quotations.
    """
    quoted = [node for node in elements if node.tag in _PARAGRAPHS and _is_quoted(node)]
    mails = [node for node in elements if node.tag == "pre" and node.length and _is_mail(node)]
    for node in quoted:
        _rewrite(node, list(_split(node, at_line_feeds=False)))
    for node in mails:
        _rewrite(node, list(_split(node, at_line_feeds=True)))
    among = set(quoted)
    for parent in {node.parent for node in quoted}:
        if parent is not None:
            _join(parent.children, among)
    return quoted + mails


def _join(siblings: Line, quoted: set[Node]) -> None:
    """Quoted paragraphs in a row are one quotation."""
    before: Node | None = None
    for node in siblings:
        if isinstance(node, str):
            before = None if node.strip() else before
        elif node not in quoted:
            before = None
        elif before is None or not _run_on(before, node) or node.children:
            before = node


def _run_on(before: Node, node: Node) -> bool:
    """Move what a node begins with quoted to the quotation that the one before it ends with."""
    last, first = before.children[-1], node.children[0]
    if isinstance(last, str) or isinstance(first, str) or not last.tag == first.tag == "blockquote":
        return False
    last.children += first.children
    del node.children[0]
    return True


def _is_quoted(node: Node) -> bool:
    for child in node.children:
        if not isinstance(child, str):
            return False
        if begins := child.lstrip():
            break
    else:
        return False
    if begins[0] != ">":
        return False
    text = node.text()
    return bool(_PLAIN.match(text)) and len(text.split()) > _WORDS_LEAST and node.own_links * 2 < node.own


def _is_mail(listing: Node) -> bool:
    """Preformatted text with lines quoted as in mail, and no listing."""
    if any(node.tag in _LISTING for node in listing.walk()):
        return False
    lines = "".join(listing.strings()).split("\n")
    quoted = [line for line in lines if _PLAIN.match(line)]
    return len(quoted) > 1 and sum(len(line.split()) - 1 for line in quoted) >= _PROSE_WORDS * len(quoted)


def _split(node: Node, *, at_line_feeds: bool) -> Iterator[Line]:
    """The lines of a block: what stands between its line breaks."""
    line: Line = []
    for child in node.children:
        if isinstance(child, Node):
            if child.tag != "br":
                line.append(child)
                continue
            yield line
            line = []
        elif at_line_feeds:
            first, *rest = child.split("\n")
            line.append(first)
            for piece in rest:
                yield line
                line = [piece]
        else:
            line.append(child)
    yield line


def _depth(line: Line) -> int:
    marks = _MARKS.match(line[0]) if line and isinstance(line[0], str) else None
    return min(marks[1].count(">"), _DEEPEST) if marks else 0


def _is_blank(line: Line) -> bool:
    return all(isinstance(piece, str) and not piece.strip(" \t\r\n>") for piece in line)


def _rewrite(node: Node, lines: list[Line]) -> None:
    """The lines as paragraphs, in as many block quotations as there are marks before them."""
    node.tag, node.own, node.own_links = "div", 0, 0
    node.children = []
    for (depth, blank), group in groupby(lines, lambda line: (_depth(line), _is_blank(line))):
        if blank:
            continue
        holder = _holder(node, depth)
        paragraph = element("p", NO_ATTRIBUTES, holder)
        texts = [_unmarked(line) if depth else line for line in group]
        paragraph.children = list(_in_a_row(texts))
        paragraph.length = sum(len(child) if isinstance(child, str) else child.length for child in paragraph.children)
        holder.children.append(paragraph)


def _holder(node: Node, depth: int) -> Node:
    """The block quotation of that depth at the end of a node, which goes on where there is one."""
    for _ in range(depth):
        last = node.children[-1] if node.children else None
        if not isinstance(last, Node) or last.tag != "blockquote":
            last = element("blockquote", NO_ATTRIBUTES, node)
            last.length = 1
            node.children.append(last)
        node = last
    return node


def _unmarked(line: Line) -> Line:
    first = line[0]
    return [_MARKS.sub("", first, count=1), *line[1:]] if isinstance(first, str) else line


def _in_a_row(lines: list[Line]) -> Iterator[Node | str]:
    """The lines of one paragraph: wrapped ones run on, short ones stay lines."""
    wrapped = all(_length(line) >= _WRAPPED_LEAST for line in lines[:-1])
    for at, line in enumerate(lines):
        if at:
            yield " " if wrapped else element("br", NO_ATTRIBUTES, None)
        yield from line


def _length(line: Line) -> int:
    return sum(len(piece) if isinstance(piece, str) else piece.length for piece in line)
