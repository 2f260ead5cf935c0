"""Finding text in the article: a line to type in, in the place of the footer, and where one is among the matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.fitting import fitted
from reader.tui.footer import Line
from reader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from textual.widgets import Input

    from reader.tui.screens.find_bar import FindBar

_MOST = 24
"""Cells of what was looked for that are repeated in a sentence."""


class Finding(Desk, part=True):
    """Finding, and going from match to match."""

    query_text = ""
    _bar: FindBar | None = None
    _found_line = Line("")

    def action_find(self) -> None:
        """Ask what to find."""
        from reader.tui.screens.find_bar import FindBar

        self.abandon()
        if self._bar is None:
            self._bar = FindBar(self.query_text)
            self.footer.display = False
            self.mount(self._bar)
        else:
            self._bar.focus(scroll_visible=False)

    def action_find_next(self, step: int) -> None:
        """Go to another match."""
        if not self.query_text:
            self.say("Nothing is looked for yet: / finds.")
        else:
            found = self.page.find_next(step)
            self._tell(*(found if found != (0, 0) else self.page.find(self.query_text)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Find what was typed."""
        from reader.article.clean import line

        if event.input is not self._bar:
            return  # a second Enter, after the first one closed the line
        self._close_bar()
        self.query_text = line(event.value)
        self._tell(*self.page.find(self.query_text))

    def on_find_bar_left(self) -> None:
        """Nothing is to be found after all; what was found before stays."""
        self._close_bar()

    def clear_find(self) -> bool:
        """Take the marks of the matches away; False where there are none."""
        if not self.query_text:
            return False
        self.query_text = ""
        self.page.find("")
        self.footer.release(self._found_line)
        return True

    def leave_matches(self) -> None:
        """Another article is open: nothing was looked for in it yet, but the next match can be asked for."""
        self.footer.release(self._found_line)

    def _close_bar(self) -> None:
        self.footer.display = True
        self.set_focus(self.page, scroll_visible=False)  # first: taking the bar away must not pass the focus on
        if self._bar is not None:
            self._bar.remove()
            self._bar = None

    def _tell(self, current: int, count: int) -> None:
        self.footer.release(self._found_line)
        if not self.query_text:
            return
        if count:
            found = f"{current} of {count}"
            keys = f"{found}  n next · N previous · Esc clears"
            self._found_line = Line(f"/{self.query_text} ", keys, found)
            self.footer.keep(self._found_line)
        else:
            self.say(f"'{fitted(self.query_text, _MOST)}' is not in this article.")
            self.query_text = ""
