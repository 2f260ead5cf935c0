"""Finding words in an article, over line breaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.article.model import Article

_EITHER = {"'": "['’‘]", '"': '["“”„«»]', "-": "[-‐‑–—]"}


class Match(NamedTuple):
    """Where the words stand: code points `start` to `end` of block number `block`."""

    block: int
    start: int
    end: int


def pattern_of(query: str) -> re.Pattern[str] | None:
    """What to look for, or None for an empty query.

    Any blanks match any blanks, a straight quotation mark matches a typographic one, and capitals count only where the
    query has one.
    """
    words = query.split()
    if not words:
        return None
    expression = r"\s+".join("".join(_EITHER.get(c) or re.escape(c) for c in word) for word in words)
    return re.compile(expression, 0 if query != query.lower() else re.IGNORECASE)


def find(article: Article, query: str, blocks: Iterable[int]) -> list[Match]:
    """Every match in the given blocks (indices), in their order."""
    pattern = pattern_of(query)
    if pattern is None:
        return []
    return [
        Match(index, found.start(), found.end())
        for index in blocks
        for found in pattern.finditer(article.blocks[index].text)
    ]
