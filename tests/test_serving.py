"""`pullquote serve`: who is let in, what runs in the page, and how it ends."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import aiohttp
import psutil
import pytest
from aiohttp import web

from reader import cli
from reader.cli import reading
from reader.cli.asked import again
from reader.errors import SettingsError
from reader.serving import HOST, serve
from reader.serving.application import application
from tests.webdriver import browser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

TOKEN = "t0ken"

POST = """\
# The quay is nobody's

The council says the quay is sold. The [Courier](https://courier.example/quay) says it is let:

> The north quay has been let for nine years, two people who saw the papers said.

So which is it?
"""


@asynccontextmanager
async def serving(run: str) -> AsyncIterator[int]:
    """The application on a port of loopback."""
    with socket.create_server((HOST, 0)) as listener:
        port: int = listener.getsockname()[1]
        runner = web.AppRunner(await application(run, TOKEN, HOST, port), access_log=None)
        await runner.setup()
        await web.SockSite(runner, listener).start()
        try:
            yield port
        finally:
            await runner.cleanup()


async def test_only_who_has_the_token_and_comes_from_here_is_let_in() -> None:
    async with serving("false") as port, aiohttp.ClientSession() as client:
        here = f"{HOST}:{port}"

        async def status(path: str, **headers: str) -> int:
            async with client.get(f"http://{here}{path}", headers=headers) as answer:
                return answer.status

        assert await status(f"/{TOKEN}/") == 200
        assert await status(f"/{TOKEN}/static/js/textual.js") == 200
        assert await status(f"/{TOKEN}/", Origin=f"http://{here}") == 200
        for path in ("/", "/static/js/textual.js", "/ws", f"/{TOKEN[:-1]}/", f"/x/{TOKEN}/", "/é/"):
            assert await status(path) == 403, path
        for name in (f"localhost:{port}", "127.0.0.1", f"evil.example:{port}", "127.0.0.1:1"):
            assert await status(f"/{TOKEN}/", Host=name) == 403, name
        for origin in ("http://evil.example", "null", f"https://{here}", f"http://localhost:{port}", ""):
            assert await status(f"/{TOKEN}/", Origin=origin) == 403, origin


async def test_no_folder_is_listed_and_no_request_is_an_error_of_ours() -> None:
    async with serving("false") as port:

        async def first_line(asked: str) -> str:
            reader, writer = await asyncio.open_connection(HOST, port)
            writer.write(f"{asked} HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\n\r\n".encode())
            try:
                return (await reader.readline()).decode()
            finally:
                writer.close()

        for path in ("static", "static/", "static/js/", "static/%2e%2e/", "static//"):
            assert " 404 " in await first_line(f"GET /{TOKEN}/{path}"), path
        for asked in ("OPTIONS *", "GET /%ff%ed%a0%80/", "GET //", "GET http://127.0.0.1"):
            assert " 403 " in await first_line(asked), asked


async def test_a_page_asks_nobody_else_and_tells_nobody_where_it_is() -> None:
    async with (
        serving("false") as port,
        aiohttp.ClientSession() as client,
        client.get(f"http://{HOST}:{port}/{TOKEN}/") as answer,
    ):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert f'"ws://{HOST}:{port}/{TOKEN}/ws"' in await answer.text()


async def test_no_other_page_can_open_the_socket() -> None:
    async with serving("false") as port, aiohttp.ClientSession() as client:
        address = f"ws://{HOST}:{port}/{TOKEN}/ws"
        for origin in (None, "http://evil.example", f"http://localhost:{port}", "null"):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await client.ws_connect(address, origin=origin)
            assert refused.value.status == 403
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await client.ws_connect(f"ws://{HOST}:{port}/ws", origin=f"http://{HOST}:{port}")


def test_the_program_in_the_page_is_asked_the_same() -> None:
    given = ["--offline", "--set", "width=60", "--set", "a b=c", "--theme", "nord", "--port", "8000", "-x.md"]
    asked = reading.serve().parse_args([*given[:-1], "--", given[-1]])
    words = again(asked, reading.serve(), without=("port",))
    assert words == ["--offline", "--set=width=60", "--set=a b=c", "--theme=nord", "--", "-x.md"]
    found = reading.reading().parse_args(words)
    assert (found.offline, found.set, found.theme, found.where) == (True, ["width=60", "a b=c"], "nord", "-x.md")


def test_what_keeps_it_from_serving_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server((HOST, 0)) as taken:
        assert cli.main(["serve", "--port", str(taken.getsockname()[1])]) == cli.USAGE
    assert "cannot be listened on (Address already in use)" in capsys.readouterr().err
    assert cli.main(["serve", "-"]) == cli.USAGE
    assert "standard input" in capsys.readouterr().err
    assert cli.main(["serve", "--port", "70000"]) == cli.USAGE
    assert "port number" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    with pytest.raises(SettingsError, match=r"pip install .\.\[serve\]. brings it"):
        serve(0, [])


MUCH = 12_000
"""Bytes of a PNG that are more than an empty page's."""

ESCAPE = "\ue00c"
"""WebDriver's name for the key."""


@contextmanager
def program(*given: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`pullquote serve` as a person starts it, and the address it tells."""
    argv = [sys.executable, "-m", "reader", "serve", *given]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            told = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{30,}/", process.stdout.readline())
            assert told is not None
            yield process, told[0]
        finally:
            process.kill()


async def until_shown(page: aiohttp.ClientWebSocketResponse, *words: str) -> None:
    """Wait until all these words have come."""
    shown = b""
    async for message in page:
        shown += message.data if isinstance(message.data, bytes) else b""
        if all(one.encode() in shown for one in words):
            return
    raise AssertionError(f"the page ended without {words}")


@pytest.mark.slow
async def test_the_article_comes_through_the_socket_and_everything_ends_with_ctrl_c(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_text(POST)
    with program("--offline", str(file)) as (process, address):
        origin = address.split("/", 3)
        socket_address = address.replace("http", "ws") + "ws?width=100&height=30"
        async with (
            asyncio.timeout(60),
            aiohttp.ClientSession() as client,
            client.ws_connect(socket_address, origin="/".join(origin[:3])) as page,
        ):
            await until_shown(page, "north quay has been let", "help")
            await page.send_str(json.dumps(["stdin", "?"]))
            await until_shown(page, "type to find a key")
            running = psutil.Process(process.pid).children(recursive=True)
            assert running
            os.kill(process.pid, signal.SIGINT)
            async for _ in page:
                pass
        assert process.wait(20) == 0
        assert psutil.wait_procs(running, timeout=10)[1] == []


@pytest.mark.browser
def test_a_real_browser_shows_the_article_and_takes_keys(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_text(POST)
    with program("--offline", str(file)) as (_, address), browser(tmp_path / "profile") as window:
        window.open(address)
        window.wait(lambda: window.run("return document.body.classList.contains('-first-byte')"), "the first frame")
        window.wait(lambda: window.run("return document.activeElement.tagName") == "TEXTAREA", "the focus")
        window.wait(lambda: len(window.screenshot()) > MUCH, "the article")
        article = window.settled()
        window.press("?")
        window.wait(lambda: window.screenshot() != article, "the help")
        shown = window.settled()
        window.press(ESCAPE)
        window.wait(lambda: window.screenshot() != shown, "the article again")
        window.press("q")
        window.wait(lambda: window.run("return document.body.classList.contains('-closed')"), "the end")
        assert "Pullquote has ended." in window.run("return document.body.innerText")
        assert [one for one in window.messages() if "SEVERE" in one or "Security Policy" in one] == []
