"""The chain: paragraphs are quoted or commentary; a step between two of them begins, ends or continues a quotation.

Two states, so one number a place is enough: the log of (weight of "quoted" / weight of "commentary"). What is reported
is each paragraph's own probability (forward-backward marginals), not the single best sequence: it is the honest figure
to show.
"""

from __future__ import annotations

from math import exp, log1p
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CERTAIN = 60.0
"""Log-odds of what is known; nothing that the model weighs comes near."""


class Step(NamedTuple):
    """The scores of the ways into a paragraph; from commentary to commentary it is 0."""

    begin: float
    end: float
    cont: float


def marginals(steps: Sequence[Step], settled: Mapping[int, bool]) -> list[float]:
    """The probability that each paragraph is quoted, by the forward-backward algorithm.

    Args:
        steps: the step into each paragraph; the first comes from commentary.
        settled: whether a paragraph is quoted, for those of which it is known.
    """
    known = [(CERTAIN if settled[i] else -CERTAIN) if i in settled else 0.0 for i in range(len(steps))]
    forward: list[float] = []
    for i, step in enumerate(steps):
        came = _pass(forward[-1], step.begin, step.end, step.cont) if i else step.begin
        forward.append(came + known[i])
    found: list[float] = []
    back = 0.0
    for i in range(len(steps) - 1, -1, -1):
        found.append(logistic(forward[i] + back))
        back = _pass(back + known[i], steps[i].end, steps[i].begin, steps[i].cont)
    return found[::-1]


def _pass(ratio: float, enter: float, leave: float, stay: float) -> float:
    """Carry a log-ratio over one step: log (e^enter + e^(ratio+stay)) / (1 + e^(ratio+leave))."""
    return log_add(enter, ratio + stay) - log_add(0.0, ratio + leave)


def log_add(a: float, b: float) -> float:
    """The logarithm of e^a + e^b."""
    return max(a, b) + log1p(exp(-abs(a - b)))


def logistic(x: float) -> float:
    """The probability that log-odds stand for."""
    return 1.0 / (1.0 + exp(-x)) if x >= 0 else exp(x) / (1.0 + exp(x))
