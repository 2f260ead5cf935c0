"""Training of the whole prose model, and what it says of posts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reader.voices.prose_model import Model
from reader.voices.prose_net import FARTHEST, Scale
from reader.voices.prose_words import PLACES, of_words
from tests.training.voices.chain import Chains, fit_chain, ways_taken
from tests.training.voices.net import SEEDS, fit_net, mean_steps, plain_net
from tests.training.voices.rows import as_array, base_features
from tests.training.voices.signs import fit_signs
from tests.training.voices.trees import fit_trees, plain_trees, scores
from tests.training.voices.words import Incidence, fit_words, sums, unseen_sums

if TYPE_CHECKING:
    import lightgbm

    from reader.voices.prose_words import Table
    from tests.training.voices.net import Layers
    from tests.training.voices.rows import Flags, Floats, Ints, Rows

PENALTY = 200.0
"""The weight of the squares of the linear chain's weights, per standard deviation of a feature."""
_RAREST = 1e-3
LINEAR, NEURAL, TREES = "linear chain", "neural chain", "boosted trees with chain"
"""The families of models."""
SHIPPED = (NEURAL, TREES)
"""Those whose mean is shipped."""


class Learnt(NamedTuple):
    """A model in training.

    Attributes:
        tables: the weights of words, by place.
        kept: which of the features are weighed.
        mean, deviation: of each kept feature.
        weights: of the linear chain, a row a kept feature and one for the constants.
        nets: the neural chains of which the mean is taken.
        trees: the boosted trees.
    """

    tables: dict[str, Table]
    kept: Ints
    mean: Floats
    deviation: Floats
    weights: Floats
    nets: list[Layers]
    trees: lightgbm.Booster


class Material:
    """All posts as arrays; what is learnt from some of them is tried on others."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        base = base_features(rows.posts)
        self.base_names = sorted({name for row in base for name in row})
        self.base = as_array(base, self.base_names)
        self.incidences = {place: Incidence(rows, place) for place in PLACES}
        self.names = [*self.base_names, *_word_names()]

    def values(self, place_sums: dict[str, Floats]) -> Floats:
        """All features of all rows, given the sums of the words' weights."""
        found = []
        offsets = self.rows.offsets
        for a, b in pairwise(offsets):
            found += of_words({place: values[a:b].tolist() for place, values in place_sums.items()})
        return np.concatenate([self.base, as_array(found, _word_names())], 1)

    def learn(self, training: Flags, folds: Ints) -> Learnt:
        """The model learnt from the training posts; `folds` part the posts by author."""
        rows = self.rows
        chosen = rows.of_posts(training)
        values = self.values(unseen_sums(self.incidences, rows, training, folds))[chosen]
        kept = np.flatnonzero(values.std(0) > _RAREST)
        mean, deviation = values[:, kept].mean(0).astype(float), values[:, kept].std(0).astype(float)
        first, quoted, weight = rows.first[chosen], rows.quoted[chosen], rows.weight[chosen]
        lengths = np.diff(rows.offsets)[training]
        standard = _standard(values[:, kept], mean, deviation)
        weights = fit_chain(standard, Chains(lengths), ways_taken(quoted, first), weight, PENALTY)
        nets = [fit_net(standard[:, :-1], lengths, quoted, weight, seed) for seed in SEEDS]
        trees = fit_trees(values[:, kept], quoted, first, weight)
        tables = {place: fit_words(one, rows, chosen, place) for place, one in self.incidences.items()}
        return Learnt(tables, kept, mean, deviation, weights, nets, trees)

    def steps(self, learnt: Learnt, chosen: Flags) -> dict[str, Floats]:
        """The steps of each family's chain over the chosen posts."""
        of_tables = {place: sums(one, learnt.tables[place]) for place, one in self.incidences.items()}
        rows = self.rows.of_posts(chosen)
        values = self.values(of_tables)[rows][:, learnt.kept]
        standard = _standard(values, learnt.mean, learnt.deviation)
        return {
            LINEAR: (standard @ learnt.weights).astype(float),
            NEURAL: mean_steps(learnt.nets, standard[:, :-1]),
            TREES: pair_steps(scores(learnt.trees, values), self.rows.first[rows]),
        }


def _word_names() -> list[str]:
    return [side + "words_" + place for place in PLACES for side in ("", "off_", "before_", "after_")]


def _standard(values: Floats, mean: Floats, deviation: Floats) -> Floats:
    """Values in standard deviations from the mean, kept within bounds, and a column of ones."""
    found = np.clip((values - mean) / deviation, -FARTHEST, FARTHEST)
    return np.concatenate([found, np.ones((len(values), 1))], 1).astype(np.float32)


def pair_steps(ways: Floats, first: Flags) -> Floats:
    """`steps_of` of reader/voices/prose_trees.py for many posts at once."""
    cc, cq, qc, qq = ways.T
    into = np.logaddexp(cq, qq) - np.logaddexp(cc, qc)
    out_of: Floats = np.append((np.logaddexp(qc, qq) - np.logaddexp(cc, cq))[1:], 0.0)
    ends_post: Flags = np.append(first[1:], True)
    twice = np.where(ends_post, 0.0, (into + out_of) / 2)
    return np.stack([cq - cc - twice, qc - cc, qq - cc - twice], 1)


def shippable(material: Material, learnt: Learnt, calibration: tuple[float, float]) -> Model:
    """The model as the reader loads it."""
    names = [material.names[k] for k in learnt.kept]
    scales = zip(learnt.mean, learnt.deviation, strict=True)
    return Model(
        words=learnt.tables,
        scales={
            name: Scale(float(f"{mean:.5g}"), float(f"{deviation:.5g}"))
            for name, (mean, deviation) in zip(names, scales, strict=True)
        },
        net=plain_net(learnt.nets),
        trees=plain_trees(learnt.trees, len(names)),
        calibration=[round(one, 4) for one in calibration],
        signs=fit_signs(material, learnt.tables),
    )
