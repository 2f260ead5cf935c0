"""Where the runs of a quotation stand in its source: each word for word, in their order, with what lies between."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from reader.quotes.licence import Gap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotes.licence import Run
    from reader.quotes.tokens import Prepared

BRACKET_WORDS = 6
"""Words of the source in whose place a bracket may stand."""

_MOST_TRIES = 2000


class Span(NamedTuple):
    """Words `first` up to `last` of the source, that one not included."""

    first: int
    last: int


def place(runs: Sequence[Run], source: Prepared) -> tuple[Span, ...] | None:
    """The spans of the runs in their order, nearest together; None where they do not all stand there so.

    Where a run stands in several places, those are taken that leave out the least. The search is bounded; what is not
    found within the bound does not stand there.
    """
    starts = [source.occurrences(run.words) for run in runs]
    if not all(starts):
        return None
    best: tuple[Span, ...] | None = None
    tries = _MOST_TRIES
    for first in starts[0]:
        spans = [Span(first, first + len(runs[0].tokens))]
        for run, places in zip(runs[1:], starts[1:], strict=True):
            tries -= 1
            at = bisect_left(places, spans[-1].last)
            if at == len(places) or (run.gap is Gap.BRACKET and places[at] - spans[-1].last > BRACKET_WORDS):
                break
            spans.append(Span(places[at], places[at] + len(run.tokens)))
        else:
            if best is None or spans[-1].last - spans[0].first < best[-1].last - best[0].first:
                best = tuple(spans)
        if tries <= 0:
            break
    return best
