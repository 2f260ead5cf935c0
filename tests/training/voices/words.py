"""Training of the weights of words (reader/voices/prose_words.py): logistic regression, one for each place."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from reader.voices.prose_words import FINDERS, Table

if TYPE_CHECKING:
    from tests.training.voices.rows import Flags, Floats, Ints, Rows

FEWEST_ROWS, FEWEST_SITES = 20, 6
_PENALTY = {"own": 100.0, "start": 20.0, "lead_in": 50.0, "return": 20.0}
"""The weight of the squares of the weights."""
_LEAST = {"own": 0.012, "start": 0.012, "lead_in": 0.012, "return": 0.012}
"""Weights smaller than this are not shipped."""


class Incidence:
    """Which words and sequences of a place stand in which row."""

    def __init__(self, rows: Rows, counted: Ints, place: str) -> None:
        """All rows; only words that are frequent in the rows `counted` are told apart."""
        found = [FINDERS[place](post.paragraphs, i) for post in rows.posts for i in range(len(post.paragraphs))]
        count: Counter[str] = Counter()
        sites: defaultdict[str, set[str]] = defaultdict(set)
        for k in counted:
            count.update(found[k])
            for word in found[k]:
                sites[word].add(str(rows.site[k]))
        self.words = sorted(w for w, n in count.items() if n >= FEWEST_ROWS and len(sites[w]) >= FEWEST_SITES)
        column = {word: k for k, word in enumerate(self.words)}
        columns = [sorted(column[word] for word in words if word in column) for words in found]
        ends = np.concatenate([[0], np.cumsum([len(one) for one in columns])])
        self.matrix = sparse.csr_matrix(
            (np.ones(ends[-1]), np.concatenate([np.array(one, np.int64) for one in columns]), ends),
            shape=(len(found), len(self.words)),
        )


def fit_words(incidence: Incidence, rows: Rows, chosen: Ints, place: str) -> Table:
    """The table of a place, fitted to the chosen rows."""
    matrix, quoted, weight = incidence.matrix[chosen], rows.quoted[chosen].astype(float), rows.weight[chosen]
    penalty = _PENALTY[place]

    def loss(parameters: Floats) -> tuple[float, Floats]:
        weights, bias = parameters[:-1], parameters[-1]
        odds = matrix @ weights + bias
        off = weight * (1 / (1 + np.exp(-odds)) - quoted)
        value = (weight * (np.logaddexp(0, odds) - quoted * odds)).sum() + penalty / 2 * (weights @ weights)
        return float(value), np.append(matrix.T @ off + penalty * weights, off.sum())

    found = minimize(loss, np.zeros(len(incidence.words) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
    kept = {
        word: round(float(weight), 3)
        for word, weight in zip(incidence.words, found[:-1], strict=True)
        if abs(weight) >= _LEAST[place]
    }
    return Table(round(float(found[-1]), 3), kept)


def sums(incidence: Incidence, table: Table) -> Floats:
    """The sum of a table's weights for every row."""
    weights = np.array([table.weights.get(word, 0.0) for word in incidence.words])
    found: Floats = incidence.matrix @ weights + table.bias
    return found


def unseen_sums(incidences: dict[str, Incidence], rows: Rows, training: Flags, folds: Ints) -> dict[str, Floats]:
    """For the rows of the training posts, the sums by tables that never saw their authors; 0 for other rows.

    The tables are fitted to real posts.
    """
    found = {place: np.zeros(len(rows.quoted)) for place in incidences}
    for fold in np.unique(folds[training]):
        held = rows.of_posts(training & (folds == fold))
        others = rows.of_posts(training & rows.real & (folds != fold))
        for place, incidence in incidences.items():
            found[place][held] = sums(incidence, fit_words(incidence, rows, others, place))[held]
    return found
