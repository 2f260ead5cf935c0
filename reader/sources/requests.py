"""The request log: every request that was made, for the person to look through.

One JSON object a line: time, address, why, result, bytes. Addresses stand there without query and fragment, which may
hold what is nobody's business. Only the person's own account may read the file.
"""

from __future__ import annotations

import json
import os
from collections import deque
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.sources.failures import Progress

LARGEST = 1 << 20
"""Bytes from which on the file is halved when it is opened the next time."""

_KEPT = 2000
_MEANT_FOR_ONE = 0o600


class Request(NamedTuple):
    """One request.

    Attributes:
        time: when it was sent, in seconds since the epoch (UTC).
        address: without query and fragment.
        why: "opened" (a person asked for it) or "background".
        result: what came of it, in words.
        bytes: how many came in, heads and compression included.
    """

    time: int
    address: str
    why: str
    result: str
    bytes: int


class RequestLog:
    """Takes down every request of a run.

    Attributes:
        requests: those of this run, oldest first; of very many only the last.
        under_way: how far those have come that are being made, each with why.
        unkept: why they are not kept in the file, as a sentence; empty where they are.
    """

    def __init__(self, file: Path | None = None) -> None:
        """`file` is where they are kept, None to keep none after the run."""
        self.requests: deque[Request] = deque(maxlen=_KEPT)
        self.under_way: dict[Progress, str] = {}
        self.unkept = ""
        self._file = file
        if file is not None:
            with suppress(OSError):
                _halve(file)

    @contextmanager
    def watched(self, progress: Progress, why: str) -> Iterator[None]:
        """While the block runs, anybody may see how far it has come."""
        self.under_way[progress] = why
        try:
            yield
        finally:
            del self.under_way[progress]

    def note(self, request: Request) -> None:
        """Take one down. Where the file cannot be written the run goes on without it."""
        self.requests.append(request)
        if self._file is not None:
            try:
                _append(self._file, json.dumps(request._asdict(), ensure_ascii=False) + "\n")
            except OSError as error:
                self.unkept = f"Requests are not kept: {self._file} cannot be written ({error.strerror})."


def load(file: Path) -> list[Request]:
    """The requests in a file, oldest first; none where there is no such file. Damaged lines are left out.

    Raises:
        OSError: it cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    return [found for line in text.split("\n") if (found := _request(line)) is not None]


def shown_address(url: str) -> str:
    """An address without its query and fragment."""
    return url.partition("#")[0].partition("?")[0]


def _request(line: str) -> Request | None:
    from reader.article.clean import line as clean

    try:
        found = json.loads(line)
        words = [clean(str(found[name])) for name in ("address", "why", "result")]
        return Request(int(found["time"]), words[0], words[1], words[2], int(found["bytes"]))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _append(file: Path, line: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    descriptor = os.open(file, flags, _MEANT_FOR_ONE)
    try:
        os.write(descriptor, line.encode())  # one write: lines of two runs never mix
    finally:
        os.close(descriptor)


def _halve(file: Path) -> None:
    if not file.is_file() or file.stat().st_size <= LARGEST:
        return
    kept = file.read_bytes()[-LARGEST // 2 :].partition(b"\n")[2]
    shorter = file.with_suffix(f".{os.getpid()}")
    with open(shorter, "wb", opener=lambda path, flags: os.open(path, flags | os.O_NOFOLLOW, _MEANT_FOR_ONE)) as new:
        new.write(kept)
    shorter.replace(file)
