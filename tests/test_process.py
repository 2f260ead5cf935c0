"""How the program ends: by key, by signal, by a terminal that goes away, and with much in the air."""

from __future__ import annotations

import os
import pty
import signal
import socket
import subprocess
import sys
import termios
import threading
from typing import TYPE_CHECKING, Self

import pytest

from tests.misbehaving import LOOKED_UP
from tests.terminal import ROOT, Terminal, environment
from tests.test_terminal import assert_restored
from tests.tui.test_app import read_until

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "reader")

REQUESTS, LOOK_UPS = 20, 12


class Silent:
    """A server on loopback that takes every connection and never answers.

    Attributes:
        port: where it listens.
        enough: set once as many came as were waited for.
    """

    def __init__(self, wanted: int) -> None:
        self.enough = threading.Event()
        self._wanted = wanted
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._taken: list[socket.socket] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self._take, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        for one in (self._listener, *self._taken):
            one.close()

    def _take(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._taken.append(connection)
            if len(self._taken) == self._wanted:
                self.enough.set()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "quay.md"
    file.write_text(
        "# The quay\n\nThere is a quay, and there is nothing more to be said of it today.\n", encoding="utf-8"
    )
    return file


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "status"),
    [("q", 0), ("ctrl+q", 0), (signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
)
def test_however_it_ends_the_terminal_is_as_it_was(article: Path, how: str | signal.Signals, status: int) -> None:
    with Terminal([*PROGRAM, str(article), "--offline"]) as terminal:
        before = termios.tcgetattr(terminal._fd)
        terminal.wait_for("SOURCES")
        assert termios.tcgetattr(terminal._fd) != before
        if isinstance(how, str):
            terminal.press(how)
        else:
            terminal.signal(how)
        assert terminal.wait_exit() == status
        assert termios.tcgetattr(terminal._fd) == before
    assert_restored(terminal)


@pytest.mark.slow
def test_ctrl_c_ends_it_where_nothing_is_open() -> None:
    with Silent(1) as server:
        where = f"http://127.0.0.1:{server.port}/"
        with Terminal([*PROGRAM, "--allow-host", f"127.0.0.1:{server.port}", where]) as terminal:
            terminal.wait_for("Opening ")
            assert server.enough.wait(20)
            terminal.press("ctrl+c")
            assert terminal.wait_exit() == 130
    assert_restored(terminal)


@pytest.mark.slow
def test_a_terminal_that_goes_without_a_signal_ends_it(article: Path, tmp_path: Path) -> None:
    """Only the leader of a terminal's session is told that it hung up; this one is in the session of the tests."""
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, str(article), "--offline"],
        cwd=ROOT,
        env={**environment(tmp_path), "COLUMNS": "80", "LINES": "24"},
        stdin=inner,
        stdout=inner,
        stderr=inner,
    )
    os.close(inner)
    try:
        assert b"quay" in read_until(outer, b"SOURCES")
        os.close(outer)
        # 120 is Python's own status where the rest of what it wrote can be flushed nowhere.
        assert process.wait(15) in (129, 120)
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
@pytest.mark.parametrize(("how", "status"), [("q", 0), (signal.SIGTERM, 143)])
def test_nothing_in_the_air_delays_the_end(tmp_path: Path, how: str | signal.Signals, status: int) -> None:
    with Silent(REQUESTS + LOOK_UPS) as server:
        here = f"127.0.0.1:{server.port}"
        links = [f"http://{here}/{n}" for n in range(REQUESTS)]
        links += [f"https://hangs-{n}.example/" for n in range(LOOK_UPS)]
        file = tmp_path / "quay.md"
        words = " ".join(f"One says [so {n}]({link}), and the others do not." for n, link in enumerate(links))
        file.write_text(f"# The quay\n\n{words}\n", encoding="utf-8")
        argv = [sys.executable, "-m", "tests.misbehaving", "hanging", str(file), "--allow-host", here]
        with Terminal(argv, env={LOOKED_UP: str(server.port)}) as terminal:
            terminal.wait_for("SOURCES")
            assert server.enough.wait(20)
            if isinstance(how, str):
                terminal.press(how)
            else:
                terminal.signal(how)
            # Not the status of the last resort: it ended by itself, and so before that.
            assert terminal.wait_exit() == status
    assert_restored(terminal)
