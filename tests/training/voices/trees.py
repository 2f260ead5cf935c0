"""Training of the boosted trees (reader/voices/prose_trees.py): which of four ways each step is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lightgbm
import numpy as np

from reader.voices.prose_trees import LEAVES

if TYPE_CHECKING:
    from typing import Any

    from tests.training.voices.rows import Flags, Floats

ROUNDS = 200
_SETTINGS: dict[str, Any] = {
    "objective": "multiclass",
    "num_class": 4,
    "learning_rate": 0.06,
    "num_leaves": LEAVES,
    "min_data_in_leaf": 60,
    "lambda_l2": 10.0,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "max_bin": 63,
    "use_missing": False,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


def fit_trees(values: Floats, quoted: Flags, first: Flags, weight: Floats) -> lightgbm.Booster:
    """Trees that score each way into a paragraph; rows of one post stand together, in order."""
    before = np.concatenate([[False], quoted[:-1]]) & ~first
    data = lightgbm.Dataset(values, 2 * before + quoted, weight=weight)
    return lightgbm.train(_SETTINGS, data, ROUNDS)


def scores(trees: lightgbm.Booster, values: Floats) -> Floats:
    """The scores of the four ways into each paragraph: cc, cq, qc, qq."""
    found: Floats = np.asarray(trees.predict(values, raw_score=True))
    return found


def pair_steps(ways: Floats, first: Flags) -> Floats:
    """`steps_of` of reader/voices/prose_trees.py for many posts at once."""
    cc, cq, qc, qq = ways.T
    into = np.logaddexp(cq, qq) - np.logaddexp(cc, qc)
    out_of: Floats = np.append((np.logaddexp(qc, qq) - np.logaddexp(cc, cq))[1:], 0.0)
    ends_post: Flags = np.append(first[1:], True)
    twice = np.where(ends_post, 0.0, (into + out_of) / 2)
    return np.stack([cq - cc - twice, qc - cc, qq - cc - twice], 1)


def plain_trees(trees: lightgbm.Booster, columns: int) -> dict[str, Any]:
    """The trees of the four ways, as they are shipped: the questions about each feature, each tree's leaves."""
    questions: list[list[tuple[float, int, int]]] = [[] for _ in range(columns)]
    leaves: list[list[float]] = []
    dumped = [one["tree_structure"] for one in trees.dump_model()["tree_info"]]
    for way in range(4):
        for tree in dumped[way::4]:
            leaves.append([])
            _walk(tree, len(leaves) - 1, questions, leaves[-1])
    return {"questions": questions, "leaves": leaves}


def _walk(node: dict[str, Any], tree: int, questions: list[list[tuple[float, int, int]]], leaves: list[float]) -> None:
    """Number the leaves from left to right, and say of each question which are left when it is answered with no."""
    if "leaf_value" in node:
        leaves.append(float(f"{node['leaf_value']:.3g}"))
        return
    first = len(leaves)
    _walk(node["left_child"], tree, questions, leaves)
    by_yes_only = sum(1 << leaf for leaf in range(first, len(leaves)))
    questions[node["split_feature"]].append((float(f"{node['threshold']:.8g}"), tree, 255 & ~by_yes_only))
    _walk(node["right_child"], tree, questions, leaves)
