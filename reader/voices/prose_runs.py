"""Runs: a quotation as a whole is scored, beside the steps between its paragraphs.

A chain sees two neighbours at a time and loses long quotations in their middle. Here every run of paragraphs that could
be one quotation is scored as one thing (a semi-Markov field, Sarawagi and Cohen 2004): by the steps into it, through it
and out of it, and by a layer of hidden units that see how it stands off from the rest of the post, what is before and
after it, what its paragraphs share, how long it is and where.
"""

from __future__ import annotations

from itertools import accumulate
from math import exp, inf, log, tanh
from operator import add, mul
from typing import TYPE_CHECKING

from reader.voices.prose_chain import CERTAIN, log_add
from reader.voices.prose_cohesion import SHARED, lengths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.voices.prose_cohesion import Runs
    from reader.voices.prose_net import Sight

LONGEST = 24
"""The most paragraphs of a run."""
_HOPELESS = -9.0
"""Runs whose steps are worth less than this are not looked at as wholes: it saves time and moves nothing by 0.005."""
Scores = list[list[float]]
"""The score of each run: of those that begin with each paragraph, the one of one paragraph first."""


class RunScorer:
    """The units that see whole runs.

    Args:
        seen: for each number that is seen of a run (`Runs.see`), its weight in each unit.
        bias: what is added to each unit.
        out: the weight of each unit in the score.
        direct: the weight in the score of each number that is seen.
    """

    def __init__(
        self, seen: Sequence[Sequence[float]], bias: Sequence[float], out: Sequence[float], direct: Sequence[float]
    ) -> None:
        *rows, opening, closing, size = (list(one) for one in seen)
        self._shared = list(zip(*rows[:SHARED], strict=True))
        self._lengths = list(zip(*rows[SHARED:], strict=True))
        self._opening, self._closing, self._size = opening, closing, size
        self._bias, self._out, self._direct = bias, out, direct

    def score(self, post: Sequence[Sight], runs: Runs) -> Scores:
        """The scores of all runs of a post."""
        n = len(post)
        of_length = [self._of_length(length, n) for length in range(1, min(n, LONGEST) + 1)]
        views = _Views(post, self._opening, self._closing)
        found: Scores = []
        for start in range(n):
            found.append([])
            for k, worth in enumerate(_worth(post, start)):
                if worth < _HOPELESS:
                    found[-1].append(worth)
                    continue
                end, (acts, more) = start + 1 + k, of_length[k]
                shared = runs.shared(start, end)
                units = [
                    tanh(view + act + sum(map(mul, shared, weights)))
                    for view, act, weights in zip(views.of(start, end), acts, self._shared, strict=True)
                ]
                more += self._direct[-3] * (start == 0) + self._direct[-2] * (end == n)
                found[-1].append(worth + more + sum(map(mul, units, self._out)) + sum(map(mul, shared, self._direct)))
        return found

    def _of_length(self, length: int, size: int) -> tuple[list[float], float]:
        """What a run's length, and the post's, add to its units and to its score."""
        numbers = lengths(length, size)
        acts = [
            bias + log(size) * of_size + sum(map(mul, numbers, weights))
            for bias, of_size, weights in zip(self._bias, self._size, self._lengths, strict=True)
        ]
        return acts, log(size) * self._direct[-1] + sum(map(mul, numbers, self._direct[SHARED:]))


class _Views:
    """What the units of any run see of a post's paragraphs, made ready."""

    def __init__(self, post: Sequence[Sight], opening: list[float], closing: list[float]) -> None:
        self._size = len(post)
        self._inside = _sums([one.inside for one in post], opening)
        self._outside = _sums([one.outside for one in post], opening)
        self._before = [opening, *(one.before for one in post)]
        self._after = [*(one.after for one in post), closing]

    def of(self, start: int, end: int) -> Iterator[float]:
        """The means over the run and over the rest of the post, and the neighbours: a number for each unit."""
        length, rest = end - start, self._size - end + start or 1
        inside, outside = self._inside, self._outside
        return (
            (b - a) / length + (whole - d + c) / rest + before + after
            for a, b, c, d, whole, before, after in zip(
                inside[start], inside[end], outside[start], outside[end], outside[-1],
                self._before[start], self._after[end], strict=True,
            )
        )  # fmt: skip


def _sums(vectors: Sequence[list[float]], like: list[float]) -> list[list[float]]:
    """The sums of the first vectors: of none, of one, and so on; all as long as another vector."""
    return list(accumulate(vectors, lambda a, b: list(map(add, a, b)), initial=[0.0] * len(like)))


def _worth(post: Sequence[Sight], start: int) -> Iterator[float]:
    """What the steps say of the runs that begin with a paragraph, the shortest first."""
    worth = 0.0
    for i in range(start, min(start + LONGEST, len(post))):
        worth += post[i].step.begin if i == start else post[i].step.cont
        yield worth + (post[i + 1].step.end if i + 1 < len(post) else 0.0)


def run_marginals(scores: Scores, settled: Mapping[int, bool]) -> list[float]:
    """The probability that each paragraph is in a run, by the forward-backward algorithm over runs.

    Two runs never touch: a quotation is one run.

    Args:
        scores: of all runs.
        settled: whether a paragraph is quoted, for those of which it is known.
    """
    n = len(scores)
    known = list(
        accumulate(((CERTAIN if settled[i] else -CERTAIN) if i in settled else 0.0 for i in range(n)), initial=0.0)
    )
    scores = [
        [score + known[end] - known[start] for end, score in enumerate(row, start + 1)]
        for start, row in enumerate(scores)
    ]
    # The weights of all ways through the first paragraphs where the last is commentary, and where a run ends with it.
    own, ended = [0.0], [-inf]
    for end in range(1, n + 1):
        own.append(log_add(own[-1], ended[-1]))
        ended.append(_log_sum([own[a] + scores[a][end - a - 1] for a in range(end) if end - a <= len(scores[a])]))
    # Those of all ways through the rest, and through the rest where the next is commentary.
    rest, apart = [0.0] * (n + 1), [0.0] * (n + 1)
    change = [0.0] * (n + 1)
    total = log_add(own[n], ended[n])
    for start in range(n - 1, -1, -1):
        onward = [score + apart[end] for end, score in enumerate(scores[start], start + 1)]
        apart[start] = rest[start + 1]
        rest[start] = log_add(apart[start], _log_sum(onward))
        for end, weight in enumerate(onward, start + 1):
            share = exp(own[start] + weight - total)
            change[start] += share
            change[end] -= share
    return [min(max(p, 0.0), 1.0) for p in accumulate(change[:n])]


def _log_sum(terms: Sequence[float]) -> float:
    """The logarithm of the sum of e to each term."""
    most = max(terms)
    return most if most == -inf else most + log(sum(exp(term - most) for term in terms))
