"""Moving over the page: by rows and pages, to its ends, and from quotation, heading or voice to the next."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding, BindingType

from reader.article.model import Form, Kind
from reader.tui.page.jumps import Jumps
from reader.tui.page.messages import WrongWanted
from reader.tui.page.runs import beginning, block_quotations, runs_of
from reader.tui.page.unfolding import Unfolding

if TYPE_CHECKING:
    from textual import events

    from reader.article.model import Quotation
    from reader.tui.page.rows import Anchor

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
    _jumped: tuple[int, int] | None = None
    """Where the last jump left the top row, and the row it was meant for: they differ near the end of the page."""
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
        here = self._reached
        rows = sorted(self._targets(what))
        beyond = [row for row in rows if row > here] if step > 0 else [row for row in reversed(rows) if row < here]
        if not beyond:
            self.notify(_NO_MORE[what, step > 0], markup=False)
            return False
        self._scroll_rows(beyond[0] if beyond[0] > self._page.first else 0)
        self._jumped = (self._top, beyond[0])
        inline = self._inline.get(beyond[0])
        if what == "quotation" and inline is not None and beyond[0] not in self._page.labels.values():
            self.notify(beginning(self._article, inline), markup=False)  # nothing in the margin points at it
        return True

    @property
    def quotation(self) -> Quotation | None:
        """The quotation last jumped to, else the block quotation at the top of the screen, or None."""
        at = self._reached
        quotations = block_quotations(self._article)
        for quotation, row in self._page.labels.items():
            if row == at:
                return quotations.get(quotation)
        if self._has_jumped and at in self._inline:
            return self._inline[at]
        for column in reversed(self._page.columns):
            chunk = column.row(at).chunk
            if chunk is not None and chunk.quotation is not None:
                return quotations.get(chunk.quotation)
        return None

    @property
    def _reached(self) -> int:
        """The row one is at: the last jump's, as long as one has not moved from it; else the top one with a block."""
        if self._jumped and self._has_jumped:
            return self._jumped[1]
        return max(self._top, self._page.first)

    @property
    def _has_jumped(self) -> bool:
        """Whether one is where the last jump led."""
        return self._jumped is not None and self._jumped[0] == self._top

    @property
    def _inline(self) -> dict[int, Quotation]:
        """The rows in which quotations inside a sentence begin, with the first of each."""
        page, index = self._page, self._article.index
        found: dict[int, Quotation] = {}
        for one in self._article.quotations:
            block = index[one.blocks[0]]
            if one.form is Form.INLINE and page.shows(block):
                found.setdefault(page.row_of(block, one.start), one)
        return found

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

    def _targets(self, what: Target) -> set[int]:
        """The rows to jump to."""
        page = self._page
        if what == "quotation":
            return {*page.labels.values(), *self._inline}
        if what == "heading":
            headings = (i for i, block in enumerate(self._article.blocks) if block.kind is Kind.HEADING)
            return {page.row_of(i) for i in headings if page.shows(i)}
        return {page.labels.get(run.quotation or "", page.row_of(run.first)) for run in runs_of(self._article)}
