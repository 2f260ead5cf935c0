"""Finding text in the article: a line to type in, in the place of the footer, and where one is among the matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from reader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from textual.binding import BindingType


class FindBar(Input):
    """The line in which one types what to find."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "give up finding", id="find.leave", show=False)]

    class Left(Message):
        """The person leaves without finding."""

    def action_leave(self) -> None:
        """Leave the line."""
        self.post_message(self.Left())


class Finding(Desk, inherit_bindings=False):
    """Finding, and going from match to match."""

    query_text = ""

    def action_find(self) -> None:
        """Ask what to find."""
        bar = self.query_one(FindBar)
        bar.display = True
        self.footer.display = False
        bar.value = self.query_text
        bar.focus(scroll_visible=False)

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
        self.query_one(FindBar).display = False
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
