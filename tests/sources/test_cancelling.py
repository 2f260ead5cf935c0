"""Fetches that are given up at every stage leave nothing behind."""

from __future__ import annotations

import asyncio
import threading
from itertools import cycle
from typing import TYPE_CHECKING

import psutil

from reader.sources.resolve import resolve as system_resolve
from tests.sources.fetching import web
from tests.sources.hostile_case import HEAD
from tests.sources.server import answer, hang

if TYPE_CHECKING:
    from reader.sources.fetcher import Fetcher
    from reader.sources.model import Page
    from tests.sources.server import Server

ROUNDS = 12
AT_ONCE = 20


async def test_after_240_cancelled_fetches_a_normal_one_works_and_nothing_is_left() -> None:
    """Cancelled while connecting, asking, agreeing on TLS, looking up a name, waiting and reading; by hand and by time.

    With httpx's own pool they would hold its connections for good, and the last fetch would wait for one in vain.
    """

    async def resolve(name: str, port: int) -> list[str]:
        if name == "hangs.example":
            await asyncio.Event().wait()
        return await system_resolve(name, port)

    pages = {"/silent": hang(), "/body": hang(HEAD + b"\r\n<p>Some"), "/": answer(b"fine")}
    async with web(pages, resolve=resolve) as (server, fetcher):
        assert (await fetcher.get(server.url("/"), background=True)).body == b"fine"
        while (before := await left_behind(server))[1]:  # noqa: ASYNC110 - a thread ends after its answer
            await asyncio.sleep(0.01)
        urls = cycle([server.url("/silent"), server.url("/body"), f"https://{server.place}/", "http://hangs.example/"])
        for turn in range(ROUNDS):
            fetches = [fetch(fetcher, next(urls), turn) for _ in range(AT_ONCE)]
            tasks = [asyncio.create_task(one) for one in fetches]
            await stage(server, turn)
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
            assert {type(one) for one in ended} <= {asyncio.CancelledError, TimeoutError}
        assert (await fetcher.get(server.url("/"), background=True)).body == b"fine"
        while await left_behind(server) != before:  # noqa: ASYNC110 - no event says that a socket is closed
            await asyncio.sleep(0.01)  # a leak ends in the tests' time limit


async def fetch(fetcher: Fetcher, url: str, turn: int) -> Page:
    """One fetch; in every third turn a time limit comes before whoever else cancels it."""
    async with asyncio.timeout(0.001 * turn if turn % 3 == 0 else None):
        return await fetcher.get(url, background=bool(turn % 2))


async def stage(server: Server, turn: int) -> None:
    """Let the fetches come to a stage: from not begun, through connecting, to where half of them have been answered."""
    asked = len(server.heads)
    while turn > ROUNDS // 2 and turn % 3 and len(server.heads) < asked + AT_ONCE // 2:
        server.arrived.clear()
        await server.arrived.wait()
    for _ in range(turn * 2):
        await asyncio.sleep(0)


async def left_behind(server: Server) -> tuple[int, int, int]:
    """Open sockets, threads and tasks, without those of the server."""
    await server.stop()
    await asyncio.sleep(0)
    looking_up = [thread for thread in threading.enumerate() if thread.name.startswith("look-up")]
    return len(psutil.Process().net_connections("tcp")), len(looking_up), len(asyncio.all_tasks())
