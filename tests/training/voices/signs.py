"""How much each sign that a person is told speaks for "quoted": a logistic regression over those signs alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from reader.voices.prose_signs import SIGNS
from tests.training.voices.words import sums

if TYPE_CHECKING:
    from reader.voices.prose_words import Table
    from tests.training.voices.model import Material
    from tests.training.voices.rows import Floats

_PENALTY = 50.0


def fit_signs(material: Material, tables: dict[str, Table]) -> dict[str, float]:
    """The weight of each named sign, in log-odds for one of its value."""
    rows = material.rows
    every = material.values({place: sums(one, tables[place]) for place, one in material.incidences.items()})
    names = [name for name in SIGNS if name in material.names]
    values = every[:, [material.names.index(name) for name in names]].astype(float)
    mean, deviation = values.mean(0), values.std(0) + 1e-9
    values = np.concatenate([(values - mean) / deviation, np.ones((len(values), 1))], 1)
    quoted, weight = rows.quoted.astype(float), rows.weight

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = values @ weights
        off = weight * (1 / (1 + np.exp(-odds)) - quoted)
        value = (weight * (np.logaddexp(0, odds) - quoted * odds)).sum() + _PENALTY / 2 * (weights @ weights)
        return float(value), values.T @ off + _PENALTY * weights

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x[:-1] / deviation
    return {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}
