"""The interface in a web page on this machine, for the person who started it alone.

textual-serve runs the program for each page that is opened and carries its screen; before it stands a gate of ours.
"""

from __future__ import annotations

import asyncio
import secrets
import shlex
import signal
import socket
import sys
from typing import TYPE_CHECKING

from reader.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

HOST = "127.0.0.1"

SECONDS_TO_LEAVE = 2.0
"""How long an open page may hold up the end."""


def serve(port: int, given: Sequence[str]) -> int:
    """Serve until Ctrl+C; returns the exit status.

    Args:
        port: where to listen; 0 for any port that is free.
        given: the words for the program that runs in the page.

    Raises:
        SettingsError: textual-serve is not installed, or the port is taken.
    """
    try:
        import textual_serve  # noqa: F401 - whether it is there
    except ImportError:
        raise SettingsError(
            "pullquote serve needs textual-serve, which is not installed; in Pullquote's folder, pip install '.[serve]'"
            " brings it."
        ) from None
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise SettingsError(f"Port {port} cannot be listened on ({error.strerror}); choose another.") from None
        asyncio.run(_serve(listener, command(given)))
    return 0


def command(given: Sequence[str]) -> str:
    """What is run for each page: this very program, as a shell takes it."""
    return shlex.join([sys.executable, "-m", "reader", *given])


async def _serve(listener: socket.socket, run: str) -> None:
    from aiohttp import web

    from reader.serving.application import application

    token, port = secrets.token_urlsafe(24), listener.getsockname()[1]
    app = await application(run, token, HOST, port)
    over = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SECONDS_TO_LEAVE)  # a log would tell the token
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        address = f"http://{HOST}:{port}/{token}/"
        print(f"Pullquote is at {address} for you alone, on this machine. Ctrl+C ends it.", flush=True)
        await over.wait()
    finally:
        await runner.cleanup()
