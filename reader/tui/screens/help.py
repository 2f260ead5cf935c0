"""The help screen: every key of the pane in focus and of the screen, then every sign; what is typed narrows it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.tui.foot import Foot
from reader.tui.keys import GROUPS, in_force, table
from reader.tui.keytops import names, shown_all
from reader.tui.screens.sheet import Sheet
from reader.tui.screens.typed import CleanInput
from reader.tui.styles import style_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

_COLUMN = 24
_NARROWEST = 12
_LEAST = 20
"""Cells of a row's words at least, on whatever screen."""
_NOTHING = "No key does that, and no sign means that."

_ONLY_TYPED = {
    "page": [
        (GROUPS["link"], "0–9 Enter", "open a link by its number"),
        (GROUPS["move"], "0–9 and a key", "do so as often: 5j, 3], 50%"),
    ],
    "sources": [(GROUPS["list"], "0–9", "to a source by its number")],
    "start": [(GROUPS["start"], "Enter", "open what is typed or chosen")],
    "feeds": [(GROUPS["feeds"], "Enter", "open a feed, or one of its entries")],
}
"""What the keys of a pane do that are no bindings."""

_TAKES_DIGITS = ("page", "sources")
"""The panes in which digits are numbers, whatever they do elsewhere."""


def help_rows(pane: str, own: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(group, keys, words) of every binding that is valid in a pane, its own first, groups together."""
    scopes = table()
    screen = () if pane in ("start", "library", "feeds") else scopes["screen"]
    brief = (*scopes["select"], *scopes["hints"]) if pane == "page" else ()
    keys = in_force((*scopes[pane], *brief, *screen, *scopes["app"]), own)
    if pane in _TAKES_DIGITS:
        keys = [key._replace(keys=",".join(_no_digits(key.keys))) for key in keys]
    rows = [(GROUPS[key.id.partition(".")[0]], shown_all(key.keys), key.words) for key in keys]
    rows += _ONLY_TYPED.get(pane, [])
    order = list(dict.fromkeys(group for group, _, _ in rows))
    return sorted(rows, key=lambda row: order.index(row[0]))


def _no_digits(keys: str) -> list[str]:
    found = names(keys)
    return [one for one in found if not one.isdecimal()] or found


def sign_rows(*, plain: bool) -> list[tuple[str, str, str]]:
    """(group, sign and its stand-in, words) of every sign; the stand-in alone where the screen is drawn in ASCII."""
    from reader.tui.legend import legend

    return [(one.group, one.plain if plain else f"{one.sign:<4}{one.plain}", one.words) for one in legend()]


def help_text(pane: str, own: Mapping[str, str], query: str, width: int = 0, *, plain: bool = False) -> Content:
    """The rows that hold every word of the query, under the headings of their groups, in `width` cells (0: any)."""
    wanted = query.lower().split()
    lines: list[Content] = []
    last = ""
    column = max(_NARROWEST, min(_COLUMN, width - _LEAST - 3)) if width else _COLUMN
    room = width - column - 3 if width else 0
    for group, keys, words in [*help_rows(pane, own), *sign_rows(plain=plain)]:
        if not all(word in f"{group} {keys} {words}".lower() for word in wanted):
            continue
        if group != last:
            lines += [Content("")] * bool(lines) + [Content.styled(group, "bold $text-primary")]
            last = group
        rows = [*[""] * (len(keys) > column), *(wrap(words, room) if room else [words])]
        lines.append(Content.assemble((f"  {keys:<{column}}", "$text-accent"), " ", rows[0]))
        lines += [Content(" " * (column + 3) + row) for row in rows[1:]]
    return Content("\n").join(lines) if lines else Content.styled(_NOTHING, "$text-muted")


class HelpScreen(Sheet[None], inherit_bindings=False):
    """All keys, in a sheet over the screen."""

    CSS_PATH = style_path("sheets.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss(None)", "close", id="help.close", show=False),
        Binding("down", "scroll(1)", "down", id="help.down", show=False),
        Binding("up", "scroll(-1)", "up", id="help.up", show=False),
        Binding("pagedown", "scroll(10)", "page down", id="help.page_down", show=False),
        Binding("pageup", "scroll(-10)", "page up", id="help.page_up", show=False),
        Binding("end", "edge(1)", "to the bottom", id="help.bottom", show=False, priority=True),
        Binding("home", "edge(-1)", "to the top", id="help.top", show=False, priority=True),
    ]

    def __init__(self, pane: str, own_keys: Mapping[str, str]) -> None:
        super().__init__()
        self._pane = pane
        self._own = own_keys

    def compose(self) -> ComposeResult:
        """A line to type in over the keys."""
        with Vertical(classes="sheet"):
            yield CleanInput(placeholder="type to find a key or a sign", compact=True, id="help-query")
            with VerticalScroll(id="help-scroll", can_focus=False):
                yield Static(id="help-keys")
            yield Foot("↑ ↓ scroll · Esc closes", classes="sheet-foot")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        self._show(event.value)

    def on_resize(self) -> None:
        """Wrap to the width."""
        self.call_after_refresh(lambda: self._show(self.query_one(CleanInput).value))

    def _show(self, query: str) -> None:
        width = self.query_one("#help-scroll").scrollable_content_region.width
        plain = bool(getattr(self.app, "plain", False))
        self.query_one("#help-keys", Static).update(help_text(self._pane, self._own, query, width, plain=plain))

    def action_edge(self, step: int) -> None:
        """To the top (-1) or to the bottom (1)."""
        pane = self.query_one("#help-scroll")
        pane.scroll_to(y=0 if step < 0 else pane.max_scroll_y, animate=False)

    def action_scroll(self, rows: int) -> None:
        """Move through the keys."""
        self.query_one("#help-scroll").scroll_relative(y=rows, animate=False)
