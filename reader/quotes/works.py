"""Works: copies of one story, as a wire service sells it, each perhaps edited by the outlet that printed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotes.tokens import Prepared

_ROW = 8
_SHARED = 0.6


def is_same_work(one: Prepared, other: Prepared) -> bool:
    """Whether two texts are copies of one story: they share most rows of eight words of the shorter (Broder 1997)."""
    rows, more = sorted((_rows(one.words), _rows(other.words)), key=len)
    return bool(rows) and len(rows & more) >= _SHARED * len(rows)


def _rows(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + _ROW]) for i in range(len(words) - _ROW + 1)}
