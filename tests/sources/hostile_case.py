"""What a hostile behaviour is: what to ask for, how the server behaves, and what has to come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.api import read
from reader.errors import FetchError, UnreadableError
from reader.sources.fetcher import LONGEST_HEADER
from reader.sources.media import media_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.sources.model import Page
    from tests.sources.server import Handler

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
WORDS = "The harbour wall held through the night, and the mayor of Port Alder thanked nobody by name."
HTML = f"<!doctype html><title>The wall</title><article><p>{WORDS}</p><p>{WORDS}</p></article>".encode()


class Got(NamedTuple):
    """The outcome is a page.

    Attributes:
        status: its status.
        cut: whether it is marked as incomplete; None where both are right.
        text: what must stand in the article that is read from it; empty: nothing is looked for.
        media: its media type, as sniffed.
        least: bytes that its body has at least.
        most: bytes that it has at most.
        hops: how many redirects led there.
        pause: the seconds for which the server asks to be left alone; None: any.
    """

    status: int = 200
    cut: bool | None = False
    text: str = ""
    media: str | None = None
    least: int = 0
    most: int = 8 << 20
    hops: int = 0
    pause: int | None = None


class Refused(NamedTuple):
    """The outcome is a FetchError.

    Attributes:
        phase: where it failed; several where it depends on how the bytes arrive.
        says: what its sentence holds.
        late: whether only the deadline ends it.
    """

    phase: str
    says: str = ""
    late: bool = False


class Case(NamedTuple):
    """One hostile behaviour.

    Attributes:
        name: unique; also the path, unless `url` says otherwise.
        expected: what has to come of it.
        handler: how the server behaves at the path, or None where it is not asked or another listener answers.
        url: the address to ask for, with the places of the servers in braces.
        more: further paths that belong to it.
    """

    name: str
    expected: Got | Refused
    handler: Handler | None = None
    url: str = "http://{web}/{name}"
    more: Mapping[str, Handler] = {}

    @property
    def late(self) -> bool:
        """Whether only the deadline ends it."""
        return isinstance(self.expected, Refused) and self.expected.late


def late(phase: str) -> Refused:
    """Ended by the deadline, in this phase."""
    return Refused(phase, "seconds", late=True)


def describe(outcome: Page | FetchError) -> str:
    """An outcome in a few words, for the table."""
    if isinstance(outcome, FetchError):
        return f"error: {outcome.phase}"
    return f"page {outcome.status}, {len(outcome.body):,} bytes{', cut' if outcome.truncated else ''}"


def mismatch(outcome: Page | FetchError, expected: Got | Refused) -> str:
    """In what the outcome is not as expected, or nothing."""
    if isinstance(outcome, FetchError):
        if not str(outcome).isprintable() or not str(outcome).endswith("."):
            return f"its message is no clean sentence: {outcome!s}"
        if isinstance(expected, Got):
            return f"no page: {outcome.phase}: {outcome}"
        wrong = [] if outcome.phase in expected.phase.split() else [f"phase {outcome.phase} is not {expected.phase}"]
        return "; ".join(wrong if expected.says in str(outcome) else [*wrong, f"not {expected.says!r}: {outcome}"])
    if isinstance(expected, Refused):
        return f"a page: {describe(outcome)}"
    return "; ".join(_differences(outcome, expected))


def _differences(page: Page, expected: Got) -> list[str]:
    media = media_type(page.content_type, page.body)
    facts = {
        f"status {page.status}": page.status == expected.status,
        f"cut is {page.truncated}": expected.cut in (None, page.truncated),
        f"{len(page.hops)} hops": len(page.hops) == expected.hops,
        f"{len(page.body)} bytes": expected.least <= len(page.body) <= expected.most,
        f"a pause of {page.retry_after}": expected.pause in (None, page.retry_after),
        f"media type {media}": expected.media in (None, media),
        "the content type is not clean": _is_clean(page.content_type),
        "the text is not there": not expected.text or expected.text in _text(page),
    }
    return [wrong for wrong, right in facts.items() if not right]


def _is_clean(header: str | None) -> bool:
    return header is None or (header.isprintable() and len(header) <= LONGEST_HEADER)


def _text(page: Page) -> str:
    try:
        return "\n".join(block.text for block in read(page.body, page.content_type, page.final_url).blocks)
    except UnreadableError as error:
        return f"unreadable: {error}"
