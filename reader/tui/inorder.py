"""One key after another: a key is given on only when all that the one before it set off has been done.

Textual gives a key to the widget in focus as soon as it comes, and looks for its binding once it has gone up through
the widgets above that one. What a binding then does reaches others as messages, and moves the focus when these have
been read. A key that comes meanwhile, from a quick hand or over a slow line, would be read by one who has not heard of
it yet: "8j" as "8" and "j", "/quay" as commands. So it waits until the program is at rest, or has had time enough.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.events import Key, Paste
from textual.message import Message

from reader.tui.parts import InParts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from textual.events import Event
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.worker import Worker

MESSAGES = 1.0
"""Seconds after which a key no longer waits for messages that the one before it set off."""

WORK = 0.3
"""Seconds after which it no longer waits for other work."""

_LOOK = 0.002
"""Seconds between two looks where a frame, some work or a slow reader of messages is waited for."""

_SOON = 0.02
"""Seconds for which messages are waited for by letting others run: looking on would take the processor from the work
that they wait for."""


class Turn(Message, bubble=False, namespace="in_order"):
    """It is the turn of a key that was held."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class InOrder(InParts, App[None], part=True):
    """Takes keys, and what is pasted, one after another.

    Where what a key means depends on work that is done beside the messages, as on a list that is being filled, a screen
    names the groups of its workers in an attribute `keys_await`. What a line takes as its text does not wait for them.
    """

    _given: float = float("-inf")
    """When the last key was given on."""
    _giving: asyncio.Task[None] | None = None
    _earlier: Collection[Worker[Any]] = ()
    """The work that was under way when the last key was given on: no key waits for it."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._held: deque[Event] = deque()

    async def on_event(self, event: Event) -> None:
        """Give a key on at once where none came shortly before it, else when its turn comes."""
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await super().on_event(event)
        elif isinstance(event, Key) and self.ends_at_once(event.key):
            self._held.clear()
            await super().on_event(event)
        elif self._giving is None and not self._held and monotonic() > self._given + MESSAGES:
            self._note()
            await super().on_event(event)
        else:
            self._held.append(event)
            if self._giving is None:
                self._giving = asyncio.create_task(self._give_on())

    def ends_at_once(self, key: str) -> bool:
        """Whether a key ends the program, so that it waits for none that came before it."""
        return bool(self.screen_stack) and self._means(key) == "quit"

    async def on_in_order_turn(self, message: Turn) -> None:
        """Its turn has come."""
        await super().on_event(message.event)

    async def _give_on(self) -> None:
        """Give on what is held, each when the one before it is done with."""
        try:
            while self._held and self.is_running:
                pause = self._pause_before(self._held[0])
                if pause is None:
                    self._note()
                    self.post_message(Turn(self._held.popleft()))
                else:
                    await asyncio.sleep(pause)
        finally:
            self._giving = None

    def _note(self) -> None:
        """A key is given on."""
        self._given = monotonic()
        self._earlier = _awaited(self.screen) if self.screen_stack else ()

    def _pause_before(self, event: Event) -> float | None:
        """Seconds to wait before one looks again whether it is this one's turn; None where it is."""
        waited = monotonic() - self._given
        if waited > MESSAGES or not self.screen_stack:
            return None
        if not all(map(_rests, (self, *self.screen_stack))) or not all(map(_rests, self._widgets())):
            return 0 if waited < _SOON else _LOOK
        if _awaits_frame(self.screen) or (waited < WORK and self._is_at_work() and not self._types(event)):
            return _LOOK
        return None

    def _means(self, key: str) -> str:
        """The action of a key on the screen that is shown, empty where it has none."""
        found = self.screen.active_bindings.get(key)
        return found.binding.action if found is not None else ""

    def _is_at_work(self) -> bool:
        """Whether some work that the last key began decides what the next one means."""
        return any(work not in self._earlier for work in _awaited(self.screen))

    def _widgets(self) -> Iterator[MessagePump]:
        return (widget for screen in self.screen_stack for widget in screen.walk_children())

    def _types(self, event: Event) -> bool:
        """Whether an event is text to the widget in focus."""
        if not isinstance(event, Key) or self.focused is None:
            return isinstance(event, Paste)
        return self.focused.check_consume_key(event.key, event.character)


# Textual tells nobody when all is done: what follows looks where it keeps that to itself.


def _rests(pump: MessagePump) -> bool:
    """Whether it waits for a message: none is in its queue, and none is being read."""
    came: asyncio.Event = pump._message_queue.ready_event  # noqa: SLF001
    return not came.is_set() and bool(came._waiters)  # noqa: SLF001


def _awaits_frame(screen: Screen[Any]) -> bool:
    """Whether the sizes of its widgets, or what is to be done once they are known, have to wait for the next frame."""
    return screen._layout_required or bool(screen._callbacks)  # noqa: SLF001


def _awaited(screen: Screen[Any]) -> list[Worker[Any]]:
    """The work that keys wait for on a screen, as far as it is not finished."""
    groups: Collection[str] = getattr(screen, "keys_await", ())
    return [one for one in screen.workers if one.group in groups and one.node is screen and not one.is_finished]
