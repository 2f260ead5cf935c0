"""The current quotation and the paragraph one is at: what keys act on, and what the page sets off. One idea for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.tui.page.rows import BLOCK_TEXT, What
from reader.tui.page.standing import first_seen, spot_of, standings
from reader.tui.page.unfolding import Unfolding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.article.model import Quotation
    from reader.tui.page.rows import Anchor, Layout
    from reader.tui.page.standing import Spot, Standing

_PARAGRAPHS = BLOCK_TEXT | {What.FOLD, What.LABEL}
"""What stands for a paragraph: a label does for the first of its quotation."""


class Jumped(NamedTuple):
    """Where the last jump led: what stood at the top then, and the row it was meant for.

    They differ near the end of the page, and where rows are left above a quotation.
    """

    anchor: Anchor
    row: int


class Current(Unfolding, part=True):
    """A sheet with one current quotation: the one gone to while some of it is on the screen, else the first on it.

    It depends on nothing but what was gone to and what is on the screen, so it is never one that has been left.
    """

    _gone_to: Spot | None = None
    """The quotation that a key or a click went to last."""
    _jumped: Jumped | None = None
    _stood: tuple[Layout, list[Standing]] | None = None

    @property
    def quotation(self) -> Quotation | None:
        """The current quotation: the one gone to while some of it is on the screen, else the first on it, or None."""
        return self.gone_to or self._first_quotation

    @property
    def origin(self) -> tuple[int, int]:
        """Where to go on from (block index, code point): the start of the quotation gone to, else the top row."""
        at = self.gone_to
        if at is not None:
            return self._article.index[at.blocks[0]], at.start
        anchor = self._page.anchor(self._reached)
        return anchor.block, anchor.offset - 1

    @property
    def gone_to(self) -> Quotation | None:
        """The quotation gone to, while some of it is on the screen."""
        for one in self._standings() if self._gone_to is not None else ():
            quotation = self._article.quotations[one.number]
            if spot_of(quotation) == self._gone_to:
                return quotation if one.is_seen(self._top, self._bottom) else None
        return None

    @property
    def _first_quotation(self) -> Quotation | None:
        found = self._standings()
        first = first_seen(found, self._reached, self._bottom) or first_seen(found, self._top, self._bottom)
        return None if first is None else self._article.quotations[first.number]

    def _standings(self) -> list[Standing]:
        """Where the quotations stand; found once for each layout."""
        if self._stood is None or self._stood[0] is not self._page:
            self._stood = (self._page, list(standings(self._article, self._page)))
        return self._stood[1]

    def _row_of_quotation(self, quotation: Quotation) -> int:
        """The row of its label, or the one in which it begins."""
        number = self._article.quotations.index(quotation)
        return next((one.rows.start for one in self._standings() if one.number == number), 0)

    @property
    def _has_jumped(self) -> bool:
        """Whether one is still where the last jump led."""
        return self._jumped is not None and self._jumped.anchor == self._anchor

    @property
    def _reached(self) -> int:
        """The row one is at: the last jump's, as long as one has not moved from it; else the top one with a block."""
        if self._jumped is not None and self._has_jumped:
            at = self.gone_to
            return self._jumped.row if at is None else self._row_of_quotation(at)  # the layout may be another by now
        return max(self._top, self._page.first)

    def _meant(self) -> Iterator[int]:
        """The blocks (indices) that one may mean, the likeliest first, if they are on the screen."""
        if self._marks.selected is not None:
            yield self._marks.stops[self._marks.selected].block
        at = self.gone_to
        if at is not None:
            yield from (self._article.index[block] for block in at.blocks)

    @property
    def _at(self) -> int | None:
        """The paragraph (block index) one is at: the one meant, else the first that begins on the screen, or None."""
        rows = {chunk.block: top for _, top, chunk in self._in_sight() if chunk.what in _PARAGRAPHS}
        rows = {block: top for block, top in rows.items() if self._can_point_at(block)}
        reached = self._reached
        meant = next((block for block in self._meant() if block in rows), None)
        if meant is not None:
            return meant
        return min((block for block, top in rows.items() if top >= reached), default=min(rows, default=None))

    def _can_point_at(self, index: int) -> bool:
        chunk = self._page.home(index)
        folded = chunk is not None and chunk.what is What.FOLD
        return chunk is not None and (chunk.block == index if folded else bool(self._article.blocks[index].text))

    def _let_go(self) -> None:
        """Nothing is gone to any more."""
        self._gone_to = self._jumped = None
        self._mark_here()

    def _tell(self) -> None:
        super()._tell()
        self._mark_here()

    def _mark_here(self) -> None:
        """Set off the current quotation, and mark the paragraph one is at."""
        marks, here, current = self._marks, self._at, self.quotation
        if here != marks.here:
            before, marks.here = marks.here, here
            self._repaint(block for block in (before, here) if block is not None)
        rows = next(
            (one.rows for one in self._standings() if self._article.quotations[one.number] is current), range(0)
        )
        if (current, rows) != (marks.current, marks.current_rows):
            left, marks.current, marks.current_rows = marks.current_rows, current, rows
            self._repaint_rows(left)
            self._repaint_rows(rows)
