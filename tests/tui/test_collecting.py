"""Full collections wait for a moment without keys, and come then."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import pytest

from reader.tui import collecting
from reader.tui.collecting import Collecting

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ring:
    """Unreachable as soon as nobody holds it, and found by a full collection only."""

    def __init__(self, gone: list[str]) -> None:
        self.me, self.gone = self, gone

    def __del__(self) -> None:
        self.gone.append("gone")


@pytest.fixture
def thresholds() -> Iterator[tuple[int, int, int]]:
    before = gc.get_threshold()
    yield before
    assert gc.get_threshold() == before
    gc.unfreeze()


def made_old(gone: list[str]) -> None:
    """Leave a ring that only a full collection finds, and make one due."""
    ring = Ring(gone)
    gc.collect(1)
    gc.collect(1)
    assert ring.me is ring
    del ring
    for _ in range(collecting.DUE):
        gc.collect(1)


@pytest.mark.parametrize("overdue", [False, True])
async def test_a_full_collection_waits_for_a_key_but_not_for_ever(
    thresholds: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch, *, overdue: bool
) -> None:
    app, gone = Collecting(), list[str]()
    async with app.run_test() as pilot:
        assert gc.get_threshold()[:2] == thresholds[:2]
        await pilot.press("j")
        made_old(gone)
        if overdue:
            monkeypatch.setattr(collecting, "OVERDUE", collecting.DUE)
        app._collect()
        assert bool(gone) is overdue


async def test_it_comes_by_itself(thresholds: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "QUIET", 0.02)
    app, gone = Collecting(), list[str]()
    async with app.run_test() as pilot:
        assert gc.get_threshold() != thresholds
        await pilot.press("j")
        made_old(gone)
        async with asyncio.timeout(20):
            while not gone:
                await pilot.pause(0.01)
