"""Moving over the page: by rows and pages, to its ends, and from quotation, heading or voice to the next."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding, BindingType

from reader.article.model import Form, Kind
from reader.tui.page.current import Current, Jumped
from reader.tui.page.jumps import Jumps
from reader.tui.page.runs import beginning, runs_of
from reader.tui.page.standing import spot_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from reader.article.model import Quotation
    from reader.tui.page.rows import Anchor
    from reader.tui.page.view import Unfolded

Target = Literal["quotation", "heading", "voice"]

_WHEEL = 3
_OVERLAP = 2
"""Rows that stay on the screen when a page is turned."""
_ABOVE = 2
"""Rows left above a quotation that is gone to: the end of the sentence that brings it in, and a blank one."""
_ROOMY = 10
"""Rows of the screen from which on there is room for them."""
_NO_MORE = {
    ("quotation", True): "No quotation below.",
    ("quotation", False): "No quotation above.",
    ("heading", True): "No heading below.",
    ("heading", False): "No heading above.",
    ("voice", True): "No change of voice below.",
    ("voice", False): "No change of voice above.",
}


class Moving(Current, part=True):
    """A sheet that can be moved over; nothing is animated."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "rows(1)", "a line down", show=False, id="move.down"),
        Binding("k,up", "rows(-1)", "a line up", show=False, id="move.up"),
        Binding("space,pagedown,ctrl+f", "pages(1)", "a page down", show=False, id="page.down"),
        Binding("b,pageup,ctrl+b", "pages(-1)", "a page up", show=False, id="page.up"),
        Binding("d,ctrl+d", "halves(1)", "half a page down", show=False, id="half.down"),
        Binding("u,ctrl+u", "halves(-1)", "half a page up", show=False, id="half.up"),
        Binding("g,home", "edge(-1)", "to the top", show=False, id="move.top"),
        Binding("G,end", "edge(1)", "to the bottom", show=False, id="move.bottom"),
        Binding("percent_sign", "percent", "to a part of the article: 50%", show=False, id="move.percent"),
        Binding("comma,ctrl+o", "older", "where you were before the last jump", show=False, id="jump.older"),
        Binding("full_stop", "newer", "forward again in the jumps", show=False, id="jump.newer"),
        Binding("]", "jump('quotation', 1)", "next quotation", key_display="]", id="quotation.next"),
        Binding("[", "jump('quotation', -1)", "previous quotation", show=False, id="quotation.previous"),
        Binding("}", "jump('heading', 1)", "next heading", show=False, id="heading.next"),
        Binding("{", "jump('heading', -1)", "previous heading", show=False, id="heading.previous"),
        Binding(")", "jump('voice', 1)", "next change of voice", show=False, id="voice.next"),
        Binding("(", "jump('voice', -1)", "previous change of voice", show=False, id="voice.previous"),
    ]

    _jumps = Jumps()
    _count: int | None = None
    """The number that was typed before the key that is being pressed."""

    def action_rows(self, step: int) -> None:
        """Move by rows."""
        self._scroll_rows(self._top + step * self._times)

    def action_pages(self, step: int) -> None:
        """Move by screens, less two rows."""
        self._scroll_rows(self._top + step * self._times * max(1, self._bottom - self._top - _OVERLAP))

    def action_halves(self, step: int) -> None:
        """Move by half screens."""
        self._scroll_rows(self._top + step * self._times * max(1, (self._bottom - self._top) // 2))

    def action_edge(self, step: int) -> None:
        """Move to the top (-1) or to the bottom (1)."""
        self._depart()
        self._scroll_rows(0 if step < 0 else self._page.height)

    def action_percent(self) -> None:
        """Move to so many hundredths of the page as the number typed before says."""
        if self._count is None:
            self.notify("Type a number first: 50% is the middle.", markup=False)
            return
        self._depart()
        self._scroll_rows(self._page.height * min(self._count, 100) // 100)

    def action_older(self) -> None:
        """Back to where one was before the last jump."""
        self._jump_along(self._jumps.back(self._anchor), "No jump before this.")

    def action_newer(self) -> None:
        """Forward again in the jumps."""
        self._jump_along(self._jumps.forward(self._anchor), "No jump after this.")

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move three rows down."""
        event.prevent_default().stop()
        self.action_rows(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move three rows up."""
        event.prevent_default().stop()
        self.action_rows(-_WHEEL)

    def action_jump(self, what: Target, step: int) -> None:
        """Jump, as `jump` does, as often as the number typed before says."""
        self._jumps = self._jumps.leave(self._anchor)
        for _ in range(self._times):
            if not self.jump(what, step):
                return

    def jump(self, what: Target, step: int) -> bool:
        """Bring the next or previous quotation, heading or change of voice to the top.

        Args:
            what: what to go to.
            step: 1 for the next one down, -1 for the previous one.

        Returns:
            Whether there was one; where not, a message says so.
        """
        stops, here = sorted(self._targets(what)), self._whence(what, step)
        beyond = [stop for stop in stops if stop > here] if step > 0 else [stop for stop in stops[::-1] if stop < here]
        if not beyond:
            self.notify(_NO_MORE[what, step > 0], markup=False)
            return False
        row, number = beyond[0]
        self._arrive(row, self._article.quotations[number] if number >= 0 else self._starting_in(row))
        quotation = self.quotation
        if quotation is not None and quotation.form is Form.INLINE:
            self.notify(beginning(self._article, quotation), markup=False)
        return True

    def reach(self, quotation: Quotation) -> None:
        """Go to a quotation, as a jump does."""
        self._jumps = self._jumps.leave(self._anchor)
        self._arrive(self._row_of_quotation(quotation), quotation)

    def _arrive(self, row: int, quotation: Quotation | None) -> None:
        """Bring a row to the top; a quotation becomes the current one, and what brings it in stays to be seen."""
        self._gone_to = None if quotation is None else spot_of(quotation)
        above = _ABOVE if quotation is not None and self._bottom - self._top >= _ROOMY else 0
        self._scroll_rows(row - above if row > self._page.first else 0)
        self._jumped = Jumped(self._anchor, row)
        self._mark_here()

    def _whence(self, what: Target, step: int) -> tuple[float, float]:
        """What a jump goes on from: a row, and the number of the quotation there that is not to be gone to again."""
        at = self.gone_to
        if what == "quotation" and at is not None:
            return self._row_of_quotation(at), self._article.quotations.index(at)
        if what == "quotation" and step > 0 and not self._has_jumped:
            return self._reached, -inf  # one that begins in the top row was not gone to yet
        return self._reached, inf if step > 0 else -1

    def _starting_in(self, row: int) -> Quotation | None:
        """The first quotation that begins in a row."""
        number = next((one.number for one in self._standings() if one.rows.start == row), None)
        return None if number is None else self._article.quotations[number]

    def _show_unfolded(self, unfolded: Sequence[Unfolded]) -> None:
        """Scroll as little as shows the first of what was unfolded below the top of the screen."""
        found = (self._page.note_rows(self._article.index[each.block], each.label) for each in unfolded)
        rows = next((rows for rows in found if rows.stop > self._top), range(0))
        top = min(rows.stop + 1 - (self._bottom - self._top), rows.start - 2)
        if rows and top > self._top:
            self._scroll_rows(top)

    @property
    def _times(self) -> int:
        """How often to do what the key does."""
        return max(1, self._count or 1)

    def _depart(self) -> None:
        """One jumps away from here, and from the quotation that one went to."""
        self._jumps = self._jumps.leave(self._anchor)
        self._let_go()

    def _jump_along(self, found: tuple[Jumps, Anchor] | None, nothing: str) -> None:
        if found is None:
            self.notify(nothing, markup=False)
            return
        self._jumps, anchor = found
        self._let_go()
        self._scroll_rows(self._page.row_at(anchor))

    def _targets(self, what: Target) -> set[tuple[int, int]]:
        """The rows to jump to, each with the number of the quotation that is meant, or -1 for none."""
        page = self._page
        if what == "quotation":
            return {(one.rows.start, one.number) for one in self._standings()}
        if what == "heading":
            headings = (i for i, block in enumerate(self._article.blocks) if block.kind is Kind.HEADING)
            return {(page.row_of(i), -1) for i in headings if page.shows(i)}
        return {(page.labels.get(run.quotation or "", page.row_of(run.first)), -1) for run in runs_of(self._article)}
