"""Our end of the parser's process: it is started early, used again, and replaced when it dies."""

from __future__ import annotations

import gc
import os
import pickle
import select
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import UnreadableError
from reader.parsing.wire import BEGINNING, HEADER, LENGTH, TOO_COMPLEX, UNREADABLE, Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article.model import Article

SECONDS = 5.0
"""How long one page may take."""

_CODE = "import sys; sys.path.insert(0, {root!r}); from reader.parsing.child import main; main()"


class Opening:
    """An article that is being read.

    Attributes:
        beginning: what there is to show first: the beginning of a long article, else the article itself.
        article: the article.
    """

    def __init__(self) -> None:
        self.beginning: Future[Article] = Future()
        self.article: Future[Article] = Future()

    def run(self, work: Callable[[Callable[[Article], None]], Article]) -> None:
        """Do the work, which is given what to call with the beginning; both futures have their end then."""
        try:
            article = work(self.beginning.set_result)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it belongs to who asks for the result
            self.article.set_exception(error)
            if not self.beginning.done():
                self.beginning.set_exception(error)
        else:
            self.article.set_result(article)
            if not self.beginning.done():
                self.beginning.set_result(article)


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
        *,
        begun: Callable[[Article], None] | None = None,
    ) -> Article:
        """Read one article, as `reader.read` does; blocks until it is there.

        `begun` is called with the beginning of a long article before the rest of it is read.

        Raises:
            UnreadableError: it cannot be read, took longer than the limit, or brought the child down.
        """
        request = Request(data, content_type, url, name, in_parts=begun is not None)
        with self._lock:
            try:
                child = self._started()
            except OSError as error:
                raise UnreadableError(f"No process could be started to read the page ({error.strerror}).") from None
            try:
                kind, answer = self._exchange(child, request, begun)
            except (OSError, EOFError):
                _end(child)
                self._child = None
                raise UnreadableError(TOO_COMPLEX) from None
        if kind == UNREADABLE:
            raise UnreadableError(answer)
        article: Article = answer
        return article

    def open(self, data: bytes, content_type: str | None, url: str | None, name: str | None) -> Opening:
        """Begin to read an article, in a thread of its own."""
        opening = Opening()

        def work(begun: Callable[[Article], None]) -> Article:
            return self.read(data, content_type, url, name, begun=begun)

        threading.Thread(target=opening.run, args=(work,), daemon=True, name="opening").start()
        return opening

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

    def _exchange(
        self, child: subprocess.Popen[bytes], request: Request, begun: Callable[[Article], None] | None
    ) -> tuple[bytes, Any]:
        if child.stdin is None or child.stdout is None:
            raise EOFError
        payload = pickle.dumps(request, pickle.HIGHEST_PROTOCOL)
        child.stdin.write(LENGTH.pack(len(payload)))
        child.stdin.write(payload)
        child.stdin.flush()
        del payload  # of a large page each copy counts
        deadline = time.monotonic() + self._seconds
        while True:
            kind, length = HEADER.unpack(_receive(child.stdout.fileno(), HEADER.size, deadline))
            answer = _load(_receive(child.stdout.fileno(), length, deadline))
            if kind != BEGINNING:
                return kind, answer
            if begun is not None:
                begun(answer)


def _spawn() -> subprocess.Popen[bytes]:
    # -P keeps the folder we happen to stand in off the import path: it may hold anything.
    root = str(Path(__file__).resolve().parents[2])
    return subprocess.Popen(  # noqa: S603 - our own interpreter, our own code
        [sys.executable, "-P", "-c", _CODE.format(root=root)],
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


def _load(payload: bytes) -> Any:
    collecting = gc.isenabled()
    gc.disable()  # thousands of new values would set off full collections, each a stall
    try:
        return pickle.loads(payload)  # noqa: S301 - from our own child
    finally:
        if collecting:
            gc.enable()


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                continue  # what was still unwritten is of no use now
