"""The library: what was read, every source across all of it, the outlets, and the words of all texts."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.content import Content
from textual.widgets import Input, OptionList, Static

from reader.tui.filling import FILLING, Filling
from reader.tui.foot import Foot
from reader.tui.footer import hint_line
from reader.tui.keys import LIBRARY, bindings
from reader.tui.messages import OpenRequested
from reader.tui.panes.choice import Choice
from reader.tui.panes.listing import EMPTY, PAGE, Row, Shelf, Wanted, count, rows
from reader.tui.screens.tending import Tending
from reader.tui.screens.typed import CleanInput
from reader.tui.styles import style_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from reader.library.library import Library
    from reader.library.records import ArticleEntry, Forgotten
    from reader.session import Session
    from reader.settings import Settings
    from reader.tui.background import Background

T = TypeVar("T")

SHELVES = tuple(Shelf)

_NEAR_END = 10
"""Rows before the end of the list at which more are asked for."""


class LibraryScreen(Tending, inherit_bindings=False):
    """A line to type in over a list."""

    CSS_PATH = style_path("library.tcss")
    AUTO_FOCUS = "#library-list"
    keys_await = FILLING
    BINDINGS = bindings(LIBRARY)

    def __init__(self, session: Session, background: Background, settings: Settings, *, plain: bool) -> None:
        super().__init__(session, background)
        self._settings = settings
        self._plain = plain
        self._wanted = Wanted(Shelf.ARTICLES)
        self._rows: list[Row] = []
        self._more = False
        self._counts: dict[Shelf, int] = {}
        self._forgetting: str | None = None
        self._filling = Filling(self)

    def compose(self) -> ComposeResult:
        """The lists by name, the line, the chosen list, what can be done."""
        yield Static(id="library-shelves")
        yield CleanInput(placeholder="filter; Enter finds the words in every text", id="library-line", compact=True)
        yield OptionList(id="library-list")
        yield Static(id="library-about")
        yield Foot(f"Enter opens · {hint_line('library', self._settings.keys)}", id="library-foot")

    def on_mount(self) -> None:
        """Show the articles, once there is a width to fit them in."""
        self._say("")
        self.call_after_refresh(self._show, Shelf.ARTICLES)

    def on_resize(self) -> None:
        """Fit the rows to the room."""
        self.call_after_refresh(self._draw)

    def on_input_changed(self) -> None:
        """Filter the articles by what is typed."""
        if self._wanted.shelf is Shelf.ARTICLES:
            self._show(Shelf.ARTICLES)

    def on_input_submitted(self) -> None:
        """Find the words in every text."""
        self._show(Shelf.FOUND if self._typed else Shelf.ARTICLES)
        self._list.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Ask for more before the end of the list is reached."""
        self._forgetting = None
        self._agreed = ""
        self._describe()
        if self._more and event.option_index >= len(self._rows) - _NEAR_END:
            self._more = False
            self._load(self._wanted._replace(begun=len(self._rows)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen, or list an outlet's sources."""
        assert isinstance(event.option, Choice)
        row: Row = event.option.meant
        if row.outlet is not None:
            self._load(Wanted(Shelf.SOURCES, outlet=row.outlet))
        else:
            self.post_message(OpenRequested(row.where, self.come_back, row.passage))

    def come_back(self, why: str | None) -> None:
        """Here again; `why` says why an article cannot be read."""
        self._say(why or "")
        self._change(lambda _: None)

    def action_shelf(self, number: int) -> None:
        """Show one of the lists."""
        self._show(SHELVES[number])

    def action_next_shelf(self, step: int) -> None:
        """Show the next list, or the one before."""
        self._show(SHELVES[(SHELVES.index(self._wanted.shelf) + step) % len(SHELVES)])

    def action_move(self, step: int) -> None:
        """Move the choice by rows."""
        if step > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_edge(self, step: int) -> None:
        """Move the choice to the first or the last row that was loaded."""
        if step < 0:
            self._list.action_first()
        else:
            self._list.action_last()

    def action_line(self) -> None:
        """To the line."""
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        """Stop what is being done; from the line to the list; from what was found to all; from an outlet; else away."""
        if self._work.stop():
            return
        if self.query_one(Input).has_focus:
            self._list.focus()
        elif self._wanted.outlet is not None:
            self._show(Shelf.OUTLETS)
        elif self._typed:
            self.query_one(Input).value = ""
            self._show(Shelf.ARTICLES)
        else:
            self.dismiss(None)

    def action_keep(self) -> None:
        """Never let the pages of this article go, or let them go like others."""
        entry = self._article()
        if entry is not None:
            self._change(lambda library: library.set_kept(entry.key, kept=not entry.kept))
            self._say("Its pages are let go like others." if entry.kept else "Its pages are never let go.")

    def action_forget(self) -> None:
        """Take an article out of the library; the key is wanted twice."""
        entry = self._article()
        if entry is None:
            return
        if self._forgetting != entry.key:
            self._forgetting = entry.key
            self._say("Press it again to forget this article with its place, marks and verdicts.")
        else:
            self._forgetting = None
            self._change(_forget(entry.key), then=lambda library: library.renew_backups())
            self._say("Forgotten, for good once you quit. Ctrl+Z brings it back.")

    def action_undo(self) -> None:
        """Bring back the article that was forgotten last."""
        self._filling.change(self._bring_back, self._show_again)

    def action_help(self) -> None:
        """All keys."""
        from reader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("library", self._settings.keys))

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _typed(self) -> str:
        from reader.article.clean import line

        return line(self.query_one(Input).value).strip()

    @property
    def _chosen(self) -> Row | None:
        at = self._list.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _article(self) -> ArticleEntry | None:
        entry = self._chosen.article if self._chosen else None
        if entry is None:
            self._say("Choose an article first: 1 lists them.")
        return entry

    def _renewed(self) -> None:
        self._change(lambda _: None)

    def _show(self, shelf: Shelf) -> None:
        self._load(Wanted(shelf, self._typed))

    def _load(self, wanted: Wanted) -> None:
        self._filling.list(partial(self._fill, wanted))

    def _change(self, change: Callable[[Library], None], *, then: Callable[[Library], None] | None = None) -> None:
        """Change the library, and list again what is listed, at the same row; nobody waits for what is done `then`."""

        async def work() -> None:
            await self._asked(change)
            if then is not None:
                self._background.submit(self._session.shelf.ask(then))

        self._filling.change(work, self._list_again)

    async def _asked(self, query: Callable[[Library], T]) -> T | None:
        return await self._background.result(self._session.shelf.ask(query))

    async def _list_again(self, _: None) -> None:
        at = self._list.highlighted
        await self._fill(self._wanted._replace(begun=0))
        if at is not None and self._rows:
            self._list.highlighted = min(at, len(self._rows) - 1)

    async def _bring_back(self) -> Forgotten | None:
        found = await self._asked(lambda library: library.bring_back())
        self._background.submit(self._session.shelf.ask(lambda library: library.renew_backups()))
        return found

    async def _show_again(self, found: Forgotten | None) -> None:
        await self._list_again(None)
        self._say(f"Brought back: {found.title}." if found else "No article was forgotten that could come back.")

    async def _fill(self, wanted: Wanted) -> None:
        if wanted.begun not in (0, len(self._rows)):
            return  # the rows before these are no more there: they were listed again meanwhile
        found = await self._asked(partial(rows, wanted)) or []
        self._counts = await self._asked(count) or {}
        self._wanted = wanted
        self._rows = [*self._rows[: wanted.begun], *found]
        self._more = len(found) == PAGE
        self._draw(wanted.begun)

    def _draw(self, begun: int = 0) -> None:
        """Draw the rows from one on; the choice stays."""
        at, now = self._list.highlighted, datetime.now(UTC)
        width = self._list.scrollable_content_region.width
        self.query_one("#library-shelves", Static).update(head(self._wanted.shelf, self._counts, self.size.width - 2))
        if begun == 0:
            self._list.clear_options()
        self._list.add_options([Choice(_drawn(row, width, now, plain=self._plain), row) for row in self._rows[begun:]])
        if begun == 0 and self._rows:
            self._list.highlighted = min(at or 0, len(self._rows) - 1)
        self._describe()

    def _describe(self) -> None:
        """Say what the chosen row opens, or why there is none."""
        of = f"Sources of {self._wanted.outlet}: " if self._wanted.outlet else ""
        words = self._chosen.where if self._chosen else EMPTY[self._wanted.shelf]
        self.query_one("#library-about", Static).update(Content(of + words))


def _forget(key: str) -> Callable[[Library], None]:
    return lambda library: library.forget(key, for_good=False)


def _drawn(row: Row, width: int, now: datetime, *, plain: bool) -> Content:
    return row.show(width, now, plain)


def head(shown: Shelf, counts: dict[Shelf, int], width: int) -> Content:
    """The lists by number and name, the one that is shown reversed; where room is short, less is said of each."""
    rows = (
        _shelves(" LIBRARY ", shown, counts, " "),
        _shelves("", shown, counts, " "),
        _shelves("", shown, counts, ""),
        _shelves("", shown, {shown: counts.get(shown, 0)}, ""),
        _shelves("", shown, {}, ""),
    )
    return next((row for row in rows if row.cell_length <= width), rows[-1])


def _shelves(title: str, shown: Shelf, counts: dict[Shelf, int], blank: str) -> Content:
    parts = [Content.styled(title, "bold")]
    for number, shelf in enumerate(SHELVES, 1):
        told = f" {counts[shelf]}" if shelf in counts else ""
        name = Content.assemble(f" {shelf.value}", (told, "" if shelf is shown else "$text-muted"), blank)
        parts += [
            Content.styled(f" {number}", "$text-accent"),
            name.stylize("bold reverse") if shelf is shown else name,
        ]
    return Content("").join(parts)
