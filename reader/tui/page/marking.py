"""Marks: a place in the article under a letter, to come back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding, BindingType

from reader.tui.page.messages import LetterAwaited, MarksChanged
from reader.tui.page.moving import Moving
from reader.tui.page.rows import Anchor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

_LAST = "`'"
"""In the place of a letter: where one was before the last jump."""


class Marking(Moving, part=True):
    """A page on which places can be marked. A mark is an anchor: it survives every other layout."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "await_letter('set')", "mark this place with a letter", show=False, id="mark.set"),
        Binding("grave_accent,apostrophe", "await_letter('go')", "go to a mark", show=False, id="mark.go"),
    ]

    _awaited: Literal["set", "go"] | None = None
    _placed: dict[str, Anchor] = {}  # noqa: RUF012 - never changed in place

    @property
    def places(self) -> Mapping[str, tuple[int, int]]:
        """The marks: a letter to block (index) and code point."""
        return {letter: (anchor.block, max(0, anchor.offset)) for letter, anchor in self._placed.items()}

    def set_places(self, places: Mapping[str, tuple[int, int]]) -> None:
        """Put marks on the article that is shown, in the place of those it has."""
        self._placed = {
            letter: Anchor(block, offset, 0)
            for letter, (block, offset) in places.items()
            if block < len(self._article.blocks)
        }

    def action_await_letter(self, what: Literal["set", "go"]) -> None:
        """The next key is the letter of a mark."""
        self._awaited = what
        self.post_message(LetterAwaited(what, "".join(sorted(self._placed))))

    def on_key(self, event: events.Key) -> None:
        """Take the letter of a mark; any key that is none gives up."""
        what, self._awaited = self._awaited, None
        if what is None:
            return
        self.post_message(LetterAwaited(None, ""))
        letter = event.character or ""
        if event.key == "escape" or event.is_printable:
            event.stop()
            event.prevent_default()
        if what == "go" and letter and letter in _LAST:
            self.action_older()
        elif letter.isalpha() and len(letter) == 1:
            (self._mark if what == "set" else self._go_to_mark)(letter)
        elif event.is_printable:
            self.notify("A mark is a letter.", markup=False)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While a letter is awaited, no printable key is a command."""
        awaited = self._awaited is not None and character is not None and character.isprintable()
        return awaited or super().check_consume_key(key, character)

    def on_blur(self) -> None:
        """Whoever goes elsewhere marks nothing any more."""
        if self._awaited is not None:
            self._awaited = None
            self.post_message(LetterAwaited(None, ""))

    def _mark(self, letter: str) -> None:
        self._placed = {**self._placed, letter: self._anchor}
        self.post_message(MarksChanged())
        self.notify(f"Marked as {letter}: `{letter} comes back here.", markup=False)

    def _go_to_mark(self, letter: str) -> None:
        anchor = self._placed.get(letter)
        if anchor is None:
            self.notify(f"There is no mark {letter} in this article: m{letter} sets it.", markup=False)
        else:
            self._depart()
            self._scroll_rows(self._page.row_at(anchor))
