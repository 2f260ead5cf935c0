"""Dates as pages write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.dates import parse_date, read_date

MAY_3 = datetime(2024, 5, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-03T10:11:12Z", MAY_3.replace(hour=10, minute=11, second=12)),
        ("2024-05-03T10:11:12.123456789Z", MAY_3.replace(hour=10, minute=11, second=12)),
        ("2024-05-03T10:11:12+0000", MAY_3.replace(hour=10, minute=11, second=12)),
        ("20240503T101112Z", MAY_3.replace(hour=10, minute=11, second=12)),
        ("Fri, 03 May 2024 10:11:12 GMT", MAY_3.replace(hour=10, minute=11, second=12)),
        ("2024/05/03", MAY_3),
        ("May 3rd, 2024", MAY_3),
        ("3 May 2024", MAY_3),
        ("Published: Friday, May 3, 2024 at 5:04 p.m.", MAY_3.replace(hour=17, minute=4)),
        ("May 3, 2024 12:30 AM", MAY_3.replace(minute=30)),
        ("1714731072", MAY_3.replace(hour=10, minute=11, second=12)),
        ("1714731072000", MAY_3.replace(hour=10, minute=11, second=12)),
        ("February 31, 2024", None),
        ("Section 3 Maybe 2024", None),
        ("yesterday, at noon", None),
        ("0001-01-01T00:00:00", None),
        ("2024-05", None),
        ("3/5/2024", None),
        ("13/5/2024", datetime(2024, 5, 13, tzinfo=UTC)),
        ("5/13/2024", datetime(2024, 5, 13, tzinfo=UTC)),
        ("", None),
    ],
)
def test_dates(text: str, expected: datetime | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3. Mai 2024", "le 3 mai 2024", "3 de mayo de 2024", "3 de maio de 2024", "3 maggio 2024", "3 mei 2024",
        "3. maj 2024", "3. toukokuuta 2024", "3 maja 2024", "3. května 2024", "3 мая 2024 г.", "3 травня 2024",
        "3 Mayıs 2024", "3 mai 2024", "2024. május 3.", "3 Mei 2024", "2024年5月3日", "2024년 5월 3일", "03.05.2024",
    ],
)  # fmt: skip
def test_dates_in_words_of_many_languages(text: str) -> None:
    assert parse_date(text) == MAY_3
    assert parse_date(f"{text}, 10:11") == MAY_3.replace(hour=10, minute=11)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2024-05-03T10:11:12-05:00", -5),
        ("2024-05-03 10:11:12 EDT", -4),
        ("May 3, 2024 10:11:12 UTC+02:00", 2),
        ("3. Mai 2024, 10:11:12 Uhr MESZ", 2),
        ("Fri May 03 10:11:12 PST 2024", -8),
        ("Fri May 03 2024 10:11:12 GMT+0300 (MSK)", 3),
    ],
)
def test_the_zone_is_read(text: str, hours: int) -> None:
    found = read_date(text)
    assert found is not None
    assert found.zoned
    assert found.when == datetime(2024, 5, 3, 10, 11, 12, tzinfo=timezone(timedelta(hours=hours)))


def test_what_was_not_written_is_said() -> None:
    day, clock = read_date("2024-05-03"), read_date("2024-05-03T10:11 ET")
    assert day is not None
    assert clock is not None
    assert (day.timed, day.zoned) == (False, False)
    assert (clock.timed, clock.zoned) == (True, False)
    assert clock.when.tzinfo is UTC


@given(st.datetimes(datetime(1600, 1, 2), datetime(2999, 12, 30), timezones=st.sampled_from([UTC])))  # noqa: DTZ001 - bounds are naive by the strategy's rule
def test_any_moment_in_iso_8601_comes_back(moment: datetime) -> None:
    assert parse_date(moment.isoformat()) == moment.replace(microsecond=0)


@given(st.text(max_size=150) | st.from_regex(r"\A[\d/.: -]{6,30}[A-Z+-]{0,5}\d{0,4}\Z"))
def test_any_text_gives_an_aware_date_or_none(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.utcoffset() is not None
