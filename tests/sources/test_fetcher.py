"""Fetching from a real server: whatever it does, there is a page or a FetchError."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from typing import TYPE_CHECKING

import httpx
import pytest

from reader.sources.fetcher import Fetcher
from reader.sources.model import Question
from tests.sources.fetching import failure, web
from tests.sources.server import answer, drip, hang, raw, redirect, serving

if TYPE_CHECKING:
    from tests.sources.server import Handler

HTML = "text/html; charset=utf-8"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


async def test_a_page() -> None:
    async with web({"/a?b=c": answer(b"<p>Hello", Content_Type=HTML)}) as (server, fetcher):
        page = await fetcher.get(server.url("/a?b=c#d"), background=False)
    assert (page.url, page.final_url, page.status) == (server.url("/a?b=c"), server.url("/a?b=c"), 200)
    assert (page.body, page.content_type, page.truncated, page.hops) == (b"<p>Hello", HTML, False, ())


@pytest.mark.parametrize("status", ["204 No Content", "401 X", "403 X", "404 X", "410 X", "451 X", "503 X", "999 X"])
async def test_a_page_with_an_error_status_is_a_page(status: str) -> None:
    async with web({"/": answer(b"" if status[0] == "2" else b"sorry", status)}) as (server, fetcher):
        page = await fetcher.get(server.url("/"), background=True)
    assert page.status == int(status[:3])


async def test_redirects_are_followed_and_noted() -> None:
    pages = {
        "/a": redirect("/b", "301 Moved Permanently"),
        "/b": redirect("c d?e#f", "307 Temporary Redirect"),
        "/c%20d?e": answer(b"here"),
    }
    async with web(pages) as (server, fetcher):
        page = await fetcher.get(server.url("/a"), background=False)
    assert page.body == b"here"
    assert page.final_url == server.url("/c%20d?e")
    assert page.hops == ((301, server.url("/b")), (307, server.url("/c%20d?e")))


async def test_loops_and_long_chains_end() -> None:
    pages = {f"/{n}": redirect(f"/{n + 1}") for n in range(30)}
    async with web(pages | {"/x": redirect("/y"), "/y": redirect("/x")}) as (server, fetcher):
        loop = await failure(fetcher, server.url("/x"))
        assert (loop.phase, "circle" in str(loop)) == ("http", True)
        chain = await failure(fetcher, server.url("/0"))
        assert (chain.phase, "10 times" in str(chain)) == ("http", True)
    assert server.paths[:2] == ["/x", "/y"]
    assert len(server.paths) == 2 + 11


async def test_a_cookie_wall_lets_in_who_comes_back_with_its_cookie_and_the_next_fetch_has_none() -> None:
    async with serving({}) as server:

        async def wall(writer: asyncio.StreamWriter) -> None:
            known = b"\r\nCookie: in=1" in server.heads[-1]
            await (answer(b"welcome") if known else redirect("/wall", Set_Cookie="in=1; Path=/"))(writer)

        server.pages["/wall"] = wall
        fetcher = Fetcher(allow_hosts=frozenset({server.place}))
        for _ in range(2):
            assert (await fetcher.get(server.url("/wall"), background=True)).body == b"welcome"
        await fetcher.close()
    assert len(server.heads) == 4


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://user:x@{place}/",
        "http://[",
        "\\\\{place}\\x",
        "http://h:0/",
    ],
)
async def test_a_redirect_to_what_is_no_web_address_is_refused(target: str) -> None:
    async with serving({}) as server:
        server.pages["/"] = redirect(target.format(place=server.place))
        fetcher = Fetcher(allow_hosts=frozenset({server.place}))
        error = await failure(fetcher, server.url("/"))
        await fetcher.close()
    assert error.phase == "policy"
    assert server.paths == ["/"]


@pytest.mark.parametrize(
    ("handler", "phase"),
    [
        (hang(), "http"),
        (hang(HEAD[:20]), "http"),
        (drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "http"),
        (drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "http"),
        (hang(HEAD + b"Content-Length: 9\r\n\r\n"), "body"),
        (drip(HEAD + b"\r\n", b"x"), "body"),
        (drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), "body"),
    ],
)
async def test_the_deadline_is_for_the_whole_page(handler: Handler, phase: str) -> None:
    async with web({"/": handler}, background_seconds=0.15) as (server, fetcher):
        error = await failure(fetcher, server.url("/"), background=True)
    assert error.phase == phase
    assert "0.15 seconds" in str(error)
    assert error.final_url == server.url("/")


async def test_a_page_that_a_person_opened_has_a_deadline_of_its_own() -> None:
    async with web({"/": hang()}, background_seconds=60, opened_seconds=0.1) as (server, fetcher):
        assert "0.1 seconds" in str(await failure(fetcher, server.url("/")))


async def test_a_look_up_that_hangs_ends_at_the_deadline() -> None:
    async def resolve(_name: str, _port: int) -> list[str]:
        await asyncio.Event().wait()
        return []

    fetcher = Fetcher(resolve=resolve, opened_seconds=0.1)
    assert (await failure(fetcher, "http://slow.example/")).phase == "dns"
    await fetcher.close()


async def test_a_name_that_does_not_exist() -> None:
    async def resolve(_name: str, _port: int) -> list[str]:
        raise OSError("no such name")

    fetcher = Fetcher(resolve=resolve)
    error = await failure(fetcher, "http://gone.example/")
    assert (error.phase, "gone.example" in str(error)) == ("dns", True)
    await fetcher.close()


async def test_a_server_that_is_not_there() -> None:
    async with serving({}) as server:
        pass
    fetcher = Fetcher(allow_hosts=frozenset({server.place}))
    assert (await failure(fetcher, server.url("/"))).phase == "connect"
    await fetcher.close()


async def test_a_server_that_speaks_no_tls() -> None:
    async def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as listener:
        place = f"127.0.0.1:{listener.sockets[0].getsockname()[1]}"
        fetcher = Fetcher(allow_hosts=frozenset({place}))
        assert (await failure(fetcher, f"https://{place}/")).phase == "tls"
        await fetcher.close()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"HTTP/1.1 banana\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nA\x1b]0;x\x07: y\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000,
        HEAD + b"Content-Encoding: zstd\r\n\r\nx",
        HEAD + b"Content-Encoding: gzip, gzip\r\n\r\nx",
        HEAD + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
    ],
)
async def test_what_is_not_http_ends_in_a_fetch_error(data: bytes) -> None:
    async with web({"/": raw(data)}) as (server, fetcher):
        assert (await failure(fetcher, server.url("/"))).phase in ("http", "body")


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"Content-Length: 100\r\n\r\nsome text",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n9\r\nsome text\r\n",
        HEAD + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(b"some text")[:-3],
    ],
)
async def test_text_that_breaks_off_is_kept_and_marked(data: bytes) -> None:
    async with web({"/": raw(data)}) as (server, fetcher):
        page = await fetcher.get(server.url("/"), background=False)
    assert page.body == b"some text"
    assert page.truncated


async def test_compressed_pages_are_decoded() -> None:
    text = b"<p>many words " * 10_000
    pages = {
        "/gzip": answer(gzip.compress(text), Content_Encoding="gzip"),
        "/deflate": answer(zlib.compress(text), Content_Encoding="deflate"),
    }
    async with web(pages) as (server, fetcher):
        for path in pages:
            page = await fetcher.get(server.url(path), background=False)
            assert page.body == text
            assert not page.truncated


async def test_a_big_body_is_cut_on_the_wire_and_after_decoding() -> None:
    pages = {
        "/endless": drip(HEAD + b"\r\n", b"x" * 100_000),
        "/bomb": answer(gzip.compress(b"\0" * 30_000_000), Content_Encoding="gzip"),
        "/exact": answer(b"x" * 300_000),
    }
    async with web(pages, largest=300_000) as (server, fetcher):
        for path, cut in (("/endless", True), ("/bomb", True), ("/exact", False)):
            page = await fetcher.get(server.url(path), background=False)
            assert len(page.body) == 300_000
            assert page.truncated is cut


async def test_of_a_picture_only_the_beginning_is_had() -> None:
    body = drip(b"HTTP/1.1 200 OK\r\nContent-Type: Image/PNG\r\n\r\n", b"\x89PNG" * 10_000)
    async with web({"/": body}) as (server, fetcher):
        page = await fetcher.get(server.url("/"), background=False)
    assert page.truncated
    assert len(page.body) <= 1 << 16


async def test_headers_that_reach_the_page_are_clean() -> None:
    header = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\xc2\x9b31m\r\n\r\nx"
    async with web({"/": raw(header)}) as (server, fetcher):
        page = await fetcher.get(server.url("/"), background=False)
    assert page.content_type is not None
    assert page.content_type.isprintable()


async def test_closing_ends_what_is_under_way_and_what_comes_after() -> None:
    async with web({"/": hang(HEAD + b"\r\n")}) as (server, fetcher):
        fetch = asyncio.create_task(failure(fetcher, server.url("/")))
        await server.arrived.wait()
        await fetcher.close()
        assert "closing" in str(await fetch)
        assert "closing" in str(await failure(fetcher, server.url("/")))


async def test_what_no_one_foresaw_is_a_fetch_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    async def explode(*_: object, **__: object) -> None:
        raise ExceptionGroup("several", [RuntimeError("\x1b[2J")])

    async with web({"/": answer()}) as (server, fetcher):
        monkeypatch.setattr(httpx.AsyncClient, "send", explode)
        assert "ExceptionGroup" in str(await failure(fetcher, server.url("/")))


async def test_a_picture_is_had_whole_only_where_a_picture_is_asked_for() -> None:
    body = b"\x89PNG\r\n" + b"x" * 300_000
    pages = {"/quay.png": answer(body, Content_Type="image/png")}
    async with web(pages) as (server, fetcher):
        url = server.url("/quay.png")
        assert len((await fetcher.get(url, background=False)).body) < len(body)
        page = await fetcher.ask(Question(url, "picture", 20.0, whole=True))
        assert page.body == body
        assert not page.truncated
