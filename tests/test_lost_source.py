"""The whole way of a lost source: gone from the web, found in an archive by date, previewed, opened, judged against."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reader.options import Archives, Options
from reader.report import report
from reader.session import Session
from reader.sources.model import State
from reader.tui.app import PullquoteApp
from reader.tui.screens.reading import ReadingScreen
from tests.sources.archive_server import Archive, Held
from tests.sources.server import answer, serving
from tests.tui.driving import text, until
from tests.wayback import wayback

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


URL = "http://gone.example/quay?id=7"
SENTENCE = "The harbour board met behind closed doors and sold the north quay before breakfast."
OLD = f"<html><title>An old draft</title><p>{'Nothing is decided about the quay yet. ' * 40}"
COPY = f"<html><title>The quay is sold</title><p>{'The pilots waited for news. ' * 40}</p><p>{SENTENCE}</p>"
ARTICLE = f"""<html><head><title>Sold</title><meta property="article:published_time" content="2024-03-12T10:00:00Z">
</head><body><article><h1>Sold</h1><p>{"Nobody was told of it at all, and nobody asked. " * 30}</p>
<p>As <a href="{URL}">the Gone Courier reported</a>:</p><blockquote cite="{URL}"><p>{SENTENCE}</p></blockquote>
<p>{"And so it went on for weeks and weeks. " * 20}</p></article></body></html>"""
HELD = (
    Held(URL, datetime(2023, 6, 1, tzinfo=UTC), OLD.encode()),
    Held(URL, datetime(2024, 3, 11, 10, tzinfo=UTC), b"<title>Not found</title>", "404 Not Found"),
    Held(URL, datetime(2024, 3, 15, 10, tzinfo=UTC), COPY.encode()),
)
ARCHIVES = [
    "redirect",
    "index",
    "gate",
    pytest.param("pywb index", marks=[pytest.mark.pywb, pytest.mark.slow]),
    pytest.param("pywb gate", marks=[pytest.mark.pywb, pytest.mark.slow]),
]


@asynccontextmanager
async def world(which: str, folder: Path) -> AsyncIterator[tuple[Session, str]]:
    """A web on which the source is gone, an archive that has it, and a session that may ask both."""
    async with AsyncExitStack() as stack:
        web = await stack.enter_async_context(
            serving({"/article": answer(ARTICLE.encode(), Content_Type="text/html"), "*": answer(status="410 Gone")})
        )
        if which.startswith("pywb"):
            place = await asyncio.to_thread(stack.enter_context, wayback(folder, HELD))
            base, index, gate = f"http://{place}/web", f"http://{place}/web/cdx", f"http://{place}/web/"
        else:
            kept = Archive(*HELD)
            kept.server = server = await stack.enter_async_context(serving({"*": kept.serve}))
            place, base, index, gate = server.place, server.url("/web"), server.url("/cdx"), server.url("/gate/")
        archives = {
            "redirect": Archives(wayback=base, cdx=index),
            "index": Archives(wayback=base, cdx=index),
            "gate": Archives(timegates=(gate,)),
        }[which.rpartition(" ")[2]]
        session = Session(
            Options(
                allow_hosts=frozenset({web.place, place}),
                routes={"gone.example": ("127.0.0.1", web.port)},
                archives=archives,
            )
        )
        try:
            yield session, web.url("/article")
        finally:
            await session.close()


@pytest.mark.parametrize("which", ARCHIVES)
async def test_a_quotation_from_a_lost_page_is_judged_against_its_copy(which: str, tmp_path: Path) -> None:
    async with world(which, tmp_path) as (session, where):
        reading = session.reading(await session.open(where), lambda _: None)
        await reading.follow()
        found = report(reading, where)
    (source,) = found["sources"]
    assert source["state"] == "dead"
    assert source["title"] == "The quay is sold"
    assert source["archive"]["timestamp"] == "20240315100000"
    assert source["archive"]["url"].endswith(f"/20240315100000/{URL}")
    assert source["evidence"]["origin"] == source["archive"]["url"]
    (quote,) = found["quotes"]
    assert (quote["verdict"], quote["found_in"]) == ("verbatim", source["id"])


@pytest.mark.parametrize("which", ["index", ARCHIVES[-1]])
async def test_the_copy_is_previewed_and_opened_here(which: str, tmp_path: Path) -> None:
    async with world(which, tmp_path) as (session, where):
        app = PullquoteApp(session, where)
        async with app.run_test(size=(120, 40)) as pilot:
            screen = app.screen
            assert isinstance(screen, ReadingScreen)
            await until(pilot, lambda: screen.reading is not None)
            assert screen.reading is not None
            reading = screen.reading
            (source,) = reading.sources
            await until(pilot, lambda: source.id in reading.tracked and reading.tracked[source.id].from_archive)
            assert reading.tracked[source.id].state is State.DEAD
            screen.choose(source.id)
            await until(pilot, lambda: SENTENCE[:30] in " ".join(text(screen, "#passage").split()))
            assert "Copy of 15 Mar 2024" in " ".join(text(screen, "#facts").split())
            await until(pilot, lambda: reading.finding(reading.article.quotations[0]).found_in == source.id)
            screen.open_source(source.id)
            await until(pilot, lambda: screen.trail is not None and bool(screen.trail.behind))
            assert screen.reading is not None
            assert SENTENCE in screen.reading.article.text
            assert screen.trail is not None
            (lit,) = screen.trail.here.lit
            assert screen.reading.article.block(lit.block).text[lit.start : lit.end] == SENTENCE.removesuffix(".")
