"""Whom a block quotation credits, by its `<cite>` or `<footer>`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import clean
from reader.article.drafting import credit_of

if TYPE_CHECKING:
    from reader.article.tree import Node

_CREDIT_AT_MOST = 200


def credit_in_node(quotation: Node) -> str | None:
    """The last `<footer>`, or `<cite>` that is a line of its own, in a block quotation: without its dash, clean."""
    credit = None
    for node in quotation.walk():
        if node.tag == "footer" or (node.tag == "cite" and _stands_alone(node)):
            text = credit_of(clean.line(node.text()))
            credit = text if 0 < len(text) <= _CREDIT_AT_MOST else credit
    return credit


def _stands_alone(cite: Node) -> bool:
    """Not the title of a work inside a sentence: a line of its own, but for a dash."""
    parent = cite.parent
    if parent is None or parent.tag == "footer":
        return False
    if parent.tag == "blockquote":
        return parent.children[-1] is cite or all(
            isinstance(child, str) and not child.strip() for child in parent.children[parent.children.index(cite) + 1 :]
        )
    return credit_of(parent.text()) == credit_of(cite.text())
