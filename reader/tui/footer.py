"""The last row: the keys that matter now, or one line that the reader has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from reader.tui.keys import APP, FOOTERS, SCREEN, in_force, names, shown, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.timer import Timer

_GAP = "  "

SECONDS = 6.0
"""How long a line stands."""


class Hint(NamedTuple):
    """One entry: the key as printed on its top, a word or two, and the action of a click."""

    key: str
    words: str
    action: str


class Footer(Widget):
    """One row of key hints, in whose place a line can be said for a while."""

    auto_links = False  # a hint is a button, not a link: no underline

    def __init__(self, own_keys: Mapping[str, str], id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._own_keys = own_keys
        self._hints: tuple[Hint, ...] = ()
        self._said = ""
        self._kept = ""
        self._timer: Timer | None = None

    @property
    def said(self) -> str:
        """The line that stands there now, or an empty text."""
        return self._said or self._kept

    def hint(self, pane: str, *, deeper: bool) -> None:
        """Show the keys of a pane; `deeper`: one can go back."""
        self._hints = hints(pane, self._own_keys, deeper=deeper)
        self.refresh()

    def say(self, line: str) -> None:
        """Say a line for some seconds."""
        self._said = line
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SECONDS, self.hush) if line else None
        self.refresh()

    def keep(self, line: str) -> None:
        """Say a line until it is taken back with an empty one."""
        self._kept = line
        self.refresh()

    def hush(self) -> None:
        """Back to the keys, or to the line that is kept."""
        self.say("")

    def render(self) -> Content:
        """The line that was said, else as many hints as there is room for; the last, which is help, always."""
        if self.said:
            return Content.styled(self.said, "$text-accent")
        *parts, last = [_entry(hint) for hint in self._hints] or [Content("")]
        room = self.content_size.width - last.cell_length
        while parts and sum(part.cell_length + len(_GAP) for part in parts) > room:
            parts.pop()  # the last one stays: it leads to all the others
        return Content(_GAP).join([*parts, last])


def _entry(hint: Hint) -> Content:
    click = Style.from_meta({"@click": hint.action})
    return Content.assemble((hint.key, "$text-accent"), (f" {hint.words}", "$foreground 70%")).stylize(click)


def hints(pane: str, own: Mapping[str, str], *, deeper: bool) -> tuple[Hint, ...]:
    """The hints of a pane's footer, with the person's own keys where they have some."""
    keys = {key.id: (key, "app") for key in in_force(APP, own)}
    keys |= {key.id: (key, "screen") for key in in_force(SCREEN, own)}
    keys |= {key.id: (key, "focused") for key in in_force(table().get(pane, ()), own)}
    wanted = (*(((("trail.back",), "back"),) if deeper else ()), *FOOTERS[pane])
    found = []
    for ids, words in wanted:
        rows = [keys[one] for one in ids if one in keys]
        if rows:
            tops = [shown(names(key.keys)[0]) for key, _ in rows]
            joined = ("" if all(len(top) == 1 for top in tops) else " ").join(tops)
            found.append(Hint(joined, words, f"{rows[0][1]}.{rows[0][0].action}"))
    return tuple(found)
