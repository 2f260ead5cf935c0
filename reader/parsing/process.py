"""Our end of one parser's process: started when it is needed, used again, replaced when it dies."""

from __future__ import annotations

import os
import pickle
import select
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reader.errors import ClosingError, UnreadableError
from reader.parsing.deferred import DeferredArticle, unpickled
from reader.parsing.spawning import spawn
from reader.parsing.wire import ASKED, BEGINNING, HEADER, SEALED, UNREADABLE

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    from reader.article.model import Article
    from reader.parsing.tasks import Asked

LARGE = 2 << 20
"""Bytes of a page after which the process is ended: what reading it took, it would hold on to for good."""

_PATIENCE = 5
"""How many times its processor time a request may take by the clock: other programs may be at work, too."""

_GONE = (OSError, EOFError, ValueError)
"""What a pipe raises when the process behind it has ended, or when another thread has closed it."""


class Process:
    """One child process, which reads one page at a time.

    Attributes:
        turn: whoever holds it may use the process; from several threads they take turns.
    """

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    def start(self) -> None:
        """Start it now, so that it is warm when the first page comes; it is replaced where it has died.

        Raises:
            UnreadableError: no process can be started.
        """
        if self._closed:
            raise ClosingError("The reader is closing.")
        if self._child is not None and self._child.poll() is not None:
            self._drop()
        if self._child is None:
            try:
                self._child = spawn()
            except OSError as error:
                raise UnreadableError(f"No process could be started to read the page ({error.strerror}).") from None

    def ask(
        self,
        request: Asked,
        seconds: float,
        begun: Callable[[Article], None] | None = None,
    ) -> Any:
        """What a request asks for; `begun` is called with a page's beginning where that comes first.

        Raises:
            UnreadableError: it cannot be read, takes more than `seconds` of the processor, or brought the process down.
            ClosingError: everything is being closed.
        """
        payload = pickle.dumps(request, pickle.HIGHEST_PROTOCOL)
        given_up = request.given_up
        del request  # of a large page each copy counts
        self.start()
        try:
            self._send(seconds, payload)
        except _GONE:  # it died while it was idle, which is no fault of this page
            self._drop()
            self.start()
            with self._ending_in_words(given_up):
                self._send(seconds, payload)
        large = len(payload) >= LARGE
        del payload
        with self._ending_in_words(given_up):
            kind, sent = self._receive(time.monotonic() + _PATIENCE * seconds, begun)
            if large:
                self._drop()  # before the answer is unpacked: what the one holds need not be there beside the other
            answer = unpickled(sent)
        if kind == UNREADABLE:
            raise UnreadableError(answer)
        return DeferredArticle.of(answer) if kind == SEALED else answer

    def close(self) -> None:
        """End it; a page that is being read is given up."""
        self._closed = True
        if self._child is not None:
            _end(self._child)

    @contextmanager
    def _ending_in_words(self, given_up: str) -> Iterator[None]:
        try:
            yield
        except _GONE:
            self._drop()
            if self._closed:
                raise ClosingError("The reader is closing.") from None
            raise UnreadableError(given_up) from None

    def _drop(self) -> None:
        if self._child is not None:
            _end(self._child)
            self._child = None

    def _send(self, seconds: float, payload: bytes) -> None:
        pipe = self._child.stdin if self._child is not None else None
        if pipe is None:
            raise BrokenPipeError
        pipe.write(ASKED.pack(seconds, len(payload)))
        pipe.write(payload)
        pipe.flush()

    def _receive(self, deadline: float, begun: Callable[[Article], None] | None) -> tuple[bytes, bytearray]:
        """What the answer is, and the answer as it was sent."""
        pipe = self._child.stdout if self._child is not None else None
        if pipe is None:
            raise EOFError
        while True:
            kind, length = HEADER.unpack(_read(pipe.fileno(), HEADER.size, deadline))
            sent = _read(pipe.fileno(), length, deadline)
            if kind != BEGINNING:
                return kind, sent
            if begun is not None:
                begun(unpickled(sent))


def _read(descriptor: int, length: int, deadline: float) -> bytearray:
    received = bytearray(length)
    came = 0
    while came < length:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise EOFError
        more = os.readv(descriptor, [memoryview(received)[came:]])
        if not more:
            raise EOFError
        came += more
    return received


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                continue  # what was still unwritten is of no use now
