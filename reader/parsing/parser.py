"""Reading pages away from the app: those of the background take turns, and what a person opens waits for none."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.parsing.process import Process
from reader.parsing.wire import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.article.model import Article
    from reader.parsing.tasks import Piece, Pixels, Wanted
    from reader.quotes.comparing import Compared, Sought

SECONDS = 3.0
"""How much of the processor a page from the web may take to be read."""

OWN_SECONDS = 10.0
"""How much a file of the person's own may take: a book in Markdown is no attack."""


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
    """Turns bytes into articles in child processes. Safe to use from several threads.

    One process does nearly everything. A second one is started only where a person opens something while the first is
    at a page for the background, which may be a hostile one.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        """`seconds` of the processor is what one page from the web may take."""
        self._seconds = seconds
        self._first = Process()
        self._second = Process()

    def start(self) -> None:
        """Start the first process now, so that it is warm when the first page comes."""
        with self._first.turn:
            self._first.start()

    def read(
        self,
        data: bytes | str,
        content_type: str | None = None,
        url: str | None = None,
        name: str | None = None,
        *,
        background: bool = False,
        own: bool = False,
        whole: bool = False,
        begun: Callable[[Article], None] | None = None,
    ) -> Article:
        """Read one article, as `reader.read` does; blocks until it is there.

        `background` says that nobody waits for it; `own` that it is a file of the person's own, which may take more
        time and memory; `whole` that everything on the page is wanted; `begun` is called with the beginning of a long
        article before the rest of it is read.

        Raises:
            UnreadableError: it cannot be read, took longer than the limit, or brought the process down.
            ClosingError: everything is being closed.
        """
        wanted = [
            Request(
                data, content_type, url, name, in_parts=begun is not None, own=own, whole=whole, background=background
            )
        ]
        del data  # a page may be large: it is let go of once it is sent, so no name here keeps it
        with self._turn(background=background) as process:
            article: Article = process.ask(wanted.pop(), OWN_SECONDS if own else self._seconds, begun)
            return article

    def compare(self, text: str, sought: Sequence[Sought]) -> list[Compared]:
        """Hold quotations against the text of a source; one for each. Blocks, and raises as `read` does."""
        from reader.parsing.tasks import CompareRequest

        with self._turn(background=True) as process:
            found: list[Compared] = process.ask(CompareRequest(text, sought), self._seconds)
            return found

    def are_copies(self, one: str, other: str) -> bool:
        """Whether two texts are copies of one story. Blocks, and raises as `read` does."""
        from reader.parsing.tasks import CopiesRequest

        with self._turn(background=True) as process:
            found: bool = process.ask(CopiesRequest(one, other), self._seconds)
            return found

    def code(self, text: str, language: str) -> list[Piece]:
        """The words of some code, told apart; blocks until they are. Raises UnreadableError as `read` does."""
        from reader.parsing.tasks import CodeRequest

        with self._turn(background=False) as process:
            pieces: list[Piece] = process.ask(CodeRequest(text, language), self._seconds)
            return pieces

    def picture(self, data: bytes, wanted: Wanted) -> Pixels:
        """A picture as it is wanted; blocks until it is there. Raises UnreadableError."""
        from reader.parsing.tasks import PictureRequest

        with self._turn(background=False) as process:
            pixels: Pixels = process.ask(PictureRequest(data, wanted), self._seconds)
            return pixels

    @contextmanager
    def _turn(self, *, background: bool) -> Iterator[Process]:
        """A process that is free; what works for the background waits for the first one."""
        process = self._first
        if not process.turn.acquire(blocking=background):
            process = self._second
            process.turn.acquire()
        try:
            yield process
        finally:
            process.turn.release()

    def open(self, data: bytes, content_type: str | None, url: str | None, name: str | None) -> Opening:
        """Begin to read an article of the person's own, in a thread of its own."""
        opening = Opening()
        given = [data]  # let go of as it is read

        def work(begun: Callable[[Article], None]) -> Article:
            return self.read(given.pop(), content_type, url, name, own=True, begun=begun)

        threading.Thread(target=opening.run, args=(work,), daemon=True, name="opening").start()
        return opening

    def close(self) -> None:
        """End the processes; a page that is being read is given up."""
        self._first.close()
        self._second.close()
