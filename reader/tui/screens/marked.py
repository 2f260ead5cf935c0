"""What a person marks: places with letters, text with keys; and whose the mouse is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.footer import Line
from reader.tui.modes import tops
from reader.tui.screens.addresses import Addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.tui.page.messages import LetterAwaited, SelectionMoved

_AWAITED = Line("")


class Marked(Addresses, part=True):
    """The lines that say what is being marked, and the copying of it."""

    _marking: Line = _AWAITED
    _selected: Line = _AWAITED

    def on_reading_pane_letter_awaited(self, message: LetterAwaited) -> None:
        """Say that a letter is awaited, and which there are."""
        self.footer.release(self._marking)
        if message.what == "set":
            self._marking = Line("Mark this place:", "type a letter · Esc gives up", "Mark …")
        elif message.what == "go":
            known = f"marks: {' '.join(message.letters)}" if message.letters else "no mark yet"
            self._marking = Line(f"Go to … ({known})", "` is the place before the last jump", "Go to …")
        if message.what is not None:
            self.footer.keep(self._marking)

    def on_reading_pane_selection_moved(self, message: SelectionMoved) -> None:
        """Say how much is selected, and what the keys do now."""
        self.footer.release(self._selected)
        if message.words is not None:
            count = f"{message.words} word{'' if message.words == 1 else 's'}"
            moves, keys = _helps(tops(self.settings.keys), grows=message.grows)
            self._selected = Line(f"{count} · {moves} ·", keys, count)
            self.footer.keep(self._selected)

    def on_reading_pane_selection_taken(self) -> None:
        """Copy what is selected by keys, as one clean line."""
        marked = self.get_selected_text()
        self.page.end_selecting()
        if marked:
            count = len(marked.split())
            self.say(f"Copied {count} word{'' if count == 1 else 's'}.")
            self._copy(marked)

    def action_mouse(self) -> None:
        """Give the mouse to the terminal, so that it selects text itself; or take it back."""
        driver = self.app._driver  # noqa: SLF001 - Textual has no public way to change it while it runs
        if driver is None:
            return
        ours = not driver._mouse  # noqa: SLF001 - what holds when the terminal is taken again, too
        if not ours:
            getattr(driver, "_disable_mouse_support", lambda: None)()
        driver._mouse = ours  # noqa: SLF001
        if ours:
            getattr(driver, "_enable_mouse_support", lambda: None)()
        self.say(
            "The mouse is Pullquote's again."
            if ours
            else "The mouse is the terminal's, for selecting; M takes it back."
        )


def _helps(top: Mapping[str, str], *, grows: bool) -> tuple[str, str]:
    """The keys that move the caret, and those that are shown whole: what to do with what is selected."""
    moves = (
        f"{top['select.previous_word']} {top['select.next_word']} words",
        f"{top['select.paragraph']} whole paragraph",
        f"{top['select.row_down']} {top['select.row_up']} rows",
        f"{top['select.previous_paragraph']} {top['select.next_paragraph']} paragraphs",
        f"{top['select.other_end']} other end",
    )
    anchor = f"{top['select.anchor']} {'lets go' if grows else 'begins'}"
    return " · ".join(moves), f"{top['select.copy']} copies · {anchor} · {top['select.leave']}"
