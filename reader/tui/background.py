"""The second thread: an event loop of its own, on which sessions and readings run, so that no fetch delays a key."""

from __future__ import annotations

import asyncio
import sys
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")

SECONDS_TO_STOP = 0.8
"""How long the end may take; what is not done by then is left to die with the process."""


SWITCH_SECONDS = 0.0005
"""How long another thread may go on computing while a key waits: a tenth of what Python lets it."""


class Background:
    """An event loop in a daemon thread. It starts with the first thing it is given."""

    def __init__(self, failed: Callable[[Exception], None] | None = None) -> None:
        """`failed` is called on that thread with what is raised by work whose result nobody waits for."""
        self._failed = failed
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stopped = False

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Run a coroutine there. Cancelling the future cancels it; after the end every future is cancelled."""
        future = self._begun(work)
        future.add_done_callback(self._tell)
        return future

    async def result(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine there and wait for it without blocking this loop; cancelling the wait cancels it."""
        return await asyncio.wrap_future(self._begun(work))

    def call(self, function: Callable[..., object], *arguments: object) -> None:
        """Call a plain function on that loop, soon."""
        self.submit(_called(function, *arguments))

    def stop(self, closing: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Cancel everything, run `closing` there as the last thing, and end the thread; takes a second at the most."""
        loop = self._running()
        self._stopped = True
        asyncio.run_coroutine_threadsafe(_end(closing), loop)
        if self._thread is not None:
            self._thread.join(SECONDS_TO_STOP)

    def _begun(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        if self._stopped:
            work.close()
            refused: Future[T] = Future()
            refused.cancel()
            return refused
        return asyncio.run_coroutine_threadsafe(work, self._running())

    def _tell(self, done: Future[T]) -> None:
        error = None if done.cancelled() else done.exception()
        if isinstance(error, Exception) and self._failed is not None and not self._stopped:
            self._failed(error)

    def _running(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            sys.setswitchinterval(SWITCH_SECONDS)
            self._loop = asyncio.new_event_loop()
            # What a stray task raises is not logged: it may hold what strangers wrote, and would go to the terminal.
            self._loop.set_exception_handler(lambda _loop, _context: None)
            self._thread = threading.Thread(target=_serve, args=(self._loop,), name="background", daemon=True)
            self._thread.start()
        return self._loop


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()


async def _called(function: Callable[..., object], *arguments: object) -> None:
    function(*arguments)


async def _end(closing: Callable[[], Coroutine[Any, Any, None]]) -> None:
    loop = asyncio.get_running_loop()
    running = asyncio.all_tasks() - {asyncio.current_task()}
    for task in running:
        task.cancel()
    last = loop.create_task(closing())
    try:
        done, _ = await asyncio.wait({last, *running}, timeout=SECONDS_TO_STOP / 2)
        for task in done:
            if not task.cancelled():
                task.exception()  # it was cancelled or closed; there is nobody left to tell
    finally:
        loop.stop()
