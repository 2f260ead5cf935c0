"""Training of the whole prose model, and what it says of posts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reader.voices.prose_model import Model
from reader.voices.prose_net import FARTHEST, Scale
from reader.voices.prose_second_look import SecondLook
from reader.voices.prose_words import PLACES, of_words
from tests.training.voices.chain import Chains, fit_chain, ways_taken
from tests.training.voices.changing import changed
from tests.training.voices.looks import (
    Styles,
    first_look,
    fit_first_look,
    names_of_style,
    second_look,
    unseen_look,
    usual_styles,
)
from tests.training.voices.net import fit_net
from tests.training.voices.rows import Rows, as_array, base_features, sites_in_folds
from tests.training.voices.run_net import SEED, fit_run_net, plain_net, plain_runs
from tests.training.voices.runs import Field, Seen
from tests.training.voices.signs import fit_signs
from tests.training.voices.trees import plain_trees
from tests.training.voices.words import Incidence, fit_words, sums, unseen_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    import lightgbm

    from reader.voices.prose_second_look import Usual
    from reader.voices.prose_words import Table
    from tests.training.voices.net import Layers
    from tests.training.voices.posts import Post
    from tests.training.voices.rows import Flags, Floats, Ints
    from tests.training.voices.run_net import RunLayers

PENALTY = 200.0
"""The weight of the squares of the linear chain's weights, per standard deviation of a feature."""
_RAREST = 1e-3
FOLDS = 5
"""How many groups of authors are held out in turn, to measure, and for the first look that the second learns from."""
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
        trees: the boosted trees: the first look.
        usual: what the features of style are usually like in either voice.
        beside_mean, beside_deviation: of each number that is seen at the second look.
        run_net: the net that scores runs: it sees the kept features, and then what is seen at the second look.
    """

    tables: dict[str, Table]
    kept: Ints
    mean: Floats
    deviation: Floats
    linear: Floats
    net: Layers
    trees: lightgbm.Booster
    usual: dict[str, Usual]
    beside_mean: Floats
    beside_deviation: Floats
    run_net: RunLayers


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
        self._style = names_of_style(posts)
        self.folds, self._groups = (np.tile(sites_in_folds(Rows(posts), count), 2) for count in (FOLDS, GROUPS))

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
        usual, beside = self._beside(values, self._styles(standard, kept), training)
        beside_mean, beside_deviation = beside[real].mean(0).astype(float), beside[real].std(0).astype(float)
        seen = np.concatenate([standard[:, :-1], _standard(beside, beside_mean, beside_deviation)[:, :-1]], 1)
        return Learnt(
            tables,
            kept,
            mean,
            deviation,
            fit_chain(standard[real], Chains(lengths), taken, weight, PENALTY),
            fit_net(standard[real, :-1], lengths, quoted, weight, SEED),
            fit_first_look(rows, values, training & rows.real),
            usual,
            beside_mean,
            beside_deviation,
            fit_run_net(rows, seen, self.seen, training, SEED),
        )

    def _styles(self, standard: Floats, kept: Ints) -> Styles:
        """The features of a paragraph's own style among the kept ones."""
        names = [self.names[k] for k in kept]
        chosen = [k for k, name in enumerate(names) if name in self._style]
        return Styles([names[k] for k in chosen], standard[:, chosen])

    def _beside(self, values: Floats, styles: Styles, training: Flags) -> tuple[dict[str, Usual], Floats]:
        """What is usual in the training posts, and what the second look sees of their rows; 0 for other rows."""
        rows = self.rows
        real, chosen = rows.of_posts(training & rows.real), rows.of_posts(training)
        usual = usual_styles(Styles(styles.names, styles.rows[real]), rows.quoted[real])
        likely = unseen_look(rows, values, training, self.folds)
        found = np.zeros((len(values), SecondLook(usual).size), np.float32)
        found[chosen] = second_look(usual, styles.rows[chosen], likely[chosen], np.diff(rows.offsets)[training])
        return usual, found

    def weigh(self, learnt: Learnt, chosen: Flags) -> Weighed:
        """What each family says of the chosen posts."""
        of_tables = {place: sums(one, learnt.tables[place]) for place, one in self.incidences.items()}
        rows = self.rows.of_posts(chosen)
        values = self.values(of_tables)[rows][:, learnt.kept]
        standard = _standard(values, learnt.mean, learnt.deviation)
        lengths = np.diff(self.rows.offsets)[chosen]
        by_trees, likely = first_look(learnt.trees, values, lengths)
        beside = second_look(learnt.usual, self._styles(standard, learnt.kept).rows, likely, lengths)
        beside = _standard(beside, learnt.beside_mean, learnt.beside_deviation)
        steps = {
            LINEAR: (standard @ learnt.linear).astype(float),
            NEURAL: learnt.net.steps(standard[:, :-1]).astype(float),
            TREES: by_trees,
        }
        seen = np.concatenate([standard[:, :-1], beside[:, :-1]], 1)
        return Weighed(steps, self._run_scores(learnt.run_net, seen, np.flatnonzero(chosen)))

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


def shippable(material: Material, learnt: Learnt, calibration: tuple[float, float]) -> Model:
    """The model as the reader loads it."""
    names = [material.names[k] for k in learnt.kept]
    return Model(
        words=learnt.tables,
        scales=dict(zip(names, _scales(learnt.mean, learnt.deviation), strict=True)),
        usual=learnt.usual,
        beside=_scales(learnt.beside_mean, learnt.beside_deviation),
        net=plain_net(learnt.run_net),
        runs=plain_runs(learnt.run_net),
        trees=plain_trees(learnt.trees, len(names)),
        calibration=[round(one, 4) for one in calibration],
        signs=fit_signs(material, learnt.tables),
    )


def _scales(mean: Floats, deviation: Floats) -> list[Scale]:
    return [Scale(float(f"{a:.5g}"), float(f"{b:.5g}")) for a, b in zip(mean, deviation, strict=True)]
