from __future__ import annotations

import asyncio
import threading

import pytest

from reader.tui.background import Background
from tests.tui.driving import PATIENCE


async def nothing() -> None:
    return


async def test_work_runs_on_another_thread() -> None:
    background = Background()

    async def where() -> int:
        return threading.get_ident()

    assert await background.result(where()) != threading.get_ident()
    background.stop(nothing)


async def test_giving_up_the_wait_cancels_the_work() -> None:
    background = Background()
    begun, cancelled = threading.Event(), threading.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    waiting = asyncio.create_task(background.result(work()))
    await asyncio.to_thread(begun.wait)
    waiting.cancel()
    await asyncio.to_thread(cancelled.wait)
    background.stop(nothing)


def test_the_end_cancels_everything_closes_and_ends_the_thread() -> None:
    background = Background()
    ended: list[str] = []
    begun = threading.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("work")

    async def closing() -> None:
        ended.append("closed")

    future = background.submit(work())
    begun.wait()
    background.stop(closing)
    assert sorted(ended) == ["closed", "work"]
    assert future.cancelled()
    thread = background._thread
    assert thread is not None
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_after_the_end_nothing_runs() -> None:
    background = Background()
    background.stop(nothing)
    assert background.submit(nothing()).cancelled()
    background.call(lambda: 1 / 0)


def test_work_that_does_not_end_does_not_hold_the_end_up() -> None:
    background = Background()
    held, begun = threading.Event(), threading.Event()

    async def stubborn() -> None:
        begun.set()
        held.wait()

    background.submit(stubborn())
    begun.wait()
    background.stop(nothing)
    thread = background._thread
    assert thread is not None
    assert thread.is_alive()
    held.set()
    thread.join()


async def test_what_fails_while_nobody_waits_for_it_is_told_and_what_somebody_waits_for_is_not() -> None:
    told: list[Exception] = []
    came = threading.Event()

    def failed(error: Exception) -> None:
        told.append(error)
        came.set()

    async def fail() -> None:
        raise LookupError

    background = Background(failed)
    with pytest.raises(LookupError):
        await background.result(fail())
    assert not told
    background.submit(fail())
    await asyncio.to_thread(came.wait)
    came.clear()
    background.call(int, "none")
    await asyncio.to_thread(came.wait)
    assert [type(error) for error in told] == [LookupError, ValueError]
    background.stop(nothing)
