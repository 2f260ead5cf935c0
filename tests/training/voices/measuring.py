"""What a model is worth: the figures that are told of it, over posts as the reader would show them.

A paragraph that the flattened text does not show as a paragraph (a heading, the site's own line) counts as what it is
shown as. Everything is measured at the told probability: that of the voice that is told.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import minimize

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from tests.training.voices.posts import Label, Post
    from tests.training.voices.rows import Flags, Floats, Rows

    Calibration: TypeAlias = tuple[float, float]

SURE = 0.8
NO_QUOTATION_SHARE = 0.3
"""What a post without quotation weighs in calibration, as a share of what it weighs in training: the least that keeps
false alarms in such posts below 8.3 %."""
_BINS = 10
_LEAST = 1e-4


class Answers(NamedTuple):
    """Labels with what was told of each: whether it is quoted, the told probability of that, and where it is from."""

    quoted: Flags
    told: Floats
    site: list[str]
    domain: list[str]
    kind: list[str]

    def of(self, chosen: Flags) -> Answers:
        """Some of them."""
        where = np.flatnonzero(chosen)
        return Answers(
            self.quoted[where],
            self.told[where],
            *([each[k] for k in where] for each in (self.site, self.domain, self.kind)),
        )


def answers(rows: Rows, told: Floats, *, has_quotation: bool) -> Answers:
    """What is told of the labels of the posts with quotations, or of those without."""
    found: list[tuple[bool, float, str, str, str]] = []
    for post, start in zip(rows.posts, rows.offsets[:-1], strict=True):
        if post.has_quotation == has_quotation:
            for label, kind in zip(post.labels, _kinds(post), strict=True):
                p = label.told if label.place is None else float(told[start + label.place])
                found.append((label.quoted, p, post.site, post.domain, kind))
    quoted, probabilities, *others = zip(*found, strict=True)
    return Answers(np.array(quoted), np.array(probabilities), *map(list, others))


def figures(one: Answers) -> dict[str, float]:
    """Accuracy, precision, recall and F1 of "quoted", false alarms, calibration error, precision where sure."""
    said = one.told >= 0.5
    right = float((said & one.quoted).sum())
    alarms = float((said & ~one.quoted).sum())
    sure = one.told >= SURE
    cells = np.minimum((one.told * _BINS).astype(int), _BINS - 1)
    off = [abs(float((one.told - one.quoted)[cells == cell].sum())) for cell in range(_BINS)]
    return {
        "paragraphs": len(one.quoted),
        "quoted": float(one.quoted.sum()),
        "accuracy": float((said == one.quoted).mean()),
        "precision": right / max(1.0, float(said.sum())),
        "recall": right / max(1.0, float(one.quoted.sum())),
        "f1": 2 * right / max(1.0, float(said.sum() + one.quoted.sum())),
        "false alarms": alarms / max(1.0, float((~one.quoted).sum())),
        "calibration error": sum(off) / len(one.quoted),
        "precision where sure": float((sure & one.quoted).sum()) / max(1.0, float(sure.sum())),
    }


def grouped(one: Answers, names: Iterable[str]) -> dict[str, dict[str, float]]:
    """The figures of each group, by its name."""
    places: defaultdict[str, list[bool]] = defaultdict(list)
    listed = list(names)
    for name in sorted(set(listed)):
        places[name] = [name == each for each in listed]
    return {name: figures(one.of(np.array(chosen))) for name, chosen in places.items()}


def calibrated(p: Floats, factor: float, summand: float) -> Floats:
    """What is told for the mean probability of the chains."""
    p = np.clip(p, _LEAST, 1 - _LEAST)
    found: Floats = 1 / (1 + np.exp(-(factor * np.log(p / (1 - p)) + summand)))
    return found


def calibrate(rows: Rows, p: Floats, *, without: str | None = None) -> Calibration:
    """Factor and summand of the log-odds under which the labels are likeliest.

    Platt scaling (1999): what is told fits what is found, and the decision stands where one half is told. Authors weigh
    as in training: what is told is told of authors that nobody has seen, not of those who wrote most of these posts.
    The more the posts without quotation weigh, the less is called quoted, in other posts too.

    Args:
        rows: the posts.
        p: the mean probability of the chains for each of their rows.
        without: a site whose posts are left out.
    """
    known = rows.site != without
    weight = (rows.weight * np.where(rows.has_quotation, 1.0, NO_QUOTATION_SHARE))[known]
    quoted, weight = rows.quoted[known], weight / weight.sum()

    def surprise(parameters: Floats) -> float:
        told = calibrated(p[known], *(float(one) for one in parameters))
        return float(-(weight * np.log(np.where(quoted, told, 1 - told))).sum())

    factor, summand = minimize(surprise, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return round(float(factor), 4), round(float(summand), 4)


def calibrations(rows: Rows, p: Floats) -> dict[str, Calibration]:
    """For each site what is learnt from the posts of all others."""
    return {str(site): calibrate(rows, p, without=str(site)) for site in np.unique(rows.site)}


def told_unseen(rows: Rows, p: Floats) -> Floats:
    """What is told of each row where nothing that its author wrote was calibrated on."""
    found: Floats = np.zeros(len(p))
    for site, calibration in calibrations(rows, p).items():
        own = rows.site == site
        found[own] = calibrated(p[own], *calibration)
    return found


def _kind(label: Label, before: Label | None, *, after_colon: bool) -> str:
    """What a labelled paragraph is, beside the one before it."""
    if label.quoted:
        if before is None:
            return "quotation opens the post"
        if before.quoted:
            return "quotation goes on"
        return "quotation begins after a colon" if after_colon else "quotation begins without a colon"
    if before is not None and before.quoted:
        return "commentary after a quotation"
    return "commentary after a colon" if after_colon else "commentary after commentary, or first"


def _kinds(post: Post) -> list[str]:
    found = []
    before: Label | None = None
    for label in post.labels:
        colon = before is not None and before.place is not None and post.paragraphs[before.place].text.endswith(":")
        found.append(_kind(label, before, after_colon=colon))
        before = label
    return found
