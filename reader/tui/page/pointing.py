"""Pointing at a paragraph: the one that a key acts on, a range of them from here to there, a folded line to open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from reader.tui.page.selecting import Selecting
from reader.tui.page.standing import spot_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events

    from reader.article.model import Article, Block, Quotation


class Pointing(Selecting, part=True):
    """A page on which one paragraph is pointed at, with a mark in the margin once a key or a click chose it.

    What is gone to last is what one is at: a paragraph, a quotation or a link.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("J", "point(1)", "point at the next paragraph", show=False, id="paragraph.next"),
        Binding("K", "point(-1)", "point at the previous paragraph", show=False, id="paragraph.previous"),
    ]

    _pointed: int | None = None
    _range_from: int | None = None

    @property
    def pointed(self) -> Block | None:
        """The paragraph pointed at while it is on the screen, else that of the link or the quotation gone to.

        Else the first that begins on the screen; None for none.
        """
        index = self._at
        return self._article.blocks[index] if index is not None and self._page.shows(index) else None

    @property
    def ranged(self) -> tuple[Block, ...]:
        """The paragraphs of the range that is being marked; empty where none is."""
        if self._range_from is None:
            return ()
        return tuple(self._article.blocks[i] for i in self._range() if self._can_point_at(i))

    def point_at(self, block: str) -> None:
        """Point at a block (by its id), and bring it on the screen where it is not."""
        index = self._article.index.get(block)
        if index is not None and self._can_point_at(index):
            if not self._is_seen(index):
                self._reveal(index, 0, 1)
            self._point(index)

    @property
    def quotation(self) -> Quotation | None:
        """The current quotation; where a paragraph is pointed at, it is one of that paragraph's, or None."""
        return self.gone_to if self._points else super().quotation

    @property
    def origin(self) -> tuple[int, int]:
        """Where one is; in a paragraph that is pointed at and has no quotation, its beginning."""
        return (self._pointed or 0, 0) if self._points and self.gone_to is None else super().origin

    def action_point(self, step: int) -> None:
        """Point at the next paragraph or the previous one; the first time at the one at the top of the screen."""
        here = self._at
        if here is None:
            return
        if self._pointed == here:
            places = range(here + step, len(self._article.blocks) if step > 0 else -1, step)
            here = next((i for i in places if self._can_point_at(i)), here)
        self._reveal(here, 0, 1)
        self._point(here)

    def begin_range(self) -> None:
        """A range of paragraphs begins at the one pointed at."""
        here = self._at
        if here is not None:
            self._range_from = here
            self._point(here)

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
        """Select a link: from then on no paragraph is pointed at."""
        if index is not None:
            self._point(None)
        super().select_link(index, reveal=reveal)

    def on_click(self, event: events.Click) -> None:
        """A click on a paragraph points at it; on a folded line it opens that."""
        if event.chain != 1 or self._pressed != (event.screen_x, event.screen_y):
            return
        offset, fold = event.style.meta.get("offset"), event.style.meta.get("fold")
        if isinstance(fold, int):
            self.open_fold(fold)
        elif isinstance(offset, tuple):
            self._point(offset[1], offset[0])

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """A range grows with the page."""
        super().watch_scroll_y(old_value, new_value)
        if self._range_from is not None:
            self._show_pointed()

    def _point(self, block: int | None, offset: int | None = None) -> None:
        """Point at a block (index), or at none; its quotation at `offset`, else its first, becomes the current one."""
        self._pointed = block
        if block is not None:
            inside = [one for one in self._article.quotations if self._article.blocks[block].id in one.blocks]
            under = [one for one in inside if offset is not None and _holds(self._article, one, block, offset)]
            spots = [spot_of(one) for one in (*reversed(under), *inside)]
            if under or self._gone_to not in spots:
                self._gone_to = spots[0] if spots else None
        self._show_pointed()
        self._mark_here()

    def _let_go(self) -> None:
        """Nothing is gone to any more, and no paragraph is pointed at."""
        self._point(None)
        super()._let_go()

    def _arrive(self, row: int, quotation: Quotation | None) -> None:
        """Go to what is no paragraph: none is pointed at any more."""
        self._point(None)
        super()._arrive(row, quotation)

    def _meant(self) -> Iterator[int]:
        """The blocks (indices) that one may mean; first what is pointed at."""
        if self._pointed is not None:
            yield self._pointed
        yield from super()._meant()

    @property
    def _points(self) -> bool:
        """Whether a paragraph on the screen is pointed at."""
        return self._pointed is not None and self._is_seen(self._pointed)

    @property
    def _reached(self) -> int:
        return self._page.row_of(self._pointed) if self._pointed is not None and self._points else super()._reached

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


def _holds(article: Article, quotation: Quotation, block: int, offset: int) -> bool:
    """Whether a quotation holds a code point of a block (index)."""
    first, last = article.index[quotation.blocks[0]], article.index[quotation.blocks[-1]]
    after = block > first or quotation.start <= offset
    return first <= block <= last and after and (block < last or offset < quotation.end)
