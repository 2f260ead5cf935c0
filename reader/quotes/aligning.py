"""The alignment of a run of words with the passage of the source that comes nearest.

Rows of three words that stand only once in both are anchors (Cohen's patience diff); the longest chain of them in order
is kept, and what lies between is aligned by edit distance (Needleman and Wunsch 1970) with free ends in the source.
"""

from __future__ import annotations

from bisect import bisect_left
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from reader.quotes.wording import FUNCTION_WORDS, denies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotes.tokens import Prepared

_SEED = 3
_MOST_CELLS = 250_000
_FEW_CELLS = 1_500  # of a table that needs no anchors
_MORE_CELLS = 20_000
_REACH = 3  # words
_MUCH = 0.3  # share of the words that are changed
_WINDOWS = 3
_FEWEST_TELLING = 4


class Step(NamedTuple):
    """One step of an alignment: a word of the quotation (index), of the source (index), or both."""

    quoted: int | None
    source: int | None


class Alignment(NamedTuple):
    """How a run of words stands in the source.

    Attributes:
        steps: in order, from the first word of the passage to its last.
        edits: how many steps join no two equal words.
        first: the first word of the passage in the source (index).
        last: the word after its last.
    """

    steps: tuple[Step, ...]
    edits: int
    first: int
    last: int


def nearest(words: Sequence[str], source: Prepared, floor: float) -> Alignment | None:
    """The alignment with the fewest edits, or None where no passage has enough of the words.

    Args:
        words: of the quotation.
        source: the text to look in.
        floor: the least share of its telling words that must stand there together, above 0 and at most 1.
    """
    best: Alignment | None = None
    for first, last in _windows(words, source, floor):
        found = _align(words, source.words[first:last], first)
        if best is None or found.edits < best.edits:
            best = found
    return best


def _windows(words: Sequence[str], source: Prepared, floor: float) -> list[tuple[int, int]]:
    """Where in the source the telling words of the quotation stand together, the fullest places first."""
    telling = {word for word in words if word not in FUNCTION_WORDS}
    if len(telling) < _FEWEST_TELLING:
        telling = set(words)
    needed = ceil(floor * len(telling))
    telling &= source.places.keys()
    if len(telling) < needed:
        return []
    places = sorted((at, word) for word in telling for at in source.places[word])
    width = int(1.5 * len(words)) + 8
    counts: dict[str, int] = {}
    found: list[tuple[int, int, int]] = []
    left = 0
    for right, (at, word) in enumerate(places):
        counts[word] = counts.get(word, 0) + 1
        while places[left][0] < at - width:
            gone = places[left][1]
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
            left += 1
        if len(counts) >= needed:
            found.append((len(counts), places[left][0], places[right][0]))
    found.sort(key=lambda one: (-one[0], one[2] - one[1]))
    slack = len(words) + 4
    chosen: list[tuple[int, int]] = []
    for _, first, last in found:
        if all(last < a or first > b for a, b in chosen):
            chosen.append((max(0, first - slack), min(len(source.words), last + slack + 1)))
        if len(chosen) == _WINDOWS:
            break
    return chosen


def align(words: Sequence[str], passage: Sequence[str]) -> tuple[Step, ...]:
    """The alignment of a quotation with a passage, both whole."""
    return _align(words, passage, 0).steps


def _align(words: Sequence[str], window: Sequence[str], offset: int) -> Alignment:
    cells = len(words) * len(window)
    if cells <= _FEW_CELLS:
        return _along([], words, window, offset)
    found = _along(_anchors(words, window), words, window, offset)
    if found.edits > _MUCH * len(words) and cells <= _MORE_CELLS:  # an anchor may have been the wrong one
        return min(found, _along([], words, window, offset), key=lambda one: one.edits)
    return found


def _along(anchors: Sequence[tuple[int, int]], words: Sequence[str], window: Sequence[str], offset: int) -> Alignment:
    steps: list[Step] = []
    i = j = 0
    for a, b in [*anchors, (len(words), len(window))]:
        at_end = a == len(words)
        steps += _fill(words, window, (i, a), (j, b), free_start=i == 0 and j == 0, free_end=at_end)
        if not at_end:
            steps.append(Step(a, b))
        i, j = a + 1, b + 1
    while steps and steps[0].quoted is None:
        del steps[0]
    while steps and steps[-1].quoted is None:
        del steps[-1]
    steps = _reaching(steps, words, window, 1)
    steps = _reaching(steps[::-1], words, window, -1)[::-1]
    edits = sum(
        step.quoted is None or step.source is None or words[step.quoted] != window[step.source] for step in steps
    )
    inside = [step.source for step in steps if step.source is not None]
    first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
    moved = tuple(step if step.source is None else Step(step.quoted, step.source + offset) for step in steps)
    return Alignment(moved, edits, first + offset, last + offset)


