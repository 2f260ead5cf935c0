"""The program with one mistake in it: `python -m tests.misbehaving MISTAKE [ARGUMENT ...]`; they stand in `MISTAKES`.

Where the program does not end by itself, and its last resort has to end it, its exit status is `FORCED`.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any, NoReturn

from reader import cli

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading import Reading

SECRET = "s3cret-token"
FORCED = 99
LOOKED_UP = "REPORT_LOOK_UPS_TO"
"""The environment's variable for a port on loopback; each look-up of a name connects to it once before it hangs."""


class RichError(Exception):
    """An error with a picture of itself, which Textual would show in the place of its own."""

    def __rich__(self) -> str:
        return f"rich {SECRET}"


def fail(*_: object, **__: object) -> NoReturn:
    address = f"https://h.example/?token={SECRET}"
    raise ValueError(f"{address} \x1b]0;PWN\x07")


async def fail_later(*_: object, **__: object) -> None:
    await asyncio.sleep(0)
    local = SECRET
    raise ExceptionGroup(local, [ValueError(local)])


def fail_richly(*_: object) -> NoReturn:
    raise RichError(SECRET)


def in_start() -> None:
    from reader.tui.app import PullquoteApp

    PullquoteApp._prepare = fail  # type: ignore[method-assign]


def in_mount() -> None:
    from reader.tui.screens.reading import ReadingScreen

    ReadingScreen.on_mount = fail  # type: ignore[method-assign]


def in_key() -> None:
    from reader.tui.screens.reading import ReadingScreen

    ReadingScreen.action_cycle_view = fail  # type: ignore[method-assign]


def in_key_richly() -> None:
    from reader.tui.screens.reading import ReadingScreen

    ReadingScreen.action_cycle_view = fail_richly  # type: ignore[method-assign, assignment]


def in_worker() -> None:
    from reader.tui.screens.reading import ReadingScreen

    ReadingScreen._browse = fail_later  # type: ignore[method-assign]


def in_background_task() -> None:
    from reader.reading import Reading

    Reading.follow = fail_later  # type: ignore[method-assign]


def in_background_call() -> None:
    from reader.reading import Reading

    Reading.attend = fail  # type: ignore[method-assign]


def in_keyboard() -> None:
    from reader.tui.graphics.driver import AskingDriver

    AskingDriver.run_input_thread = fail  # type: ignore[method-assign]


def in_unmount() -> None:
    from reader.tui.app import PullquoteApp

    PullquoteApp.on_unmount = fail  # type: ignore[method-assign]


def in_headless() -> None:
    from reader import plain
    from reader.reading import Reading

    Reading.follow = fail_later  # type: ignore[method-assign]
    plain.linear = fail


def hanging() -> None:
    """All sources at once, and each look-up hangs."""
    from reader.reading import Reading

    look_up = socket.getaddrinfo
    report_to = ("127.0.0.1", int(os.environ[LOOKED_UP]))

    def hang(host: Any, *rest: Any, **named: Any) -> Any:
        if str(host).replace(".", "").isdecimal():
            return look_up(host, *rest, **named)
        with socket.socket() as reporting:
            reporting.connect(report_to)
            threading.Event().wait()
        return []

    async def follow(reading: Reading) -> None:
        await asyncio.gather(*(reading.again(one.id) for one in reading.sources))

    socket.getaddrinfo = hang
    Reading.follow = follow  # type: ignore[method-assign, assignment]


MISTAKES: dict[str, Callable[[], None]] = {
    "start": in_start,
    "mount": in_mount,
    "key": in_key,
    "key, with a picture": in_key_richly,
    "worker": in_worker,
    "background task": in_background_task,
    "background call": in_background_call,
    "keyboard": in_keyboard,
    "unmount": in_unmount,
    "headless": in_headless,
    "hanging": hanging,
}


def main() -> int:
    leave = os._exit

    def forced(status: int) -> NoReturn:  # noqa: ARG001 - as in os
        leave(FORCED)

    os._exit = forced
    MISTAKES[sys.argv[1]]()
    return cli.main(sys.argv[2:])


if __name__ == "__main__":
    from tests import misbehaving  # under its own name, as a report gives it

    sys.exit(misbehaving.main())
