"""Months in the life of some sources: what is known in the end, and what never happened on the way."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reader.sources.memory import Liveness
from reader.sources.transitions import APART, badge
from tests.sources.simulated_year import LIVES, OUTAGE, START, live


@pytest.mark.slow
async def test_in_the_end_each_source_is_known_for_what_it_is() -> None:
    year = await live(2 * len(LIVES), 125)
    assert {
        url: badge(year.memory.history[url][-1]) for url in year.lives
    } == {url: one.end for url, one in year.lives.items()}  # fmt: skip
    assert year.missed
    for url, steps in year.memory.history.items():
        days = [(step.checked - START).days for step in steps if step.checked is not None]
        assert not set(days) & set(OUTAGE), url
        struck = [step.struck for step in steps if step.struck is not None]
        assert all(later == first or later - first >= APART for first, later in pairwise(struck))
        dead = [step for step in steps if step.liveness is Liveness.DEAD]
        assert len(dead) <= 1, "a dead source is not asked for again by itself"
