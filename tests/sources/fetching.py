"""A fetcher with a server that it may reach."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from reader.errors import FetchError
from reader.sources.fetcher import Fetcher
from tests.sources.server import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.sources.resolve import Resolve
    from tests.sources.server import Handler, Server


@asynccontextmanager
async def web(pages: dict[str, Handler], **options: Any) -> AsyncIterator[tuple[Server, Fetcher]]:
    """A server with these pages, and a fetcher that may reach it."""
    async with serving(pages) as server:
        fetcher = Fetcher(allow_hosts=frozenset({server.place}), **options)
        try:
            yield server, fetcher
        finally:
            await fetcher.close()


def resolving(*answers: list[str]) -> Resolve:
    """A look-up that gives these answers one after the other, and the last one from then on."""
    waiting = list(answers)

    async def resolve(_name: str, _port: int) -> list[str]:
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return resolve


async def failure(fetcher: Fetcher, url: str, *, background: bool = False) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetcher.get(url, background=background)
    assert str(caught.value).isprintable()
    assert str(caught.value).endswith(".")
    return caught.value
