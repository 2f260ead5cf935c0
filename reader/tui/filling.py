"""The list of a screen, and what is changed in what it lists: one after another, beside the keys.

A listing that is not wanted any more is given up for the next one. A change is not: whoever pressed a key for it was
told that it is done, and may have gone on, or away.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from textual.worker import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.screen import Screen
    from textual.worker import Worker

T = TypeVar("T")

FILLING: Final = ("listing", "changing")
"""The groups of its workers: keys wait for them, since they decide what is chosen."""


class Filling:
    """What fills the list of one screen."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._turn = asyncio.Lock()

    def list(self, work: Callable[[], Coroutine[None, None, None]]) -> Worker[None]:
        """List something, in the place of what was to be listed."""
        return self._screen.run_worker(partial(self._in_turn, work), group="listing", exclusive=True)

    def change(
        self, change: Callable[[], Coroutine[None, None, T]], then: Callable[[T], Coroutine[None, None, None]]
    ) -> Worker[None]:
        """Change something after all that was to be changed before, and `then` show it to who is still there."""

        async def work() -> None:
            came = await change()
            if self._screen.is_attached:
                showing: Worker[None] = self._screen.run_worker(partial(then, came), group="changing")
                with suppress(WorkerError):  # one goes away while it is shown; where that fails, it has been told
                    await showing.wait()

        # A task of its own: a worker ends with its screen.
        changing = asyncio.ensure_future(self._in_turn(work))
        return self._screen.run_worker(partial(_end_of, changing), group="changing")

    async def _in_turn(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        async with self._turn:
            await work()


async def _end_of(changing: asyncio.Future[None]) -> None:
    await asyncio.shield(changing)
