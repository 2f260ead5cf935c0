"""What is fetched besides pages leads to no private address either: a canary there gets no connection."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reader.api import read as read_article
from reader.errors import FetchError, OpenError
from reader.library.library import Library
from reader.options import Archives
from reader.picturing import picture_at
from reader.sources.archives.finding import Finder
from reader.sources.fetcher import Fetcher
from reader.sources.memory import Archived
from reader.sources.robots import Robots
from reader.sources.subscribing import subscribe
from tests.sources.server import answer, redirect, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.article.model import Article
    from reader.sources.model import Page
    from tests.sources.server import Handler, Server

URL = "http://gone.example/page"
WHEN = datetime(2024, 3, 12, 10, tzinfo=UTC)
TIME = "Tue, 12 Mar 2024 10:00:00 GMT"


async def read(page: Page, _background: bool) -> Article:
    return read_article(page.body, page.content_type, page.final_url)


@asynccontextmanager
async def canary() -> AsyncIterator[Server]:
    """What nothing may connect to."""
    async with serving({"*": answer(b"SECRET " * 200, Memento_Datetime=TIME)}, "127.0.0.2") as secret:
        yield secret
        assert secret.connections == 0


def links(value: str) -> Handler:
    return answer(Link=value)


@pytest.mark.parametrize("host", ["127.0.0.2", "2130706434", "[::ffff:127.0.0.2]"])
async def test_an_archive_s_answers_lead_to_no_private_address(host: str) -> None:
    async with canary() as secret:
        there = f"http://{host}:{secret.port}"
        copy = f"{there}/web/20240312100000/{URL}"
        memento = f'<{copy}>; rel="memento"; datetime="{TIME}"'
        row = f'{{"timestamp": "20240312100000", "status": "200", "url": "{there}/"}}'
        pages = {
            "/far/20240312100000/http://gone.example/page": redirect(copy),
            "/web/20240312100000id_/http://gone.example/page": redirect(f"{there}/copy"),
            "/cdx": answer(f"{row}\n".encode()),
            "/named/http://gone.example/page": links(memento),
            "/led/http://gone.example/page": redirect(copy),
            "/listed/http://gone.example/page": links(f'<{there}/map>; rel="timemap", {memento}'),
            "/garbled/http://gone.example/page": links('<http://[bad/map>; rel="timemap", <http://[x>; rel="memento"'),
        }
        async with serving(pages) as server:
            fetcher = Fetcher(allow_hosts=frozenset({server.place}))
            gates = tuple(server.url(f"/{one}/") for one in ("named", "led", "listed", "garbled"))
            for base in ("/far", "/web"):
                where = Archives(wayback=server.url(base), cdx=server.url("/cdx"), timegates=gates)
                found = await Finder(where, fetcher.ask, read, own=frozenset({"127.0.0.1"})).find(URL, WHEN)
                assert found.archived in (Archived.NONE, Archived.ERROR)
            await fetcher.close()
        assert len(server.paths) > len(pages)


async def test_a_robots_txt_a_feed_and_a_picture_lead_to_no_private_address() -> None:
    async with canary() as secret:
        there = f"http://127.0.0.2:{secret.port}/x"
        names = f"<html><link rel=alternate type=application/rss+xml href='{there}'><p>{'word ' * 90}"
        pages = {
            "/robots.txt": redirect(there),
            "/feed": redirect(there),
            "/names": answer(names.encode()),
            "/picture": redirect(there),
        }
        async with serving(pages) as server:
            fetcher = Fetcher(allow_hosts=frozenset({server.place}))
            assert await Robots().refusal(server.url("/page"), fetcher.ask) is None
            store = Library(None)
            for path in ("/feed", "/names"):
                with pytest.raises(FetchError, match="belongs to this computer"):
                    await subscribe(server.url(path), store, fetcher, read)
            assert store.feeds() == ()
            store.close()
            for url in (server.url("/picture"), there, "file:///etc/hostname", "data:image/png;base64,AA", "http://["):
                with pytest.raises(OpenError, match="could not be fetched"):
                    await picture_at(url, fetcher.ask)
            await fetcher.close()
