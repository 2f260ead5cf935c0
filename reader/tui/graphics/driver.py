"""Textual's driver for a terminal, which can also ask the terminal something.

Textual makes keys of what it does not know, answers among them; here they are taken out before.
"""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser

from reader.tui.graphics.unfinished import Unfinished
from reader.tui.stopping import StoppingDriver

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.graphics.question import Answer, Listener

_TICK = 0.1
"""Seconds after which an Escape that nothing followed is one; as in Textual."""


class AskingDriver(StoppingDriver):
    """A driver that takes the terminal's answers from among the keys.

    Attributes:
        farewell: what to write before the terminal is given back.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.farewell: Callable[[], str] = str
        self._listener: Listener | None = None

    def ask(self, answered: Callable[[Answer], None]) -> None:
        """Ask what pictures the terminal can show; `answered` is called on another thread, or never."""
        from reader.tui.graphics.question import QUESTION, Listener  # what no first frame needs

        self._listener = Listener()
        self._listener.listen(answered)
        self.write(QUESTION)
        self.flush()

    def give_up(self) -> None:
        """Nobody waits for the answer any more."""
        if self._listener is not None:
            self._listener.give_up()

    def run_input_thread(self) -> None:
        """Read the keyboard until the end, as Textual does, but for the answers."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        unfinished = Unfinished()
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], _TICK)[0]:
                came = os.read(self.fileno, 4096)
                if not came:
                    break  # the terminal is gone
                typed = unfinished.whole(decode(came), monotonic())
                self._parse(parser, self._listener.typed(typed) if self._listener else typed)
            else:
                self._parse(parser, unfinished.left(monotonic()))
                self._parse(parser, self._listener.left() if self._listener else "")
            for message in parser.tick():
                self.process_message(message)

    def stop_application_mode(self) -> None:
        """Take from the terminal what it keeps for us, then give it back."""
        self.write(self.farewell())
        super().stop_application_mode()

    def _parse(self, parser: XTermParser, typed: str) -> None:
        if typed:  # to a parser nothing is the end
            for message in parser.feed(typed):
                self.process_message(message)
