"""The prose model: which paragraphs of a post are quoted, told from their wording where every mark is lost.

A two-state chain (a linear-chain conditional random field, Lafferty et al. 2001): each paragraph has log-odds of being
quoted from its features, each step from one paragraph to the next has log-odds of beginning, ending or continuing a
quotation. What is reported is each paragraph's own probability (forward-backward marginals), not the single best
sequence: it is the honest figure to show.
"""

from __future__ import annotations

import json
from functools import cache
from math import exp, fsum, log1p
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.voices.prose_features import features, fold, phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.voices.prose_features import Features


class Guess(NamedTuple):
    """What the model holds of a paragraph: the probability that it is quoted, and the strongest signs for a person."""

    probability_quoted: float
    why: str


class Model(NamedTuple):
    """Weights by the name of the feature, in log-odds of "quoted", and those of some words and pairs of words.

    `chain` has three sets of weights, for the steps that "begin", "end" and "continue" a quotation; a step from
    commentary to commentary counts 0.
    """

    bias: float
    weights: Mapping[str, float]
    phrases: Mapping[str, float]
    chain: Mapping[str, Mapping[str, float]]


class Step(NamedTuple):
    """The scores of the ways from one paragraph to the next."""

    begin: float
    end: float
    cont: float


# What a sign is called when a person is told; features without a name are weighed but not told.
_SIGNS = {
    "before_colon": "follows a lead-in ending in a colon",
    "before_comma": "follows a lead-in ending in a comma",
    "before_says": "follows a sentence with ‘says’ or ‘writes’",
    "before_outlet": "follows the name of an outlet",
    "dateline": "dateline",
    "sourced": "says ‘has learned’, ‘according to’ or ‘said’",
    "rate_said": "reporting verbs",
    "has_office": "names officials",
    "has_body": "names bodies or amounts",
    "opens_quote": "opens with a quotation mark",
    "leading_ellipsis": "begins with an ellipsis",
    "inner_ellipsis": "has an omission",
    "lower_start": "begins in mid-sentence",
    "second": "second paragraph",
    "off_sentence": "longer sentences than the rest",
    "off_letters": "longer words than the rest",
    "rate_was": "tells of the past",
    "first": "opens the post",
    "last": "closes the post",
    "ends_colon": "leads in to something",
    "has_i": "speaks as ‘I’",
    "has_you": "speaks to ‘you’",
    "has_blog": "speaks of posts and links",
    "has_stance": "words of opinion",
    "has_hedge": "hedges",
    "before_quote": "follows a quotation",
    "update": "an update",
    "short": "short",
}  # fmt: skip
_TOLD = 3
_WEAKEST_TOLD = 0.12


@cache
def shipped() -> Model:
    """The model that comes with the package."""
    data = json.loads(Path(__file__).with_name("prose_model.json").read_text(encoding="utf-8"))
    return Model(data["bias"], data["weights"], data["phrases"], data["chain"])


def guess(paragraphs: Sequence[str], title: str | None = None) -> list[Guess]:
    """Guess which paragraphs of a post are quoted.

    Args:
        paragraphs: the post's paragraphs in order, without its title and without site furniture.
        title: its title, if known.

    Returns:
        One guess for each paragraph.
    """
    model = shipped()
    texts = [fold(text) for text in paragraphs]
    rows = features(texts, title)
    odds = [
        model.bias
        + _score(row, model.weights)
        + fsum(map(model.phrases.__getitem__, phrases(text) & model.phrases.keys()))
        for row, text in zip(rows, texts, strict=True)
    ]
    steps = [Step(*(_score(row, model.chain[name]) for name in ("begin", "end", "continue"))) for row in rows]
    likely = marginals(odds, steps)
    return [
        Guess(p, _why(row, model.weights, quoted=p >= 0.5, runs_on=i > 0 and likely[i - 1] >= 0.5))
        for i, (p, row) in enumerate(zip(likely, rows, strict=True))
    ]


def marginals(odds: Sequence[float], steps: Sequence[Step]) -> list[float]:
    """The probability that each paragraph is quoted, by the forward-backward algorithm.

    Args:
        odds: log-odds of "quoted" of each paragraph by itself.
        steps: for each paragraph, the scores of the step that leads to it; the first one's is not used.
    """
    # One number a place is enough for two states: log of (weight of "quoted" / weight of "commentary").
    forward: list[float] = []
    for i, own in enumerate(odds):
        came = _pass(forward[-1], steps[i].begin, steps[i].end, steps[i].cont) if i else 0.0
        forward.append(came + own)
    found: list[float] = []
    back = 0.0
    for i in range(len(odds) - 1, -1, -1):
        found.append(_logistic(forward[i] + back))
        back = _pass(back + odds[i], steps[i].end, steps[i].begin, steps[i].cont)
    return found[::-1]


def _pass(ratio: float, enter: float, leave: float, stay: float) -> float:
    """Carry a log-ratio over one step: log (e^enter + e^(ratio+stay)) / (1 + e^(ratio+leave))."""
    return _log_add(enter, ratio + stay) - _log_add(0.0, ratio + leave)


def _log_add(a: float, b: float) -> float:
    return max(a, b) + log1p(exp(-abs(a - b)))


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + exp(-x)) if x >= 0 else exp(x) / (1.0 + exp(x))


def _score(row: Features, weights: Mapping[str, float]) -> float:
    # An exact sum, so that the order of a set does not show in the last digit.
    return weights.get("constant", 0.0) + fsum(row[name] * weights[name] for name in row.keys() & weights.keys())


def _why(row: Features, weights: Mapping[str, float], *, quoted: bool, runs_on: bool) -> str:
    """The strongest named signs for the answer given."""
    sign = 1.0 if quoted else -1.0
    told = sorted(
        (
            (sign * row[name] * weights[name], phrase)
            for name, phrase in _SIGNS.items()
            if name in row and name in weights
        ),
        reverse=True,
    )
    phrases = [phrase for weight, phrase in told[:_TOLD] if weight >= _WEAKEST_TOLD]
    if quoted and runs_on:
        phrases = ["runs on from a quoted paragraph", *phrases[: _TOLD - 1]]
    return "guess: " + (", ".join(phrases) or ("by its style as a whole"))
