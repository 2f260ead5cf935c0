"""A hostile web: whatever its servers do, there is the page or the error that is right, in time and in bounds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.sources import hostile_codings, hostile_report
from tests.sources.hostile import CASES, hostile_web
from tests.sources.hostile_case import Case, Got, Refused, mismatch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.sources.fetcher import Fetcher
    from tests.sources.hostile import Web

LATE = 0.4
"""Seconds for the cases that only the deadline ends; all others have the time of a page that a person opened."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def visit() -> AsyncIterator[tuple[Web, Fetcher]]:
    """The hostile web and one fetcher for all of it; the private address in it must never be visited."""
    with hostile_web() as web:
        fetcher = web.fetcher(LATE)
        yield web, fetcher
        await fetcher.close()
    assert web.canary == 0


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
async def test_each_hostile_behaviour_comes_to_what_it_should(case: Case, visit: tuple[Web, Fetcher]) -> None:
    web, fetcher = visit
    outcome = await web.ask(fetcher, case, background=case.late)
    assert mismatch(outcome, case.expected) == ""


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("case", hostile_codings.BOMBS, ids=[case.name for case in hostile_codings.BOMBS])
async def test_a_bomb_takes_little_memory(case: Case, visit: tuple[Web, Fetcher]) -> None:
    web, fetcher = visit
    watch = hostile_report.Watch()
    async with watch.over():
        await web.ask(fetcher, case, background=False)
    assert watch.most - watch.before < 100e6  # the report is stricter, and undisturbed


def test_there_are_many_cases_and_each_has_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 75
    assert {type(case.expected) for case in CASES} == {Got, Refused}


async def test_the_report_notices_a_stall_and_memory() -> None:
    watch = hostile_report.Watch()
    async with watch.over():
        kept = b"\xaa" * 50_000_000
        time.sleep(0.15)  # noqa: ASYNC251 - this is the stall
    assert watch.stall > hostile_report.LONGEST_STALL / 1e3
    assert watch.most - watch.before > 0.9 * len(kept)


async def test_the_report_fails_where_a_case_does(visit: tuple[Web, Fetcher]) -> None:
    web, fetcher = visit
    case = next(case for case in CASES if case.name == "says-gzip-is-plain")
    assert not (await hostile_report.visit(web, fetcher, case)).wrong
    wrong = await hostile_report.visit(web, fetcher, case._replace(expected=Got()))
    assert wrong.wrong.startswith("no page")
    assert wrong.line.startswith("FAIL")
