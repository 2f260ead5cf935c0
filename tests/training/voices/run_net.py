"""Training of the net that scores runs (reader/voices/prose_runs.py): one field over runs, its gradient passed back.

Hidden units of the paragraphs score the steps, as in net.py; hidden units of the runs see what each paragraph shows of
itself and what is seen of the run as a whole.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from reader.voices.prose_net import FINENESS
from tests.training.voices.net import (
    EPOCHS,
    KEPT_INPUTS,
    KEPT_UNITS,
    POSTS_AT_ONCE,
    UNITS,
    Adam,
    beginning,
    dropped,
    small,
)
from tests.training.voices.runs import Field

if TYPE_CHECKING:
    from tests.training.voices.rows import Flags, Floats, Rows
    from tests.training.voices.runs import Seen

RUN_UNITS = 16
SEED = 1
_MOST = 127  # a weight is a byte


class RunLayers(NamedTuple):
    """The weights of a net: those of the steps (net.py), of the views of a paragraph, and of the runs."""

    first: Floats
    first_bias: Floats
    out: Floats
    out_bias: Floats
    direct: Floats
    views: Floats
    run_bias: Floats
    seen: Floats
    run_out: Floats
    run_direct: Floats

    def scores(self, field: Field, values: Floats, seen: Floats) -> Floats:
        """The scores of the runs of a field, given its rows' standardised values."""
        steps = np.tanh(values @ self.first + self.first_bias) @ self.out + self.out_bias + values @ self.direct
        units = np.tanh(field.gather(*_parts(values @ self.views)) + self.run_bias + seen @ self.seen)
        found: Floats = field.worth(steps.astype(float)) + (units @ self.run_out + seen @ self.run_direct)[:, 0]
        return found


def _parts(views: Floats) -> list[Floats]:
    parts: list[Floats] = np.split(views, 4, axis=1)
    return parts


def fit_run_net(rows: Rows, values: Floats, seen: Seen, chosen: Flags, seed: int) -> RunLayers:
    """A net for the chosen posts.

    Args:
        rows: all posts.
        values: of all rows, standardised.
        seen: what is seen of the runs of all posts.
        chosen: which posts are learnt from.
        seed: of what is drawn at random.
    """
    draw = np.random.default_rng(seed)
    posts = np.flatnonzero(chosen)
    layers = _beginning(values.shape[1], seen.of(posts[:1]).shape[1], draw)
    batches = -(-len(posts) // POSTS_AT_ONCE)
    adam = Adam(layers, EPOCHS * batches)
    usual = rows.weight[rows.of_posts(chosen)].mean()
    for _ in range(EPOCHS):
        for batch in np.array_split(draw.permutation(posts), batches):
            field = Field(rows, batch)
            weight = rows.weight[rows.offsets[batch]] / usual / len(field.rows)
            adam.move(_slopes(layers, field, values[field.rows], seen.of(batch), weight, draw))
    return layers


def _beginning(columns: int, seen: int, draw: Any) -> RunLayers:
    return RunLayers(
        *beginning(columns, draw),
        small(draw, columns, columns, 4 * RUN_UNITS) / 2,
        small(draw, columns, RUN_UNITS),
        small(draw, seen, seen, RUN_UNITS) / 2,
        small(draw, RUN_UNITS, RUN_UNITS, 1) / 3,
        np.zeros((seen, 1), np.float32),
    )


def _slopes(layers: RunLayers, field: Field, values: Floats, seen: Floats, weight: Floats, draw: Any) -> RunLayers:
    """The gradient over a batch of posts, with inputs and units dropped."""
    inputs = values * dropped(draw, values.shape, KEPT_INPUTS)
    units = np.tanh(inputs @ layers.first + layers.first_bias)
    kept = dropped(draw, units.shape, KEPT_UNITS)
    steps = (units * kept) @ layers.out + layers.out_bias + inputs @ layers.direct
    of_runs = np.tanh(field.gather(*_parts(inputs @ layers.views)) + layers.run_bias + seen @ layers.seen)
    run_kept = dropped(draw, of_runs.shape, KEPT_UNITS)
    scores = field.worth(steps.astype(float)) + ((of_runs * run_kept) @ layers.run_out + seen @ layers.run_direct)[:, 0]
    off = (field.expect(scores) - field.true) * weight[field.post]
    step_off = field.worth_slopes(off).astype(np.float32)
    run_off = off.astype(np.float32)[:, None]
    back = (step_off @ layers.out.T) * kept * (1 - units**2)
    run_back = (run_off @ layers.run_out.T) * run_kept * (1 - of_runs**2)
    return RunLayers(
        inputs.T @ back,
        back.sum(0),
        (units * kept).T @ step_off,
        step_off.sum(0),
        inputs.T @ step_off,
        inputs.T @ field.scatter(run_back),
        run_back.sum(0),
        seen.T @ run_back,
        (of_runs * run_kept).T @ run_off,
        seen.T @ run_off,
    )


def plain_net(net: RunLayers) -> dict[str, Any]:
    """What a net sees of paragraphs, as it is shipped."""
    weights = np.concatenate([net.first, net.views, net.direct], 1)
    biases = np.concatenate([net.first_bias, np.zeros(weights.shape[1] - UNITS)])
    step = np.maximum(np.abs(weights).max(0), 1e-6) / _MOST
    rows = (np.round(weights / step) + 128).astype(np.uint8)
    return {
        "rows": b64encode(rows.tobytes()).decode(),
        "units": [[float(f"{a / FINENESS:.5g}"), float(f"{b:.4g}")] for a, b in zip(step, biases, strict=True)],
        "out": [_short([*net.out[:, k], net.out_bias[k]]) for k in range(3)],
    }


def plain_runs(net: RunLayers) -> dict[str, Any]:
    """What a net sees of runs, likewise."""
    return {
        "seen": [_short(row) for row in net.seen],
        "bias": _short(net.run_bias),
        "out": _short(net.run_out[:, 0]),
        "direct": _short(net.run_direct[:, 0]),
    }


def _short(numbers: Floats) -> list[float]:
    return [float(f"{x:.4g}") for x in numbers]
