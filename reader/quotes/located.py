"""Where code points of an article's whole text lie in its blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.article.model import Article

_BETWEEN = 2  # code points of the blank line that joins two blocks


class Stretch(NamedTuple):
    """Code points `start` to `end` of a block."""

    block: str
    start: int
    end: int


def located(article: Article, places: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
    """The stretches of blocks that places in `article.text` cover, in order; the places are sorted and half-open."""
    found: list[Stretch] = []
    at = 0
    for block in article.blocks:
        if not block.text:
            continue
        last = at + len(block.text)
        for start, end in places:
            if start < last and at < end:
                found.append(Stretch(block.id, max(start, at) - at, min(end, last) - at))
        at = last + _BETWEEN
    return tuple(found)
