"""Servers that ask to be left alone for a while: Retry-After (RFC 9110, 10.2.3). Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from reader.sources.failures import answer_words
from reader.sources.model import Failure

if TYPE_CHECKING:
    from reader.sources.model import Page

LONGEST = 86_400
"""Seconds of a pause that are believed."""

_BUSY = frozenset((429, 503))
_TROUBLE = frozenset((408, 500, 502, 503, 504))
_MINUTE, _HOUR = 60, 3600


def retry_after(value: str | None, now: datetime) -> int | None:
    """Seconds that a Retry-After header asks for, given as a number or as a date; None where it says nothing."""
    value = (value or "").strip()
    if value.isascii() and value.isdecimal():
        return min(int(value[:9]), LONGEST)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    try:
        return min(max(0, round((until - now).total_seconds())), LONGEST)
    except OverflowError:
        return None


def asked_to_wait(page: Page) -> int | None:
    """Seconds for which an answer asks us to leave its host alone, or None."""
    return page.retry_after if page.status in _BUSY else None


def is_troubled(page: Page) -> bool:
    """Whether a server says that it is in trouble that may pass within seconds."""
    return page.status in _TROUBLE


def left_alone(host: str, seconds: float) -> Failure:
    """Why a source is not asked for now."""
    return Failure("policy", f"{host} asked to be left alone for {_duration(seconds)}.")


def in_trouble(host: str, status: int, seconds: float) -> Failure:
    """Why a source is asked for once more in a moment."""
    return Failure("http", f"{host} answered {answer_words(status)}; it is asked again in {_duration(seconds)}.")


def _duration(seconds: float) -> str:
    for unit, name in ((_HOUR, "hour"), (_MINUTE, "minute"), (1, "second")):
        if round(seconds) >= unit or unit == 1:
            number = max(1, round(seconds / unit))
            return f"{number} {name}" + ("s" if number > 1 else "")
    raise AssertionError