def _reaching(steps: list[Step], words: Sequence[str], window: Sequence[str], way: int) -> list[Step]:
    """The steps, from one end, with the first word where it stands a little before a denial, or one word away.

    "They sell it" is "They no longer sell it" with two words left out; to change "longer" to "They" would take one step
    only, and hide the denial. Where it takes as many steps to leave out one word, nothing was changed.
    """
    if len(steps) < 2 or steps[0].quoted is None or steps[1].source is None:
        return steps
    word, at, after = words[steps[0].quoted], steps[0].source, steps[1].source
    if at is not None and window[at] == word:
        return steps
    between: list[int] = []
    for j in range(after - way, after - way * (_REACH + 2), -way):
        if not 0 <= j < len(window):
            break
        if window[j] == word:
            if len(between) != 1 and not any(denies(window[one]) for one in between):
                return steps
            return [Step(steps[0].quoted, j), *(Step(None, one) for one in between[::-1]), *steps[1:]]
        between.append(j)
    return steps


def _anchors(words: Sequence[str], window: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal words in increasing order in both: the words of rows of three that are unique in both."""
    ours, theirs = _unique_rows(words), _unique_rows(window)
    pairs = sorted((i, theirs[row]) for row, i in ours.items() if row in theirs)
    # The longest chain that increases in the source too (patience sorting).
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        tops[pile : pile + 1] = [j]
        piles[pile : pile + 1] = [number]
        before.append(piles[pile - 1] if pile else -1)
    chain: list[tuple[int, int]] = []
    at = piles[-1] if piles else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    found: list[tuple[int, int]] = []
    for i, j in reversed(chain):
        for k in range(_SEED):
            if not found or (i + k > found[-1][0] and j + k > found[-1][1]):
                found.append((i + k, j + k))
    return [pair for pair in found if words[pair[0]] == window[pair[1]]]


def _unique_rows(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    seen: dict[tuple[str, ...], int] = {}
    for i in range(len(words) - _SEED + 1):
        row = tuple(words[i : i + _SEED])
        seen[row] = -1 if row in seen else i
    return {row: i for row, i in seen.items() if i >= 0}


def _fill(
    words: Sequence[str],
    window: Sequence[str],
    ours: tuple[int, int],
    theirs: tuple[int, int],
    *,
    free_start: bool,
    free_end: bool,
) -> list[Step]:
    """Align words `ours` with words `theirs` of the window by edit distance."""
    (i0, i1), (j0, j1) = ours, theirs
    rows, columns = i1 - i0, j1 - j0
    if not rows or not columns or rows * columns > _MOST_CELLS:
        return [Step(i, None) for i in range(i0, i1)] + [Step(None, j) for j in range(j0, j1)]
    # The cost of each cell: the first `i` words aligned with the first `j`.
    table = [[0] * (columns + 1) if free_start else list(range(columns + 1))]
    for i in range(1, rows + 1):
        word, above = words[i0 + i - 1], table[-1]
        row = [i]
        for j in range(1, columns + 1):
            cost = above[j - 1] + (word != window[j0 + j - 1])
            row.append(min(cost, above[j] + 1, row[j - 1] + (0 if free_end and i == rows else 1)))
        table.append(row)
    return _trace(table, words, window, (i0, j0), free_start=free_start, free_end=free_end)


def _trace(
    table: list[list[int]],
    words: Sequence[str],
    window: Sequence[str],
    origin: tuple[int, int],
    *,
    free_start: bool,
    free_end: bool,
) -> list[Step]:
    i0, j0 = origin
    i, j = len(table) - 1, len(table[0]) - 1
    steps: list[Step] = []
    last_row = i
    while i or j:
        here = table[i][j]
        across = 0 if (free_end and i == last_row) or (free_start and i == 0) else 1
        if i and j and here == table[i - 1][j - 1] + (words[i0 + i - 1] != window[j0 + j - 1]):
            i, j = i - 1, j - 1
            steps.append(Step(i0 + i, j0 + j))
        elif j and here == table[i][j - 1] + across:
            j -= 1
            steps.append(Step(None, j0 + j))
        else:
            i -= 1
            steps.append(Step(i0 + i, None))
    return steps[::-1]
