"""The application: it has the themes, the signals and the background, and puts a screen on."""

from __future__ import annotations

import asyncio
import gc
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from reader.tui.background import Background
from reader.tui.commands import KeyCommands
from reader.tui.keys import APP, bindings, check
from reader.tui.screens.desk import NARROW, WIDE, Desk
from reader.tui.screens.reading import ReadingScreen
from reader.tui.signs import needs_ascii
from reader.tui.styles import style_path
from reader.tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from reader.article.model import Article
    from reader.reading import Session
    from reader.settings import Settings
    from reader.tui.messages import OpenRequested

SHEETS = ("app.tcss", "page.tcss", "panes.tcss")


class PullquoteApp(App[None], inherit_bindings=False):
    """Pullquote in the terminal.

    Args:
        session: what the run shares; the app closes it when it ends.
        where: what to open, as it was typed; None for the start screen.
        opening: the article, where it is being opened already.
        base: the address that a file was published at.
        settings: what the person has set.
        notice: one line for the start screen.

    Raises:
        SettingsError: the person's own keys cannot work, or there is no such theme.
    """

    TITLE = "Pullquote"
    CSS_PATH: ClassVar = [style_path(name) for name in SHEETS]
    BINDINGS = bindings(APP)
    COMMANDS: ClassVar = {KeyCommands}

    def __init__(
        self,
        session: Session,
        where: str | None,
        *,
        opening: Future[Article] | None = None,
        base: str | None = None,
        settings: Settings | None = None,
        notice: str | None = None,
    ) -> None:
        super().__init__()
        if settings is None:
            from reader.settings import Settings

            settings = Settings()
        self._session = session
        self._where = where
        self._opening = opening
        self._base = base
        self._settings = settings
        self._notice = notice
        self._background = Background()
        self._prepare()

    def get_default_screen(self) -> Screen[None]:
        """The first screen, at once: no empty one before it."""
        if self._where is not None or self._opening is not None:
            return self._reading_screen(self._where or "the article")
        from reader.tui.screens.start import StartScreen

        return StartScreen(prefetch=self._settings.prefetch, notice=self._notice)

    def on_mount(self) -> None:
        """Let the signals that end a program end this one cleanly."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread: a test's or a server's
                asyncio.get_running_loop().add_signal_handler(number, self._end, number)

    def on_ready(self) -> None:
        """The first frame is out: what was loaded for it stays for good, and no collection need look at it again."""
        gc.freeze()
        gc.enable()

    def on_unmount(self) -> None:
        """Stop everything in the background, within a second."""
        self._background.stop(self._session.close)

    def on_open_requested(self, message: OpenRequested) -> None:
        """The start screen asks for an article."""
        self.push_screen(self._reading_screen(message.where))

    def action_help_quit(self) -> None:
        """Ctrl+C copies where something is marked; else it is likely meant to quit."""
        self.notify("Ctrl+Q quits.", markup=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say it in the footer, where there is one: nothing lies over the text."""
        if isinstance(self.screen, Desk):
            self.screen.say(message)
        else:
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def _reading_screen(self, where: str) -> ReadingScreen:
        plain = self._settings.ascii or needs_ascii()
        return ReadingScreen(
            self._session,
            self._background,
            self._settings,
            where=where,
            base=self._base,
            opening=self._opening,
            plain=plain,
        )

    def _prepare(self) -> None:
        from reader.errors import SettingsError

        self.animation_level = "none"
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide")]
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        if self._settings.theme not in self.available_themes:
            known = ", ".join(sorted(self.available_themes))
            raise SettingsError(f"There is no theme '{self._settings.theme}'; the themes are {known}.")
        self.theme = self._settings.theme
        if self._settings.keys:
            check(self._settings.keys)
            self.set_keymap(dict(self._settings.keys))

    def _end(self, number: int) -> None:
        self.exit(return_code=128 + number)
