"""How the program ends when it is not the person who ends it: by a signal, or as the terminal is gone."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from types import FrameType

SECONDS_TO_LEAVE = 3.0
"""How long a clean end may take; a terminal that is gone, or a thread that is stuck, can hold it up for ever."""

SECONDS_TO_NOTICE = 1.0
"""How often it is looked whether the terminal is still there: one that is closed need not send a signal."""

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Ending:
    """What ends the program.

    Attributes:
        over: set when the program has ended, for the threads that wait.
    """

    def __init__(self, leave: Callable[[int], None]) -> None:
        """`leave` ends cleanly, with an exit status; it is called on the loop."""
        self.over = threading.Event()
        self._leave = leave
        self._handlers: dict[int, signal._HANDLER] = {}
        self._last_resort: threading.Timer | None = None

    def take_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let the signals that end a program end this one cleanly."""
        if threading.current_thread() is not threading.main_thread():
            return  # a test's or a server's: the signals are not ours
        # Not the loop's own handlers: they wait for the loop, which a terminal that is gone may have blocked.
        self._handlers = {number: signal.signal(number, partial(self._end, loop)) for number in _ENDING}

    def give_signals_back(self) -> None:
        """Let the signals do again what they did before."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def watch(self, loop: asyncio.AbstractEventLoop, terminal: int) -> None:
        """End when the terminal is gone. On a thread: the loop may be stuck, writing to it."""

        def look() -> None:
            while not self.over.wait(SECONDS_TO_NOTICE):
                if not os.isatty(terminal):
                    self._end(loop, signal.SIGHUP)
                    return

        threading.Thread(target=look, name="terminal", daemon=True).start()

    def at_last(self, status: int) -> None:
        """The end has begun; let nothing hold it up for ever."""
        if self._last_resort is None:
            self._last_resort = threading.Timer(SECONDS_TO_LEAVE, os._exit, (status,))
            self._last_resort.daemon = True
            self._last_resort.start()

    def _end(self, loop: asyncio.AbstractEventLoop, number: int, _frame: FrameType | None = None) -> None:
        """End because of a signal, on the main thread but at any point of it; or from another thread, as by one."""
        self.at_last(128 + number)
        with suppress(RuntimeError):  # the loop has just been closed
            loop.call_soon_threadsafe(self._leave, 128 + number)
