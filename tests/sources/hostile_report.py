"""Visits every hostile server and prints what came of it: `python -m tests.sources.hostile_report [name …]`.

Of each case: the outcome, the seconds, the memory that the process took on at most, and the longest time for which the
event loop did nothing else. The exit status is 1 if one of them is not as it has to be.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
import threading
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

import psutil

from tests.sources.hostile import CASES, hostile_web
from tests.sources.hostile_case import describe, mismatch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.sources.fetcher import Fetcher
    from tests.sources.hostile import Web
    from tests.sources.hostile_case import Case

DEADLINE = 2.0
LONGEST = DEADLINE * 1.1
MOST_MEMORY = 40.0
LONGEST_STALL = 100.0
_EVERY = 0.005


class Visit(NamedTuple):
    """What one case came to: seconds, megabytes and milliseconds, and what is wrong with it."""

    name: str
    outcome: str
    seconds: float
    memory: float
    stall: float
    wrong: str

    @property
    def line(self) -> str:
        figures = f"{self.seconds:6.2f} s {self.memory:6.1f} MB {self.stall:5.0f} ms"
        return f"{'FAIL' if self.wrong else 'PASS'}  {self.name:38} {self.outcome:34} {figures}  {self.wrong}".rstrip()


class Watch:
    """What the process and its loop go through: the most memory in bytes, the longest stall in seconds."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._ended = threading.Event()
        self.before = self.most = self._memory()
        self.stall = 0.0

    @asynccontextmanager
    async def over(self) -> AsyncIterator[None]:
        """Watch what is done meanwhile."""
        sampler = threading.Thread(target=self._sample)
        ticking = asyncio.create_task(self._tick())
        sampler.start()
        await asyncio.sleep(0)  # the first tick begins
        try:
            yield
        finally:
            ticking.cancel()
            await asyncio.wait([ticking])
            self._ended.set()
            sampler.join()
            self.most = max(self.most, self._memory())

    def _memory(self) -> int:
        return int(self._process.memory_info().rss)

    def _sample(self) -> None:
        while not self._ended.wait(_EVERY):
            self.most = max(self.most, self._memory())

    async def _tick(self) -> None:
        while True:
            before = time.perf_counter()
            try:
                await asyncio.sleep(_EVERY)
            finally:
                self.stall = max(self.stall, time.perf_counter() - before - _EVERY)


async def visit(web: Web, fetcher: Fetcher, case: Case) -> Visit:
    """Go through one case and measure it."""
    _settle_memory()
    watch = Watch()
    async with watch.over():
        started = time.perf_counter()
        outcome = await web.ask(fetcher, case, background=True)
        seconds = time.perf_counter() - started
    memory, stall = (watch.most - watch.before) / 1e6, watch.stall * 1e3
    wrong = [mismatch(outcome, case.expected)]
    wrong += ["too slow"] if seconds > LONGEST else []
    wrong += ["too much memory"] if memory > MOST_MEMORY else []
    wrong += ["stalls the loop"] if stall > LONGEST_STALL else []
    return Visit(case.name, describe(outcome), seconds, memory, stall, "; ".join(filter(None, wrong)))


async def report(web: Web, wanted: list[str]) -> list[Visit]:
    """Visit the cases one after the other, printing each."""
    fetcher = web.fetcher(DEADLINE)
    await web.ask(fetcher, next(case for case in CASES if case.name == "tls-trusted"), background=True)  # warms up
    visits = []
    for case in CASES:
        if not wanted or case.name in wanted:
            visits.append(await visit(web, fetcher, case))
            print(visits[-1].line, flush=True)
    await fetcher.close()
    return visits


def main(wanted: list[str]) -> int:
    """Print the table; return the exit status."""
    started = time.perf_counter()
    with hostile_web() as web:
        visits = asyncio.run(report(web, wanted))
    failed = sum(1 for visit in visits if visit.wrong) + bool(web.canary)
    worst = [max(figures) for figures in zip(*((one.seconds, one.memory, one.stall) for one in visits), strict=True)]
    print(
        f"\n{len(visits)} cases, {failed} failed; worst: {worst[0]:.2f} s (of {LONGEST:.2f}), {worst[1]:.1f} MB (of "
        f"{MOST_MEMORY:g}), {worst[2]:.0f} ms (of {LONGEST_STALL:g}); the canary had {web.canary} connections; "
        f"{time.perf_counter() - started:.0f} s in all"
    )
    return 1 if failed else 0


def _settle_memory() -> None:
    """Give back what earlier cases left, so that each is measured from the same ground."""
    gc.collect()
    with suppress(AttributeError):  # not every C library has it
        ctypes.CDLL(None).malloc_trim(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
