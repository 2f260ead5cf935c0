"""The places for requests, and the pauses that servers ask for."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.model import Page
from reader.sources.pauses import LONGEST, asked_to_wait, left_alone, retry_after
from reader.sources.slots import AT_ONCE, Slots

NOW = datetime(2024, 3, 9, 12, tzinfo=UTC)


async def test_there_is_room_for_so_many_and_no_more() -> None:
    slots = Slots()
    with slots.taken("a.example"):
        assert slots.room_for("a.example")
        with slots.taken("a.example"):
            assert not slots.room_for("a.example")
            assert slots.room_for("b.example")
    with ExitStack() as stack:
        for number in range(AT_ONCE - 1):
            stack.enter_context(slots.taken(f"{number}.example"))
        assert slots.room_for("a.example")
        with slots.taken("b.example"):
            assert not slots.room_for("a.example")
    assert slots.room_for("a.example")


async def test_a_pause_ends_by_itself_and_wakes_who_waits() -> None:
    now = 100.0
    slots = Slots(lambda: now)
    slots.pause("a.example", 7)
    assert not slots.room_for("a.example")
    assert slots.room_for("b.example")
    waiting = asyncio.ensure_future(slots.changed())
    await asyncio.sleep(0)
    now = 106.9
    assert not slots.room_for("a.example")
    now = 107.0
    slots.wake()
    await waiting
    assert slots.room_for("a.example")


async def test_a_pause_that_ended_just_now_is_waited_for_no_more() -> None:
    now = 0.0
    slots = Slots(lambda: now)
    slots.pause("a.example", 7)
    now = 7.0
    await slots.changed()


async def test_who_waits_is_woken_when_a_request_ends() -> None:
    slots = Slots()
    waiting = [asyncio.ensure_future(slots.changed()) for _ in range(3)]
    await asyncio.sleep(0)
    with slots.taken("a.example"):
        assert not any(one.done() for one in waiting)
    await asyncio.gather(*waiting)


@given(st.integers(0, 2 * LONGEST))
def test_a_pause_is_given_in_seconds_or_as_a_date(seconds: int) -> None:
    wanted = min(seconds, LONGEST)
    assert retry_after(f" {seconds} ", NOW) == wanted
    assert retry_after(format_datetime(NOW + timedelta(seconds=seconds), usegmt=True), NOW) == wanted


@given(st.text())
def test_whatever_else_stands_there_is_no_pause_or_a_bounded_one(value: str) -> None:
    found = retry_after(value, NOW)
    assert found is None or 0 <= found <= LONGEST


@pytest.mark.parametrize("value", [None, "", "-5", "soon", "1e9", "\u0665", "99999999-01-01", "Mon, 99 Foo 2024"])
def test_nonsense_is_no_pause(value: str | None) -> None:
    assert retry_after(value, NOW) is None


def test_only_who_is_busy_asks_to_wait() -> None:
    def page(status: int) -> Page:
        return Page("http://a.example/", "http://a.example/", status, None, b"", retry_after=7)

    assert [asked_to_wait(page(status)) for status in (200, 301, 404, 429, 503)] == [None, None, None, 7, 7]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 second."), (7, "7 seconds."), (90, "2 minutes."), (3600, "1 hour."), (86400, "24 hours.")],
)
def test_the_sentence_says_how_long(seconds: float, words: str) -> None:
    assert left_alone("a.example", seconds).message == f"a.example asked to be left alone for {words}"


async def test_one_request_follows_another_to_a_host_after_a_second_and_a_bit() -> None:
    now = 10.0
    slots = Slots(lambda: now, apart=1.0, chance=lambda: 0.5, exempt=frozenset({"own.example"}))
    for host in ("a.example", "own.example"):
        with slots.taken(host):
            pass
    assert [slots.room_for(host) for host in ("a.example", "b.example", "own.example")] == [False, True, True]
    waiting = asyncio.ensure_future(slots.changed())
    await asyncio.sleep(0)
    assert not waiting.done()
    now = 11.14
    assert not slots.room_for("a.example")
    now = 11.15
    assert slots.room_for("a.example")
    slots.wake()
    await waiting
