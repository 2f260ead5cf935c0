"""Dates as pages write them, to aware datetimes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from reader.article.months import month
from reader.article.patterns import pattern

_LONGEST = 120
# As `_YEAR` has it.
_FIRST_YEAR, _LAST_YEAR = 1500, 3000

_YEAR = r"(?P<year>(?:1[5-9]|2\d)\d\d)"
_ISO = pattern(
    rf"\s*{_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?![\d])"
    rf"|\s*(?P<year2>(?:19|20)\d\d)(?P<month2>\d\d)(?P<day2>\d\d)(?=$|T\d|\s)"
)
_DAY_OF_MONTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.ºª°]|-?(?:го|е))?"
_MONTH = r"(?P<month>[^\W\d_]{3,14})"
_OF = r"(?:(?:de|del|of)\s|d['’])?"
# Each with the groups `year`, `month`, `day`, in the order in which they are tried.
_WRITTEN = (
    pattern(rf"(?<![\d.]){_DAY_OF_MONTH}[\s-]{{0,3}}{_OF}{_MONTH}\.?[\s,-]{{0,3}}{_OF}{_YEAR}(?!\d)", re.IGNORECASE),
    pattern(rf"\b{_MONTH}\.?\s{{0,3}}{_DAY_OF_MONTH},?\s{{1,3}}{_YEAR}(?!\d)", re.IGNORECASE),
    pattern(rf"\b{_YEAR}\.?\s{_MONTH}\s(?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE),
    pattern(rf"{_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]"),
    pattern(rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}(?!\d)"),
    # `date` of Unix and `Date` of Java and JavaScript: the time stands between the day and the year.
    pattern(rf"\b{_MONTH}\s(?P<day>\d{{1,2}})\s(?=\d{{1,2}}:\d\d).{{5,24}}?\s{_YEAR}(?!\d)", re.IGNORECASE),
)
_WITH_STROKES = pattern(rf"(?<!\d)(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/{_YEAR}(?!\d)")
_TIME = pattern(
    r"(?<![\d:+-])(?P<hour>[01]?\d|2[0-3])(?::|h|\.(?=\d\d\sUhr))(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?:[.,]\d+)?"
    r"(?:\s?(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)
_OFFSET = pattern(r"(?:UTC|GMT)?\s?(?P<sign>[+-−])(?P<hours>[01]\d):?(?P<minutes>[0-5]\d)(?!\d)")
_EPOCH = pattern(r"\d{10}(?:\d{3})?")

# Offsets in hours of the abbreviations that have one meaning in practice; "ET" (winter or summer?) and "IST" have not.
_ZONE = pattern(r"(?<![A-Za-z])(?:Z(?![A-Za-z])|[A-Z]{2,4}(?=$|[\s).,;]))")
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip


class Dated(NamedTuple):
    """A moment as it was written.

    Attributes:
        when: aware; in UTC where no zone was written, at midnight where no time was.
        zoned: whether a zone was written.
        timed: whether a time of day was written.
    """

    when: datetime
    zoned: bool
    timed: bool


def parse_date(text: str) -> datetime | None:
    """The date in a short text, aware (UTC where no zone is given), or None; see `read_date`."""
    found = read_date(text)
    return found.when if found else None


def read_date(text: str) -> Dated | None:
    """The first date in a short text, or None.

    ISO 8601, RFC 2822, seconds or milliseconds since 1970, dates in words in the languages of `months`, and dates in
    figures where the order is clear: 3.5.2024 begins with the day, 13/5/2024 must, and 3/5/2024 is not guessed at.
    """
    text = " ".join(text[: _LONGEST + 1].split())
    if not 6 <= len(text) <= _LONGEST:
        return None
    if text[10:11] == "T" and (plain := _plain(text)):
        return plain
    if _EPOCH.fullmatch(text):
        return Dated(datetime.fromtimestamp(int(text[:10]), UTC), zoned=True, timed=True)
    if found := _ISO.match(text):
        return _dated(text, found, *(int(found[name] or found[f"{name}2"]) for name in ("year", "month", "day")))
    for form in _WRITTEN:
        for found in form.finditer(text):
            name = found["month"]
            if number := int(name) if name.isdecimal() else month(name):
                return _dated(text, found, int(found["year"]), number, int(found["day"]))
    if found := _WITH_STROKES.search(text):
        one, two = int(found["one"]), int(found["two"])
        if max(one, two) > 12 or one == two:
            return _dated(text, found, int(found["year"]), min(one, two), max(one, two))
    return None


def _plain(text: str) -> Dated | None:
    """What most pages write, at once: ISO 8601 with a time, nothing before or behind it."""
    try:
        when = datetime.fromisoformat(text).replace(microsecond=0)
    except ValueError:
        return None
    if not _FIRST_YEAR <= when.year < _LAST_YEAR:
        return None
    zoned = when.tzinfo is not None
    return Dated(when if zoned else when.replace(tzinfo=UTC), zoned=zoned, timed=True)


def _dated(text: str, found: re.Match[str], year: int, number: int, day: int) -> Dated | None:
    """The date with the time and the zone that stand behind it, inside it, or before it."""
    behind = text[found.end() :]
    # "20240503T101112Z": the basic format has no colons.
    behind = re.sub(r"^T(\d\d)(\d\d)(\d\d)?", lambda t: f" {t[1]}:{t[2]}:{t[3] or '00'}", behind).lstrip("T")
    for around in (behind, found[0], text[: found.start()]):
        if time := _TIME.search(around):
            zone = _zone(around[time.end() :])
            break
    else:
        time, zone = None, None
    hour, minute, second = (int(time[name] or 0) for name in ("hour", "minute", "second")) if time else (0, 0, 0)
    if time and time["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if time["half"].lower() == "p" else 0)
    try:
        when = datetime(year, number, day, hour, minute, second, tzinfo=zone or UTC)
        when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Dated(when, zoned=zone is not None, timed=time is not None)


def _zone(behind: str) -> timezone | None:
    """The zone that is written behind a time."""
    behind = behind[:20]
    if offset := _OFFSET.search(behind):
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"])
        return timezone(timedelta(minutes=minutes if offset["sign"] == "+" else -minutes))
    name = _ZONE.search(behind)
    return timezone(timedelta(hours=_ZONES[name[0]])) if name and name[0] in _ZONES else None
