"""The long work of a screen: a line says how far it has come, a key stops it, and what was done is said in the end.

There is one at a time on a screen. What was done when it is stopped stays.
"""

from __future__ import annotations

from asyncio import CancelledError
from functools import partial
from typing import TYPE_CHECKING, Any

from reader.errors import PullquoteError
from reader.tui.footer import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.screen import Screen
    from textual.worker import Worker

    from reader.progress import Work

MOMENT = 0.1
"""Seconds between two looks at how far it has come."""


class LongWork:
    """What a screen does that takes long."""

    def __init__(self, screen: Screen[Any], show: Callable[[Line | None], None], say: Callable[[str], None]) -> None:
        """`show` shows the line while it goes on, and takes it away with None; `say` says what was done."""
        self._screen = screen
        self._show = show
        self._say = say
        self._work: Work | None = None
        self._worker: Worker[None] | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether something is being done."""
        return self._work is not None

    def begin(self, work: Work, doing: Callable[[], Coroutine[Any, Any, str | None]]) -> None:
        """Do something, in the place of what was being done; what it gives is said at the end, else the summary.

        Where it raises a PullquoteError or an OSError, that is said.
        """
        self.stop()
        self._work = work
        self._show(line_of(work))
        self._worker = self._screen.run_worker(partial(self._do, work, doing), group="work", exclusive=True)

    def stop(self) -> bool:
        """Stop it, and say what was done; False where there is nothing to stop."""
        work, worker = self._work, self._worker
        if work is None or worker is None or not work.stop():
            return False
        worker.cancel()
        self._end(work, work.summary)
        return True

    async def _do(self, work: Work, doing: Callable[[], Coroutine[Any, Any, str | None]]) -> None:
        from reader.progress import StoppedError

        watching = self._screen.set_interval(MOMENT, lambda: self._show(line_of(work)) if self._work is work else None)
        try:
            words = await doing() or work.summary
        except (PullquoteError, OSError) as error:
            words = str(error)
        except (StoppedError, CancelledError):
            return  # it was said by whoever stopped it
        finally:
            watching.stop()
        self._end(work, words)

    def _end(self, work: Work, words: str) -> None:
        if self._work is work:
            self._work = None
            self._show(None)
            self._say(words)


def line_of(work: Work) -> Line:
    """What is said while it goes on: "Asking again: 12 of 40 · tide.example  Esc stops."."""
    doing = f" · {work.doing}" if work.doing else ""
    return Line(f"{work.name}: {work.count}{doing}", "Esc stops.", work.count, f"{work.count}{doing}")
