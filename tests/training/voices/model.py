"""Training of the whole prose model, and what it says of posts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reader.voices.prose_model import Model
from reader.voices.prose_net import FARTHEST, Scale
from reader.voices.prose_words import PLACES, of_words
from tests.training.voices.chain import Chains, fit_chain, ways_taken
from tests.training.voices.changing import changed
from tests.training.voices.net import fit_net
from tests.training.voices.rows import Rows, as_array, base_features, sites_in_folds
from tests.training.voices.run_net import SEED, fit_run_net, plain_net, plain_runs
from tests.training.voices.runs import Field, Seen
from tests.training.voices.signs import fit_signs
from tests.training.voices.trees import fit_trees, plain_trees, scores
from tests.training.voices.words import Incidence, fit_words, sums, unseen_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    import lightgbm

    from reader.voices.prose_words import Table
    from tests.training.voices.net import Layers
    from tests.training.voices.posts import Post
    from tests.training.voices.rows import Flags, Floats, Ints
    from tests.training.voices.run_net import RunLayers

PENALTY = 200.0
"""The weight of the squares of the linear chain's weights, per standard deviation of a feature."""
_RAREST = 1e-3
GROUPS = 12
"""How many groups of authors are held out in turn to make features of the weights of words."""
LINEAR, NEURAL, RUNS, TREES = "linear chain", "neural chain", "segment level", "boosted trees with chain"
"""The families of models."""


class Learnt(NamedTuple):
    """A model in training.

    Attributes:
        tables: the weights of words, by place.
        kept: which of the features are weighed.
        mean, deviation: of each kept feature.
        linear: the linear chain's weights, a row a kept feature and one for the constants.
        net: the neural chain.
        run_net: the net that scores runs.
        trees: the boosted trees.
    """

    tables: dict[str, Table]
    kept: Ints
    mean: Floats
    deviation: Floats
    linear: Floats
    net: Layers
    run_net: RunLayers
    trees: lightgbm.Booster


class Weighed(NamedTuple):
    """What was made of posts.

    Attributes:
        steps: the steps of each family's chain, a row a paragraph.
        runs: the scores of the runs (`every_run`) of each post.
    """

    steps: dict[str, Floats]
    runs: dict[int, Floats]


class Material:
    """All posts as arrays; what is learnt from some of them is tried on others."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self.rows = Rows(posts, changed(posts))
        base = base_features(self.rows.posts)
        self.base_names = sorted({name for row in base for name in row})
        self.base = as_array(base, self.base_names)
        real = self.rows.of_posts(self.rows.real)
        self.incidences = {place: Incidence(self.rows, real, place) for place in PLACES}
        self.names = [*self.base_names, *_word_names()]
        self.seen = Seen(self.rows.posts)
        groups = sites_in_folds(Rows(posts), GROUPS)
        self._groups = np.concatenate([groups, groups])

    def values(self, place_sums: dict[str, Floats]) -> Floats:
        """All features of all rows, given the sums of the words' weights."""
        found = []
        offsets = self.rows.offsets
        for a, b in pairwise(offsets):
            found += of_words({place: values[a:b].tolist() for place, values in place_sums.items()})
        return np.concatenate([self.base, as_array(found, _word_names())], 1)

    def learn(self, training: Flags) -> Learnt:
        """The model learnt from the training posts; the chains learn from the real ones alone."""
        rows = self.rows
        real = rows.of_posts(training & rows.real)
        tables = {place: fit_words(one, rows, real, place) for place, one in self.incidences.items()}
        values = self.values(unseen_sums(self.incidences, rows, training, self._groups))
        kept = np.flatnonzero(values[real].std(0) > _RAREST)
        values = values[:, kept]
        mean, deviation = values[real].mean(0).astype(float), values[real].std(0).astype(float)
        standard = _standard(values, mean, deviation)
        quoted, weight = rows.quoted[real], rows.weight[real]
        lengths = np.diff(rows.offsets)[training & rows.real]
        taken = ways_taken(quoted, rows.first[real])
        return Learnt(
            tables,
            kept,
            mean,
            deviation,
            fit_chain(standard[real], Chains(lengths), taken, weight, PENALTY),
            fit_net(standard[real, :-1], lengths, quoted, weight, SEED),
            fit_run_net(rows, standard[:, :-1], self.seen, training, SEED),
            fit_trees(values[real], quoted, rows.first[real], weight),
        )

    def weigh(self, learnt: Learnt, chosen: Flags) -> Weighed:
        """What each family says of the chosen posts."""
        of_tables = {place: sums(one, learnt.tables[place]) for place, one in self.incidences.items()}
        rows = self.rows.of_posts(chosen)
        values = self.values(of_tables)[rows][:, learnt.kept]
        standard = _standard(values, learnt.mean, learnt.deviation)
        steps = {
            LINEAR: (standard @ learnt.linear).astype(float),
            NEURAL: learnt.net.steps(standard[:, :-1]).astype(float),
            TREES: pair_steps(scores(learnt.trees, values), self.rows.first[rows]),
        }
        return Weighed(steps, self._run_scores(learnt.run_net, standard[:, :-1], np.flatnonzero(chosen)))

    def _run_scores(self, net: RunLayers, standard: Floats, posts: Ints) -> dict[int, Floats]:
        starts = np.concatenate([[0], np.cumsum(np.diff(self.rows.offsets)[posts])])
        found = {}
        for k, a, b in zip(posts, starts[:-1], starts[1:], strict=True):
            one = np.array([k])
            field, seen = Field(self.rows, one), self.seen.of(one)
            found[int(k)] = net.scores(field, standard[a:b], seen)
        return found


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
        net=plain_net(learnt.run_net),
        runs=plain_runs(learnt.run_net),
        trees=plain_trees(learnt.trees, len(names)),
        calibration=[round(one, 4) for one in calibration],
        signs=fit_signs(material, learnt.tables),
    )
