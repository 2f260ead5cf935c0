"""What the reader's corrections do to the rest of a post: the chains are decoded again around what is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reader.voices.prose_chain import Step, marginals
from reader.voices.prose_runs import run_marginals
from tests.training.voices.measuring import calibrated
from tests.training.voices.model import TREES
from tests.training.voices.runs import every_run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.voices.prose_runs import Scores
    from tests.training.voices.measuring import Calibration
    from tests.training.voices.model import Weighed
    from tests.training.voices.rows import Flags, Floats, Rows

MOST = 3


class Effect(NamedTuple):
    """Over posts with quotations: the accuracy of all paragraphs, and of those not corrected before and after."""

    corrections: int
    accuracy: float
    others_before: float
    others_after: float


def effects(rows: Rows, weighed: Weighed, by_site: Mapping[str, Calibration], *, worst: bool) -> list[Effect]:
    """What one, two and three corrections of every post do.

    Args:
        rows: the posts.
        weighed: what was made of the posts by models that never saw their authors.
        by_site: factor and summand of the log-odds that are told of each site's posts.
        worst: whether the reader mends the wrong answer that is told as surest; else the least sure paragraph is asked
            about, be it right or wrong.
    """
    tally = np.zeros((MOST, 5))
    for k, post in enumerate(rows.posts):
        if not post.has_quotation:
            continue
        here = slice(int(rows.offsets[k]), int(rows.offsets[k + 1]))
        steps = [Step(*step) for step in weighed.steps[TREES][here]]
        scores = _by_start(weighed.runs[k], len(steps))
        truth, calibration = rows.quoted[here], by_site[post.site]
        first = told = _told(steps, scores, {}, calibration)
        settled: dict[int, bool] = {}
        for number in range(MOST):
            place = _asked(told, truth, settled, worst=worst)
            if place is not None:
                settled[place] = bool(truth[place])
                told = _told(steps, scores, settled, calibration)
            others = np.array([i not in settled for i in range(len(truth))])
            right_before, right = (first >= 0.5) == truth, (told >= 0.5) == truth
            tally[number] += [
                right.sum(), len(truth), right_before[others].sum(), right[others].sum(), others.sum(),
            ]  # fmt: skip
    return [Effect(number + 1, a / n, before / m, after / m) for number, (a, n, before, after, m) in enumerate(tally)]


def _by_start(scores: Floats, size: int) -> Scores:
    found: Scores = [[] for _ in range(size)]
    for start, score in zip(every_run(size)[0], scores, strict=True):
        found[start].append(float(score))
    return found


def _told(steps: Sequence[Step], scores: Scores, settled: dict[int, bool], calibration: Calibration) -> Floats:
    both = np.array([marginals(steps, settled), run_marginals(scores, settled)])
    found = calibrated(both.mean(0), *calibration)
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
