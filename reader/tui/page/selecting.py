"""Selecting text with the keyboard: a caret that goes by words, rows and paragraphs, and a place to select from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.actions import parse
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.selection import Selection

from reader.tui.modes import SELECT, meanings
from reader.tui.page.caret import Word, between, by_paragraphs, by_words, count_words, word_at
from reader.tui.page.following import Following
from reader.tui.page.messages import SelectionMoved, SelectionTaken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

    from reader.tui.page.rows import Anchor


class Selecting(Following, part=True):
    """A page whose text can be selected by keys. Nothing moves but what the caret makes move."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("V", "select", "select text by keys", show=False, id="select.begin"),
    ]

    _caret: Word | None = None
    _from: Word | None = None
    _column: int | None = None
    """Code points from the start of its row to where the caret came from, for as long as it goes from row to row."""
    _own_keys: Mapping[str, str] = {}

    def rekey(self, own: Mapping[str, str]) -> None:
        """Take the person's own keys."""
        super().rekey(own)
        self._own_keys = own
        self.__dict__.pop("_caret_keys", None)

    @cached_property
    def _caret_keys(self) -> Mapping[str, str]:
        return meanings(SELECT, self._own_keys)

    def action_select(self) -> None:
        """Put a caret on the selected link, else on the first word of the paragraph one is at, else of the screen."""
        word, link, here = None, self.selected, self._marks.here
        if link is not None and self.selected_in_sight:
            word = self._word_near(link.block, link.start)
        elif here is not None and self._top <= self._page.row_of(here) < self._bottom:
            word = self._word_near(here, 0)
        if word is None:
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
            self._caret, self._from, self._column = None, None, None
            self.screen.clear_selection()
            self.post_message(SelectionMoved(None))

    def on_key(self, event: events.Key) -> None:
        """While text is selected, keys belong to the caret; one that means nothing there ends it and does its work."""
        if self._caret is None:
            return
        action = self._caret_keys.get(event.key)
        if action is None:
            self.end_selecting()
            return
        event.stop()
        event.prevent_default()
        _, name, parameters = parse(action)
        getattr(self, f"_{name}", self.end_selecting)(*parameters)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While text is selected, the keys of the caret are no commands."""
        return (self._caret is not None and key in self._caret_keys) or super().check_consume_key(key, character)

    def on_mouse_down(self, event: events.MouseDown) -> None:  # noqa: ARG002 - the signature of the one below it
        """Whoever takes the mouse selects with that."""
        self.end_selecting()

    def _caret_moves(self, by: str, step: int) -> None:
        """Move the caret: by words, by rows, by paragraphs, or to an edge of its row."""
        caret, texts, shown = self._caret, self._texts, self._shown
        if caret is None:
            return
        column, self._column = self._column, None
        if by == "words":
            self._put(by_words(texts, shown, caret, step))
        elif by == "paragraphs":
            self._put(by_paragraphs(texts, shown, caret, step))
        elif by == "edges":
            self._put(self._at_edge(self._page.row_of(caret.block, caret.start), step) or caret)
        else:
            row = self._page.row_of(caret.block, caret.start)
            self._column = caret.start - self._starts(row).offset if column is None else column
            self._put(self._in_row_beyond(row, step, self._column) or caret)

    def _anchor_here(self) -> None:
        """Select from here on; where that is so already, let go."""
        self._from = None if self._from is not None else self._caret
        if self._caret is not None:
            self._put(self._caret)

    def _other_end(self) -> None:
        """Go to the other end of what is selected."""
        if self._from is not None and self._caret is not None:
            self._from, caret = self._caret, self._from
            self._put(caret)

    def _whole(self) -> None:
        """Select the whole paragraph; where that is selected already, the next one too."""
        caret, texts, shown = self._caret, self._texts, self._shown
        if caret is None:
            return
        last = word_at(texts, caret.block, len(texts[caret.block]))
        first = word_at(texts, (self._from or caret).block, 0)
        if self._from == first and caret == last:
            last = by_paragraphs(texts, shown, caret, 1)
        self._from, self._column = first, None
        self._put(last or caret)

    def _take(self) -> None:
        """Have it copied."""
        self.post_message(SelectionTaken())

    def _starts(self, row: int) -> Anchor:
        """The row, as an anchor that says at which code point of a block it begins."""
        anchor = self._page.anchor(row)
        return anchor._replace(offset=0, row=0) if row == self._page.row_of(0) else anchor  # said from the top else

    def _in_row_beyond(self, row: int, step: int, column: int) -> Word | None:
        """The word at a column of the next row with text, or of the one before."""
        while 0 <= (row := row + step) < self._page.height:
            anchor = self._starts(row)
            if anchor.offset < 0 or anchor.row or not self._page.shows(anchor.block):
                continue  # a blank row, a label, what stands over the text
            last = self._at_edge(row, 1)
            word = self._word_near(anchor.block, anchor.offset + column)
            return min(word, last) if word is not None and last is not None else word or last
        return None

    def _at_edge(self, row: int, step: int) -> Word | None:
        """The first word (-1) or the last (1) that begins in a row."""
        texts, at = self._texts, self._starts(row)
        word = last = self._word_near(at.block, at.offset)
        while step > 0 and word is not None and word.block == at.block and self._page.row_of(*word[:2]) == row:
            last, after = word, by_words(texts, self._shown, word, 1)
            word = None if after == word else after
        return last

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
