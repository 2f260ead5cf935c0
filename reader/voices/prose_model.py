"""The weights of the prose model, as they come with the package."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.voices.prose_net import Net, Scale
from reader.voices.prose_runs import RunScorer
from reader.voices.prose_second_look import SecondLook, Usual
from reader.voices.prose_trees import Trees
from reader.voices.prose_words import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIELDS = ("words", "scales", "usual", "beside", "net", "runs", "trees", "calibration", "signs")


@dataclass(frozen=True)
class Model:
    """All that was learnt, as it is kept in JSON.

    Attributes:
        words: the weights of words, by place.
        scales: the features that are weighed, in order, and the mean and standard deviation of each.
        usual: what features of style are usually like in either voice (`SecondLook`).
        beside: the mean and standard deviation of each number that is seen at the second look.
        net: `rows`, `units` and `out` of the net (`Net`).
        runs: `seen`, `bias`, `out` and `direct` of the units that see runs (`RunScorer`).
        trees: `questions` and `leaves` of the trees (`Trees`).
        calibration: factor and summand that make of the log-odds of the mean of runs and trees those that are told.
        signs: how much each sign that has a name for a person speaks for "quoted".
    """

    words: Mapping[str, Table]
    scales: Mapping[str, Scale]
    usual: Mapping[str, Usual]
    beside: Sequence[Scale]
    net: Mapping[str, Any]
    runs: Mapping[str, Any]
    trees: Mapping[str, Any]
    calibration: Sequence[float]
    signs: Mapping[str, float]

    @cached_property
    def names(self) -> list[str]:
        """The features that are weighed, in order."""
        return list(self.scales)

    @cached_property
    def style_scales(self) -> Mapping[str, Scale]:
        """The scales of the features of style that the second look compares, in its order."""
        return {name: self.scales[name] for name in self.usual}

    @cached_property
    def second_look(self) -> SecondLook:
        """The second look, made ready."""
        return SecondLook(self.usual)

    @cached_property
    def by_net(self) -> Net:
        """The net, made ready."""
        return Net([*self.scales.values(), *self.beside], **self.net)

    @cached_property
    def by_runs(self) -> RunScorer:
        """The units that see runs, made ready."""
        return RunScorer(**self.runs)

    @cached_property
    def by_trees(self) -> Trees:
        """The trees, made ready."""
        return Trees(**self.trees)


@cache
def shipped() -> Model:
    """The model that comes with the package."""
    return from_json(Path(__file__).with_name("prose_model.json").read_text(encoding="utf-8"))


def from_json(text: str) -> Model:
    """The model that `to_json` wrote."""
    data: dict[str, Any] = json.loads(text)
    data["words"] = {place: Table(*table) for place, table in data["words"].items()}
    data["scales"] = {name: Scale(*scale) for name, scale in data["scales"].items()}
    data["usual"] = {name: Usual(*one) for name, one in data["usual"].items()}
    data["beside"] = [Scale(*one) for one in data["beside"]]
    return Model(**data)


def to_json(model: Model) -> str:
    """The model as JSON, a line for each of its parts."""
    parts = (f'"{name}": {json.dumps(getattr(model, name), separators=(",", ":"))}' for name in FIELDS)
    return "{\n" + ",\n".join(parts) + "\n}\n"
