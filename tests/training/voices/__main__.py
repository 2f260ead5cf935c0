"""`python -m tests.training.voices FOLDER`: learn the prose model from labelled posts, measure it, write it and a card.

Deterministic. Needs what the extra `training` installs; half an hour on two cores.
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
from tests.training.voices.measuring import calibrate, calibrated
from tests.training.voices.model import SHIPPED, Learnt, Material, shippable
from tests.training.voices.posts import load
from tests.training.voices.rows import Rows, sites_in_folds

if TYPE_CHECKING:
    from tests.training.voices.rows import Floats, Ints

FOLDS = 5
ALARMS = 0.06
"""The share of paragraphs told to be quoted in posts without quotation; 0.083 is what a plain chain has."""


def main() -> None:
    """Learn, measure, write."""
    parser = argparse.ArgumentParser(prog="python -m tests.training.voices", description=__doc__)
    parser.add_argument("folder", type=Path, help="where dev.jsonl.gz and dev-noquote.jsonl.gz are")
    parser.add_argument("--to", type=Path, default=Path(reader.voices.__file__).parent, help="where to write")
    asked = parser.parse_args()
    rows = Rows(load(asked.folder))
    folds = sites_in_folds(rows, FOLDS)
    material = Material(rows)
    steps = cross_validate(material, folds)
    learnt = material.learn(np.ones(len(rows.posts), bool), folds)
    write(material, steps, learnt, asked.to)


def cross_validate(material: Material, folds: Ints) -> dict[str, Floats]:
    """The steps of each family's chain over all rows, from models that never saw the row's author."""
    rows = material.rows
    found: dict[str, Floats] = {}
    for fold in range(FOLDS):
        print(f"fold {fold + 1} of {FOLDS}", flush=True)
        learnt = material.learn(folds != fold, folds)
        for name, steps in material.steps(learnt, folds == fold).items():
            found.setdefault(name, np.zeros((len(rows.quoted), 3)))[rows.of_posts(folds == fold)] = steps
    return found


def write(material: Material, steps: dict[str, Floats], learnt: Learnt, folder: Path) -> None:
    """Write the model and its card."""
    rows = material.rows
    chains = Chains(np.diff(rows.offsets))
    families = {name: chains.expect(each)[0] for name, each in steps.items()}
    mean = sum(families[name] for name in SHIPPED) / len(SHIPPED)
    families["mean of " + " and ".join(SHIPPED)] = mean
    calibration = calibrate(rows, mean, ALARMS)
    corrections = {
        name: effects(rows, [steps[each] for each in SHIPPED], calibration, worst=worst)
        for name, worst in (("the least sure paragraph", False), ("the worst error", True))
    }
    text = card(rows, families, calibrated(mean, *calibration), corrections, ALARMS)
    (folder / "prose_model.json").write_text(to_json(shippable(material, learnt, calibration)), encoding="utf-8")
    (folder / "prose_model.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
