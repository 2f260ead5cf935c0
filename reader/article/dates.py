"""Dates as pages write them, to aware datetimes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WRITTEN = (
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})\b"),
    re.compile(rf"\b{_DAY}\s+{_MONTH},?\s+(?P<year>\d{{4}})\b"),
)
_OFFSET_WITHOUT_COLON = re.compile(r"([+-]\d{2})(\d{2})$")
_FRACTION = re.compile(r"[.,]\d+")


def parse_date(text: str) -> datetime | None:
    """ISO 8601, RFC 2822 or an English date in words; UTC where no zone is given, None for anything else."""
    text = text.strip()
    if not 8 <= len(text) <= 60:
        return None
    found = _iso(text) or _rfc_2822(text) or _in_words(text)
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_OFFSET_WITHOUT_COLON.sub(r"\1:\2", _FRACTION.sub("", text)))
    except ValueError:
        return None


def _rfc_2822(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # slow to import, and few pages write dates so

    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None


def _in_words(text: str) -> datetime | None:
    for pattern in _WRITTEN:
        if (found := pattern.search(text)) and (month := found["month"][:3].lower()) in _MONTHS:
            try:
                return datetime(int(found["year"]), _MONTHS.index(month) + 1, int(found["day"]), tzinfo=UTC)
            except ValueError:
                return None
    return None
