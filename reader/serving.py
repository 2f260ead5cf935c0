"""The interface in a web page on this machine, for the person who started it alone.

textual-serve runs the program for each page that is opened and carries its screen. Before it stands a gate of ours:
only loopback is listened on, the address holds a token that cannot be guessed, and a request must be addressed to this
server and, where it says which page it is from, be from this one. So no other page in the person's browser, no name
that is made to lead here, and nobody else on the machine gets in.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import shlex
import signal
import socket
import sys
from typing import TYPE_CHECKING

from reader.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiohttp import web
    from aiohttp.typedefs import Handler, Middleware

HOST = "127.0.0.1"

SECONDS_TO_LEAVE = 2.0
"""How long an open page may hold up the end."""

_HEADERS = {
    # The page asks for a font from elsewhere; it does without, and nobody there hears of this.
    "Content-Security-Policy": "default-src 'self' 'unsafe-inline' data: blob:; connect-src 'self' ws:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


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
            "pullquote serve needs textual-serve, which is not installed; install pullquote[serve]."
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


async def application(run: str, token: str, port: int) -> web.Application:
    """The web application: textual-serve's under the token, behind the gate.

    Args:
        run: the command of the program, as a shell takes it.
        token: what the first part of each path must be.
        port: where it will be listened on.
    """
    from aiohttp import web
    from textual_serve.server import Server

    class Quiet(Server):
        """Says nothing by itself: the address with the token is told once, by us."""

        async def on_startup(self, app: web.Application) -> None:
            """Nothing to say."""

    server = Quiet(run, host=HOST, port=port, title="Pullquote", public_url=f"http://{HOST}:{port}")
    app = web.Application(middlewares=[gate(token, port)])
    app.on_response_prepare.append(_add_headers)
    app.add_subapp(f"/{token}", await server._make_app())  # noqa: SLF001 - what serve() runs has no public name
    return app


def gate(token: str, port: int) -> Middleware:
    """The middleware that lets in who has the token, is addressed here and is from here."""
    from aiohttp import web

    here = f"{HOST}:{port}"

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
        if (
            request.headers.get("Host") != here
            or (origin is None and is_socket)
            or (origin is not None and origin != f"http://{here}")
            or not hmac.compare_digest(request.path.split("/")[1].encode(), token.encode())
        ):
            raise web.HTTPForbidden(text="This is for the person who started pullquote serve: use the address it told.")
        return await handler(request)

    return middleware


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)


async def _serve(listener: socket.socket, run: str) -> None:
    from aiohttp import web

    token, port = secrets.token_urlsafe(24), listener.getsockname()[1]
    app = await application(run, token, port)
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
