"""The room that a preview has."""

from __future__ import annotations

from typing import NamedTuple

_COMPACT_BELOW = 12


class Room(NamedTuple):
    """What a preview must fit in: cells, rows, and whether in ASCII signs."""

    width: int
    height: int
    plain: bool

    @property
    def compact(self) -> bool:
        """Whether there are so few rows that the passage needs nearly all of them."""
        return self.height < _COMPACT_BELOW
