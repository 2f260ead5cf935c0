"""What the very words say: weights of words and of short sequences, in four places.

The words of a paragraph itself; how it begins; how the paragraph before ends (its lead-in); how the paragraph after
begins (the return to the author). Each place has its own table of weights, whose sum for a paragraph is one feature.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.voices.prose_paragraph import Paragraph
    from reader.voices.prose_style import Features

PLACES = ("own", "start", "lead_in", "return")
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[.,:;!?\"()\[\]$%]|--|-")
_BEGINNING = 6
"""How many tokens are the beginning of a paragraph."""


class Table(NamedTuple):
    """The weights of one place, in log-odds of "quoted", and what is added to their sum."""

    bias: float
    weights: Mapping[str, float]


def own_words(post: Sequence[Paragraph], i: int) -> set[str]:
    """The words of paragraph `i` and the pairs of neighbouring words."""
    words = post[i].words
    return {*words, *map(" ".join, pairwise(words))}


def start(post: Sequence[Paragraph], i: int) -> set[str]:
    """The first tokens of paragraph `i`, each by itself and all in order."""
    tokens = _TOKEN.findall(post[i].small[:80])[:_BEGINNING]
    return {*tokens, "^ " + " ".join(tokens[:1]), "^ " + " ".join(tokens[:2]), "^ " + " ".join(tokens[:3])}


def lead_in(post: Sequence[Paragraph], i: int) -> set[str]:
    """The last sentence before paragraph `i`: its tokens, their pairs, and the last ones in order."""
    if not i:
        return {"^"}
    tokens = _TOKEN.findall(post[i - 1].closing.lower())
    ends = {" ".join(tokens[-k:]) + " $" for k in (1, 2, 3)}
    return {*tokens, *map(" ".join, pairwise(tokens)), *ends}


def come_back(post: Sequence[Paragraph], i: int) -> set[str]:
    """How the paragraph after paragraph `i` begins."""
    return start(post, i + 1) if i + 1 < len(post) else {"$"}


FINDERS: Mapping[str, Callable[[Sequence[Paragraph], int], set[str]]] = dict(
    zip(PLACES, (own_words, start, lead_in, come_back), strict=True)
)


def weigh(post: Sequence[Paragraph], tables: Mapping[str, Table]) -> dict[str, list[float]]:
    """The sum of the weights of each place, for each paragraph."""
    return {
        place: [
            # An exact sum, so that the order of a set does not show in the last digit.
            tables[place].bias + fsum(map(weights.__getitem__, find(post, i) & weights.keys()))
            for i in range(len(post))
        ]
        for place, find in FINDERS.items()
        for weights in (tables[place].weights,)
    }


def of_words(sums: Mapping[str, Sequence[float]]) -> list[Features]:
    """The features that the sums make: each paragraph's own, its neighbours', and how it stands off from the mean."""
    n = len(sums["own"])
    rows: list[Features] = [{} for _ in range(n)]
    for place, values in sums.items():
        mean = fsum(values) / (n or 1)
        for i, value in enumerate(values):
            row = rows[i]
            row["words_" + place] = value
            row["off_words_" + place] = value - mean
            if i:
                row["before_words_" + place] = values[i - 1]
            if i + 1 < n:
                row["after_words_" + place] = values[i + 1]
    return rows
