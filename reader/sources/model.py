"""The sources of an article, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reader.sources.memory import LIVE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from reader.article.model import Article
    from reader.sources.memory import Copy, Remembered


class State(StrEnum):
    """What is known of a source now. The values are the report's."""

    QUEUED = "queued"
    FETCHING = "fetching"
    OK = "ok"
    MOVED = "moved"
    THIN = "thin"
    WALLED = "walled"
    BLOCKED = "blocked"
    SOFT404 = "soft404"
    STRIKE = "strike"
    DEAD = "dead"
    OFFLINE = "offline"
    DRIFTED = "drifted"
    SKIPPED = "skipped"
    NAMED = "named"

    @property
    def settled(self) -> bool:
        """Whether nothing more will come of it by itself."""
        return self not in (State.QUEUED, State.FETCHING)


class SourceKind(StrEnum):
    """Whether the article links to it or only names it."""

    LINK = "link"
    NAMED = "named"


class Mention(NamedTuple):
    """A place where the article refers to a source: code points `start` to `end` of a block's text, half-open."""

    block: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One reference of an article.

    Attributes:
        id: unique in its article: "s1", … in order of first mention.
        kind: link, or named where the text names an outlet and links to none of its pages.
        name: the outlet's canonical name where known, else the host.
        url: the address as first written (absolute), or None for a named one.
        mentions: every place that refers to it, in document order.
        quoting: whether a quotation is attributed to it (it is fetched before the others).
        acts: why following it could do something (log out, unsubscribe) and so waits for a person to ask; else None.
    """

    id: str
    kind: SourceKind
    name: str
    url: str | None
    mentions: tuple[Mention, ...]
    quoting: bool = False
    acts: str | None = None


class Failure(NamedTuple):
    """Why a source could not be had: the phase (policy, dns, connect, tls, http, body, parse) and one sentence."""

    phase: str
    message: str


class Evidence(NamedTuple):
    """What is known of a source was seen here.

    Attributes:
        asked: the address that was asked for.
        got: when, aware, in UTC.
        origin: `memory.LIVE`, or the address of the copy in an archive.
        sha256: of the bytes that came, in hexadecimal; None where none did.
        rule: by which rule they mean what the state says, in a sentence.
        stored: whether they were got earlier, and kept.
    """

    asked: str
    got: datetime
    origin: str
    sha256: str | None
    rule: str
    stored: bool = False


@dataclass(frozen=True, slots=True)
class Tracked:
    """What became of a source so far.

    Attributes:
        source: the reference.
        state: the derived badge.
        final_url: where its redirects ended.
        http_status: the last HTTP status.
        media_type: the essence of the content type, sniffed where the header lies.
        size: bytes of the body, decoded.
        truncated: whether the body was cut at the limit.
        seconds: how long the fetch took.
        article: what was read from it, voices and all, or None.
        error: why it could not be had or read.
        evidence: what was fetched for the article, or for the state where there is none; None before anything was.
        remembered: what is remembered of its address.
        pixels: the width and height that a picture says it has, or None.
    """

    source: Source
    state: State
    final_url: str | None = None
    http_status: int | None = None
    media_type: str | None = None
    size: int = 0
    truncated: bool = False
    seconds: float = 0.0
    article: Article | None = None
    error: Failure | None = None
    evidence: Evidence | None = None
    remembered: Remembered | None = None
    pixels: tuple[int, int] | None = None

    @property
    def copy(self) -> Copy | None:
        """The copy in an archive that is known of it."""
        return self.remembered.copy if self.remembered is not None else None

    @property
    def from_archive(self) -> bool:
        """Whether its article is that of a copy in an archive."""
        return self.article is not None and self.evidence is not None and self.evidence.origin != LIVE

    @property
    def whole(self) -> bool:
        """Whether its article is all that stands there, so that what is not in it is not there."""
        if self.article is None or self.truncated:
            return False
        kept = self.evidence is not None and self.evidence.stored and self.state not in (State.WALLED, State.THIN)
        return self.state in (State.OK, State.MOVED, State.DRIFTED) or self.from_archive or kept


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a web server, whatever its status.

    Attributes:
        url: the address asked for.
        final_url: the address that answered, after redirects.
        status: the HTTP status of the last answer.
        content_type: its Content-Type header as sent (clean text), or None.
        body: the decoded bytes, up to the limit.
        hops: (status, address) of each redirect followed.
        truncated: whether the body was cut, by the limit or by the server.
        seconds: from start to last byte.
        retry_after: seconds for which the server asks to be left alone, or None.
        etag, last_modified: its validators, as sent.
        memento: when an archive took this copy (Memento-Datetime, RFC 7089), as sent, or None where it is no copy.
        location: where it leads, as sent, where that was not followed.
        links: its Link header (RFC 8288), as sent, or None.
    """

    url: str
    final_url: str
    status: int
    content_type: str | None
    body: bytes
    hops: tuple[tuple[int, str], ...] = ()
    truncated: bool = False
    seconds: float = 0.0
    retry_after: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    memento: str | None = None
    location: str | None = None
    links: str | None = None


class Validators(NamedTuple):
    """What makes a request conditional (RFC 9110, 13): they belong to the address that gave them, and to no other."""

    url: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """One request, and what is wanted of it.

    Attributes:
        url: the address.
        why: for the request log, in a word.
        seconds: for the whole exchange, redirects and body included.
        headers: besides those that every request has.
        form: the fields to post, or None to get.
        follow: whether redirects are followed; else the first answer is the page, with its `location`.
        cautious: nobody asked for it: it says so, and goes nowhere that could do something or that robots.txt closes.
        known: makes it conditional.
        largest: bytes of the answer, where fewer than of any page.
        whole: of a picture or a sound all is wanted, not only the beginning.
    """

    url: str
    why: str
    seconds: float
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    follow: bool = True
    cautious: bool = False
    known: Validators | None = None
    largest: int | None = None
    whole: bool = False


class Ask(Protocol):
    """Asks one question of the web."""

    async def __call__(self, question: Question, /) -> Page:
        """The answer, whatever its status. Raises FetchError where there is none."""
        ...


class Fetch(Protocol):
    """What fetches: one call, one page or one `FetchError`, for any address and any server."""

    async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:
        """Fetch `url`. `background` is True for what no person asked for by itself.

        With `known` it may be a page with status 304 and no body: what was had before is still what is there.

        Raises:
            FetchError: no page was had; its phase says where it failed. A page with an error status is a page.
        """
        ...

    async def close(self) -> None:
        """Close every connection; pending calls end with a FetchError or are cancelled."""
        ...
