"""Looking up names without holding anything up."""

from __future__ import annotations

import asyncio
import socket
import threading

import pytest

from reader.sources.resolve import resolve


async def test_an_address_is_its_own_answer() -> None:
    assert await resolve("127.0.0.1", 80) == ["127.0.0.1"]
    assert await resolve("::1", 80) == ["::1"]


async def test_a_name_without_an_address_is_an_os_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    with pytest.raises(OSError, match="no such name"):
        await resolve("gone.example", 80)


def test_a_dozen_look_ups_that_hang_hold_up_neither_another_one_nor_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    real = socket.getaddrinfo

    def slow(host: str, *_: object, **__: object) -> object:
        if host == "hangs.example":
            released.wait()
        return real("127.0.0.1", 80, type=socket.SOCK_STREAM)

    monkeypatch.setattr(socket, "getaddrinfo", slow)

    async def look_up() -> list[str]:
        hanging = [asyncio.create_task(resolve("hangs.example", 80)) for _ in range(12)]
        await asyncio.sleep(0)
        found = await resolve("quick.example", 80)
        for task in hanging:
            task.cancel()
        return found

    # The loop has ended although all twelve still wait: nothing joined their threads.
    assert asyncio.run(look_up()) == ["127.0.0.1"]
    waiting = [thread for thread in threading.enumerate() if "hangs.example" in thread.name]
    assert len(waiting) == 12
    assert all(thread.daemon for thread in waiting)
    released.set()
    for thread in waiting:
        thread.join()
