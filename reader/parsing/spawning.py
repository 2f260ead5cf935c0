"""Starting the process that reads pages; also before it is known who will use it, as Python takes a while to start."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

CODE = "import sys; sys.path.insert(0, {root!r}); from reader.parsing.child import main; main()"

_begun: list[subprocess.Popen[bytes]] = []


def begin() -> None:
    """Start a process for whoever asks for one first; where nobody does, it ends with this program."""
    with suppress(OSError):  # who asks for it tries again, and says so
        _begun.append(_spawned())


def spawn() -> subprocess.Popen[bytes]:
    """A process: the one that was begun, else a new one.

    Raises:
        OSError: no process can be started.
    """
    return _begun.pop() if _begun else _spawned()


def _spawned() -> subprocess.Popen[bytes]:
    # -P keeps the folder we happen to stand in off the import path: it may hold anything.
    root = str(Path(__file__).resolve().parents[2])
    return subprocess.Popen(  # noqa: S603 - our own interpreter, our own code
        [sys.executable, "-P", "-c", CODE.format(root=root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
