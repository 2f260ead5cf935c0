"""Keys that come in one burst, from a quick hand or a slow line.

A binding is run only when its key has gone up through the screen; by then the next key may be here already. So the
page's own keys are taken at once, and what is typed ahead of a line that is about to open waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.actions import parse

from reader.tui.page.following import is_digit
from reader.tui.page.messages import TypedAhead
from reader.tui.page.revoicing import Revoicing

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.timer import Timer

_OPENS_LINE = "find.open"
_SECONDS = 1.0
"""How long what is typed ahead waits for its line."""


class Bursts(Revoicing):
    """A page that takes keys in their order, however close they follow one another.

    Attributes:
        pressed: is called with each key that is taken here, before it does its work; it goes no further.
    """

    pressed: Callable[[events.Key], None] | None = None
    _ahead: list[str] | None = None
    _giving_up: Timer | None = None

    def on_key(self, event: events.Key) -> None:
        """Take at once what is the page's."""
        if self._ahead is not None and (event.is_printable or event.key == "enter"):
            self._ahead.append("\n" if event.key == "enter" else event.character or "")
            self._taken(event)
        elif self._choice is None and self._awaited is None and self._caret is None:
            self._begin(event)
        elif self._choice is not None and self._choosing_by == "number":
            self._go_on(event)

    def on_blur(self) -> None:
        """Where the line has the keys now, it gets what was typed ahead of it."""
        ahead, self._ahead = self._ahead, None
        if self._giving_up is not None:
            self._giving_up.stop()
        if ahead:
            self.post_message(TypedAhead("".join(ahead)))

    def _begin(self, event: events.Key) -> None:
        if is_digit(event):
            self._taken(event)
            self._count = None
            self.action_digit(event.character or "")
            return
        bound = self.screen.active_bindings.get(event.key)
        if bound is None or not bound.enabled:
            return
        if bound.node is self:
            self._count = None
            self._run(event, bound.binding.action)
        elif bound.binding.id == _OPENS_LINE:
            self._ahead = []
            self._giving_up = self.set_timer(_SECONDS, self._give_up)

    def _go_on(self, event: events.Key) -> None:
        """One more digit, or the key that is to be done so often."""
        if is_digit(event):
            self._taken(event)
            self.action_digit(event.character or "")
            return
        bound = self.screen.active_bindings.get(event.key)
        if bound is not None and bound.node is self and event.key not in ("enter", "escape", "backspace"):
            self.end_choice(counting=True)
            self._run(event, bound.binding.action)
            self._count = None

    def _run(self, event: events.Key, action: str) -> None:
        self._taken(event)
        self.note_key(event)
        _, name, parameters = parse(action)
        getattr(self, f"action_{name}")(*parameters)

    def _taken(self, event: events.Key) -> None:
        if self.pressed is not None:
            self.pressed(event)
        event.stop()
        event.prevent_default()

    def _give_up(self) -> None:
        self._ahead = None
