"""Training of the neural chain (reader/voices/prose_net.py): hidden units score a conditional random field's steps.

The field's own gradient (expected less taken ways) is passed back through one layer of hidden units. Units and inputs
are dropped at random, which keeps the net from learning authors by heart; several nets from different beginnings are
made into one, the mean of their scores.
"""

from __future__ import annotations

from base64 import b64encode
from math import cos, pi
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from reader.voices.prose_net import FINENESS
from tests.training.voices.chain import Chains, ways_taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.training.voices.rows import Flags, Floats, Ints

UNITS = 128
EPOCHS = 16
SEEDS = (1, 2)
_POSTS_AT_ONCE = 64
_RATE = 2e-3
_RISING = 0.2  # the part of the training in which the rate rises
_DECAY = 0.01
_KEPT_INPUTS, _KEPT_UNITS = 0.8, 0.5
_MOMENTUM, _SPREAD, _LEAST = (
    0.9,
    0.999,
    1e-8,
)  # Adam (Kingma and Ba 2015), with decay apart (Loshchilov and Hutter 2019)
_MOST = 127  # a weight is a byte


class Layers(NamedTuple):
    """The weights of a net: into the hidden units, out of them, and the direct way."""

    first: Floats
    first_bias: Floats
    out: Floats
    out_bias: Floats
    direct: Floats

    def steps(self, values: Floats) -> Floats:
        """The scores of the steps into rows of standardised values."""
        found: Floats = np.tanh(values @ self.first + self.first_bias) @ self.out + self.out_bias + values @ self.direct
        return found


def fit_net(values: Floats, lengths: Ints, quoted: Flags, weight: Floats, seed: int) -> Layers:
    """A net for rows of standardised values; `lengths` are those of the posts, one after another."""
    draw = np.random.default_rng(seed)
    layers = _beginning(values.shape[1], draw)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    batches = -(-len(lengths) // _POSTS_AT_ONCE)
    usual, done = weight.mean(), 0
    first, second = ([np.zeros_like(one) for one in layers] for _ in range(2))
    for _ in range(EPOCHS):
        order = draw.permutation(len(lengths))
        for batch in np.array_split(order, batches):
            rows = np.concatenate([np.arange(starts[k], starts[k + 1]) for k in batch])
            share = (weight[rows] / usual)[:, None] / len(rows)
            slopes = _slopes(layers, values[rows], lengths[batch], quoted[rows], share, draw)
            done += 1
            rate = _rate(done / (EPOCHS * batches))
            for one, slope, mean, spread in zip(layers, slopes, first, second, strict=True):
                _move(one, slope, mean, spread, done, rate)
    return layers


def _beginning(columns: int, draw: Any) -> Layers:
    def small(inputs: int, *shape: int) -> Any:
        return draw.uniform(-1, 1, shape).astype(np.float32) / np.float32(inputs**0.5)

    return Layers(
        small(columns, columns, UNITS),
        small(columns, UNITS),
        small(UNITS, UNITS, 3),
        small(UNITS, 3),
        np.zeros((columns, 3), np.float32),
    )


def _move(layer: Floats, slope: Floats, mean: Floats, spread: Floats, done: int, rate: float) -> None:
    """One step of Adam, in place; `done` steps were taken, this one included."""
    mean += (1 - _MOMENTUM) * (slope - mean)
    spread += (1 - _SPREAD) * (slope**2 - spread)
    size = np.sqrt(spread / (1 - _SPREAD**done)) + _LEAST
    layer -= rate * (mean / (1 - _MOMENTUM**done) / size + _DECAY * layer)


def _rate(done: float) -> float:
    """The rate rises and falls in halves of a cosine."""
    if done < _RISING:
        return _RATE * (1.04 - 0.96 * cos(pi * done / _RISING)) / 2
    return _RATE * (1 + cos(pi * (done - _RISING) / (1 - _RISING))) / 2


def _slopes(layers: Layers, values: Floats, lengths: Ints, quoted: Flags, share: Floats, draw: Any) -> Layers:
    """The gradient over a batch of posts, with inputs and units dropped."""
    inputs = values * (draw.random(values.shape, np.float32) < _KEPT_INPUTS) / np.float32(_KEPT_INPUTS)
    units = np.tanh(inputs @ layers.first + layers.first_bias)
    kept = (draw.random(units.shape, np.float32) < _KEPT_UNITS) / np.float32(_KEPT_UNITS)
    steps = (units * kept) @ layers.out + layers.out_bias + inputs @ layers.direct
    chains = Chains(lengths)
    off = ((chains.expect(steps.astype(float))[1] - ways_taken(quoted, chains.first)) * share).astype(np.float32)
    back = (off @ layers.out.T) * kept * (1 - units**2)
    return Layers(inputs.T @ back, back.sum(0), (units * kept).T @ off, off.sum(0), inputs.T @ off)


def mean_steps(nets: Sequence[Layers], values: Floats) -> Floats:
    """The mean of the scores of several nets."""
    found: Floats = sum(net.steps(values) for net in nets) / len(nets)
    return found.astype(float)


def plain_net(nets: Sequence[Layers]) -> dict[str, Any]:
    """Several nets as one that scores their mean, as it is shipped."""
    direct = sum(net.direct for net in nets) / len(nets)
    weights = np.concatenate([*(net.first for net in nets), direct], 1)
    biases = np.concatenate([*(net.first_bias for net in nets), np.zeros(3)])
    step = np.maximum(np.abs(weights).max(0), 1e-6) / _MOST
    rows = (np.round(weights / step) + 128).astype(np.uint8)
    out = np.concatenate([net.out for net in nets]) / len(nets)
    out_bias = sum(net.out_bias for net in nets) / len(nets)
    return {
        "rows": b64encode(rows.tobytes()).decode(),
        "units": [[float(f"{a / FINENESS:.5g}"), float(f"{b:.4g}")] for a, b in zip(step, biases, strict=True)],
        "out": [[float(f"{x:.4g}") for x in (*out[:, k], out_bias[k])] for k in range(3)],
    }
