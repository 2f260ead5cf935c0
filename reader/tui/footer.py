"""The last row: the keys that matter now, or one line that the reader has to say.

A line that has no room in it is wrapped to as many rows as it takes, over the last ones of what lies above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from reader.tui.fitting import fitted, kept
from reader.tui.keys import APP, FOOTERS, OFFERS, SCREEN, in_force, table
from reader.tui.keytops import names, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.timer import Timer

_GAP = "  "

SECONDS = 6.0
"""How long a line stands, unless a key ends it; as long again for each row more that it takes."""

SECONDS_TO_READ = 60.0
"""How long a line stands that is not to be missed, unless a key ends it."""

_FEWEST = 8
"""Cells of a sentence that are still worth showing."""


class Line(NamedTuple):
    """A line to say.

    Attributes:
        words: what there is to say; a line that is kept is cut here where there is no room.
        keys: what helps, which is shown whole.
        short: what is left of the line where it is kept and another one is said beside it.
        brief: what is said in place of the words where these would have to be cut.
    """

    words: str
    keys: str = ""
    short: str = ""
    brief: str = ""

    def is_cut(self, width: int) -> bool:
        """Whether not all that there is to say has room in `width` cells."""
        return all(cell_len(f"{words} {self.keys}".strip()) > width for words in (self.words, self.brief or self.words))

    def fitted(self, width: int) -> str:
        """As much of the line as there is room for in `width` cells."""
        whole = f"{self.words} {self.keys}".strip()
        if self.brief and cell_len(whole) > width:
            return Line(self.brief, self.keys).fitted(width)
        room = width - cell_len(self.keys) - 1
        if not self.keys or cell_len(whole) <= width:
            return fitted(whole, width)
        return f"{fitted(self.words, room)} {self.keys}" if room >= _FEWEST else fitted(self.keys, width)


_NOTHING = Line("")
_ROOM_ENOUGH = 10_000


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
        self._pane, self._deeper = "opening", False
        self._offers: tuple[str, ...] = ()
        self._said, self._next = _NOTHING, _NOTHING
        self._told = False
        self._kept: list[Line] = []
        self._work: Line | None = None
        self._timer: Timer | None = None
        self._whole: Static | None = None

    @property
    def said(self) -> str:
        """What stands there in the place of the keys, uncut; an empty text where nothing does."""
        return self._spoken(_ROOM_ENOUGH)

    @property
    def is_saying(self) -> bool:
        """Whether a line stands there that the next key ends."""
        return self._said != _NOTHING

    def hint(self, pane: str, *, deeper: bool) -> None:
        """Show the keys of a pane; `deeper`: one can go back."""
        self._pane, self._deeper = pane, deeper
        self._hints = hints(pane, self._own_keys, deeper=deeper, offers=self._offers)
        self.refresh()

    def rekey(self, own_keys: Mapping[str, str]) -> None:
        """Other keys hold from here on."""
        self._own_keys = own_keys
        self.hint(self._pane, deeper=self._deeper)

    def offer(self, *offers: str) -> None:
        """Let the keys of the article begin with those for what is on the screen ("table", "picture")."""
        if offers != self._offers:
            self._offers = offers
            self.hint(self._pane, deeper=self._deeper)

    def say(self, line: Line) -> None:
        """Say a line for some seconds; where one stands that is not to be missed, after that one."""
        if self._told:
            self._next = line
        else:
            self._stand(line, SECONDS)

    def tell(self, line: Line) -> None:
        """Say a line that is not to be missed; what was said just before, or is said meanwhile, stands after it."""
        self._next = self._said
        self._stand(line, SECONDS_TO_READ)
        self._told = True

    def hush(self) -> None:
        """End the line that was said: on to the one that waits for it, the one that is kept, or the keys."""
        following, self._next = self._next, _NOTHING
        self._stand(following, SECONDS)

    def _stand(self, line: Line, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._said, self._told = line, False
        self._timer = self.set_timer(seconds * self._rows, self.hush) if self.is_saying else None
        self._wrap()
        self.refresh()

    def on_resize(self) -> None:
        """What had to be wrapped may have room now, or the other way round."""
        self._wrap()

    def keep(self, line: Line) -> None:
        """Show a line until it is released, over those that are kept already; what was said before it ends."""
        self._kept.append(line)
        self.hush()

    def release(self, line: Line) -> None:
        """Take back a line that is kept: the one before it stands there again."""
        if line in self._kept:
            self._kept.remove(line)
            self.refresh()

    def show_work(self, line: Line | None) -> None:
        """Show a line of long work that is under way, until it is taken back with None; what is kept stands before."""
        if line != self._work:
            self._work = line
            self.refresh()

    def render(self) -> Content:
        """The line that was said, else as many hints as there is room for; the last, which is help, always."""
        if spoken := self._spoken(self.content_size.width):
            return Content.styled(spoken, "$text-accent")
        return kept([_entry(hint) for hint in self._hints] or [Content("")], self.content_size.width)

    @property
    def _standing(self) -> Line:
        """The line that is kept."""
        return self._kept[-1] if self._kept else self._work or _NOTHING

    @property
    def _before(self) -> str:
        """What stands before the line that is said: what is kept is never hidden by it."""
        return f"{self._standing.short}{_GAP}" if self.is_saying and self._standing != _NOTHING else ""

    def _spoken(self, width: int) -> str:
        """The line that is kept, the line that is said, or both."""
        if not self.is_saying:
            return self._standing.fitted(width)
        return self._before + self._said.fitted(width - cell_len(self._before))

    @property
    def _rows(self) -> int:
        """How many rows the line that is said takes, at least."""
        return 1 + cell_len(self.said) // max(1, self.content_size.width)

    def _wrap(self) -> None:
        """Show the line that is said in more rows, where one has no room for all of it."""
        room = self.content_size.width - cell_len(self._before)
        wraps = self.is_saying and room > 0 and self._said.is_cut(room)
        if wraps and self._whole is None:
            self._whole = Static(classes="whole-line", markup=False)
            self.mount(self._whole)
        if self._whole is not None:
            self._whole.display = wraps
            words = f"{self._before}{self._said.words}\n{self._said.keys}".rstrip()  # what helps has a row of its own
            self._whole.update(Content.styled(words, "$text-accent") if wraps else "")


def _entry(hint: Hint) -> Content:
    click = Style.from_meta({"@click": hint.action})
    return Content.assemble((hint.key, "$text-accent"), (f" {hint.words}", "$text-muted")).stylize(click)


def hint_line(pane: str, own: Mapping[str, str]) -> str:
    """The keys of a screen that has a foot of its own."""
    return " · ".join(f"{hint.key} {hint.words}" for hint in hints(pane, own, deeper=False))


def hints(pane: str, own: Mapping[str, str], *, deeper: bool, offers: tuple[str, ...] = ()) -> tuple[Hint, ...]:
    """The hints of a pane's footer, with the person's own keys where they have some."""
    keys = {key.id: (key, "app") for key in in_force(APP, own)}
    keys |= {key.id: (key, "screen") for key in in_force(SCREEN, own)}
    keys |= {key.id: (key, "focused") for key in in_force(table().get(pane, ()), own)}
    offered = (OFFERS[one] for one in offers) if pane == "page" else ()
    wanted = (*(((("trail.back",), "back"),) if deeper else ()), *offered, *FOOTERS[pane])
    found = []
    for ids, words in wanted:
        rows = [keys[one] for one in ids if one in keys]
        if rows:
            tops = [shown(names(key.keys)[0]) for key, _ in rows]
            joined = ("" if all(len(top) == 1 for top in tops) else " ").join(tops)
            found.append(Hint(joined, words, f"{rows[0][1]}.{rows[0][0].action}"))
    return tuple(found)
