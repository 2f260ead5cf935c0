"""Looking up names on daemon threads, so that a look-up which hangs delays neither the others nor quitting.

asyncio's own look-ups share the loop's default pool: a dozen that hang block all others, and the program cannot end
before the resolver gives up.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Resolve = Callable[[str, int], Awaitable[list[str]]]
    """A host name and a port to every address of it, the best first. Raises OSError."""


async def resolve(host: str, port: int) -> list[str]:
    """Every address of a name, the best first (RFC 6724, as the system orders them).

    Raises:
        OSError: there is none (`socket.gaierror`).
    """
    with contextlib.suppress(ValueError):
        return [str(ip_address(host))]  # nothing to look up
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def look_up() -> None:
        found: list[str] = []
        failure: OSError | None = None
        try:
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys(str(entry[4][0]) for entry in entries))
        except OSError as error:
            failure = error
        except UnicodeError as error:
            failure = OSError(str(error))
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_settle, answer, found, failure)

    threading.Thread(target=look_up, name=f"look-up of {host}", daemon=True).start()
    return await answer


def _settle(answer: asyncio.Future[list[str]], found: list[str], failure: OSError | None) -> None:
    if answer.done():
        return
    if failure is not None:
        answer.set_exception(failure)
    else:
        answer.set_result(found)
