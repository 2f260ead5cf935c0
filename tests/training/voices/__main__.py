"""`python -m tests.training.voices FOLDER`: learn the prose model from labelled posts, measure it, write it and a card.

Deterministic. Needs what the extra `training` installs; about ten minutes on one quiet core.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import reader.voices
from reader.voices.prose_model import to_json
from tests.training.voices.card import card
from tests.training.voices.chain import Chains
from tests.training.voices.correcting import effects
from tests.training.voices.measuring import calibrate, calibrations, told_unseen
from tests.training.voices.model import FOLDS, NEURAL, RUNS, TREES, Learnt, Material, Weighed, shippable
from tests.training.voices.posts import load
from tests.training.voices.rows import Rows
from tests.training.voices.runs import Field

if TYPE_CHECKING:
    from tests.training.voices.rows import Floats, Ints


def main() -> None:
    """Learn, measure, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.training.voices", description=__doc__)
    parser.add_argument("folder", type=Path, help="where dev.jsonl.gz and dev-noquote.jsonl.gz are")
    parser.add_argument("--to", type=Path, default=Path(reader.voices.__file__).parent, help="where to write")
    asked = parser.parse_args()
    posts = load(asked.folder)
    material = Material(posts)
    rows = Rows(posts)
    weighed = cross_validate(material, material.folds)
    learnt = material.learn(np.ones(len(material.rows.posts), bool))
    write(material, rows, weighed, learnt, asked.to)


def cross_validate(material: Material, folds: Ints) -> Weighed:
    """What each family says of the real posts, from models that never saw the post's author.

    Args:
        material: the posts, and a changed copy of each.
        folds: the fold of each of them; a copy is in that of its post.
    """
    rows = material.rows
    steps: dict[str, Floats] = {}
    runs: dict[int, Floats] = {}
    for fold in range(FOLDS):
        print(f"fold {fold + 1} of {FOLDS}", flush=True)
        held = rows.real & (folds == fold)
        found = material.weigh(material.learn(folds != fold), held)
        for name, each in found.steps.items():
            steps.setdefault(name, np.zeros((rows.offsets[rows.real.sum()], 3)))[rows.of_posts(held)] = each
        runs |= found.runs
    return Weighed(steps, runs)


def write(material: Material, rows: Rows, weighed: Weighed, learnt: Learnt, folder: Path) -> None:
    """Write the model and its card; `rows` are those of the real posts."""
    chains = Chains(np.diff(rows.offsets))
    families = {name: chains.expect(each)[0] for name, each in weighed.steps.items()}
    families[RUNS] = marginals_of_runs(rows, weighed.runs)
    for name in (NEURAL, RUNS):
        families[f"mean of {name} and {TREES}"] = (families[name] + families[TREES]) / 2
    mean = (families[RUNS] + families[TREES]) / 2
    by_site = calibrations(rows, mean)
    corrections = {
        name: effects(rows, weighed, by_site, worst=worst)
        for name, worst in (("the least sure paragraph", False), ("the worst error", True))
    }
    text = card(rows, families, told_unseen(rows, mean), corrections)
    model = shippable(material, learnt, calibrate(rows, mean))
    (folder / "prose_model.json").write_text(to_json(model), encoding="utf-8")
    (folder / "prose_model.md").write_text(text, encoding="utf-8")
    print(text)


def marginals_of_runs(rows: Rows, scores: dict[int, Floats]) -> Floats:
    """The probability that each row is in a run, given the scores of the runs of each post."""
    found = []
    for k in range(len(rows.posts)):
        field = Field(rows, np.array([k]))
        found.append(field.marginals(field.expect(scores[k])))
    return np.concatenate(found)


if __name__ == "__main__":
    main()
