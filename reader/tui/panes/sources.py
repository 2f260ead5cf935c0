"""The list of an article's sources with the live state of each: a row for each, so that an arrival repaints one row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.tui.fitting import fitted
from reader.tui.keys import SOURCES, bindings
from reader.tui.panes.address import host_row, split_address
from reader.tui.scrollbar import use_plain_bar
from reader.tui.signs import PLACES, QUOTES, sign_of, sign_of_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import BindingType
    from textual.events import Click, Key

    from reader.article.model import Article
    from reader.sources.model import Source, State, Tracked

_GAP = 1
_ROOMY = 50
"""Cells of a row in which there is room for words beside its name."""


class SourceList(ScrollView, can_focus=True, inherit_bindings=False):
    """The sources of one article. What arrives repaints its row; only the person moves the choice.

    Attributes:
        states: how many sources are in each state; kept up, for there may be thousands.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sources--chosen",
        "sources--number",
        "sources--title",
        "sources--good",
        "sources--warn",
        "sources--bad",
        "sources--quiet",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(SOURCES),
        *(
            Binding(digit, f"digit('{digit}')", "a source by its number", show=False, system=True)
            for digit in "0123456789"
        ),
    ]

    class Chosen(Message):
        """The person moved to a source."""

        def __init__(self, source_id: str) -> None:
            super().__init__()
            self.source_id = source_id

    class Entered(Message):
        """The person came to the list."""

    class Opened(Message):
        """The person asks to open a source here."""

        def __init__(self, source_id: str) -> None:
            super().__init__()
            self.source_id = source_id

    class NumberTyped(Message):
        """The digits so far of a source's number that can go on; empty when it is over."""

        def __init__(self, digits: str) -> None:
            super().__init__()
            self.digits = digits

    def __init__(self, *, plain: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._plain = plain
        self._sources: tuple[Source, ...] = ()
        self._quoting: Mapping[str, int] = {}
        self._tracked: dict[str, Tracked] = {}
        self.states: Counter[State] = Counter()
        self._rows: dict[str, int] = {}
        self._words: dict[str, str] = {}
        self._cursor: int | None = None
        self._typed = ""

    @property
    def chosen(self) -> str | None:
        """The id of the chosen source."""
        return self._sources[self._cursor].id if self._cursor is not None else None

    def on_mount(self) -> None:
        """Draw the scroll bar in ASCII too where the signs are."""
        if self._plain:
            use_plain_bar(self)

    def show(
        self,
        sources: tuple[Source, ...],
        tracked: Mapping[str, Tracked],
        quoting: Mapping[str, int],
        article: Article,
    ) -> None:
        """Show these sources.

        Args:
            sources: in order.
            tracked: what is known of each so far.
            quoting: source id to how many quotations are attributed to it.
            article: the article that refers to them; the words of its links stand in for titles not known yet.
        """
        self._sources, self._tracked, self._quoting = sources, dict(tracked), quoting
        self.states = Counter(one.state for one in tracked.values())
        self._rows = {source.id: row for row, source in enumerate(sources)}
        self._words = {source.id: words_of(source, article) for source in sources}
        self._cursor = None
        self._end_number()
        self.virtual_size = Size(0, len(sources))
        self.scroll_to(0, 0, animate=False, force=True)
        self.refresh()

    def mark(self, tracked: Tracked) -> None:
        """More is known of a source: repaint its row and nothing else."""
        before = self._tracked.get(tracked.source.id)
        if before is not None:
            self.states[before.state] -= 1
        self.states[tracked.state] += 1
        self._tracked[tracked.source.id] = tracked
        row = self._rows.get(tracked.source.id)
        if row is not None:
            self._repaint(row)

    def choose(self, source_id: str | None) -> None:
        """Choose a source without telling anybody."""
        self._go(None if source_id is None else self._rows.get(source_id))

    def action_move(self, step: int) -> None:
        """Choose the source `step` rows further."""
        self._person_goes((self._cursor if self._cursor is not None else -step if step > 0 else 0) + step)

    def action_page(self, step: int) -> None:
        """Choose the source a page further."""
        self._person_goes((self._cursor or 0) + step * max(1, self.size.height - 1))

    def action_edge(self, which: int) -> None:
        """Choose the first source (0) or the last (-1)."""
        self._person_goes(which % len(self._sources) if self._sources else 0)

    def action_digit(self, digit: str) -> None:
        """Go to the source whose number is typed; where no number goes on like that, the digit begins another one."""
        last = len(self._sources)
        number = next((one for one in (self._typed + digit, digit) if 1 <= int(one) <= last), "")
        if number:
            self._person_goes(int(number) - 1)
        else:
            self.notify(f"There is no source {self._typed + digit}; the last one is {last}.", markup=False)
        self._end_number(number if number and int(number) * 10 <= last else "")

    def on_key(self, event: Key) -> None:
        """Any key but a digit ends the number that is being typed."""
        if event.character is None or not event.character.isdecimal():
            self._end_number()

    def on_focus(self) -> None:
        """Tell it: whoever is in the list is at a source."""
        self.post_message(self.Entered())

    def on_blur(self) -> None:
        """Whoever goes elsewhere types no number any more."""
        self._end_number()

    def action_open(self) -> None:
        """Ask to open the chosen source here."""
        if self.chosen is not None:
            self.post_message(self.Opened(self.chosen))

    async def on_click(self, event: Click) -> None:
        """A click chooses; a second one opens."""
        row = int(event.y + self.scroll_offset.y)
        if 0 <= row < len(self._sources):
            self._person_goes(row)
            if event.chain > 1:
                self.action_open()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if not 0 <= row < len(self._sources):
            return Strip.blank(width, base)
        if row == self._cursor:
            base = self.get_component_rich_style("sources--chosen")
        return Strip(self._segments(self._sources[row], row, width, base), width)

    def _segments(self, source: Source, row: int, width: int, base: Style) -> list[Segment]:
        tracked = self._tracked.get(source.id)
        sign = sign_of_source(tracked) if tracked else sign_of(_first_state(source))
        pointer = (">" if self._plain else "▸") if row == self._cursor and self.has_focus else " "
        digits = len(str(len(self._sources)))
        lead = f"{pointer}{row + 1:>{digits}} "
        marks = self._marks(source, spelled=width >= _ROOMY)
        room = max(0, width - cell_len(lead) - 2 - cell_len(marks) - _GAP)
        name = _name(source, room, plain=self._plain)
        title = (tracked.article.title if tracked and tracked.article else None) or self._words[source.id]
        left = room - cell_len(name) - 2
        title = "  " + fitted(title, left, plain=self._plain) if title and left >= 8 else ""
        segments = [
            Segment(lead, base + self._tone("number")),
            Segment((sign.plain if self._plain else sign.sign) + " ", base + self._tone(sign.tone)),
            Segment(name, base),
            Segment(set_cell_size(title, room - cell_len(name)), base + self._tone("title")),
            Segment(marks + " " * _GAP, base + self._tone("number")),
        ]
        return list(Segment.adjust_line_length(segments, width, style=base))

    def _marks(self, source: Source, *, spelled: bool) -> str:
        """How many quotations are from it, and how many places of the article lead to it where it is not one only."""
        quotations, places = self._quoting.get(source.id, 0), len(source.mentions)
        signs = [sign.plain if self._plain else sign.sign for sign in (QUOTES, PLACES)]
        words = [f"{quotations} quote{'' if quotations == 1 else 's'}", f"{places} links"]
        marks = (
            words if spelled else [f"{sign}{count}" for sign, count in zip(signs, (quotations, places), strict=True)]
        )
        shown = [mark for mark, there in zip(marks, (quotations > 0, places > 1), strict=True) if there]
        return "".join(f" {mark}" for mark in ([", ".join(shown)] if spelled and shown else shown))

    def _tone(self, name: str) -> Style:
        return Style(color=self.get_component_rich_style(f"sources--{name}").color)

    def _person_goes(self, row: int) -> None:
        if self._sources:
            self._go(min(max(row, 0), len(self._sources) - 1))
            if self.chosen is not None:
                self.post_message(self.Chosen(self.chosen))

    def _go(self, row: int | None) -> None:
        if row == self._cursor:
            return
        for old in (self._cursor, row):
            if old is not None:
                self._repaint(old)
        self._cursor = row
        if row is not None:
            self.scroll_to_region(Region(0, row, 1, 1), animate=False, force=True)

    def _end_number(self, so_far: str = "") -> None:
        """The number is complete or given up; or it may go on from these digits."""
        if so_far != self._typed:
            self._typed = so_far
            self.post_message(self.NumberTyped(so_far))

    def _repaint(self, row: int) -> None:
        self.refresh_lines(row, 1)


def words_of(source: Source, article: Article) -> str:
    """What tells a source from others of its host before its title is known: its link's words, else its path's end."""
    if source.url is None:
        return ""
    for mention in source.mentions:
        for link in article.block(mention.block).links:
            told = link.anchor.strip()
            if link[:2] == mention[1:] and told != source.name and "://" not in told:
                return " ".join(told.split())
    _, path = split_address(source.url)
    return path.rpartition("/")[2]


def _name(source: Source, room: int, *, plain: bool) -> str:
    """Its name; of a host that is too long the end stays, which says whose it is."""
    if " " not in source.name and "." in source.name:
        return host_row(source.name, room, ellipsis="..." if plain else "…")
    return fitted(source.name, room, plain=plain)


def _first_state(source: Source) -> State:
    from reader.sources.model import SourceKind, State

    return State.NAMED if source.kind is SourceKind.NAMED else State.QUEUED
