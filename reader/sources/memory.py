"""What is remembered of an address from run to run: four axes of its state, its pages as they were got, its copies.

The tracker asks and tells; a library keeps it. Values only: no clock, no file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from reader.sources.model import Page

LIVE = "live"
"""The origin of a page that its own server sent."""


class Liveness(StrEnum):
    """Whether the address still leads to its page."""

    UNKNOWN = "unknown"
    ALIVE = "alive"
    MOVED = "moved"
    WALLED = "walled"
    BLOCKED = "blocked"
    SOFT404 = "soft404"
    STRIKE = "strike"
    DEAD = "dead"


class Content(StrEnum):
    """What could be read at the address."""

    NONE = "none"
    READABLE = "readable"
    THIN = "thin"
    NONTEXT = "nontext"


class Archived(StrEnum):
    """What is known of copies in web archives. From `SUBMITTED` on: we asked an archive to make one."""

    UNKNOWN = "unknown"
    NONE = "none"
    HAVE = "have"
    GIVEN = "given"
    ERROR = "error"
    SUBMITTED = "submitted"
    PENDING = "pending"
    CAPTURE_FAILED = "capture_failed"
    OUTCOME_UNKNOWN = "outcome_unknown"


class Copy(NamedTuple):
    """A memento: the copy of a page in a web archive (RFC 7089).

    Attributes:
        url: the address at which a person sees it.
        raw: the address of its bytes as they were captured, without the archive's banner.
        taken: when it was captured, aware, in UTC.
        archive: the archive's host.
    """

    url: str
    raw: str
    taken: datetime
    archive: str


class Capture(NamedTuple):
    """A page as it was got.

    Attributes:
        page: the answer.
        got: when, aware, in UTC.
        origin: `LIVE`, or the address of the copy in an archive that it is from.
        text: what was read from it, clean, or None where nothing was.
    """

    page: Page
    got: datetime
    origin: str
    text: str | None


class Version(NamedTuple):
    """One text that an address has had, without its bytes.

    Attributes:
        id: of the capture, for `Memory.capture`.
        got: when it was first got, aware, in UTC.
        seen: when it was last found unchanged.
        origin: as of a capture.
        body_hash: SHA-256 of the bytes, in hexadecimal.
        text_hash: SHA-256 of the letters and digits of the text, or None where there is no text.
        words: how many words the text has.
    """

    id: int
    got: datetime
    seen: datetime
    origin: str
    body_hash: str
    text_hash: str | None
    words: int


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of an address.

    Attributes:
        url: its identity (`reader.sources.canonical.identity`).
        first_seen: when an article first led to it, aware, in UTC; so are all times here.
        liveness: whether it still leads to its page.
        strikes: how often in a row, days apart, it did not; 0 where it did the last time.
        struck: when the last of these was counted, or None.
        content: what could be read.
        archived: what is known of copies.
        checked: when it was last asked for, or None.
        last_ok: when it last answered with its page, or None.
        why: the rule that decided the last state, in a sentence for a person.
        phase: where the last failure was (policy, dns, connect, tls, http, body, parse), or None.
        status: the last HTTP status.
        final_url: where its redirects ended.
        etag, last_modified: validators of the last full answer, for a conditional request.
        media_type: the essence of the content type.
        drifted: when its text was first seen to be another one, or None.
        copy: the copy in an archive that stands in for it, or None.
        job: of an archive that was asked to save it, or None.
        title, byline, site, published: what its page said, as last read.
        manual: whether the person said that it is alive (True) or dead (False), or None.
    """

    url: str
    first_seen: datetime
    liveness: Liveness = Liveness.UNKNOWN
    strikes: int = 0
    struck: datetime | None = None
    content: Content = Content.NONE
    archived: Archived = Archived.UNKNOWN
    checked: datetime | None = None
    last_ok: datetime | None = None
    why: str = ""
    phase: str | None = None
    status: int | None = None
    final_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    media_type: str | None = None
    drifted: datetime | None = None
    copy: Copy | None = None
    job: str | None = None
    title: str | None = None
    byline: str | None = None
    site: str | None = None
    published: datetime | None = None
    manual: bool | None = None


class Memory(Protocol):
    """Keeps what is remembered. Its calls may take milliseconds, and come from any thread but the interface's.

    Where something cannot be kept or read, its calls raise an OSError or a PullquoteError.
    """

    def known(self) -> tuple[Remembered, ...]:
        """What is remembered of every address."""
        ...

    def recall(self, url: str) -> Remembered | None:
        """What is remembered of an address (by its identity), or None."""
        ...

    def keep(self, remembered: Remembered, capture: Capture | None = None) -> None:
        """Remember this of its address from now on, as one more step of its history, and the page that was got."""
        ...

    def versions(self, url: str) -> tuple[Version, ...]:
        """The texts that an address has had, oldest first."""
        ...

    def capture(self, version: int) -> Capture | None:
        """The page of a version, or None where its bytes have been let go."""
        ...
