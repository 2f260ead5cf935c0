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

_MOST_PLACES = 1_000_000  # of all runs together, among which the nearest are looked for


class Span(NamedTuple):
    """Words `first` up to `last` of the source, that one not included."""

    first: int
    last: int


def place(runs: Sequence[Run], source: Prepared) -> tuple[Span, ...] | None:
    """The spans of the runs in their order, nearest together; None where they do not all stand there so.

    Where a run stands in several places, those are taken that leave out the least. Runs are gone through from the last:
    from a place, the nearest from which the rest can be reached ends first, so one link for each place is enough.
    """
    known: dict[tuple[str, ...], list[int]] = {}
    for run in runs:
        words = tuple(run.words)
        if words not in known:
            known[words] = source.occurrences(words)
            if not known[words]:
                return None
    starts = [known[tuple(run.words)] for run in runs]
    if sum(map(len, starts)) > _MOST_PLACES:
        return _first(runs, starts)
    links: list[dict[int, int]] = [{} for _ in runs]  # for each run and place of it, the place of the next run
    for k in range(len(runs) - 2, -1, -1):
        after, length = starts[k + 1], len(runs[k].tokens)
        reach = BRACKET_WORDS if runs[k + 1].gap is Gap.BRACKET else len(source.words)
        for at in starts[k]:
            number = bisect_left(after, at + length)
            if number < len(after) and after[number] - (at + length) <= reach:
                links[k][at] = after[number]
        starts[k] = list(links[k])
    chains = (_chain(links, first) for first in starts[0])
    best = min(chains, key=lambda chain: chain[-1] - chain[0], default=None)
    if best is None:
        return None
    return tuple(Span(at, at + len(run.tokens)) for at, run in zip(best, runs, strict=True))


def _first(runs: Sequence[Run], starts: Sequence[Sequence[int]]) -> tuple[Span, ...] | None:
    """The first places in their order: enough for texts that repeat themselves without end."""
    found: list[Span] = []
    for run, places in zip(runs, starts, strict=True):
        done = found[-1].last if found else 0
        number = bisect_left(places, done)
        if number == len(places) or (found and run.gap is Gap.BRACKET and places[number] - done > BRACKET_WORDS):
            return None
        found.append(Span(places[number], places[number] + len(run.tokens)))
    return tuple(found)


def _chain(links: Sequence[dict[int, int]], first: int) -> list[int]:
    chain = [first]
    for link in links[:-1]:
        chain.append(link[chain[-1]])
    return chain
