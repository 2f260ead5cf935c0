"""Where one was before each jump, and the way forward again. Pure values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.tui.page.rows import Anchor

MOST = 100
"""Places that are kept."""


class Jumps(NamedTuple):
    """The places one jumped from (latest last), and those one came back from (next first)."""

    older: tuple[Anchor, ...] = ()
    newer: tuple[Anchor, ...] = ()

    def leave(self, here: Anchor) -> Jumps:
        """One jumps away from here; what lay ahead is forgotten, and no place stands twice in a row."""
        older = self.older if self.older[-1:] == (here,) else (*self.older, here)
        return Jumps(older[-MOST:])

    def back(self, here: Anchor) -> tuple[Jumps, Anchor] | None:
        """The place before this one, and what is left; None where there is none."""
        older = self.older
        while older and older[-1] == here:
            older = older[:-1]
        if not older:
            return None
        return Jumps(older[:-1], (here, *self.newer)[:MOST]), older[-1]

    def forward(self, here: Anchor) -> tuple[Jumps, Anchor] | None:
        """The place one came back from, and what is left; None where there is none."""
        if not self.newer:
            return None
        return Jumps((*self.older, here)[-MOST:], self.newer[1:]), self.newer[0]
