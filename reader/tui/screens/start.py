"""The screen without an article: an address or a path is typed or pasted, or a file is chosen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.tui.messages import OpenRequested
from reader.tui.styles import style_path

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

READABLE = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text"})
_MOST = 200
_FETCHING = (
    "While you read, the pages that an article links to are fetched in the background, so that each can be shown "
    "and previewed; their sites see that, and nothing else is sent."
)
_OFFLINE = "Nothing is fetched by itself: the settings say so."


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


class StartScreen(Screen[None], inherit_bindings=False):
    """A line to type in over the files that are near."""

    CSS_PATH = style_path("start.tcss")
    AUTO_FOCUS = "#where"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,down", "to_files", "to the files", id="start.files", show=False),
        Binding("shift+tab,escape", "to_line", "to the line", id="start.line", show=False),
    ]

    def __init__(self, *, prefetch: bool, notice: str | None = None) -> None:
        super().__init__()
        self._prefetch = prefetch
        self._notice = notice

    def compose(self) -> ComposeResult:
        """A name, a line, what it means, the files."""
        with Vertical(id="start"):
            yield Static("pullquote", id="start-name")
            yield Static("Whose words are whose, and what became of every source.", id="start-motto")
            yield Input(placeholder="an address, or the path of a file", id="where", compact=True)
            yield Static(Content(self._notice or ""), id="start-notice")
            yield OptionList(id="files", compact=True)
            yield Static(_FETCHING if self._prefetch else _OFFLINE, id="start-fetching")
            yield Static("Enter opens · Tab goes to the files · Ctrl+Q quits", id="start-keys")

    def on_mount(self) -> None:
        """Show the files that are here."""
        self._list("")

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
            self.post_message(OpenRequested(where))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a file, or look into a folder."""
        chosen = self._choices[event.option_index]
        if chosen.endswith("/"):
            field = self.query_one("#where", Input)
            field.value = chosen
            field.cursor_position = len(chosen)
        else:
            self.post_message(OpenRequested(chosen))

    def action_to_files(self) -> None:
        """To the files."""
        files = self.query_one("#files", OptionList)
        files.focus()
        if files.highlighted is None and files.option_count:
            files.highlighted = 0

    def action_to_line(self) -> None:
        """To the line."""
        self.query_one("#where", Input).focus()

    def _list(self, typed: str) -> None:
        from reader.article.clean import line

        self._choices = choices(typed)
        files = self.query_one("#files", OptionList)
        files.clear_options()
        files.add_options([Option(Content(line(one))) for one in self._choices])
