"""Selecting text with the keyboard: a caret that goes by words, rows and paragraphs, and a place to select from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.selection import Selection

from reader.tui.page.caret import Word, between, by_paragraphs, by_words, count_words, word_at
from reader.tui.page.following import Following
from reader.tui.page.messages import SelectionMoved, SelectionTaken

if TYPE_CHECKING:
    from textual import events

MOVES = {
    "l": ("words", 1), "right": ("words", 1), "w": ("words", 1), "e": ("words", 1), "tab": ("words", 1),
    "h": ("words", -1), "left": ("words", -1), "b": ("words", -1), "shift+tab": ("words", -1),
    "j": ("rows", 1), "down": ("rows", 1), "k": ("rows", -1), "up": ("rows", -1),
    "right_curly_bracket": ("paragraphs", 1), "ctrl+down": ("paragraphs", 1), "pagedown": ("paragraphs", 1),
    "left_curly_bracket": ("paragraphs", -1), "ctrl+up": ("paragraphs", -1), "pageup": ("paragraphs", -1),
}  # fmt: skip
"""The keys that move the caret, as in an editor; they hold only while text is selected."""

ANCHOR = ("space", "v")
TAKE = ("y", "enter", "ctrl+c")


class Selecting(Following):
    """A page whose text can be selected by keys. Nothing moves but what the caret makes move."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("V", "select", "select text by keys", show=False, id="select.begin"),
    ]

    _caret: Word | None = None
    _from: Word | None = None

    def action_select(self) -> None:
        """Put a caret on the first word on the screen."""
        anchor = self._page.anchor(max(self._top, self._page.first))
        word = self._word_near(anchor.block, max(0, anchor.offset))
        if word is None:
            self.notify("There is no text here to select.", markup=False)
        else:
            self._from = None
            self._put(word)

    def end_selecting(self) -> None:
        """Select no more."""
        if self._caret is not None:
            self._caret, self._from = None, None
            self.screen.clear_selection()
            self.post_message(SelectionMoved(None))

    def on_key(self, event: events.Key) -> None:
        """While text is selected, keys belong to the caret; one that means nothing there ends it and does its work."""
        caret = self._caret
        if caret is None:
            return
        if event.key in MOVES:
            self._put(self._moved(caret, *MOVES[event.key]))
        elif event.key in ANCHOR:
            self._from = None if self._from is not None else caret
            self._put(caret)
        elif event.key in TAKE:
            self.post_message(SelectionTaken())
        else:
            self.end_selecting()
            if event.key != "escape":
                return
        event.stop()
        event.prevent_default()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While text is selected, the keys of the caret are no commands."""
        return (self._caret is not None and key in (*MOVES, *ANCHOR, *TAKE)) or super().check_consume_key(
            key, character
        )

    def on_mouse_down(self, event: events.MouseDown) -> None:  # noqa: ARG002 - the signature of the one below it
        """Whoever takes the mouse selects with that."""
        self.end_selecting()

    def _moved(self, caret: Word, by: str, step: int) -> Word:
        texts, shown = self._texts, self._shown
        if by == "words":
            return by_words(texts, shown, caret, step)
        if by == "paragraphs":
            return by_paragraphs(texts, shown, caret, step)
        row = self._page.row_of(caret.block, caret.start)
        while 0 <= (row := row + step) < self._page.height:
            anchor = self._page.anchor(row)
            if row == self._page.row_of(0):
                anchor = anchor._replace(offset=0, row=0)  # it is said from the top of the page
            if anchor.offset < 0 or anchor.row or not self._page.shows(anchor.block):
                continue  # a blank row, a label, what stands over the text
            return self._word_near(anchor.block, anchor.offset) or caret
        return caret

    def _word_near(self, block: int, offset: int) -> Word | None:
        """The word there, or the first one of the next block that is shown and has any."""
        for index in self._shown:
            if index >= block:
                word = word_at(self._texts, index, offset if index == block else 0)
                if word is not None:
                    return word
        return None

    def _put(self, word: Word) -> None:
        self._caret = word
        chosen = between(self._from or word, word)
        start, end = Offset(chosen.start, chosen.first), Offset(chosen.end, chosen.last)
        self.screen.selections = {self: Selection(start, end)}
        self._reveal(word.block, word.start, word.end)
        words = count_words(self._texts, self._shown, chosen)
        self.post_message(SelectionMoved(words, grows=self._from is not None))

    @property
    def _texts(self) -> list[str]:
        return [block.text for block in self._article.blocks]

    @property
    def _shown(self) -> list[int]:
        return [i for i in range(len(self._article.blocks)) if self._page.shows(i)]
