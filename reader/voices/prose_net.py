"""The net: units see a paragraph's features, score the step into it, and show it to the runs that it may be part of.

There is no matrix arithmetic without a library, so the weights are whole numbers and stand side by side in one long
integer for each feature, 32 bits a unit. One multiplication of such an integer by a feature's value, which is a whole
number too, serves all units at once; the sums stay below 2^31, so that no unit spills into the next.
"""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode
from math import fsum, tanh
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from reader.voices.prose_chain import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

FINENESS = 32
"""Steps of a feature's value in one standard deviation."""
FARTHEST = 3.0
"""How many standard deviations from the mean a feature's value counts."""
_MOST = int(FARTHEST * FINENESS)
_WIDTH = 32
_MIDDLE = 1 << (_WIDTH - 1)
_ZERO = 128
"""The byte that stands for a weight of 0."""


class Scale(NamedTuple):
    """The mean and the standard deviation of a feature in the posts that were learnt from."""

    mean: float
    deviation: float


class Sight(NamedTuple):
    """What the net sees of a paragraph.

    Attributes:
        step: the scores of the ways into it.
        inside, outside: what it adds to the units of a run of which it is a part, and of one in whose post it is.
        before, after: what it adds to those of the run that follows it, and of the one that it follows.
    """

    step: Step
    inside: list[float]
    outside: list[float]
    before: list[float]
    after: list[float]


class Net:
    """The net, made ready to score.

    Args:
        scales: of each feature.
        rows: for each feature a byte for each unit, the weight and 128; all in base 64. After the hidden units come
            those of the four views (`Sight`), as many for each, and three that are the direct way from the features to
            the three scores.
        units: what one of the whole numbers stands for in each unit, and what is added to the unit.
        out: for each of the three scores (begin, end, continue) the weight of each hidden unit, and what is added.
    """

    def __init__(
        self, scales: Sequence[Scale], rows: str, units: Sequence[tuple[float, float]], out: Sequence[Sequence[float]]
    ) -> None:
        size = len(units)
        data = b64decode(rows)
        ones = _packed(bytes([1]) * size)
        packed = [_packed(data[k : k + size]) - _ZERO * ones for k in range(0, len(data), size)]
        # Most features of most paragraphs are 0: what they add is known beforehand.
        self._columns = [
            (mean, FINENESS / deviation, _whole(-mean * FINENESS / deviation), row)
            for (mean, deviation), row in zip(scales, packed, strict=True)
        ]
        self._of_zeros = _MIDDLE * ones + sum(zero * row for _, _, zero, row in self._columns)
        self._size = size
        self._factors = [factor for factor, _ in units]
        self._biases = [bias for _, bias in units]
        self._out = out

    def look(self, values: Sequence[float]) -> Sight:
        """What a paragraph with these features shows."""
        total = self._of_zeros
        for value, (mean, factor, zero, row) in zip(values, self._columns, strict=True):
            if value:
                total += (_whole((value - mean) * factor) - zero) * row
        sums = array("I", total.to_bytes(self._size * _WIDTH // 8, sys.byteorder))
        if sys.byteorder == "big":
            sums.reverse()
        units = [
            (x - _MIDDLE) * factor + bias for x, factor, bias in zip(sums, self._factors, self._biases, strict=True)
        ]
        width = len(self._out[0]) - 1
        hidden, views, direct = list(map(tanh, units[:width])), units[width:-3], units[-3:]
        step = Step(*(fsum(map(mul, hidden, out)) + out[-1] + by for out, by in zip(self._out, direct, strict=True)))
        part = len(views) // 4
        return Sight(step, *(views[k * part : (k + 1) * part] for k in range(4)))


def _whole(steps: float) -> int:
    """The nearest whole number of steps, at most as many as count."""
    return _MOST if steps > _MOST else -_MOST if steps < -_MOST else round(steps)


def _packed(row: bytes) -> int:
    """Bytes as one integer, `_WIDTH` bits for each, the first the lowest."""
    return int.from_bytes(b"".join(byte.to_bytes(_WIDTH // 8, "little") for byte in row), "little")
