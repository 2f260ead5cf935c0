"""The web application: textual-serve's, with a page of our own, behind a gate.

Only loopback is listened on, the address holds a token that cannot be guessed, and a request must be addressed to this
server and, where it says which page it is from, be from this one. So no other page in the person's browser, no name
that is made to lead here, and nobody else on the machine gets in.
"""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING

from aiohttp import web
from textual_serve.server import Server

from reader.serving.page import page

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler, Middleware

_HEADERS = {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


class PageServer(Server):
    """Serves our page, and says nothing by itself: the address with the token is told once, by us."""

    async def on_startup(self, app: web.Application) -> None:
        """Nothing to say."""

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page, which may load nothing from elsewhere."""
        nonce = secrets.token_urlsafe(16)
        here = self.public_url.removeprefix("http://")
        socket = f"ws://{here}{request.app.router['websocket'].url_for()}"
        policy = (
            f"default-src 'self' data: blob:; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline';"
            f" connect-src ws://{here}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
        )
        return web.Response(
            text=page(socket, nonce), content_type="text/html", headers={"Content-Security-Policy": policy}
        )


async def application(run: str, token: str, host: str, port: int) -> web.Application:
    """Everything under the token.

    Args:
        run: the command of the program, as a shell takes it.
        token: what the first part of each path must be.
        host: where it will be listened on.
        port: the same.
    """
    server = PageServer(run, host=host, port=port, title="Pullquote", public_url=f"http://{host}:{port}")
    app = web.Application(middlewares=[gate(token, f"{host}:{port}")])
    app.on_response_prepare.append(_add_headers)
    app.add_subapp(f"/{token}", await server._make_app())  # noqa: SLF001 - what serve() runs has no public name
    return app


def gate(token: str, here: str) -> Middleware:
    """The middleware that lets in who has the token, is addressed to `here` ("host:port") and comes from here."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
        first, _, rest = request.path.removeprefix("/").partition("/")
        if (
            request.headers.get("Host") != here
            or (origin is None and is_socket)
            or (origin is not None and origin != f"http://{here}")
            or not hmac.compare_digest(first.encode(), token.encode())
        ):
            raise web.HTTPForbidden(text="This is for the person who started pullquote serve: use the address it told.")
        if rest == "static" or rest.endswith("/"):
            raise web.HTTPNotFound  # textual-serve would list the folder
        return await handler(request)

    return middleware


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)
