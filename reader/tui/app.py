"""The application: it has the themes, the signals and the background, and puts a screen on."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from textual.events import Event, Key

from reader.settings import Settings
from reader.terminals import needs_ascii
from reader.tui.adopting import Adopting, Reload, apply, taken, watch
from reader.tui.background import Background
from reader.tui.collecting import Collecting
from reader.tui.commanding import Commanding
from reader.tui.ending import Ending
from reader.tui.ground import Ground, LateAnswer
from reader.tui.keys import APP, bindings
from reader.tui.pasting import Pasting
from reader.tui.pictured import Pictured
from reader.tui.screens.desk import BREAKPOINTS, Desk
from reader.tui.screens.reading import ReadingScreen
from reader.tui.styles import style_path
from reader.tui.suspending import Suspending

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType
    from textual.screen import Screen

    from reader.library.library import Library
    from reader.parsing.parser import Opening
    from reader.session import Session
    from reader.settings import Layers
    from reader.sources.feedstore import FeedEntry
    from reader.tui.messages import OpenRequested, Told

T = TypeVar("T")

SHEETS = ("app.tcss", "page.tcss")
START_SHEET = "start.tcss"

UNREADABLE = 3
"""Exit status where no article was read, as on the command line."""

INTERRUPTED = 128 + signal.SIGINT


class PullquoteApp(Pasting, Collecting, Commanding, Suspending, Pictured, inherit_bindings=False):
    """Pullquote in the terminal.

    Args:
        session: what the run shares; the app closes it when it ends.
        where: what to open, as it was typed; None for the start screen.
        opening: the article, where it is being opened already.
        base: the address that a file was published at.
        settings: what the person has set.
        layers: where that came from, to be watched for changes.
        notice: one line for the start screen.
        ground: what the terminal said of its background.

    Raises:
        SettingsError: the person's own keys cannot work, or there is no such theme.
    """

    TITLE = "Pullquote"
    BINDINGS = bindings(APP)
    _prepared = False

    def __init__(
        self,
        session: Session,
        where: str | None,
        *,
        opening: Opening | None = None,
        base: str | None = None,
        settings: Settings | None = None,
        layers: Layers | None = None,
        notice: str | None = None,
        ground: Ground | None = None,
    ) -> None:
        starts = where is None and opening is None
        super().__init__(css_path=[style_path(name) for name in (*SHEETS, *([START_SHEET] if starts else []))])
        self._session = session
        self._where = where
        self._opening = opening
        self._base = base
        self._settings = settings or Settings()
        self._layers = layers
        self._notice = notice
        session.tell = self._tell
        self._ground = ground or Ground()
        self._late = LateAnswer() if self._ground.late else None
        self._background = Background(self._on_failed_work)
        self._ending = Ending(self._leave)
        self._prepare()

    def get_default_screen(self) -> Screen[Any]:
        """The first screen, at once: no empty one before it."""
        if self._where is not None or self._opening is not None:
            return self._reading_screen(self._where or "the article")
        from reader.tui.screens.start import StartScreen

        return StartScreen(self._session, self._background, self._settings, plain=self.plain, notice=self._notice)

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - as in Textual
        """Apply the theme. Before the first screen nothing has been styled: the sheets need not be parsed for it."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables; none while Textual asks for those of its own first theme, which is not shown."""
        return super().get_css_variables() if self._prepared else {}

    def on_load(self) -> None:
        """Let the signals that end a program end this one cleanly, from before the terminal is taken."""
        if not self.is_headless:
            self._ending.take_signals(asyncio.get_running_loop())

    def on_mount(self) -> None:
        """Notice it when the terminal is closed."""
        if not (self.is_headless or self.is_web) and sys.__stdin__ is not None:
            self._ending.watch(asyncio.get_running_loop(), sys.__stdin__.fileno())

    def on_ready(self) -> None:
        """The first frame is out: what was typed before it, while the terminal was asked, comes now."""
        for character in self._ground.typed:
            self.post_message(Key(character, character))
        if self._layers is not None:
            watch(self._layers, self, self._ending.over)

    def on_reload(self, message: Reload) -> None:
        """The settings are other ones; where they cannot be used, say why and go on with those that hold."""
        settings, words = taken(self, message)
        if settings is not None:
            self._settings = settings
            for screen in self.screen_stack:
                if isinstance(screen, Adopting):
                    screen.adopt(settings)
        self.notify(words, markup=False)

    def on_unmount(self) -> None:
        """Stop everything in the background, within a second."""
        self._ending.over.set()
        self._background.stop(self._session.close)
        self._ending.give_signals_back()

    async def on_event(self, event: Event) -> None:
        """Keep what the terminal answers late from being taken for keys."""
        if isinstance(event, Key) and self._late is not None and self._late.takes(event.key):
            return
        await super().on_event(event)

    def on_told(self, message: Told) -> None:
        """Something is to be told."""
        self.notify(message.sentence, markup=False)

    def on_open_requested(self, message: OpenRequested) -> None:
        """The start screen, the library or the palette asks for an article."""
        if message.over or not isinstance(self.screen, ReadingScreen):
            screen = self._reading_screen(message.where, asked=True, passage=message.passage)
            self.push_screen(screen, message.come_back)

    async def ask_library(self, query: Callable[[Library], T]) -> T | None:
        """What the library says to a query; None where it cannot be read."""
        return await self._background.result(self._session.shelf.ask(query))

    async def action_feeds(self) -> None:
        """The feeds; what is chosen there opens over what is here, and comes back to them."""
        from reader.tui.screens.feeds import FeedsScreen

        store = await self._background.result(self._session.shelf.library())
        self.push_screen(
            FeedsScreen(store, self._session, self._background, plain=self.plain, keys=self._settings.keys),
            self._open_entry,
        )

    def _open_entry(self, entry: FeedEntry | None) -> None:
        async def come_back(why: str | None) -> None:
            await self.action_feeds()
            if why:
                self.notify(why, markup=False)

        if entry is not None:
            self.push_screen(self._reading_screen(entry.url, asked=True), come_back)

    def on_library_requested(self) -> None:
        """The person asks for the library."""
        self.action_library()

    def action_library(self) -> None:
        """All that was read."""
        from reader.tui.screens.library import LibraryScreen

        self.push_screen(LibraryScreen(self._session, self._background, self._settings, plain=self.plain))

    async def action_quit(self) -> None:
        """End; where the article could not be read, the terminal and the exit status say so."""
        self._leave(UNREADABLE if self._unread else 0)

    def action_help_quit(self) -> None:
        """Ctrl+C copies where something is marked; else it is likely meant to quit, and does where nothing is open."""
        if isinstance(self.screen, ReadingScreen) and self.screen.trail is None:
            self._leave(INTERRUPTED)
        else:
            self.notify("q quits.", markup=False)

    def notify(self, message: str, **how: Any) -> None:
        """Say it in the footer, where there is one: nothing lies over the text."""
        if isinstance(self.screen, Desk):
            self.screen.say(message)
        else:
            super().notify(message, **how)

    def panic(self, *renderables: RenderableType) -> None:  # noqa: ARG002 - as in Textual
        """End with a report of our own. What Textual would print here holds messages and local values."""
        if self._exception is None:  # its keyboard thread ended, and told only the terminal why
            self._handle_exception(RuntimeError())
        else:
            self._fatal_error()

    def _fatal_error(self) -> None:
        """What Textual calls once it has noted an exception that nobody caught."""
        from rich.text import Text
        from textual.worker import WorkerFailed

        from reader.crash import STATUS, report

        error = self._exception.error if isinstance(self._exception, WorkerFailed) else self._exception
        if error is not None:
            self._exit_renderables[:] = [Text(report(error))]
        self._leave_at_last(STATUS)
        self._close_messages_no_wait()

    async def _shutdown(self) -> None:
        """What Textual does last. Where it fails, what restores the terminal is still written, before the report."""
        try:
            await super()._shutdown()
        except Exception:
            if self._driver is not None:
                self._driver.close()
            raise

    def _tell(self, sentence: str) -> None:
        """Tell the person something, from any thread."""
        from reader.tui.messages import Told

        self.post_message(Told(sentence))

    def _on_failed_work(self, error: Exception) -> None:
        """Something in the background failed that nobody waits for; called on its thread."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has just been closed
                loop.call_soon_threadsafe(self._handle_exception, error)

    @property
    def _unread(self) -> str:
        return next((one.unread for one in self.screen_stack if isinstance(one, ReadingScreen)), "")

    def _leave(self, status: int) -> None:
        if self._exception is not None:
            return  # it is ending already, with something else to say
        self._leave_at_last(status)
        for screen in self.screen_stack:
            if isinstance(screen, ReadingScreen):
                screen.note_place()
        self.exit(return_code=status, message=f"pullquote: {self._unread}" if self._unread else None)

    def _reading_screen(self, where: str, *, asked: bool = False, passage: str = "") -> ReadingScreen:
        return ReadingScreen(
            self._session,
            self._background,
            self._settings,
            where=where,
            base=None if asked else self._base,
            opening=None if asked else self._opening,
            plain=self.plain,
            asked=asked,
            passage=passage,
        )

    def _prepare(self) -> None:
        self.HORIZONTAL_BREAKPOINTS = BREAKPOINTS
        self.plain = self._settings.ascii or needs_ascii()
        self.on_dark = self._ground.dark
        self._prepared = True
        self._settings = apply(self, self._settings)

    def _leave_at_last(self, status: int) -> None:
        if not self.is_headless:
            self._ending.at_last(status)
