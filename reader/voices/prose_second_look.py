"""A second look at a post: each paragraph beside the two voices that a first look heard, and beside its neighbours.

No two authors write alike, but one author's commentary is like itself, and so is what one article says. What the first
look is sure of shows what either voice is like in this very post; the second look asks which of them a paragraph is
nearer to.
"""

from __future__ import annotations

from itertools import pairwise
from math import fsum, sqrt
from operator import add, mul, sub
from typing import TYPE_CHECKING, NamedTuple

from reader.voices.prose_net import FARTHEST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.voices.prose_net import Scale
    from reader.voices.prose_style import Features

_STEPPED = (
    "length", "sentence", "letters", "capitals", "contractions", "rate_i", "rate_we", "rate_you", "rate_he",
    "rate_said", "rate_was", "rate_is", "rate_stance", "rate_the", "rate_of", "numbers", "quotes_inside", "endings_ed",
    "names", "commas", "long_words",
)  # fmt: skip
"""What is compared with the paragraph before one by one."""
_CREDIT = 3.0
"""For how many paragraphs the usual style of a voice counts beside those of the post."""
_LEAST_LEANING = 0.5
"""Added to a sum that is divided by, so that a post of one or two paragraphs says little."""
Vector = list[float]


class Usual(NamedTuple):
    """The mean of a feature in quoted paragraphs and in commentary, in standard deviations from the mean of all."""

    quoted: float
    own: float


class SecondLook:
    """What is seen at the second look.

    Args:
        usual: the features of a paragraph's own style, and what they are usually like in either voice.
    """

    def __init__(self, usual: Mapping[str, Usual]) -> None:
        self._quoted = [_CREDIT * one.quoted for one in usual.values()]
        self._own = [_CREDIT * one.own for one in usual.values()]
        self._stepped = [k for k, name in enumerate(usual) if name in _STEPPED]

    @property
    def size(self) -> int:
        """How many numbers are seen of each paragraph."""
        return 10 + len(self._stepped)

    def see(self, post: Sequence[Vector], likely: Sequence[float]) -> list[Vector]:
        """What is seen of each paragraph of a post.

        Args:
            post: the style of each: the features that the look knows, in order (`styles`).
            likely: the probability of "quoted" that the first look gives each.

        Returns:
            For each the same count of numbers: how far it is from either voice and how much nearer to the quoted one,
            how it leans to what is likelier quoted, how like it is to the others, to its neighbours, and the steps
            from the paragraph before.
        """
        voices, leanings = self._voices(post, likely), _leanings(post, likely)
        return [[*voices[i], *leanings[i], *self._steps(one, post[i - 1] if i else None)] for i, one in enumerate(post)]

    def _voices(self, post: Sequence[Vector], likely: Sequence[float]) -> list[tuple[float, float, float]]:
        """The mean squared distances from the other paragraphs of either voice, and half their difference."""
        from_quoted = _distances(post, likely, self._quoted)
        from_own = _distances(post, [1.0 - p for p in likely], self._own)
        return [((own - quoted) / 2, own, quoted) for own, quoted in zip(from_own, from_quoted, strict=True)]

    def _steps(self, one: Vector, before: Vector | None) -> Vector:
        """The steps from the paragraph before to this one, and the mean size of all steps."""
        if before is None:
            return [0.0] * (len(self._stepped) + 1)
        steps = list(map(sub, one, before))
        return [*(steps[k] for k in self._stepped), sum(map(abs, steps)) / (len(steps) or 1)]


def styles(rows: Sequence[Features], scales: Mapping[str, Scale]) -> list[Vector]:
    """The features that have a scale, of each paragraph, in standard deviations from the mean and within bounds."""
    return [
        [
            min(max((row.get(name, 0.0) - mean) / deviation, -FARTHEST), FARTHEST)
            for name, (mean, deviation) in scales.items()
        ]
        for row in rows
    ]


def _leanings(post: Sequence[Vector], likely: Sequence[float]) -> list[Vector]:
    """How each paragraph's style goes along with that of others (cosines): the likelier quoted, all, its neighbours."""
    n = len(post)
    units = [_unit(one) for one in post]
    own = [_dot(unit, unit) for unit in units]
    mean = fsum(likely) / (n or 1)
    leans = [p - mean for p in likely]
    leaning, whole = _sum(units, leans), _sum(units, [1.0] * n)
    size = fsum(map(abs, leans)) + _LEAST_LEANING
    toward = [
        (_dot(unit, leaning) - lean * itself) / (size - abs(lean))
        for unit, lean, itself in zip(units, leans, own, strict=True)
    ]
    middle = sum(toward) / (n or 1)
    near = [0.0, *(_dot(a, b) for a, b in pairwise(units)), 0.0]
    return [
        [
            toward[i],
            toward[i] - middle,
            (_dot(unit, whole) - own[i]) / max(n - 1, 1),
            near[i],
            near[i + 1],
            near[i] - near[i + 1],
        ]
        for i, unit in enumerate(units)
    ]


def _distances(post: Sequence[Vector], weights: Sequence[float], credit: Vector) -> list[float]:
    """The mean squared distance of each paragraph from the weighted mean of the others and of what is usual."""
    total = list(map(add, _sum(post, weights), credit))
    count, of_total = fsum(weights) + _CREDIT, _dot(total, total)
    # The paragraph less the mean of the others is (count * paragraph - total) / (count less its own weight).
    return [
        (count * count * _dot(one, one) - 2 * count * _dot(one, total) + of_total)
        / ((count - weight) ** 2 * (len(one) or 1))
        for one, weight in zip(post, weights, strict=True)
    ]


def _sum(post: Sequence[Vector], weights: Sequence[float]) -> Vector:
    """The weighted sum of vectors."""
    return [fsum(map(mul, column, weights)) for column in zip(*post, strict=True)]


def _unit(vector: Vector) -> Vector:
    size = sqrt(_dot(vector, vector)) or 1.0
    return [x / size for x in vector]


def _dot(a: Vector, b: Vector) -> float:
    return fsum(map(mul, a, b))
