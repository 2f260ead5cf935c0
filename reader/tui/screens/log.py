"""The request log of this run, over the article: what was asked, when, why, and what came of it. It is live."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.request_lines import size_of, when
from reader.tui.foot import Foot
from reader.tui.panes.address import broken_address, split_address
from reader.tui.panes.requests import RequestList
from reader.tui.screens.sheet import Sheet
from reader.tui.styles import style_path

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from reader.sources.requests import Request, RequestLog

SECONDS = 0.5
"""How often it is looked whether there is more."""


class LogScreen(Sheet[None], inherit_bindings=False):
    """Every request of this run, newest first, and under them all that is known of the chosen one."""

    CSS_PATH = style_path("sheets.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,w", "dismiss(None)", "close", id="requests.close", show=False)
    ]

    def __init__(self, log: RequestLog, *, kept: bool, plain: bool) -> None:
        """`kept`: the log is kept from run to run."""
        super().__init__()
        self._log = log
        self._kept = kept
        self._plain = plain
        self._newest: Request | None = None
        self._list = RequestList(plain=plain)

    def compose(self) -> ComposeResult:
        """How many, the list, the chosen one in full."""
        with Vertical(id="requests", classes="sheet"):
            yield Static("No request was made in this run.", id="requests-title")
            yield self._list
            yield Static(id="requests-about")
            if self._kept:
                yield Foot("pullquote log shows earlier runs too · Esc closes", classes="sheet-foot")
            else:
                yield Foot("Nothing of it is kept · Esc closes", classes="sheet-foot")

    def on_mount(self) -> None:
        """Look now, and again and again."""
        self._look()
        self.set_interval(SECONDS, self._look)

    def on_resize(self, _event: Resize) -> None:
        """The chosen one's address has another room."""
        self.call_after_refresh(self._describe)

    def on_request_list_chosen(self) -> None:
        """Say more about another one."""
        self._describe()

    def _look(self) -> None:
        requests = tuple(reversed(self._log.requests))
        if not requests or requests[0] is self._newest:
            return
        self._newest = requests[0]
        self._list.show(requests)
        many = f"{len(requests):,} request{'s' if len(requests) > 1 else ''}"
        total = f"  {size_of(sum(one.bytes for one in requests))} in all"
        self.query_one("#requests-title", Static).update(Content.assemble((many, "bold"), (total, "$text-muted")))

    def _describe(self) -> None:
        chosen, about = self._list.chosen, self.query_one("#requests-about", Static)
        if chosen is None or not about.content_size.width:
            return
        host, rest = split_address(chosen.address)
        rows = broken_address(host, rest, about.content_size.width, ellipsis="..." if self._plain else "…")
        told = Content.styled(f"{when(chosen.time)}, {chosen.why}: {chosen.result}", "$text-muted")
        about.update(Content("\n").join([*map(Content, rows), told]))
