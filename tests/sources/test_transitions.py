"""Every transition of what is remembered of an address, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.memory import Content, Liveness, Remembered
from reader.sources.model import State
from reader.sources.transitions import APART, STRIKES, Seen, after, badge, marked

NOW = datetime(2024, 3, 12, 10, tzinfo=UTC)
URL = "https://courier.example/quay"
DAY = timedelta(days=1)
NEW = Remembered(URL, NOW - 30 * DAY)
ALIVE = replace(
    NEW, liveness=Liveness.ALIVE, content=Content.READABLE, checked=NOW - DAY, last_ok=NOW - DAY, etag='"1"'
)
THIN = replace(ALIVE, content=Content.THIN)
MOVED = replace(ALIVE, liveness=Liveness.MOVED)
DRIFTED = replace(ALIVE, drifted=NOW - DAY)
WALLED = replace(NEW, liveness=Liveness.WALLED, checked=NOW - DAY)
BLOCKED = replace(NEW, liveness=Liveness.BLOCKED, checked=NOW - DAY)
LOST = replace(NEW, liveness=Liveness.SOFT404, checked=NOW - DAY)
DEAD = replace(NEW, liveness=Liveness.DEAD, strikes=3, struck=NOW - DAY, checked=NOW - DAY)


def struck(times: int, ago: timedelta) -> Remembered:
    return replace(NEW, liveness=Liveness.STRIKE, strikes=times, struck=NOW - ago, checked=NOW - ago)


def seen(state: State, **more: object) -> Seen:
    has_text = state in (State.OK, State.MOVED, State.THIN)
    return Seen(URL, state, f"It is {state}.", has_text=has_text)._replace(**more)  # type: ignore[arg-type]


ROWS = [
    # what was known, what one attempt shows → liveness, strikes, content, badge
    (None, State.OK, Liveness.ALIVE, 0, Content.READABLE, State.OK),
    (None, State.MOVED, Liveness.MOVED, 0, Content.READABLE, State.MOVED),
    (None, State.THIN, Liveness.ALIVE, 0, Content.THIN, State.THIN),
    (None, State.WALLED, Liveness.WALLED, 0, Content.NONE, State.WALLED),
    (None, State.BLOCKED, Liveness.BLOCKED, 0, Content.NONE, State.BLOCKED),
    (None, State.SOFT404, Liveness.SOFT404, 0, Content.NONE, State.SOFT404),
    (None, State.STRIKE, Liveness.STRIKE, 1, Content.NONE, State.STRIKE),
    (None, State.DEAD, Liveness.DEAD, 0, Content.NONE, State.DEAD),
    (None, State.OFFLINE, Liveness.UNKNOWN, 0, Content.NONE, State.QUEUED),
    (None, State.SKIPPED, Liveness.UNKNOWN, 0, Content.NONE, State.QUEUED),
    (ALIVE, State.OK, Liveness.ALIVE, 0, Content.READABLE, State.OK),
    (ALIVE, State.MOVED, Liveness.MOVED, 0, Content.READABLE, State.MOVED),
    (ALIVE, State.THIN, Liveness.ALIVE, 0, Content.THIN, State.THIN),
    (ALIVE, State.STRIKE, Liveness.STRIKE, 1, Content.READABLE, State.STRIKE),
    (ALIVE, State.DEAD, Liveness.DEAD, 0, Content.READABLE, State.DEAD),
    (ALIVE, State.SOFT404, Liveness.SOFT404, 0, Content.READABLE, State.SOFT404),
    (ALIVE, State.WALLED, Liveness.WALLED, 0, Content.READABLE, State.WALLED),
    (ALIVE, State.BLOCKED, Liveness.BLOCKED, 0, Content.READABLE, State.BLOCKED),
    (ALIVE, State.OFFLINE, Liveness.ALIVE, 0, Content.READABLE, State.OK),
    (THIN, State.OK, Liveness.ALIVE, 0, Content.READABLE, State.OK),
    (MOVED, State.OK, Liveness.ALIVE, 0, Content.READABLE, State.OK),
    (DRIFTED, State.OK, Liveness.ALIVE, 0, Content.READABLE, State.DRIFTED),
    (DRIFTED, State.STRIKE, Liveness.STRIKE, 1, Content.READABLE, State.STRIKE),
    (struck(1, 2 * DAY), State.STRIKE, Liveness.STRIKE, 1, Content.NONE, State.STRIKE),
    (struck(1, APART), State.STRIKE, Liveness.STRIKE, 2, Content.NONE, State.STRIKE),
    (struck(2, 2 * DAY), State.STRIKE, Liveness.STRIKE, 2, Content.NONE, State.STRIKE),
    (struck(2, APART), State.STRIKE, Liveness.DEAD, 3, Content.NONE, State.DEAD),
    (struck(2, APART), State.OK, Liveness.ALIVE, 0, Content.READABLE, State.OK),
    (struck(2, APART), State.WALLED, Liveness.WALLED, 0, Content.NONE, State.WALLED),
    (struck(2, APART), State.BLOCKED, Liveness.BLOCKED, 2, Content.NONE, State.BLOCKED),
    (struck(2, APART), State.SOFT404, Liveness.SOFT404, 2, Content.NONE, State.SOFT404),
    (struck(2, APART), State.OFFLINE, Liveness.STRIKE, 2, Content.NONE, State.STRIKE),
    (struck(2, APART), State.SKIPPED, Liveness.STRIKE, 2, Content.NONE, State.STRIKE),
    (WALLED, State.OK, Liveness.ALIVE, 0, Content.READABLE, State.OK),
    (WALLED, State.STRIKE, Liveness.STRIKE, 1, Content.NONE, State.STRIKE),
    (BLOCKED, State.BLOCKED, Liveness.BLOCKED, 0, Content.NONE, State.BLOCKED),
    (BLOCKED, State.DEAD, Liveness.DEAD, 0, Content.NONE, State.DEAD),
    (LOST, State.OK, Liveness.ALIVE, 0, Content.READABLE, State.OK),
    (LOST, State.SOFT404, Liveness.SOFT404, 0, Content.NONE, State.SOFT404),
    (DEAD, State.STRIKE, Liveness.DEAD, 3, Content.NONE, State.DEAD),
    (DEAD, State.OK, Liveness.ALIVE, 0, Content.READABLE, State.OK),
    (DEAD, State.BLOCKED, Liveness.BLOCKED, 3, Content.NONE, State.BLOCKED),
]


@pytest.mark.parametrize(("known", "state", "liveness", "strikes", "content", "shown"), ROWS)
def test_a_transition(
    known: Remembered | None, state: State, liveness: Liveness, strikes: int, content: Content, shown: State
) -> None:
    found = after(known, seen(state), NOW)
    assert (found.liveness, found.strikes, found.content, badge(found)) == (liveness, strikes, content, shown)
    nothing_tried = state in (State.OFFLINE, State.SKIPPED)
    assert (found.checked == NOW) is not nothing_tried
    assert (found.last_ok == NOW) is (state in (State.OK, State.MOVED, State.THIN))
    assert nothing_tried or found.why.startswith(f"It is {state}.")


def test_the_rows_reach_every_liveness_from_every_answer() -> None:
    assert {row[1] for row in ROWS} == set(State) - {
        State.QUEUED, State.FETCHING, State.NAMED, State.DRIFTED,
    }  # fmt: skip
    assert {row[2] for row in ROWS} == set(Liveness)
    assert {row[0].liveness if row[0] else None for row in ROWS} == {None, *Liveness} - {Liveness.UNKNOWN}


@pytest.mark.parametrize(
    ("known", "liveness", "content"),
    [
        (ALIVE, Liveness.ALIVE, Content.READABLE),
        (THIN, Liveness.ALIVE, Content.THIN),
        (struck(2, APART), Liveness.ALIVE, Content.NONE),
    ],
)
def test_a_page_that_did_not_change_is_what_it_was(known: Remembered, liveness: Liveness, content: Content) -> None:
    found = after(known, seen(State.OK, unchanged=True), NOW)
    assert (found.liveness, found.content, found.etag, found.strikes) == (liveness, content, known.etag, 0)


def test_what_is_no_text_is_there_all_the_same() -> None:
    found = after(None, seen(State.OK, has_text=False, media_type="image/png"), NOW)
    assert (found.content, badge(found)) == (Content.NONTEXT, State.OK)


def test_a_full_answer_brings_its_own_validators() -> None:
    found = after(ALIVE, seen(State.OK, last_modified="yesterday"), NOW)
    assert (found.etag, found.last_modified) == (None, "yesterday")


def test_looking_often_kills_nothing() -> None:
    known = None
    for hours in range(0, 24 * 5, 6):
        known = after(known, seen(State.STRIKE), NOW + timedelta(hours=hours))
    assert known is not None
    assert known.strikes == 2
    assert badge(known) is State.STRIKE


def test_a_count_that_lost_its_time_goes_by_the_last_look() -> None:
    known = replace(struck(1, DAY), struck=None)
    assert after(known, seen(State.STRIKE), NOW).strikes == 1


@pytest.mark.parametrize(
    ("known", "alive", "shown"),
    [
        (DEAD, True, State.OK),
        (WALLED, True, State.OK),
        (DRIFTED, True, State.DRIFTED),
        (ALIVE, False, State.DEAD),
        (ALIVE, None, State.OK),
    ],
)
def test_what_the_person_says_stands_above_what_is_seen(known: Remembered, alive: bool | None, shown: State) -> None:
    said = marked(known, NOW, alive=alive)
    assert badge(said) is shown
    if alive is not None:
        again = after(said, seen(State.STRIKE if alive else State.OK), NOW)
        assert badge(again) is (State.DRIFTED if known.drifted else State.OK if alive else State.DEAD)
        assert badge(marked(again, NOW, alive=None)) is (State.STRIKE if alive and known is not DEAD else badge(
            replace(again, manual=None)
        ))  # fmt: skip


STATES = st.sampled_from(
    [State.OK, State.STRIKE, State.WALLED, State.BLOCKED, State.OFFLINE, State.SKIPPED, State.THIN, State.SOFT404]
)


@given(st.lists(st.tuples(STATES, st.integers(0, 10)), max_size=30))
def test_nothing_dies_but_by_failures_days_apart_with_no_answer_between(steps: list[tuple[State, int]]) -> None:
    known, now = None, NOW
    counted: list[datetime] = []
    for state, days in steps:
        now += timedelta(days=days)
        known = after(known, seen(state), now)
        if state is State.STRIKE and (not counted or now - counted[-1] >= APART):
            counted.append(now)
        elif state in (State.OK, State.THIN, State.WALLED):
            counted.clear()
        if known.liveness is Liveness.DEAD:
            assert len(counted) >= STRIKES
        else:
            assert len(counted) < STRIKES or known.liveness in (Liveness.BLOCKED, Liveness.SOFT404)


def test_a_page_that_only_says_it_is_not_there_neither_adds_a_strike_nor_clears_one() -> None:
    first = after(None, Seen(URL, State.STRIKE, "It did not answer."), NOW)
    soft = after(first, Seen(URL, State.SOFT404, "It says that it is not there."), NOW + APART)
    assert (soft.liveness, soft.strikes, soft.struck) == (Liveness.SOFT404, 1, NOW)
    second = after(soft, Seen(URL, State.STRIKE, "It did not answer."), NOW + 2 * APART)
    third = after(second, Seen(URL, State.STRIKE, "It did not answer."), NOW + 3 * APART)
    assert third.liveness is Liveness.DEAD
