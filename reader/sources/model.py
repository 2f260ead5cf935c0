"""The sources of an article, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from reader.article.model import Article


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


class Fetch(Protocol):
    """What fetches: one call, one page or one `FetchError`, for any address and any server."""

    async def get(self, url: str, *, background: bool, picture: bool = False) -> Page:
        """Fetch `url`. `background` is True for what no person asked for by itself.

        Of pictures, sounds and films only the beginning is had, unless it is a `picture` that is asked for.

        Raises:
            FetchError: no page was had; its phase says where it failed. A page with an error status is a page.
        """
        ...

    async def close(self) -> None:
        """Close every connection; pending calls end with a FetchError or are cancelled."""
        ...
