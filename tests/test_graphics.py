"""Pictures in a real terminal: what it is asked and when, what it is sent by its answers, and what is left behind."""

from __future__ import annotations

import re
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

PROGRAM = (sys.executable, "-m", "reader")
PAGE = """<!doctype html><title>The quay in pictures</title><article><h1>The quay in pictures</h1>
<p>We went down to the north quay with a camera, and found that the lease has left no trace on the concrete.</p>
<figure><img src="/quay.png" alt="An empty quay"></figure>
<p>The cranes stood where they have stood since the spring, and nobody has moved them since that day.</p>
<p>The last paragraph of it says that nothing else was to be seen, so we went home and wrote this down.</p></article>"""

ASKED = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
SIXEL = re.compile(rb"\x1bP0;1q[^\x1b]*\x1b\\")
SENT = re.compile(rb"\x1b_G(?P<about>a=T,[^;]*);[^\x1b]*\x1b\\(?:\x1b_Gq=2,m=[01];[^\x1b]*\x1b\\)*")
LEAVES_SCREEN = b"\x1b[?1049l"


class Handler(BaseHTTPRequestHandler):
    """A page with one picture."""

    def do_GET(self) -> None:
        is_page = self.path == "/"
        body = PAGE.encode() if is_page else _png()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8" if is_page else "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the base class
        """Say nothing."""


def _png() -> bytes:
    out = BytesIO()
    picture = Image.linear_gradient("L").resize((320, 160)).convert("RGB")
    picture.paste((200, 30, 30), (40, 40, 120, 120))
    picture.save(out, "PNG")
    return out.getvalue()


@contextmanager
def opened(graphics: str, *options: str, env: dict[str, str] | None = None) -> Iterator[Terminal]:
    """The page on an 80 by 40 terminal that can do this of graphics."""
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    host = f"127.0.0.1:{server.server_port}"
    words = (f"http://{host}/", "--allow-host", host, "--set", "view=together", *options)
    try:
        with Terminal([*PROGRAM, *words], (80, 40), env, graphics=graphics) as terminal:
            terminal.wait_for("The last paragraph of it")
            yield terminal
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def unfold(terminal: Terminal) -> None:
    terminal.press("tab")
    terminal.press("enter")
    terminal.wait_for("320 × 160, Enter folds it")


def leave(terminal: Terminal) -> bytes:
    """Quit; gives what was written from then on."""
    at = len(terminal.raw)
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    return bytes(terminal.raw[at:])


def assert_clean(terminal: Terminal) -> None:
    """Nothing of a question or of an answer stands on the screen, and the keys still work."""
    shown = "\n".join(terminal.screen())
    for stray in ("Gi=31", "AAAA", "OK", "kitty", "harness", "?62", ";22c", "22c", "Link "):
        assert stray not in shown
    terminal.press("?")
    terminal.wait_for("type to find a key")
    terminal.press("escape")
    terminal.wait_until(lambda: not any("type to find" in row for row in terminal.screen()), "the help stays")


def test_nothing_is_asked_before_a_picture_is_wanted() -> None:
    with opened("kitty") as terminal:
        assert ASKED not in terminal.raw
        unfold(terminal)
        assert terminal.raw.count(ASKED) == 1
        terminal.press("enter")
        terminal.wait_for("An empty quay · Enter shows it")
        unfold(terminal)
        assert terminal.raw.count(ASKED) == 1


def test_a_terminal_that_knows_kittys_images_is_sent_one_and_it_is_taken_away_again() -> None:
    with opened("kitty") as terminal:
        unfold(terminal)
        (sent,) = SENT.finditer(bytes(terminal.raw))
        about = dict(one.split(b"=") for one in sent["about"].split(b","))
        assert (about[b"c"], about[b"r"], about[b"q"]) == (b"40", b"10", b"2")
        terminal.wait_until(lambda: sum("\U0010eeee" in row for row in terminal.screen()) == 10, "no placeholders")
        assert SIXEL.search(bytes(terminal.raw)) is None
        assert_clean(terminal)
        end = leave(terminal)
    deleted = b"\x1b_Ga=d,d=I,i=%s,q=2\x1b\\" % about[b"i"]
    assert end.count(deleted) == 1
    assert end.index(deleted) < end.index(LEAVES_SCREEN)


def test_an_image_is_taken_away_where_the_program_is_ended_by_a_signal() -> None:
    import signal

    with opened("kitty") as terminal:
        unfold(terminal)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit() == 143
        assert b"\x1b_Ga=d,d=I," in terminal.raw[terminal.raw.rindex(LEAVES_SCREEN) - 400 :]


def test_a_terminal_that_knows_sixels_is_sent_a_strip_for_each_row() -> None:
    with opened("sixel") as terminal:
        unfold(terminal)
        terminal.wait_until(lambda: len(SIXEL.findall(bytes(terminal.raw))) >= 10, "no sixels")
        strips = SIXEL.findall(bytes(terminal.raw))
        assert all(b'"1;1;320;16#' in strip for strip in strips)
        assert all(len(set(re.findall(rb"#(\d+);2", strip))) <= 64 for strip in strips)  # as many as it said
        assert b"a=T" not in terminal.raw
        assert_clean(terminal)
        terminal.press("tab", "enter")
        terminal.wait_for("Enter shows it")
        before = len(terminal.raw)
        terminal.press("?")
        terminal.wait_for("type to find a key")
        assert SIXEL.search(bytes(terminal.raw[before:])) is None
        leave(terminal)


@pytest.mark.parametrize("graphics", ["", "silent"])
def test_any_other_terminal_is_shown_half_blocks(graphics: str) -> None:
    with opened(graphics) as terminal:
        unfold(terminal)
        terminal.wait_until(lambda: any("▀▀▀▀" in row for row in terminal.screen()), "no half blocks")
        assert terminal.raw.count(ASKED) == 1
        assert SENT.search(bytes(terminal.raw)) is None
        assert SIXEL.search(bytes(terminal.raw)) is None
        assert_clean(terminal)
        assert b"\x1b_G" not in leave(terminal)


@pytest.mark.parametrize(
    ("options", "env"),
    [
        (("--set", "images=blocks"), {}),
        ((), {"TMUX": "/tmp/tmux-0/default,1,0"}),
        ((), {"TERM": "screen-256color"}),
    ],
    ids=["as set", "in tmux", "in screen"],
)
def test_who_stands_between_or_needs_no_answer_is_not_asked(options: tuple[str, ...], env: dict[str, str]) -> None:
    with opened("kitty", *options, env=env) as terminal:
        unfold(terminal)
        terminal.wait_until(lambda: any("▀▀▀▀" in row for row in terminal.screen()), "no half blocks")
        assert b"\x1b_G" not in terminal.raw
        leave(terminal)


@pytest.mark.parametrize(
    ("options", "env"),
    [(("--set", "images=off"), {}), ((), {"NO_COLOR": "1"}), ((), {"COLORTERM": "", "TERM": "xterm"})],
    ids=["off", "no colour", "sixteen colours"],
)
def test_alternative_text_is_all_that_is_shown_elsewhere(options: tuple[str, ...], env: dict[str, str]) -> None:
    with opened("kitty", *options, env=env) as terminal:
        assert any("An empty quay" in row for row in terminal.screen())
        assert not any("shows it" in row for row in terminal.screen())
        terminal.press("I")
        terminal.wait_for("Pictures ")
        assert b"\x1b_G" not in terminal.raw
        terminal.press("escape")
        leave(terminal)
