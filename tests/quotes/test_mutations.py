from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.quotes.mutation_kinds import KINDS
from tests.quotes.mutations import Figures, run, sources

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, Figures]:
    return run(sources(shared), 1500, seed=20)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_no_change_of_words_passes_and_no_licensed_one_is_a_change(figures: dict[str, Figures], name: str) -> None:
    one = figures[name]
    assert one.cases > 5
    assert one.false == 0, one.missed
    assert one.right / one.cases >= 0.9, one.missed


@pytest.mark.shared
@pytest.mark.slow
def test_nearly_all_are_judged_as_they_should_be(figures: dict[str, Figures]) -> None:
    assert sum(one.right for one in figures.values()) / sum(one.cases for one in figures.values()) >= 0.97
