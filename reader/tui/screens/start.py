"""The screen without an article: an address or a path is typed or pasted, or a file is chosen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.options import Prefetch
from reader.tui.foot import Foot
from reader.tui.footer import hint_line
from reader.tui.keys import START, bindings
from reader.tui.messages import OpenRequested
from reader.tui.screens.typed import CleanInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.worker import Worker

    from reader.library.records import ArticleEntry
    from reader.session import Session
    from reader.settings import Settings
    from reader.tui.background import Background

READABLE = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text"})
_MOST = 200
_MOST_RECENT = 6
_SIGN = 5
"""Cells before the title of what was read last, for how far it was read."""
_FETCHED = {
    Prefetch.ALL: (
        "While you read, the pages that an article links to are fetched in the background, so that each can be shown "
        "and previewed; their sites see your address, and nothing else is sent."
    ),
    Prefetch.SAME_SITE: (
        "While you read, the pages that an article links to on its own site are fetched in the background, "
        "and no others."
    ),
    Prefetch.OFF: "Nothing is fetched by itself, as you set it.",
}
_WITH_ARCHIVES = (
    "While you read, the pages that an article links to are fetched in the background, so that each can be shown "
    "and previewed; their sites see your address. Web archives are asked for those that are gone or shut."
)
_MOTTO = "Whose words are whose, and what became of every source."
_NEW = "New here? pullquote demo opens an article that is made to be tried."
_OFFLINE = "Nothing is fetched: you started with --offline."


def choices(typed: str) -> list[str]:
    """The folders and readable files that a path may be completed to, folders first.

    Args:
        typed: what was typed so far; an address has no choices.
    """
    if "://" in typed:
        return []
    folder, _, start = typed.rpartition("/")
    folder = folder + "/" if "/" in typed else ""
    try:
        entries = sorted(os.scandir(Path(folder or ".").expanduser()), key=lambda entry: entry.name.lower())
    except (OSError, ValueError, RuntimeError):
        return []
    shown = [one for one in entries if one.name.startswith(start) and (start.startswith(".") or one.name[0] != ".")]
    folders = [f"{folder}{one.name}/" for one in shown if one.is_dir()]
    files = [f"{folder}{one.name}" for one in shown if one.is_file() and Path(one.name).suffix.lower() in READABLE]
    return [*folders, *files][:_MOST]


def _sent(session: Session) -> str:
    """What leaves the machine by itself, in a sentence."""
    if session.options.offline:
        return _OFFLINE
    asks = session.prefetch is Prefetch.ALL and session.options.archives.any
    return _WITH_ARCHIVES if asks else _FETCHED[session.prefetch]


class StartScreen(Screen[None], inherit_bindings=False):
    """A line to type in over the files that are near."""

    AUTO_FOCUS = "#where"
    BINDINGS = bindings(START)

    def __init__(
        self, session: Session, background: Background, settings: Settings, *, plain: bool, notice: str | None = None
    ) -> None:
        super().__init__()
        self._session = session
        self._background = background
        self._plain = plain
        self._recent: tuple[ArticleEntry, ...] = ()
        self._choices: list[str] = []
        self._settings = settings
        self._fetched = _sent(session)
        self._notice = notice

    def compose(self) -> ComposeResult:
        """A name, a line, what it means, the files."""
        with Vertical(id="start"):
            yield Static("pullquote", id="start-name")
            yield Static(_MOTTO, id="start-motto")
            yield CleanInput(placeholder="an address, or the path of a file", id="where", compact=True)
            yield Static(Content(self._notice or ""), id="start-notice")
            yield OptionList(id="files", compact=True)
            yield Static(Content(self._fetched), id="start-fetching")
            yield Foot(f"Enter opens · {hint_line('start', self._settings.keys)}", id="start-keys")

    def on_mount(self) -> None:
        """Show the files that are here, and over them what was read last."""
        self._list("")
        self._look_up()

    def _look_up(self) -> Worker[None]:
        return self.run_worker(self._list_recent, group="recent", exclusive=True)

    async def _list_recent(self) -> None:
        """List what was read last, once the library has said what that was."""
        asked = self._session.shelf.ask(lambda library: library.articles(limit=_MOST_RECENT))
        found: tuple[ArticleEntry, ...] | None = await self._background.result(asked)
        self.query_one("#start-motto", Static).update(Content(f"{_MOTTO}\n{_NEW}" if found == () else _MOTTO))
        if self._recent == (found or ()):
            return
        self._recent = found or ()
        self._list(self.query_one("#where", Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the files that fit."""
        self._list(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open what was typed."""
        from reader.article.clean import line

        where = line(event.value).strip()
        if where.endswith("/") and "://" not in where:
            self.action_to_files()
        elif where:
            self._open(where)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a file, or look into a folder."""
        chosen = self._choices[event.option_index]
        if chosen.endswith("/"):
            field = self.query_one("#where", Input)
            field.value = chosen
            field.cursor_position = len(chosen)
        else:
            self._open(chosen)

    def action_to_files(self) -> None:
        """To the files."""
        files = self.query_one("#files", OptionList)
        files.focus()
        if files.highlighted is None and files.option_count:
            files.highlighted = 0

    def action_to_line(self) -> None:
        """To the line."""
        self.query_one("#where", Input).focus()

    def action_help(self) -> None:
        """All keys."""
        from reader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("start", self._settings.keys))

    def adopt(self, settings: Settings) -> None:
        """Take other settings while the screen is on."""
        self._settings = settings

    def come_back(self, why: str | None) -> None:
        """Here again, with what was typed; `why` says why it cannot be read."""
        self._look_up()
        self.query_one("#start-notice", Static).update(Content(why or ""))
        self.action_to_line()

    def _open(self, where: str) -> None:
        self.query_one("#start-notice", Static).update("")
        self.post_message(OpenRequested(where, self.come_back))

    def _list(self, typed: str) -> None:
        from reader.article.clean import line

        recent = () if typed else self._recent
        files = choices(typed)
        shown = self.query_one("#files", OptionList)
        chosen = self._choices[shown.highlighted] if shown.highlighted is not None else None
        self._choices = [*(one.facts.address for one in recent), *files]
        shown.clear_options()
        shown.add_options([Option(_row(one, plain=self._plain)) for one in recent])
        margin = " " * _SIGN if recent else ""
        shown.add_options([Option(Content(margin + line(one))) for one in files])
        if chosen in self._choices:
            shown.highlighted = self._choices.index(chosen)  # what arrives moves no choice


def _row(entry: ArticleEntry, *, plain: bool) -> Content:
    """What was read last, in one row: its title, where it is from, how far it was read."""
    from reader.tui.panes.shelves import read_sign

    facts = entry.facts
    whence = f" · {facts.whence}" if facts.whence else ""
    return Content.assemble(
        (f"{read_sign(entry, plain=plain):>{_SIGN - 1}} ", "$text-accent"),
        facts.title or facts.address,
        (whence, "$text-muted"),
    )
