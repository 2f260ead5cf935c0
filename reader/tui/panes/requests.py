"""The list of the requests that were made: a row for each, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.request_lines import size_of, when
from reader.tui.panes.address import address_row
from reader.tui.scrollbar import use_plain_bar

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Click

    from reader.sources.requests import Request

_WHY, _SIZE = len("background"), len("999 bytes")
_REDIRECTS, _ERRORS = 300, 400


class Came(NamedTuple):
    """What came of a request in a few cells: a sign, its ASCII stand-in, its tone, and the HTTP status if any."""

    sign: str
    plain: str
    tone: str
    status: str


def came(result: str) -> Came:
    """What came of a request, from the words in the log."""
    status = result.partition(" ")[0].rstrip(";")
    if not status.isdecimal():
        return Came("✕", "x", "bad", "")
    if int(status) >= _ERRORS or ";" in result:  # it answered, and then it broke off
        return Came("✕", "x", "bad", status)
    return Came("→", ">", "quiet", status) if int(status) >= _REDIRECTS else Came("●", "*", "good", status)


class RequestList(ScrollView, can_focus=True, inherit_bindings=False):
    """One row a request, newest first. What arrives moves nothing but for who looks at the newest."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "requests--chosen",
        "requests--good",
        "requests--bad",
        "requests--quiet",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "an earlier request", id="requests.down", show=False),
        Binding("k,up", "move(-1)", "a later request", id="requests.up", show=False),
        Binding("space,pagedown", "page(1)", "a page down", id="requests.page_down", show=False),
        Binding("b,pageup", "page(-1)", "a page up", id="requests.page_up", show=False),
        Binding("g,home", "edge(0)", "the newest", id="requests.top", show=False),
        Binding("G,end", "edge(-1)", "the oldest", id="requests.bottom", show=False),
    ]

    class Chosen(Message):
        """Another request is the chosen one."""

    def __init__(self, *, plain: bool) -> None:
        super().__init__()
        self._plain = plain
        self._requests: tuple[Request, ...] = ()
        self._cursor = 0

    @property
    def chosen(self) -> Request | None:
        """The request that the person looks at."""
        return self._requests[self._cursor] if self._requests else None

    def on_mount(self) -> None:
        """Draw the scroll bar in ASCII too where the signs are."""
        if self._plain:
            use_plain_bar(self)

    def show(self, requests: tuple[Request, ...]) -> None:
        """Show these, newest first; those shown already are among them, or too old to be kept."""
        known = next((row for row, one in enumerate(requests) if self._requests and one is self._requests[0]), 0)
        top = self.scroll_offset.y
        self._requests = requests
        self.virtual_size = Size(0, len(requests))
        if self._cursor or top:
            self._cursor = min(self._cursor + known, len(requests) - 1)
            self.scroll_to(y=top + known, animate=False, force=True, immediate=True)
        self.refresh()
        self.post_message(self.Chosen())

    def action_move(self, step: int) -> None:
        """Choose the request `step` rows further."""
        self._go(self._cursor + step)

    def action_page(self, step: int) -> None:
        """Choose the request a page further."""
        self._go(self._cursor + step * max(1, self.size.height - 1))

    def action_edge(self, which: int) -> None:
        """Choose the newest (0) or the oldest (-1)."""
        self._go(which % max(1, len(self._requests)))

    async def on_click(self, event: Click) -> None:
        """A click chooses."""
        self._go(int(event.y + self.scroll_offset.y))

    def render_line(self, y: int) -> Strip:
        """Paint one row: time, result, address with its host first, why, bytes."""
        row, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        base = self.rich_style
        if not 0 <= row < len(self._requests):
            return Strip.blank(width, base)
        if row == self._cursor:
            base = self.get_component_rich_style("requests--chosen")
        one = self._requests[row]
        sign = came(one.result)
        lead = f"{when(one.time)[-8:]:<8} "
        state = f"{sign.plain if self._plain else sign.sign} {sign.status:<3} "
        end = f" {one.why:<{_WHY}} {size_of(one.bytes):>{_SIZE}}"
        room = max(1, width - len(lead) - len(state) - len(end))
        address = address_row(one.address, room, ellipsis="..." if self._plain else "…")
        segments = [
            Segment(lead, base + self._tone("quiet")),
            Segment(state, base + self._tone(sign.tone)),
            *Segment.adjust_line_length([Segment(address, base)], room, style=base),
            Segment(end, base + self._tone("quiet")),
        ]
        return Strip(Segment.adjust_line_length(segments, width, style=base), width)

    def _tone(self, name: str) -> Style:
        return Style(color=self.get_component_rich_style(f"requests--{name}").color)

    def _go(self, row: int) -> None:
        if self._requests:
            self._cursor = min(max(row, 0), len(self._requests) - 1)
            self.scroll_to_region(Region(0, self._cursor, 1, 1), animate=False, force=True)
            self.refresh()
            self.post_message(self.Chosen())
