"""The parser's process: it answers requests until its input ends, or until it is killed."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from typing import IO, TYPE_CHECKING

from reader.errors import UnreadableError
from reader.parsing.wire import ARTICLE, ASKED, BEGINNING, DONE, HEADER, SEALED, UNREADABLE, Request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.article.model import Article
    from reader.parsing.deferred import Sealed
    from reader.parsing.tasks import Asked, Task

MEMORY = 512 << 20
"""How many bytes of address space the child may have for a page from the web."""

OWN_MEMORY = 1 << 30
"""How many for a file of the person's own: the tokens of a long Markdown file take much."""

LONG = 256 << 10
"""Bytes from which on a page is read in two steps: its beginning, to be looked at, and then the whole of it."""

BEGINS_WITH = 96 << 10
"""Bytes of a long page that are its beginning: some screens of text, read in a few milliseconds."""

GIVING_WAY = 10
"""The niceness of a process that works for the background: the one that answers the keys goes first."""

_SHORTEST = 0.001
"""Seconds: a timer of less may be one of nothing, which is none at all."""

_WORTH_SHOWING = 500
"""Words that the beginning must have to be shown; under that it may be all menu, or a script."""


def main() -> None:
    """Serve on standard input and output, within limits."""
    import resource
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # collecting while a page is read costs a tenth of the time; `serve` collects after each
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """The child's loop: answer each request until the input ends."""
    while header := requests.read(ASKED.size):
        seconds, length = ASKED.unpack(header)
        request: Asked = pickle.loads(requests.read(length))  # noqa: S301 - from our own parent
        _limit_memory(OWN_MEMORY if request.own else MEMORY)
        _limit_time(max(seconds, _SHORTEST))
        if request.background:
            _give_way()
        for kind, answer in _answers(request) if isinstance(request, Request) else (_worked(request),):
            payload = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
            del answer  # the parent is about to make its own copy of a page that may be large
            answers.write(HEADER.pack(kind, len(payload)))
            answers.write(payload)
            answers.flush()
            del payload
        _limit_time(0)
        del request
        gc.collect()  # a page's nodes know their parents; nobody waits for us now


def _give_way() -> None:
    """Let what answers the keys go first, for good: no process may take back what it gave, nor what the person gave."""
    os.setpriority(os.PRIO_PROCESS, 0, max(GIVING_WAY, os.getpriority(os.PRIO_PROCESS, 0)))


def _limit_memory(most: int) -> None:
    import resource

    _, allowed = resource.getrlimit(resource.RLIMIT_AS)  # which the person may have set, as with `ulimit -v`
    if allowed != resource.RLIM_INFINITY:
        most = min(most, allowed)
    resource.setrlimit(resource.RLIMIT_AS, (most, allowed))


def _limit_time(seconds: float) -> None:
    """End the process once it has taken so much of the processor; 0 lifts the limit."""
    import signal

    signal.setitimer(signal.ITIMER_PROF, seconds)  # whose signal ends a process that does not wait for it


def beginning(data: bytes | str) -> bytes | str | None:
    """The first part of a long page, cut after a tag or a line; None of one that is not long."""
    if len(data) < LONG or data[:5] in ("%PDF-", b"%PDF-"):  # of a PDF the end is needed first
        return None
    if isinstance(data, str):
        return data[: 1 + max(data.rfind(">", 0, BEGINS_WITH), data.rfind("\n", 0, BEGINS_WITH))] or None
    return data[: 1 + max(data.rfind(b">", 0, BEGINS_WITH), data.rfind(b"\n", 0, BEGINS_WITH))] or None


def _answers(request: Request) -> Iterator[tuple[bytes, Article | Sealed | str]]:
    if request.background:
        yield _sealed(*_answer(request))
        return
    part = beginning(request.data) if request.in_parts else None
    if part is not None:
        _, answer = _answer(request._replace(data=part))
        if not isinstance(answer, str) and answer.words >= _WORTH_SHOWING:
            yield BEGINNING, answer
        del answer
    yield _answer(request) if part is None else _answer_sparingly(request)


def _sealed(kind: bytes, answer: Article | str) -> tuple[bytes, Article | Sealed | str]:
    from reader.parsing.deferred import sealed

    return (kind, answer) if isinstance(answer, str) else (SEALED, sealed(answer))


def _answer_sparingly(request: Request) -> tuple[bytes, Article | str]:
    """The answer, without what reading it took beside it while it is sent; there is something to look at already."""
    answer = _answer(request)
    gc.collect()
    return answer


def _worked(request: Task) -> tuple[bytes, object]:
    try:
        return DONE, _done(request)
    except UnreadableError as error:
        return UNREADABLE, str(error)
    except (MemoryError, RecursionError):
        return UNREADABLE, request.given_up


def _done(request: Task) -> object:
    from reader.parsing.tasks import CodeRequest, CompareRequest, CopiesRequest

    if isinstance(request, CompareRequest):
        from reader.quotes.comparing import compare

        return compare(request.text, request.sought)
    if isinstance(request, CopiesRequest):
        from reader.quotes.comparing import are_copies

        return are_copies(request.one, request.other)
    if isinstance(request, CodeRequest):
        from reader.parsing.code import pieces

        return pieces(request.text, request.language)
    from reader.parsing.picture import decode

    return decode(request)


def _answer(request: Request) -> tuple[bytes, Article | str]:
    from reader.api import read, read_whole

    try:
        if request.whole:
            return ARTICLE, read_whole(request.data, request.content_type, request.url)
        return ARTICLE, read(request.data, request.content_type, request.url, name=request.name)
    except UnreadableError as error:
        return UNREADABLE, str(error)
    except (MemoryError, RecursionError):
        return UNREADABLE, request.given_up
