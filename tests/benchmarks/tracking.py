"""What following sources costs beyond what its own limits make the least: a slow web of many hosts, few at a time.

The least is the larger of two: so many answers of `LATENCY` each, `AT_ONCE` at a time; and for the host with most
sources the pauses between their beginnings. Run as a program it is the web: the same port on many loopback addresses.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from reader.article.model import Article, Block, Kind
from reader.sources.fetcher import Fetcher
from reader.sources.model import Mention, Source, SourceKind, State
from reader.sources.slots import AT_ONCE, JITTER, Slots
from reader.sources.tracker import Tracker
from tests.benchmarks.measure import PYTHON, Figure
from tests.terminal import ROOT

if TYPE_CHECKING:
    from reader.sources.model import Page, Tracked

HOSTS = 50
LATENCY = 0.05
"""Seconds before each answer."""

ALLOWED = 1.3
"""How many times the least the whole may take."""

_BODY = b"<!doctype html><title>Quay</title><p>" + b"The pilots went home before the vote was held. " * 40
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(_BODY)


def figures(fetches: int, apart: float) -> list[Figure]:
    """Seconds for so many fetches: with beginnings to a host as close as may be, and `apart` seconds apart."""
    with subprocess.Popen([PYTHON, "-m", "tests.benchmarks.tracking"], cwd=ROOT, stdout=subprocess.PIPE) as web:
        assert web.stdout is not None
        try:
            port = int(web.stdout.readline())
            return [_figure(fetches, port, pause) for pause in dict.fromkeys((0.0, apart))]
        finally:
            web.kill()


def _figure(fetches: int, port: int, apart: float) -> Figure:
    of_a_host = -(-fetches // HOSTS)
    # By chance a pause is longer by up to JITTER; in the long run by half of it.
    least = max(fetches * LATENCY / AT_ONCE, (of_a_host - 1) * apart * (1 + JITTER / 2) + LATENCY)
    spent = asyncio.run(_spent(fetches, port, apart))
    name = f"{fetches} sources of {HOSTS} hosts, {apart:g} s apart; floor: own limits"
    return Figure(name, spent, "s", least, ALLOWED * least)


async def _spent(fetches: int, port: int, apart: float) -> float:
    hosts = [f"127.0.0.{number}" for number in range(1, HOSTS + 1)]
    fetcher = Fetcher(allow_hosts=frozenset(f"{one}:{port}" for one in hosts))
    await fetcher.get(f"http://{hosts[0]}:{port}/", background=False)  # the TLS context is made once a run
    sources = tuple(
        Source(f"s{n}", SourceKind.LINK, "a name", f"http://{hosts[n % HOSTS]}:{port}/{n}", (Mention("b1", n, n + 1),))
        for n in range(fetches)
    )
    tracker = Tracker(sources, fetcher, _read, _nobody, slots=Slots(apart=apart), renew=True)
    started = time.perf_counter()
    await tracker.run()
    spent = time.perf_counter() - started
    await fetcher.close()
    wrong = [one for one in tracker.tracked.values() if one.state is not State.OK]
    if wrong:
        print(f"{len(wrong)} of {fetches} were not had: {wrong[0].state} {wrong[0].error}")
    return spent


async def _read(page: Page, _background: bool) -> Article:
    return Article((Block("b1", Kind.PARAGRAPH, page.body.decode()),), url=page.final_url)


def _nobody(_: Tracked) -> None: ...


async def _serve() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await asyncio.sleep(LATENCY)
            writer.write(_HEAD + _BODY)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()

    first = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = first.sockets[0].getsockname()[1]
    await asyncio.start_server(answer, [f"127.0.0.{number}" for number in range(2, HOSTS + 1)], port)
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await first.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
