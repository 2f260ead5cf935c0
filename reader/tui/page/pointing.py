"""Pointing at a paragraph: the one that a key acts on, a range of them from here to there, a folded line to open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from reader.tui.page.rows import What
from reader.tui.page.selecting import Selecting

if TYPE_CHECKING:
    from textual import events

    from reader.article.model import Block


class Pointing(Selecting):
    """A page on which one paragraph is pointed at, with a mark in the margin once a key or a click chose it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("J", "point(1)", "point at the next paragraph", show=False, id="paragraph.next"),
        Binding("K", "point(-1)", "point at the previous paragraph", show=False, id="paragraph.previous"),
    ]

    _pointed: int | None = None
    _range_from: int | None = None

    @property
    def pointed(self) -> Block | None:
        """The paragraph pointed at while it is on the screen, else the first that begins there; None for none."""
        index = self._at
        return self._article.blocks[index] if index is not None and self._page.shows(index) else None

    @property
    def ranged(self) -> tuple[Block, ...]:
        """The paragraphs of the range that is being marked; empty where none is."""
        if self._range_from is None:
            return ()
        return tuple(self._article.blocks[i] for i in self._range() if self._can_point_at(i))

    def point_at(self, block: str) -> None:
        """Point at a block (by its id), and bring it on the screen."""
        index = self._article.index.get(block)
        if index is not None and self._can_point_at(index):
            self._pointed = index
            self._reveal(index, 0, 1)
            self._show_pointed()

    def action_point(self, step: int) -> None:
        """Point at the next paragraph or the previous one; the first time at the one at the top of the screen."""
        here = self._at
        if here is None:
            return
        if self._pointed == here:
            places = range(here + step, len(self._article.blocks) if step > 0 else -1, step)
            here = next((i for i in places if self._can_point_at(i)), here)
        self.point_at(self._article.blocks[here].id)

    def begin_range(self) -> None:
        """A range of paragraphs begins at the one pointed at."""
        here = self._at
        if here is not None:
            self._range_from = self._pointed = here
            self._show_pointed()

    def end_range(self) -> None:
        """The range is no longer marked."""
        self._range_from = None
        self._show_pointed()

    def action_open_link(self) -> None:
        """Open the folded line pointed at, else what is selected."""
        at = self._pointed
        if self._choice is None and at is not None and self._is_seen(at) and not self._page.shows(at):
            self.open_fold(at)
        else:
            super().action_open_link()

    def open_fold(self, block: int) -> None:
        """Open the folded line that begins with a block (its index)."""
        self._opened |= {self._article.blocks[block].id}
        self._lay_out()

    def select_link(self, index: int | None, *, reveal: bool = True) -> None:
        """Select a link: from then on Enter means that and no folded line."""
        super().select_link(index, reveal=reveal)
        if index is not None and self._pointed is not None and not self._page.shows(self._pointed):
            self._pointed = None
            self._show_pointed()

    def on_click(self, event: events.Click) -> None:
        """A click on a paragraph points at it; on a folded line it opens that."""
        if event.chain != 1 or self._pressed != (event.screen_x, event.screen_y):
            return
        offset, fold = event.style.meta.get("offset"), event.style.meta.get("fold")
        if isinstance(fold, int):
            self.open_fold(fold)
        elif isinstance(offset, tuple):
            self._pointed = offset[1]
            self._show_pointed()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """A range grows with the page."""
        super().watch_scroll_y(old_value, new_value)
        if self._range_from is not None:
            self._show_pointed()

    def _can_point_at(self, index: int) -> bool:
        chunk = self._page.home(index)
        folded = chunk is not None and chunk.what is What.FOLD
        return chunk is not None and (chunk.block == index if folded else bool(self._article.blocks[index].text))

    @property
    def _at(self) -> int | None:
        """The index of the block pointed at."""
        if self._pointed is not None and self._is_seen(self._pointed):
            return self._pointed
        shown = [i for i in range(len(self._article.blocks)) if self._can_point_at(i)]
        begun = (i for i in shown if self._top <= self._page.row_of(i) < self._bottom)
        return next(begun, next((i for i in shown if self._is_seen(i)), None))

    def _is_seen(self, index: int) -> bool:
        rows = self._page.rows_of(index)
        return self._can_point_at(index) and rows.start < self._bottom and self._top < rows.stop

    def _range(self) -> range:
        first, last = self._range_from or 0, self._at or 0
        return range(min(first, last), max(first, last) + 1)

    def _show_pointed(self) -> None:
        """Paint the mark in the margin where it belongs now."""
        before = self._marks.pointed
        if self._range_from is not None:
            self._marks.pointed = self._range()
        else:
            self._marks.pointed = range(self._pointed, self._pointed + 1) if self._pointed is not None else range(0)
        self._repaint({*before, *self._marks.pointed})
