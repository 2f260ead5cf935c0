from __future__ import annotations

import os
import pty
import select
import signal
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.settings import Settings
from reader.tui.app import PullquoteApp
from tests.tui.driving import reading, until
from tests.tui.fakes import FakeSession

ROOT = Path(__file__).parents[2]

MODULES = 121
"""Modules of our own that a start may load; each takes a sixth of a millisecond even if it is empty."""


@pytest.mark.parametrize("theme", ["pullquote-dark", "pullquote-light", "textual-ansi", "no such theme"])
async def test_themes(theme: str) -> None:
    if theme.startswith("pullquote"):
        app = PullquoteApp(FakeSession().session, "deal", settings=Settings(theme=theme))
        async with app.run_test() as pilot:
            assert app.theme == theme
            assert app.animation_level == "none"
            await pilot.press("ctrl+q")
    elif theme == "no such theme":
        with pytest.raises(SettingsError, match="There is no theme"):
            PullquoteApp(FakeSession().session, "deal", settings=Settings(theme=theme))


def test_starting_loads_no_network_parser_database_or_heavy_widget() -> None:
    heavy = (
        "httpx",
        "httpcore",
        "selectolax",
        "sqlite3",
        "markdown_it",
        "textual.widgets._markdown",
        "reader.sources.fetcher",
        "reader.sources.model",
        "reader.tui.browser",
        "reader.tui.page.search",
        "reader.tui.page.hints",
        "reader.tui.page.columns",
        "reader.tui.page.paint_figure",
        "reader.tui.page.paint_table",
    )
    code = f"import sys, reader.tui.app; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_start_loads_few_modules() -> None:
    code = """
        import sys
        import reader.cli.faces, reader.cli.options, reader.launch, reader.session, reader.tui.app
        print(sum(name.partition(".")[0] == "reader" for name in sys.modules))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) <= MODULES


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_cleanly(number: signal.Signals) -> None:
    code = """
        import sys
        from tests.tui.fakes import FakeSession
        from reader.tui.app import PullquoteApp
        app = PullquoteApp(FakeSession().session, "deal")
        app.run()
        sys.exit(app.return_code)
    """
    parent, child = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        stdin=child,
        stdout=child,
        stderr=child,
        env=environment,
    )
    os.close(child)
    seen = read_until(parent, b"harbour")
    assert b"harbour" in seen
    process.send_signal(number)
    seen = read_until(parent, b"\x1b[?1049l")
    assert b"\x1b[?1049l" in seen
    read_until(parent, b"\0never")
    assert process.wait(10) == 128 + number
    os.close(parent)


def test_a_terminal_that_is_closed_ends_it() -> None:
    from tests.terminal import Terminal

    with Terminal([sys.executable, "-m", "reader", "demo"], (80, 24)) as terminal:
        terminal.wait_for("? help")
        process = os.pidfd_open(terminal.pid)
        os.close(terminal._fd)
        terminal._fd = os.open(os.devnull, os.O_RDWR)
        ended = bool(select.select([process], [], [], 15)[0])
        os.close(process)
        assert ended


def test_what_could_not_be_read_stands_on_the_terminal_afterwards() -> None:
    from tests.terminal import Terminal

    address = f"http://127.0.0.1:{closed_port()}/deal"
    argv = [sys.executable, "-m", "reader", "--allow-host", address.split("/")[2], address]
    with Terminal(argv, (80, 24), cwd=ROOT) as terminal:
        terminal.wait_for("r try again")
        terminal.press("q")
        assert terminal.wait_exit() == 3
        assert b"pullquote: " in terminal.raw.partition(b"\x1b[?1049l")[2]


def closed_port() -> int:
    """A port at which nobody answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def read_until(terminal: int, wanted: bytes) -> bytes:
    """What a terminal shows until some bytes came, or until it is closed."""
    seen = b""
    while wanted not in seen and select.select([terminal], [], [], 10)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    return seen


async def test_where_the_program_cannot_be_suspended_that_is_told() -> None:
    async with reading() as (pilot, screen):  # without a terminal, as in a browser
        await pilot.press("alt+z")
        await until(pilot, lambda: "Pullquote cannot be suspended here" in screen.footer.said)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: screen.footer.said == "Nothing to take back. Alt+Z suspends.")
