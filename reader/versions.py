"""What a source said on earlier days, as memory has it: for quotations of what it says no more, or did not say yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import PullquoteError
from reader.quotes.candidates import Dated
from reader.sources.canonical import identity
from reader.sources.drift import fingerprint
from reader.sources.memory import LIVE

if TYPE_CHECKING:
    from datetime import date

    from reader.sources.memory import Memory, Version
    from reader.sources.model import Tracked

MOST = 8
"""Versions that are looked at, the last ones: each is as long as an article."""


def earlier_texts(memory: Memory, tracked: Tracked) -> list[Dated]:
    """The texts that a source had and that are not its text of now, oldest first, one of each day.

    A version whose bytes were let go, or that cannot be read, is left out. It reads files: not for an event loop.
    """
    url, article = tracked.source.url, tracked.article
    if url is None or article is None:
        return []
    now = fingerprint(article.text)
    found: dict[date, str] = {}
    try:
        for version in memory.versions(identity(url))[-MOST:]:
            day = _day(version, tracked)
            if day is None or version.text_hash in (None, now):
                continue
            capture = memory.capture(version.id)
            if capture is not None and capture.text:
                found[day] = capture.text
    except (OSError, ValueError, PullquoteError):
        pass  # what was found so far is true all the same
    return sorted(Dated(*one) for one in found.items())


def _day(version: Version, tracked: Tracked) -> date | None:
    """The day on which the source said so: that of a copy in an archive is when the archive took it."""
    if version.origin == LIVE:
        return version.got.date()
    copy = tracked.copy
    return copy.taken.date() if copy is not None and version.origin in (copy.url, copy.raw) else None
