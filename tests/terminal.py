"""A program in a pseudo-terminal, driven by keys and read from the screen, as a person would.

Every wait is for an event on the terminal, with a deadline that raises. Bytes are stamped (`time.perf_counter`) when
they are read; the screen is emulated afterwards, so that emulating costs the program no time.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import tempfile
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader.settings import log_path
from tests.emulator import CELL_HEIGHT, CELL_WIDTH, Emulator, answers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]

KEYS = {
    "enter": b"\r", "tab": b"\t", "shift+tab": b"\x1b[Z", "escape": b"\x1b", "backspace": b"\x7f", "space": b" ",
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D", "home": b"\x1b[H", "end": b"\x1b[F",
    "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~", "f1": b"\x1bOP",
    "ctrl+c": b"\x03", "ctrl+p": b"\x10", "ctrl+q": b"\x11", "ctrl+z": b"\x1a",
    "alt+left": b"\x1b[1;3D", "alt+right": b"\x1b[1;3C", "alt+z": b"\x1bz",
}  # fmt: skip
"""What a terminal sends for each named key; any other name is typed as it is."""

MOMENT_SECONDS, GATHER_SECONDS = 0.002, 0.2
"""Silence after which what has come is emulated, and the longest that it is put off."""


class TerminalError(AssertionError):
    """What was waited for did not come; the message shows the screen."""


class Terminal:
    """A running program and the terminal it runs in. Use it in a `with` block, which ends the program.

    The program gets an environment of its own (a terminal's, a fresh home folder, `env`), so that nothing of the
    machine's or of the person's settings changes what it does.

    Attributes:
        raw: every byte that the program wrote to the terminal.
        started: when the program was started (`time.perf_counter`, seconds).
        pid: its process id, which is also that of its process group.
    """

    def __init__(
        self,
        argv: Sequence[str],
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
        *,
        first_start: bool = False,
        ground: bytes = b"0000",
        graphics: str = "",
    ) -> None:
        """Start `argv` in a terminal of `size` columns and rows.

        `first_start`: nothing was ever fetched before; `ground`: each part of the background's colour, in hex;
        `graphics`: the pictures it can show, as for `Emulator`.
        """
        self.raw = bytearray()
        self._chunks: list[tuple[float, bytes]] = []
        self._shown = 0
        self._unasked = b""
        self._emulator = Emulator(*size)
        self._emulator.ground = ground
        self._emulator.graphics = graphics
        self._home = tempfile.TemporaryDirectory(prefix="pullquote-home-")
        if not first_start:
            log = log_path(environment(Path(self._home.name)))
            log.parent.mkdir(parents=True)
            log.touch()
        self._fd, inner = pty.openpty()
        self._set_size(size)
        self.started = time.perf_counter()
        # A session leader that opens a terminal gets it as its controlling one: that is what the shell is for.
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", 'exec "$@" <>"$0" >&0 2>&0', os.ttyname(inner), *argv],
            env={**environment(Path(self._home.name)), **(env or {})},
            cwd=cwd,
            start_new_session=True,
            stdin=inner,
            stdout=inner,
            stderr=inner,
        )
        self.pid = self._process.pid
        os.close(inner)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def wait_for(self, text: str, timeout: float = 20.0) -> float:
        """Wait until a row of the screen holds `text`; returns the stamp of the bytes that brought it.

        Raises:
            TerminalError: it did not come within `timeout` seconds, or the program ended first.
        """
        return self.wait_until(lambda: any(text in line for line in self._emulator.lines()), f"no {text!r}", timeout)

    def wait_change(
        self, before: list[str], timeout: float = 20.0, *, columns: int | None = None, rows: int = 1
    ) -> float:
        """Wait until a whole frame is drawn that differs from `before`; returns the stamp of its last bytes.

        At least `rows` rows must differ in their first `columns`; None: anywhere.
        """

        def changed() -> bool:
            pairs = zip(before, self._emulator.lines(), strict=True)
            differing = sum(old[:columns] != new[:columns] for old, new in pairs)
            return differing >= rows and not self._emulator.drawing

        return self.wait_until(changed, "the screen did not change", timeout)

    def wait_until(self, condition: Callable[[], bool], otherwise: str, timeout: float = 20.0) -> float:
        """Wait until `condition` holds of what was drawn so far; returns the stamp of the bytes that made it true."""
        deadline = time.perf_counter() + timeout
        stamp = time.perf_counter()
        while not condition():
            if self._shown == len(self._chunks) and not self._gather(deadline):
                raise TerminalError(f"{otherwise} within {timeout} s\n" + "\n".join(self._emulator.lines()))
            stamp, data = self._chunks[self._shown]
            self._shown += 1
            self._emulator.feed(data)
        return stamp

    def settle(self, quiet: float = 0.2, at_most: float = 10.0) -> None:
        """Read until the program has written nothing for `quiet` seconds, or for `at_most` seconds."""
        end = time.perf_counter() + at_most
        while time.perf_counter() < end and self._read(time.perf_counter() + quiet):
            pass

    def press(self, *keys: str) -> float:
        """Type keys, by their names in `KEYS` or as they are; returns when they were sent."""
        data = b"".join(KEYS.get(key) or key.encode() for key in keys)
        stamp = time.perf_counter()
        self._write(data)
        return stamp

    def screen(self) -> list[str]:
        """The rows of the screen, from all bytes read so far."""
        self._show()
        return self._emulator.lines()

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._emulator.size

    @property
    def drawing(self) -> bool:
        """Whether the program has begun a frame and not ended it."""
        return self._emulator.drawing

    def resize(self, columns: int, rows: int) -> float:
        """Change the size of the window; returns when."""
        self._show()
        self._emulator.resize(columns, rows)
        stamp = time.perf_counter()
        self._set_size((columns, rows))
        return stamp

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def wait_exit(self, timeout: float = 10.0) -> int:
        """Wait until the program has ended; its exit status as a shell says it (128 and the number, for a signal).

        Raises:
            TerminalError: it still runs after `timeout` seconds.
        """
        deadline = time.perf_counter() + timeout
        while self._read(deadline):
            pass
        try:
            status = self._process.wait(max(0.1, deadline - time.perf_counter()))
        except subprocess.TimeoutExpired:
            raise TerminalError(f"still running after {timeout} s\n" + "\n".join(self.screen())) from None
        return status if status >= 0 else 128 - status

    def close(self) -> None:
        """End the program and everything it started, and close the terminal."""
        with contextlib.suppress(ProcessLookupError):  # all of it has ended by itself
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._fd)
        self._home.cleanup()

    def _show(self) -> None:
        for _, data in self._chunks[self._shown :]:
            self._emulator.feed(data)
        self._shown = len(self._chunks)

    def _gather(self, deadline: float) -> bool:
        """Read until nothing comes for a moment: emulating between the parts of a frame would hold the program up."""
        came = self._read(deadline)
        until = time.perf_counter() + GATHER_SECONDS
        while came and time.perf_counter() < until and self._read(time.perf_counter() + MOMENT_SECONDS):
            pass
        return came

    def _read(self, deadline: float) -> bool:
        """Read once, and answer what was asked; False when nothing came in time or the program has closed."""
        ready, _, _ = select.select([self._fd], [], [], max(0.0, deadline - time.perf_counter()))
        if not ready:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # EIO: nobody holds the inner end any more
            return False
        self._chunks.append((time.perf_counter(), data))
        self.raw += data
        replies, self._unasked = answers(self._unasked + data, self._emulator)
        self._write(replies)
        return bool(data)

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._fd, data) :]

    def _set_size(self, size: tuple[int, int]) -> None:
        columns, rows = size
        packed = struct.pack("HHHH", rows, columns, columns * CELL_WIDTH, rows * CELL_HEIGHT)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, packed)


def environment(home: Path) -> dict[str, str]:
    """What a program sees in a terminal that is just opened by a person with an empty home folder."""
    env = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    env.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", LC_ALL="C.UTF-8", HOME=str(home))
    env.update({f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")})
    return env
