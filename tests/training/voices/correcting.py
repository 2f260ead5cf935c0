"""What the reader's corrections do to the rest of a post: the chains are decoded again around what is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reader.voices.prose_chain import Step, marginals
from tests.training.voices.measuring import calibrated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.training.voices.rows import Flags, Floats, Rows

MOST = 3


class Effect(NamedTuple):
    """Over posts with quotations: the accuracy of all paragraphs, and of those not corrected before and after."""

    corrections: int
    accuracy: float
    others_before: float
    others_after: float


def effects(rows: Rows, chains: Sequence[Floats], calibration: tuple[float, float], *, worst: bool) -> list[Effect]:
    """What one, two and three corrections of every post do.

    Args:
        rows: the posts.
        chains: the steps of each chain whose mean is told, from models that never saw the post's author.
        calibration: factor and summand of the log-odds that are told.
        worst: whether the reader mends the wrong answer that is told as surest; else the least sure paragraph is asked
            about, be it right or wrong.
    """
    tally = np.zeros((MOST, 5))
    for k, post in enumerate(rows.posts):
        if not post.has_quotation:
            continue
        here = slice(int(rows.offsets[k]), int(rows.offsets[k + 1]))
        steps = [[Step(*step) for step in chain[here]] for chain in chains]
        truth = rows.quoted[here]
        first = told = _told(steps, {}, calibration)
        settled: dict[int, bool] = {}
        for number in range(MOST):
            place = _asked(told, truth, settled, worst=worst)
            if place is not None:
                settled[place] = bool(truth[place])
                told = _told(steps, settled, calibration)
            others = np.array([i not in settled for i in range(len(truth))])
            right_before, right = (first >= 0.5) == truth, (told >= 0.5) == truth
            tally[number] += [
                right.sum(), len(truth), right_before[others].sum(), right[others].sum(), others.sum(),
            ]  # fmt: skip
    return [Effect(number + 1, a / n, before / m, after / m) for number, (a, n, before, after, m) in enumerate(tally)]


def _told(steps: Sequence[Sequence[Step]], settled: dict[int, bool], calibration: tuple[float, float]) -> Floats:
    found = calibrated(np.mean([marginals(chain, settled) for chain in steps], axis=0), *calibration)
    for place, quoted in settled.items():
        found[place] = float(quoted)
    return found


def _asked(told: Floats, truth: Flags, settled: dict[int, bool], *, worst: bool) -> int | None:
    """The paragraph that is corrected next, or None where there is none."""
    doubt = np.abs(told - truth) if worst else 0.5 - np.abs(told - 0.5)
    if worst:
        doubt = np.where((told >= 0.5) == truth, -1.0, doubt)
    for place in settled:
        doubt[place] = -1.0
    place = int(np.argmax(doubt))
    return place if doubt[place] >= 0 else None
