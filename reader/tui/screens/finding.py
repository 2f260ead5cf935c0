"""Finding text in the article: a line to type in, in the place of the footer, and where one is among the matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from textual.widgets import Input


class Finding(Desk, inherit_bindings=False):
    """Finding, and going from match to match."""

    query_text = ""

    def action_find(self) -> None:
        """Ask what to find."""
        from reader.tui.screens.find_bar import FindBar

        self.footer.display = False
        self.mount(FindBar(self.query_text))

    def action_find_next(self, step: int) -> None:
        """Go to another match."""
        if not self.query_text:
            self.say("Nothing is looked for yet: / finds.")
        else:
            self._tell(*self.page.find_next(step))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Find what was typed."""
        from reader.article.clean import line

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
        self.footer.keep("")
        return True

    def _close_bar(self) -> None:
        self.query("#find").remove()
        self.footer.display = True
        self.set_focus(self.page, scroll_visible=False)

    def _tell(self, current: int, count: int) -> None:
        if not self.query_text:
            self.footer.keep("")
        elif count:
            self.footer.keep(f"/{self.query_text}   {current} of {count}   n next · N previous · Esc clears")
        else:
            self.footer.keep("")
            self.say(f"'{self.query_text}' is not in this article.")
            self.query_text = ""
