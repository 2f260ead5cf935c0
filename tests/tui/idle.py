"""When an app under test has nothing left to do: the pilot goes on then, and not after a time.

Textual takes a process for idle that has used little of the processor for a fiftieth of a second, and looks twice for
each key. That is most of the time that a test takes; and on a busy machine a program that only waits for its turn is
taken for idle too. Here the event loop is asked instead, and the app whether a key of it still waits for its turn, or a
list is being filled.
"""

from __future__ import annotations

import asyncio
from typing import Any

from textual._context import active_app

from reader.tui.filling import FILLING
from reader.tui.inorder import InOrder, _awaited

SOON = 1 / 50
"""Seconds within which what is due is waited for: the next frame is, a reader's pause is not."""

LONG = 1 / 5
"""Seconds after which what is due soon again and again, and a thread that somebody holds, is waited for no longer."""

PATIENCE = 5.0
"""Seconds after which the keys are waited for no longer."""

GLANCE = 0.001
"""Seconds between two looks at what the threads are at."""


async def wait_for_idle(min_sleep: float = SOON, max_sleep: float = 1.0) -> None:
    """Wait until no callback is ready, nothing is due soon and no thread of the loop's is at work.

    It stands in the place of Textual's function of this name, whose arguments it takes: the fewest and the most seconds
    that may pass.
    """
    loop: Any = asyncio.get_running_loop()  # nothing public tells what it has left to do
    end = loop.time() + PATIENCE
    while loop.time() < end:
        if not _keys_wait():
            break
        await asyncio.sleep(GLANCE)
    begun = soon = loop.time()
    await asyncio.sleep(0)
    while (now := loop.time()) < begun + max_sleep:
        due = [handle.when() for handle in loop._scheduled if not handle.cancelled()]
        if loop._ready:
            soon = min(now + SOON, begun + LONG)
            await asyncio.sleep(0)
        elif now < begun + LONG and _at_work(loop._default_executor):
            await asyncio.sleep(GLANCE)
        elif due and min(due) <= max(soon, begun + SOON):
            await asyncio.sleep(max(0, min(due) - now))
        elif now < begun + min_sleep:
            await asyncio.sleep(begun + min_sleep - now)
        else:
            return


def _keys_wait() -> bool:
    """Whether a key waits for its turn, or a list is being filled in which the next one chooses."""
    app = active_app.get(None)
    if not isinstance(app, InOrder) or not app.screen_stack:
        return False
    return app._giving is not None or any(one.group in FILLING for one in _awaited(app.screen))


def _at_work(executor: Any) -> bool:
    """Whether one of the threads that `asyncio.to_thread` uses is not idle."""
    return executor is not None and executor._idle_semaphore._value < len(executor._threads)
