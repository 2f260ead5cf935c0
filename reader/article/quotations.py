"""Whom a block quotation credits, by its `<cite>` or `<footer>`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import clean
from reader.article.drafting import credit_of

if TYPE_CHECKING:
    from reader.article.tree import Node

_CREDIT_AT_MOST = 200
# Longer elements are not read to find a credit: by then their white space would have to outweigh their text.
_LOOKED_AT = 2 * _CREDIT_AT_MOST
_DASH_AT_MOST = 20


def credit_in_node(quotation: Node) -> str | None:
    """The last `<footer>`, or `<cite>` that is a line of its own, in a block quotation: without its dash, clean."""
    credit = None
    last: set[Node | str | None] = set()
    within: set[Node | None] = set()  # what stands in a credit is no other credit
    for node in quotation.walk():
        if node.tag == "blockquote":
            last.add(_last(node))
        if node.parent in within:
            within.add(node)
        elif 0 < node.length <= _LOOKED_AT and (
            node.tag == "footer" or (node.tag == "cite" and (node in last or _is_line(node)))
        ):
            within.add(node)
            text = credit_of(clean.line(node.text()))
            credit = text if 0 < len(text) <= _CREDIT_AT_MOST else credit
    return credit


def _last(quotation: Node) -> Node | str | None:
    """What it ends with, white space aside."""
    return next((child for child in reversed(quotation.children) if not isinstance(child, str) or child.strip()), None)


def _is_line(cite: Node) -> bool:
    """Not the title of a work inside a sentence: a line of its own, but for a dash."""
    parent = cite.parent
    if parent is None or parent.tag == "blockquote" or parent.length > cite.length + _DASH_AT_MOST:
        return False
    return credit_of(parent.text()) == credit_of(cite.text())
