"""Whom a block quotation credits: the `<cite>` or `<footer>` in it, or the line "— Name, Outlet" at its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.article import clean
from reader.article.names import words
from reader.article.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.article.tree import Node

_CREDIT_AT_MOST = 200
# Longer elements are not read to find a credit: by then their white space would have to outweigh their text.
_LOOKED_AT = 2 * _CREDIT_AT_MOST
_DASH_AT_MOST = 20

_DASH = r"(?:[—–―]|--?)[ \t\u00a0]*"
_DASHES = "—–―-"
_CREDITED = rf"[ \t]*{_DASH}(?P<who>\w[^\n]{{1,160}})"
_LINE = pattern(_CREDITED)
_LAST_LINE = pattern(rf"(?:^|\n){_CREDITED}$")
# At the end of the last sentence, on its line: the name has to look like one.
_AFTER_SENTENCE = pattern(r"[.!?…][\"'”’»)\]]*[ \t\u00a0]*(?:[—―]|--)[ \t\u00a0]*(?P<who>[^\W\d_][^\n.!?—―]{2,80})\.?$")
_LEAD = pattern(
    r"[—–―~\-\s\u00a0]+|(?:(?:a (?:post|photo|video|reel|thread) )?(?:shared|posted|written)|post)? ?\bby\b[:\s]*",
    re.IGNORECASE,
)
_WORD = pattern(r"[^\W\d_]+")
_SMALL = words("of the de da di van von der la le al and in on for via")


def credit_of(line: str) -> str:
    """A line that credits a quotation, without the dash or the "posted by" before the name."""
    while (lead := _LEAD.match(line)) and lead.end():
        line = line[lead.end() :]
    return line.strip()


def credit_at_end(texts: Sequence[str]) -> str | None:
    """The "Name, Outlet" of a last line such as "— Name, Outlet", or None.

    Args:
        texts: of the quotation's blocks, in order. Where other lines begin with a dash too, it is a dialogue.
    """
    last = texts[-1]
    if not any(dash in last for dash in _DASHES):
        return None
    if found := _LAST_LINE.search(last):
        others = "\n".join([*texts[:-1], last[: found.start()]]).strip()
        is_credit = bool(others) and not any(_LINE.match(line) for line in others.split("\n"))
        return found["who"].strip() if is_credit else None
    found = _AFTER_SENTENCE.search(last)
    return found["who"].strip() if found and is_name(found["who"]) else None


def is_name(text: str) -> bool:
    """Whether most of its words are written as names are."""
    found = [word for word in _WORD.findall(text) if word not in _SMALL]
    return bool(found) and 2 * sum(not word.islower() for word in found) > len(found)


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
