"""When an address is asked for again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reader.sources.memory import LIVE, Liveness, Remembered, Version
from reader.sources.schedule import due, is_stale

NOW = datetime(2024, 3, 12, 10, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def known(checked_ago: timedelta | None, **more: object) -> Remembered:
    checked = NOW - checked_ago if checked_ago is not None else None
    one = Remembered("https://a.example/", NOW - 500 * DAY, Liveness.ALIVE, checked=checked)
    return replace(one, **more)  # type: ignore[arg-type]


def version(ago: timedelta, origin: str = LIVE) -> Version:
    return Version(1, NOW - ago, NOW - ago, origin, "b", "t", 300)


@pytest.mark.parametrize(
    ("changed", "checked", "wanted"),
    [
        (1 * HOUR, 14 * MINUTE, False),
        (1 * HOUR, 15 * MINUTE, True),
        (12 * HOUR, 59 * MINUTE, False),
        (12 * HOUR, 60 * MINUTE, True),
        (5 * DAY, 2 * HOUR, False),
        (5 * DAY, 3 * HOUR, True),
        (20 * DAY, 2 * DAY, False),
        (20 * DAY, 3 * DAY, True),
        (200 * DAY, 29 * DAY, False),
        (200 * DAY, 30 * DAY, True),
        (400 * DAY, 300 * DAY, False),
    ],
)
def test_the_older_a_text_the_rarer_it_is_looked_at(changed: timedelta, checked: timedelta, wanted: bool) -> None:
    assert due(known(checked), [version(changed + 100 * DAY), version(changed)], NOW) is wanted


def test_a_copy_from_an_archive_is_no_change() -> None:
    assert not due(known(DAY), [version(200 * DAY), version(HOUR, "https://archive.example/1")], NOW)


def test_without_a_text_it_is_as_old_as_the_first_mention() -> None:
    assert due(known(HOUR, first_seen=NOW - 2 * HOUR), [], NOW)


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (known(None), True),
        (known(100 * DAY, liveness=Liveness.DEAD), False),
        (known(100 * DAY, manual=False), False),
        (known(2 * DAY, liveness=Liveness.STRIKE), False),
        (known(3 * DAY, liveness=Liveness.STRIKE), True),
    ],
)
def test_what_never_was_had_or_is_gone(one: Remembered, wanted: bool) -> None:
    assert due(one, [], NOW) is wanted


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (known(None), True),
        (known(6 * DAY), False),
        (known(7 * DAY), True),
        (known(59 * MINUTE, liveness=Liveness.BLOCKED), False),
        (known(60 * MINUTE, liveness=Liveness.STRIKE), True),
        (known(900 * DAY, liveness=Liveness.DEAD), False),
        (known(None, manual=False), False),
    ],
)
def test_what_is_asked_for_when_an_article_is_opened(one: Remembered, wanted: bool) -> None:
    assert is_stale(one, NOW) is wanted
