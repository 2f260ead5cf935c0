"""Between rows and values. What comes out of the file may have been put there by anybody: it is bounded and cleaned.

Times are whole seconds since 1970 in UTC. One that lies in the future, because a clock was wrong, counts as now.
"""

from __future__ import annotations

import unicodedata
import zlib
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from reader.article.clean import block, line

E = TypeVar("E", bound=str)

LONGEST_LINE = 8_000
"""Characters of a title, a name or an address that are taken."""

LARGEST = 64 << 20
"""Bytes of a page or a text, unpacked: as much as is opened of a file."""

_LEVEL = 4
"""How hard is compressed, of nine: pages take a twentieth more room than at 6, in two thirds of the time."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


def seconds(when: datetime | None, now: int | None = None) -> int | None:
    """A time as it is stored; one after `now` counts as now."""
    if when is None:
        return None
    found = (when - _EPOCH) // _SECOND
    return found if now is None else min(found, now)


def moment(value: object, now: int | None = None) -> datetime | None:
    """A stored time; one after `now` counts as now, what is none is None."""
    if not isinstance(value, int):
        return None
    try:
        return _EPOCH + timedelta(seconds=value if now is None else min(value, now))
    except OverflowError:
        return None


def instant(value: object, now: int) -> datetime:
    """A stored time that must be there; what is none counts as the beginning."""
    return moment(value, now) or _EPOCH


def words(value: object, most: int = LONGEST_LINE) -> str:
    """A stored text as one clean line; empty for what is no text."""
    return line(value[:most]) if isinstance(value, str) else ""


def words_or_none(value: object, most: int = LONGEST_LINE) -> str | None:
    """A stored text as one clean line, or None."""
    return words(value, most) if isinstance(value, str) else None


def whole(value: object) -> int:
    """A stored number that counts something; 0 for what is none."""
    return value if isinstance(value, int) and value > 0 else 0


def one_of(kinds: type[E], value: object, otherwise: E) -> E:
    """A stored word of an enumeration; `otherwise` for any other word."""
    try:
        return kinds(value)
    except ValueError:
        return otherwise


def storable(text: str | None) -> str | None:
    """A text as it can be stored: SQLite takes no lone surrogate and stops at a NUL."""
    if text is None or (text.isascii() and "\0" not in text):
        return text
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def packed(data: bytes) -> bytes:
    """Bytes, compressed."""
    return zlib.compress(data, _LEVEL)


def unpacked(data: object) -> bytes | None:
    """Stored bytes as they were, or None where they are damaged or would be too many."""
    if not isinstance(data, bytes):
        return None
    stream = zlib.decompressobj()
    try:
        found = stream.decompress(data, LARGEST)
    except zlib.error:
        return None
    return found if stream.eof else None


def unpacked_text(data: object) -> str | None:
    """A stored text, clean, or None."""
    found = unpacked(data)
    return None if found is None else block(found.decode("utf-8", "replace"), tabs=True)


def folded(text: str) -> str:
    """The text without capitals and accents, one code point for one."""
    lowered = text.lower()
    if len(lowered) == len(text):
        text = lowered
    if text.isascii():
        return text
    return text.translate({ord(one): _base(one) for one in set(text) if not one.isascii()})


def _base(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character
