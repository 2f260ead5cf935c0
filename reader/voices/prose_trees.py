"""Boosted trees: many small trees of yes-or-no questions about a paragraph, whose answers are added up.

The four ways into a paragraph (from commentary or quotation to commentary or quotation) have their own trees. Their
sums are scores of a pair of neighbours. As a paragraph stands in two pairs, what they say of it alone is taken off
once, so that nothing counts twice.

All trees are walked at once, feature by feature (QuickScorer, Lucchese et al. 2015): one bit stands for each leaf, and
every question that is answered with no takes away the bits of the leaves that only a yes leads to. The lowest bit that
is left in each tree is the leaf that it comes to.
"""

from __future__ import annotations

from bisect import bisect_left
from math import fsum
from operator import getitem
from typing import TYPE_CHECKING, NamedTuple

from reader.voices.prose_chain import Step, log_add

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAVES = 8
"""Leaves of a tree at most: one bit of a byte each."""
_LOWEST = bytes([0, *((byte & -byte).bit_length() - 1 for byte in range(1, 256))])


class Question(NamedTuple):
    """Whether a feature's value is at most a threshold; in which tree; and the leaves (bits) that are left by a no."""

    threshold: float
    tree: int
    left: int


class Ways(NamedTuple):
    """The scores of the ways into a paragraph: commentary to commentary, commentary to quotation, and so on."""

    cc: float
    cq: float
    qc: float
    qq: float


class Trees:
    """The trees of the four ways, made ready to be walked.

    Args:
        questions: for each feature the questions about it.
        leaves: for each tree the values of its leaves from left to right; the trees of one way stand together, and the
            four ways have equally many.
    """

    def __init__(self, questions: Sequence[Sequence[Question]], leaves: Sequence[Sequence[float]]) -> None:
        self._size = len(leaves)
        self._whole = (1 << LEAVES * self._size) - 1
        self._leaves = leaves
        self._columns = [
            (number, *self._ready(sorted(Question(*one) for one in asked)))
            for number, asked in enumerate(questions)
            if asked
        ]

    def score(self, values: Sequence[float]) -> Ways:
        """The sums of the leaves that a paragraph with these features comes to."""
        left = self._whole
        for number, thresholds, masks in self._columns:
            noes = bisect_left(thresholds, values[number])
            if noes:
                left &= masks[noes - 1]
        reached = left.to_bytes(self._size, "little").translate(_LOWEST)
        found = list(map(getitem, self._leaves, reached))
        part = self._size // 4
        return Ways(*(fsum(found[way * part : (way + 1) * part]) for way in range(4)))

    def _ready(self, asked: Sequence[Question]) -> tuple[list[float], list[int]]:
        """The thresholds in order, and the leaves that are left when all up to each are answered with no."""
        masks = []
        left = self._whole
        for one in asked:
            left &= ~((~one.left & 255) << LEAVES * one.tree)
            masks.append(left)
        return [one.threshold for one in asked], masks


def steps_of(ways: Sequence[Ways]) -> list[Step]:
    """The steps of a chain in which each pair of neighbours has the scores given."""
    found = []
    for i, (cc, cq, qc, qq) in enumerate(ways):
        twice = _shared(ways[i], ways[i + 1]) if i + 1 < len(ways) else 0.0
        found.append(Step(cq - cc - twice, qc - cc, qq - cc - twice))
    return found


def _shared(into: Ways, out_of: Ways) -> float:
    """The log-odds of "quoted" of the paragraph between two pairs, by itself: the mean of what either says."""
    before = log_add(into.cq, into.qq) - log_add(into.cc, into.qc)
    after = log_add(out_of.qc, out_of.qq) - log_add(out_of.cc, out_of.cq)
    return (before + after) / 2
