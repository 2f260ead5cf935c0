"""Moving over the page: by rows and pages, to its ends, and from quotation, heading or voice to the next."""

from __future__ import annotations

from math import inf
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from textual.binding import Binding, BindingType

from reader.article.model import Form, Kind
from reader.tui.page.jumps import Jumps
from reader.tui.page.messages import WrongWanted
from reader.tui.page.runs import beginning, block_quotations, runs_of
from reader.tui.page.unfolding import Unfolding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events

    from reader.article.model import Quotation
    from reader.tui.page.rows import Anchor
    from reader.tui.page.view import Unfolded

Target = Literal["quotation", "heading", "voice"]

_WHEEL = 3
_CHORD = 1.0  # seconds between its two keys
_OVERLAP = 2
"""Rows that stay on the screen when a page is turned."""
_NO_MORE = {
    ("quotation", True): "No quotation below.",
    ("quotation", False): "No quotation above.",
    ("heading", True): "No heading below.",
    ("heading", False): "No heading above.",
    ("voice", True): "No change of voice below.",
    ("voice", False): "No change of voice above.",
}


class Jumped(NamedTuple):
    """Where the last jump led: what stood at the top then, the row it was meant for, the quotation (id) there or None.

    The rows differ near the end of the page.
    """

    anchor: Anchor
    row: int
    quotation: str | None


class Moving(Unfolding):
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

    _key: str = ""
    _went_up: tuple[float, int] | None = None
    """When "g" was pressed last, and at which row."""
    _jumped: Jumped | None = None
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
        self._went_up = (monotonic(), self._top) if step < 0 and self._key == "g" else None
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
        """Jump, as `jump` does, as often as the number typed before says.

        "g]" and "g[" go from where "g" was pressed to what is not verbatim.
        """
        went_up, self._went_up = self._went_up, None
        if what == "quotation" and went_up is not None and monotonic() - went_up[0] < _CHORD and self._top == 0:
            self._scroll_rows(went_up[1])
            self.post_message(WrongWanted(step))
            return
        self._depart()
        for _ in range(self._times):
            if not self.jump(what, step):
                return

    def on_key(self, event: events.Key) -> None:
        """Remember the key: some mean something else after another."""
        if event.key != self._key and self._went_up is not None and event.character not in ("]", "["):
            self._went_up = None
        self._key = event.key

    def jump(self, what: Target, step: int) -> bool:
        """Bring the next or previous quotation, heading or change of voice to the top.

        Args:
            what: what to go to.
            step: 1 for the next one down, -1 for the previous one.

        Returns:
            Whether there was one; where not, a message says so.
        """
        stops = sorted(self._targets(what))
        here: tuple[float, float] = (self._reached, inf if step > 0 else -1)
        at = self.quotation
        if what == "quotation" and at is not None and self._has_jumped:
            here = (self._reached, self._article.quotations.index(at))
        beyond = [stop for stop in stops if stop > here] if step > 0 else [stop for stop in stops[::-1] if stop < here]
        if not beyond:
            self.notify(_NO_MORE[what, step > 0], markup=False)
            return False
        row, number = beyond[0]
        self._arrive(row, self._article.quotations[number] if number >= 0 else self._starting_in(row))
        quotation = self.quotation
        if quotation is not None and quotation.form is Form.INLINE:
            self.notify(beginning(self._article, quotation), markup=False)  # nothing in the margin points at it
        return True

    def reach(self, quotation: Quotation) -> None:
        """Go to a quotation, as a jump does."""
        self._depart()
        self._arrive(self._row_of_quotation(quotation), quotation)

    def _show_unfolded(self, unfolded: Unfolded) -> None:
        """Scroll as little as shows what was unfolded; the quotation that one is at stays the one."""
        rows = self._page.note_rows(self._article.index[unfolded.block], unfolded.label)
        at, top = self.quotation, min(rows.stop + 1 - (self._bottom - self._top), rows.start - 2)
        if rows and top > self._top:
            self._scroll_rows(top)
            if at is not None:
                self._jumped = Jumped(self._anchor, self._row_of_quotation(at), at.id)

    @property
    def quotation(self) -> Quotation | None:
        """The quotation last jumped to, else the block quotation at the top of the screen, or None."""
        if self._jumped is not None and self._has_jumped and self._jumped.quotation is not None:
            return next((one for one in self._article.quotations if one.id == self._jumped.quotation), None)
        at = self._reached
        quotations = block_quotations(self._article)
        for quotation, row in self._page.labels.items():
            if row == at:
                return quotations.get(quotation)
        for column in reversed(self._page.columns):
            chunk = column.row(at).chunk
            if chunk is not None and chunk.quotation is not None:
                return quotations.get(chunk.quotation)
        return None

    def _arrive(self, row: int, quotation: Quotation | None) -> None:
        """Bring a row to the top, and know of the quotation there."""
        self._scroll_rows(row if row > self._page.first else 0)
        self._jumped = Jumped(self._anchor, row, quotation.id if quotation is not None else None)

    @property
    def _reached(self) -> int:
        """The row one is at: the last jump's, as long as one has not moved from it; else the top one with a block."""
        if self._jumped is not None and self._has_jumped:
            at = self.quotation if self._jumped.quotation is not None else None
            return self._jumped.row if at is None else self._row_of_quotation(at)  # the layout may be another by now
        return max(self._top, self._page.first)

    @property
    def _has_jumped(self) -> bool:
        """Whether one is where the last jump led."""
        return self._jumped is not None and self._jumped.anchor == self._anchor

    def _row_of_quotation(self, quotation: Quotation) -> int:
        """The row of its label, or the one in which it begins."""
        block = self._article.index[quotation.blocks[0]]
        return self._page.labels.get(quotation.id, self._page.row_of(block, quotation.start))

    def _starting_in(self, row: int) -> Quotation | None:
        """The first quotation that begins in a row."""
        return next((self._article.quotations[number] for at, number in self._quotations() if at == row), None)

    def _quotations(self) -> Iterator[tuple[int, int]]:
        """The row and the number of every quotation that is on the page, folded to a line or not."""
        for number, one in enumerate(self._article.quotations):
            if one.id in self._page.labels or (
                one.form is Form.INLINE and self._page.shows(self._article.index[one.blocks[0]])
            ):
                yield self._row_of_quotation(one), number

    @property
    def _times(self) -> int:
        """How often to do what the key does."""
        return max(1, self._count or 1)

    def _depart(self) -> None:
        """One jumps away from here."""
        self._jumps = self._jumps.leave(self._anchor)

    def _jump_along(self, found: tuple[Jumps, Anchor] | None, nothing: str) -> None:
        if found is None:
            self.notify(nothing, markup=False)
            return
        self._jumps, anchor = found
        self._scroll_rows(self._page.row_at(anchor))

    def _targets(self, what: Target) -> set[tuple[int, int]]:
        """The rows to jump to, each with the number of the quotation that is meant, or -1 for none."""
        page = self._page
        if what == "quotation":
            return set(self._quotations())
        if what == "heading":
            headings = (i for i, block in enumerate(self._article.blocks) if block.kind is Kind.HEADING)
            return {(page.row_of(i), -1) for i in headings if page.shows(i)}
        return {(page.labels.get(run.quotation or "", page.row_of(run.first)), -1) for run in runs_of(self._article)}
