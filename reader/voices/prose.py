"""The prose model: which paragraphs of a post are quoted, told from their wording where every mark is lost.

Two models are wrong in different ways. Boosted trees score the steps of a chain: the first look at a post. A small
neural net scores whole runs of paragraphs, and sees besides how each paragraph stands to the two voices that the first
look heard. Each gives every paragraph a probability; what is told is their mean, corrected so that of the paragraphs
told to be quoted with a probability of 0.8, eight in ten are. How the model was made and what it is worth stands in
prose_model.md beside this file.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

from reader.voices.prose_chain import logistic, marginals
from reader.voices.prose_cohesion import Runs
from reader.voices.prose_features import features
from reader.voices.prose_model import shipped
from reader.voices.prose_paragraph import read
from reader.voices.prose_runs import run_marginals
from reader.voices.prose_second_look import styles
from reader.voices.prose_signs import why
from reader.voices.prose_trees import steps_of
from reader.voices.prose_words import of_words, weigh

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.voices.prose_model import Model

_LEAST = 1e-4
"""No probability is told that is nearer to 0 or 1, unless it is known."""


class Guess(NamedTuple):
    """What the model holds of a paragraph: the probability that it is quoted, and the strongest signs for a person."""

    probability_quoted: float
    why: str


def guess(
    paragraphs: Sequence[str], title: str | None = None, settled: Mapping[int, bool] | None = None
) -> list[Guess]:
    """Guess which paragraphs of a post are quoted.

    Args:
        paragraphs: the post's paragraphs in order, without its title and without site furniture.
        title: its title, if known.
        settled: whether a paragraph is quoted, by its index, for those of which it is known (the reader said so, or it
            was found in a source). They get probability 1 or 0, and the others are weighed in their light.

    Returns:
        One guess for each paragraph.
    """
    known = settled or {}
    model = shipped()
    post = [read(text) for text in paragraphs]
    sums = weigh(post, model.words)
    rows = [{**row, **words} for row, words in zip(features(post, title), of_words(sums), strict=True)]
    values = [[row.get(name, 0.0) for name in model.names] for row in rows]
    steps = steps_of(list(map(model.by_trees.score, values)))
    # What is settled sheds no light on the first look: what corrections do was measured so (prose_model.md).
    beside = model.second_look.see(styles(rows, model.style_scales), marginals(steps, {}))
    sights = [model.by_net.look([*own, *more]) for own, more in zip(values, beside, strict=True)]
    by_runs = run_marginals(model.by_runs.score(sights, Runs(post)), known)
    by_trees = marginals(steps, known)
    likely = [
        float(known[i]) if i in known else _told((a + b) / 2, model)
        for i, (a, b) in enumerate(zip(by_runs, by_trees, strict=True))
    ]
    found = []
    for i, (p, row) in enumerate(zip(likely, rows, strict=True)):
        runs_on, before = (likely[i - 1] >= 0.5, post[i - 1].text) if i else (False, "")
        found.append(Guess(p, why(row, model.signs, quoted=p >= 0.5, runs_on=runs_on, before=before)))
    return found


def _told(p: float, model: Model) -> float:
    p = min(max(p, _LEAST), 1 - _LEAST)
    factor, summand = model.calibration
    return logistic(factor * log(p / (1 - p)) + summand)
