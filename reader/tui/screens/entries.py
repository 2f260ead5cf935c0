"""The articles to choose from, where several were given at once: a feed, a blog's front page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.tui.foot import Foot
from reader.tui.screens.chosen_from import ChosenFrom
from reader.tui.styles import style_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.article.model import Entry

_SUMMARY = 160


class EntriesScreen(ChosenFrom[int | None], inherit_bindings=False):
    """The entries, newest where the page has them; gives the place in the list of the one that was chosen, or None."""

    CSS_PATH = style_path("sheets.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "next article", id="entries.down", show=False),
        Binding("k,up", "move(-1)", "previous article", id="entries.up", show=False),
        Binding("escape,q,E", "dismiss(None)", "close", id="entries.close", show=False),
    ]

    def __init__(self, title: str, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._title_shown = title
        self._entries = entries

    def compose(self) -> ComposeResult:
        """How many there are, over the list."""
        words = f"{len(self._entries)} articles · {self._title_shown}"
        with Vertical(classes="sheet"):
            yield Static(Content.styled(words, "bold"), id="entries-about")
            yield OptionList(*(Option(_row(entry)) for entry in self._entries))
            yield Foot("Enter opens one · Esc reads them all in a row", classes="sheet-foot")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """One was chosen."""
        self.dismiss(event.option_index)


def _row(entry: Entry) -> Content:
    date = f"{entry.published:%Y-%m-%d}  " if entry.published else ""
    summary = " ".join(entry.summary.split())
    more = f"\n{summary[:_SUMMARY]}" + ("…" if len(summary) > _SUMMARY else "") if summary else ""
    return Content.assemble((date, "$text-muted"), entry.title, (more, "$text-muted"))
