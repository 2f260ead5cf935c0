"""A quotation whose pieces stand in its source, but not together as it has them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reader.quotes.changed import FEWEST, SHORT, Changes, joined
from reader.quotes.edits import Edit, EditKind, Side
from reader.quotes.placing import Span
from reader.quotes.tokens import tokens
from reader.quotes.wording import denies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotes.licence import Run
    from reader.quotes.tokens import Prepared

_SPLICE_RUN = 8
_NEAR = 10  # times its length, within which short pieces in another order are no chance
_MOST_PLACES = 50
_MOST_STEPS = 1_000_000


def out_of_order(quote: str, pieces: Sequence[Run], source: Prepared) -> Changes | None:
    """Every run stands there word for word, but not in this order, or further apart than a bracket may reach."""
    if len(pieces) < 2 or any(len(run.tokens) < FEWEST for run in pieces):
        return None
    places = [source.occurrences(run.words) for run in pieces]
    if not all(places):
        return None
    spans = [Span(at[0], at[0] + len(run.tokens)) for at, run in zip(places, pieces, strict=True)]
    whole = Span(min(span.first for span in spans), max(span.last for span in spans))
    near = whole.last - whole.first < _NEAR * sum(len(run.tokens) for run in pieces)
    if not near and any(len(run.tokens) < SHORT for run in pieces):
        return None
    if all(a.last <= b.first for a, b in pairwise(spans)):  # a bracket stands for more than brackets may
        left_out = [source.slice(a.last, b.first) for a, b in pairwise(spans) if a.last < b.first]
        return Changes(tuple(Edit(EditKind.OMISSION, "", one) for one in left_out), whole, 1.0) if left_out else None
    return Changes((Edit(EditKind.ORDER, quote, source.slice(*whole)),), whole, 1.0)


def joined_up(pieces: Sequence[Run], source: Prepared) -> Changes | None:
    """Its beginning and its end stand there word for word, and nothing says that they do not stand together.

    In their order, and near, something was left out between them; else two places were spliced.
    """
    words = [token.word for run in pieces for token in run.tokens]
    if len(words) < SHORT:
        return None
    heads = _longest(words, source)
    tails = _longest(words[::-1], source, backwards=True)
    pairs = [
        (Span(head.first, head.first + cut), Span(tail.last - len(words) + cut, tail.last))
        for head in heads
        for tail in tails
        for cut in [min(head.last - head.first, len(words) - FEWEST)]
        if cut >= FEWEST and tail.last - tail.first >= len(words) - cut
    ]
    if not pairs:
        return None
    head, tail = min(pairs, key=lambda pair: (pair[0].last > pair[1].first, abs(pair[1].first - pair[0].last)))
    whole = Span(min(head.first, tail.first), max(head.last, tail.last))
    near = whole.last - whole.first < _NEAR * len(words)
    if not near and min(head.last - head.first, tail.last - tail.first) < SHORT:
        return None
    if near and head.last <= tail.first:
        denied = any(map(denies, source.words[head.last : tail.first]))
        kind = EditKind.NEGATION if denied else EditKind.OMISSION
        return Changes((Edit(kind, "", source.slice(head.last, tail.first)),), whole, 1.0)
    return Changes((Edit(EditKind.SPLICE, joined(pieces)[0], source.slice(*tail)),), head, 1.0)


def spliced(pieces: Sequence[Run], source: Prepared) -> Changes | None:
    """Half of it or more stands there in a row; the rest stands elsewhere, or nowhere."""
    words = [token.word for run in pieces for token in run.tokens]
    start, length, at = _half(words, source)
    if length < _SPLICE_RUN or 2 * length < len(words):
        return None
    rest = [words[:start], words[start + length :]]
    elsewhere = all(source.occurrences(part) for part in rest if part)
    text, _ = joined(pieces)
    side = Side(text, tokens(text))
    outside = (range(start), range(start + length, len(words)))
    quoted = " … ".join(side.raw(part) for part in outside if part)
    denied = any(denies(word) for part in rest for word in part)
    kind = EditKind.SPLICE if elsewhere else EditKind.NEGATION if denied else EditKind.INSERTION
    edit = Edit(kind, quoted, "")
    return Changes((edit,), Span(at, at + length), length / len(words))


def _half(words: Sequence[str], source: Prepared) -> tuple[int, int, int]:
    """The longest row of words that stands there, if it is half of them: its first word, its length and its place.

    Half of the words in a row have one of the two in the middle among them.
    """
    best = (0, 0, 0)
    steps = _MOST_STEPS
    for i in {len(words) // 2, (len(words) - 1) // 2}:
        for at in source.places.get(words[i], ()):
            before = _common(words, i, -1, source.words, at, -1)
            length = before + _common(words, i, 1, source.words, at, 1) - 1
            if length > best[1]:
                best = (i - before + 1, length, at - before + 1)
            steps -= length
            if steps < 0:
                return best
    return best


def _common(words: Sequence[str], i: int, step: int, others: Sequence[str], j: int, other_step: int) -> int:
    """How many words are the same from word `i` and word `j` on, in these directions."""
    count = 0
    while 0 <= i < len(words) and 0 <= j < len(others) and words[i] == others[j]:
        i, j, count = i + step, j + other_step, count + 1
    return count


def _longest(words: Sequence[str], source: Prepared, *, backwards: bool = False) -> list[Span]:
    """Where its first words stand, with as many of them as stand there; `backwards` reads both from the end."""
    step = -1 if backwards else 1
    found = []
    for at in source.occurrences(list(words[:FEWEST])[::step])[:_MOST_PLACES]:
        first = at + FEWEST - 1 if backwards else at
        length = _common(words, 0, 1, source.words, first, step)
        found.append(Span(first - length + 1, first + 1) if backwards else Span(first, first + length))
    return found
