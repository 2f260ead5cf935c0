"""The list of a screen, and what is changed in what it lists: one after another, beside the keys.

A listing that is not wanted any more is given up for the next one. A change is not: whoever pressed a key for it was
told that it is done, and may have gone on, or away.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.screen import Screen
    from textual.worker import Worker

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

    def change(self, work: Callable[[], Coroutine[None, None, None]]) -> Worker[None]:
        """Change something, and list again, after all that was to be changed before."""
        return self._screen.run_worker(partial(self._in_turn, work), group="changing")

    async def _in_turn(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        async with self._turn:
            await work()
