"""Links that lead to an archive already: what the author gave is kept, and never replaced by a copy of our choice."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from reader.sources.canonical import canonical
from reader.sources.memory import Copy

_SHY = frozenset(f"archive.{ending}" for ending in ("today", "is", "ph", "vn", "fo", "li", "md"))
_PERMA = re.compile(r"/[A-Z0-9]{4}-[A-Z0-9]{4}(?:$|[/?#])", re.IGNORECASE)
_DATED = re.compile(r"(?P<before>.*?/)(?P<stamp>[0-9]{4,14})(?:[a-z]{2}_)?/(?P<original>https?:/.*)", re.IGNORECASE)
_COLLAPSED = re.compile(r"(https?):/+", re.IGNORECASE)
_KNOWN = re.compile(
    r"web\.archive\.org|wayback\.archive-it\.org|arquivo\.pt|webarchive\.(?:org\.uk|nationalarchives\.gov\.uk)"
)


class Given(NamedTuple):
    """What a link to an archive leads to.

    Attributes:
        archive: its host.
        copy: the copy, where the address says which one; else None.
        original: the address of which it is a copy, where that is known.
        asks_people: it lets no programs in, so it is only ever opened in the browser.
    """

    archive: str
    copy: Copy | None = None
    original: str | None = None
    asks_people: bool = False


def given(url: str, also: frozenset[str] = frozenset()) -> Given | None:
    """What an address leads to if it is one of an archive, else None.

    Args:
        url: a canonical address.
        also: hosts (with their ports where these are not the usual ones) of other archives with dated addresses.
    """
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    if host in _SHY:
        return Given(host, asks_people=True)
    if host == "perma.cc" and _PERMA.match(parts.path):
        return Given(host)
    if not (_KNOWN.fullmatch(host) or host in also):
        return None
    copy = dated(url)
    return Given(host, copy, _original(url)) if copy is not None else None


def dated(url: str) -> Copy | None:
    """The copy at an address of the usual form, `…/20240312101500/https://…`, or None."""
    match = _DATED.match(url)
    taken = moment(match["stamp"]) if match else None
    if match is None or taken is None:
        return None
    try:
        archive = urlsplit(url).netloc
    except ValueError:
        return None
    before, stamp, original = match["before"], match["stamp"], _COLLAPSED.sub(r"\1://", match["original"], count=1)
    return Copy(f"{before}{stamp}/{original}", f"{before}{stamp}id_/{original}", taken, archive)


def moment(stamp: str) -> datetime | None:
    """The time of a stamp of 4 to 14 digits, aware, in UTC; what is left out is the least it can be."""
    whole = stamp + "00000101000000"[len(stamp) :]
    try:
        return datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def stamp(when: datetime) -> str:
    """A time as archives write it: fourteen digits, in UTC."""
    return f"{in_utc(when):%Y%m%d%H%M%S}".zfill(14)  # "%Y" gives the year 800 three digits


def in_utc(when: datetime) -> datetime:
    """A time, aware, in UTC; one that has no such time at either end of the calendar keeps its numbers."""
    try:
        return when.astimezone(UTC)
    except OverflowError:
        return when.replace(tzinfo=UTC)


def _original(url: str) -> str | None:
    match = _DATED.match(url)
    if match is None:
        return None
    try:
        return canonical(_COLLAPSED.sub(r"\1://", match["original"], count=1))
    except ValueError:
        return None
