"""What a run of paragraphs is as a whole: what it shares inside and with what stands around it, its size and place."""

from __future__ import annotations

from itertools import accumulate
from math import log
from operator import add
from typing import TYPE_CHECKING

from reader.voices.prose_likeness import shared_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.voices.prose_paragraph import Paragraph

_WORDS, _MOST_WORDS = 20.0, 5.0
_NAMES, _MOST_NAMES = 2.0, 6.0
"""How much what is shared counts, and at most for two paragraphs: about one for most runs."""
_LONG = 4
"""How many paragraphs are more than a few."""
SHARED = 10
"""How many numbers tell what a run shares."""
Pairs = list[list[float]]
"""What each two paragraphs share; a paragraph shares nothing with itself."""


class Runs:
    """The runs of a post's paragraphs.

    Args:
        post: the paragraphs.
    """

    def __init__(self, post: Sequence[Paragraph]) -> None:
        self._size = len(post)

        alike = shared_words(post)

        def words(i: int, j: int) -> float:
            return min(_WORDS * alike(i, j), _MOST_WORDS)

        def names(i: int, j: int) -> float:
            return min(_NAMES * len(post[i].names & post[j].names), _MOST_NAMES)

        self._shared = [_Shared(_pairs(len(post), of_two)) for of_two in (words, names)]

    def shared(self, start: int, end: int) -> list[float]:
        """What the run of the paragraphs from `start` to before `end` shares: `SHARED` numbers."""
        words, names = self._shared
        return [*words.see(start, end), *names.see(start, end)]

    def see(self, start: int, end: int) -> list[float]:
        """All that is seen of a run: what it shares, its length, if it opens or closes the post, the post's size."""
        n = self._size
        return [*self.shared(start, end), *lengths(end - start, n), start == 0, end == n, log(n)]


def lengths(length: int, size: int) -> tuple[float, ...]:
    """What is seen of a run's length in a post of so many paragraphs."""
    return (
        log(length), length == 1, length == 2, length == _LONG - 1, length >= _LONG, length / size,
    )  # fmt: skip


class _Shared:
    """Sums of what pairs share, made ready so that those of any run are told at once."""

    def __init__(self, pairs: Pairs) -> None:
        n = len(pairs)
        self._pairs = pairs
        self._along = [list(accumulate(row, initial=0.0)) for row in pairs]
        self._table = [[0.0] * (n + 1)]
        for row in self._along:
            self._table.append(list(map(add, self._table[-1], row)))

    def see(self, start: int, end: int) -> tuple[float, ...]:
        """The mean of what is shared inside, with the rest, with the paragraph before and after; of those two."""
        along, top, bottom, n = self._along, self._table[start], self._table[end], len(self._pairs)
        length = end - start
        inside = bottom[end] - bottom[start] - top[end] + top[start]
        rest = length * (n - length)
        outside = (bottom[n] - top[n] - inside) / rest if rest else 0.0
        before = (along[start - 1][end] - along[start - 1][start]) / length if start else 0.0
        after = (along[end][end] - along[end][start]) / length if end < n else 0.0
        around = self._pairs[start - 1][end] if start and end < n else 0.0
        return inside / (length * (length - 1) or 1), outside, before, after, around


def _pairs(size: int, of_two: Callable[[int, int], float]) -> Pairs:
    pairs = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i):
            pairs[i][j] = pairs[j][i] = of_two(i, j)
    return pairs
