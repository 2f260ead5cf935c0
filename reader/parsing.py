"""Pages are parsed, extracted and cleaned in a child process that can be killed.

A page is hostile: it may be nested so deeply that a parser in C needs minutes for it, and no thread can be stopped
there. A child process can. It also keeps parsing off the interpreter that draws the screen, and it parses the article
while the interface is still being imported.

The protocol over the child's standard input and output: a frame is four bytes of length (big endian) and a pickle. A
request is (data, content type, address, file name); an answer is an article, or the sentence of an `UnreadableError`.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

from reader.errors import UnreadableError

if TYPE_CHECKING:
    from reader.article.model import Article

SECONDS = 5.0
"""How long one page may take."""

MEMORY = 1 << 30
"""How many bytes of address space the child may have."""

TOO_COMPLEX = "This page is too complex to be read safely; open it in the browser instead."

_LENGTH = struct.Struct(">I")


class Parser:
    """One child process that turns bytes into articles, one at a time. Safe to use from several threads."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    def start(self) -> None:
        """Start the child now, so that it is warm when the first page comes."""
        with self._lock:
            self._started()

    def read(
        self,
        data: bytes | str,
        content_type: str | None = None,
        url: str | None = None,
        name: str | None = None,
    ) -> Article:
        """Read one article, as `reader.read` does; blocks until it is there.

        Raises:
            UnreadableError: it cannot be read, took longer than the limit, or brought the child down.
        """
        request = pickle.dumps((data, content_type, url, name), pickle.HIGHEST_PROTOCOL)
        with self._lock:
            try:
                child = self._started()
            except OSError as error:
                raise UnreadableError(f"No process could be started to read the page ({error.strerror}).") from None
            try:
                answer = _load(self._exchange(child, request))
            except (OSError, EOFError):
                _end(child)
                self._child = None
                raise UnreadableError(TOO_COMPLEX) from None
        if isinstance(answer, str):
            raise UnreadableError(answer)
        return answer

    def close(self) -> None:
        """End the child; a page that is being parsed is given up."""
        self._closed = True
        if self._child is not None:
            _end(self._child)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise UnreadableError("The reader is closing.")
        if self._child is not None and self._child.poll() is not None:
            _end(self._child)
            self._child = None
        if self._child is None:
            self._child = _spawn()
        return self._child

    def _exchange(self, child: subprocess.Popen[bytes], request: bytes) -> bytes:
        if child.stdin is None or child.stdout is None:
            raise EOFError
        child.stdin.write(_LENGTH.pack(len(request)) + request)
        child.stdin.flush()
        deadline = time.monotonic() + self._seconds
        (length,) = _LENGTH.unpack(_receive(child.stdout.fileno(), _LENGTH.size, deadline))
        return _receive(child.stdout.fileno(), length, deadline)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """The child's loop: answer each request until the input ends."""
    from reader.api import read

    while header := requests.read(_LENGTH.size):
        (length,) = _LENGTH.unpack(header)
        data, content_type, url, name = pickle.loads(requests.read(length))  # noqa: S301 - from our own parent
        answer: Article | str
        try:
            answer = read(data, content_type, url, name=name)
        except UnreadableError as error:
            answer = str(error)
        except (MemoryError, RecursionError):
            answer = TOO_COMPLEX
        payload = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        del data, answer  # the parent is about to make its own copy of a page that may be large
        answers.write(_LENGTH.pack(len(payload)) + payload)
        answers.flush()
        gc.collect()  # a page's nodes know their parents; nobody waits for us now


def _child_main() -> None:
    import resource
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    gc.disable()  # collecting while a page is read costs a tenth of the time; `serve` collects after each
    serve(sys.stdin.buffer, sys.stdout.buffer)


def _spawn() -> subprocess.Popen[bytes]:
    # -P keeps the folder we happen to stand in off the import path: it may hold anything.
    root = str(Path(__file__).resolve().parents[1])
    code = f"import sys; sys.path.insert(0, {root!r}); from reader.parsing import _child_main; _child_main()"
    return subprocess.Popen(  # noqa: S603 - our own interpreter, our own code
        [sys.executable, "-P", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _receive(descriptor: int, length: int, deadline: float) -> bytes:
    received = bytearray()
    while len(received) < length:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise EOFError
        piece = os.read(descriptor, min(length - len(received), 1 << 20))
        if not piece:
            raise EOFError
        received += piece
    return bytes(received)


def _load(payload: bytes) -> Article | str:
    collecting = gc.isenabled()
    gc.disable()  # thousands of new values would set off full collections, each a stall
    try:
        answer: Article | str = pickle.loads(payload)  # noqa: S301 - from our own child
    finally:
        if collecting:
            gc.enable()
    return answer


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                continue  # what was still unwritten is of no use now
