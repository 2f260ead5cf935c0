"""The features of every paragraph of a post: its own style, its neighbours, its place, and how far it stands off."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from reader.voices.prose_likeness import likeness
from reader.voices.prose_sentences import closing, opening
from reader.voices.prose_style import style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.voices.prose_paragraph import Paragraph
    from reader.voices.prose_style import Features

_OF_NEIGHBOURS = (
    "length", "short", "tiny", "ends_colon", "ends_comma", "ends_dash", "opens_quote", "ends_quote", "has_i", "has_you",
    "has_we", "has_now", "has_said", "has_says", "has_blog", "has_that", "rate_i", "rate_said", "rate_was", "rate_that",
    "rate_stance", "cue_start", "leading_ellipsis", "trailing_ellipsis", "update", "dateline", "lower_start", "listed",
    "labelled", "questions", "exclamations", "unstopped", "credit", "that_start", "verdict_start", "i_start", "names",
    "full_names", "ends_question", "points_on", "signed", "edited", "speech", "letters", "contractions", "in_brackets",
    "name_start", "digit_start", "sourced", "numbers", "endings_ed", "emphasis",
)  # fmt: skip
_CONTRASTED = (
    "length", "sentence", "letters", "capitals", "contractions", "rate_i", "rate_we", "rate_you", "rate_he",
    "rate_they", "rate_said", "rate_was", "rate_is", "rate_stance", "rate_the", "rate_of", "rate_that", "rate_hedge",
    "rate_think", "rate_blog", "rate_not", "rate_modal", "numbers", "quotes_inside", "questions", "endings_ed",
    "endings_ly", "names", "full_names", "commas", "common_words", "long_words", "dashes", "brackets", "exclamations",
    "longest", "variety",
)  # fmt: skip
_FAR = 12
"""The longest distance that is told from longer ones, and the distance to what is not in the post."""


def features(post: Sequence[Paragraph], title: str | None) -> list[Features]:
    """The features of each paragraph of a post, in order; absent ones are 0."""
    if not post:
        return []
    styles = [style(one) for one in post]
    first, last = [opening(one) for one in post], [closing(one) for one in post]
    shared, contrasts, distances = likeness(post, title), _contrasts(styles), _distances(styles)
    n = len(post)
    rows: list[Features] = []
    for i, own in enumerate(styles):
        row = own | first[i] | shared[i] | contrasts[i] | distances[i] | _place(i, n)
        if i:
            row |= _of_neighbour("before_", styles[i - 1], last[i - 1]) | _in_shape("before", post[i], post[i - 1])
        if i > 1:
            row["before_2_subject"] = last[i - 2]["last_subject"]
            row["before_2_says"] = last[i - 2]["last_says"]
        if i + 1 < n:
            row |= _of_neighbour("after_", styles[i + 1], first[i + 1]) | _in_shape("after", post[i], post[i + 1])
        rows.append(row)
    return rows


def _of_neighbour(side: str, style_of_it: Features, sentence: Features) -> Features:
    found = {side + name: style_of_it[name] for name in _OF_NEIGHBOURS if name in style_of_it}
    return found | {side + name: value for name, value in sentence.items()}


def _in_shape(side: str, one: Paragraph, other: Paragraph) -> Features:
    """Whether two neighbours are built alike, as the items of a list are."""
    a, b = len(one.words), len(other.words)
    return {
        "first_word_as_" + side: bool(one.words and other.words and one.words[0] == other.words[0]),
        "length_as_" + side: min(a, b) / (max(a, b) or 1),
    }


def _place(i: int, n: int) -> Features:
    """Where paragraph `i` of `n` stands."""
    return {
        "first": i == 0,
        "second": i == 1,
        "third": i == 2,
        "last": i == n - 1,
        "last_but_one": i == n - 2,
        "place": i / n,
        "index": min(i, _FAR),
        "from_end": min(n - 1 - i, _FAR),
        "post_length": log(n),
        "alone": n == 1,
    }


def _contrasts(styles: Sequence[Features]) -> list[Features]:
    """How far each paragraph stands off from the mean of the others."""
    n = len(styles)
    if n == 1:
        return [{}]
    sums = {name: sum(one.get(name, 0.0) for one in styles) for name in _CONTRASTED}
    return [
        {"off_" + name: (n * one.get(name, 0.0) - total) / (n - 1) for name, total in sums.items()} for one in styles
    ]


def _distances(styles: Sequence[Features]) -> list[Features]:
    """How far it is to the nearest "I" and to the nearest colon at a paragraph's end, and how many there are."""
    n = len(styles)
    speaks = [bool(one.get("has_i")) for one in styles]
    colons = [bool(one["ends_colon"]) for one in styles]
    return [
        {
            "since_i": _steps(speaks[i - 1 :: -1] if i else ()),
            "till_i": _steps(speaks[i + 1 :]),
            "since_colon": _steps(colons[i - 1 :: -1] if i else ()),
            "till_colon": _steps(colons[i + 1 :]),
            "others_speak": (sum(speaks) - speaks[i]) / max(n - 1, 1),
            "colons": min(sum(colons), 5),
        }
        for i in range(n)
    ]


def _steps(signs: Sequence[bool]) -> int:
    """How many steps to the first sign, at most `_FAR`."""
    return next((step for step, sign in enumerate(signs[: _FAR - 1], 1) if sign), _FAR)
