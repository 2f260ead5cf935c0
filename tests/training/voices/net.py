"""Training of a neural chain: hidden units score a conditional random field's steps.

The field's own gradient (expected less taken ways) is passed back through one layer of hidden units. Units and inputs
are dropped at random, which keeps the net from learning authors by heart.
"""

from __future__ import annotations

from math import cos, pi
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tests.training.voices.chain import Chains, ways_taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.training.voices.rows import Flags, Floats, Ints

UNITS = 128
EPOCHS = 16
POSTS_AT_ONCE = 64
_RATE = 2e-3
_RISING = 0.2  # the part of the training in which the rate rises
_DECAY = 0.01
KEPT_INPUTS, KEPT_UNITS = 0.8, 0.5
_MOMENTUM, _SPREAD, _LEAST = 0.9, 0.999, 1e-8


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
    layers = beginning(values.shape[1], draw)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    batches = -(-len(lengths) // POSTS_AT_ONCE)
    usual = weight.mean()
    adam = Adam(layers, EPOCHS * batches)
    for _ in range(EPOCHS):
        order = draw.permutation(len(lengths))
        for batch in np.array_split(order, batches):
            rows = np.concatenate([np.arange(starts[k], starts[k + 1]) for k in batch])
            share = (weight[rows] / usual)[:, None] / len(rows)
            adam.move(_slopes(layers, values[rows], lengths[batch], quoted[rows], share, draw))
    return layers


def beginning(columns: int, draw: Any) -> Layers:
    """A net that has learnt nothing, for so many inputs."""
    return Layers(
        small(draw, columns, columns, UNITS),
        small(draw, columns, UNITS),
        small(draw, UNITS, UNITS, 3),
        small(draw, UNITS, 3),
        np.zeros((columns, 3), np.float32),
    )


def small(draw: Any, inputs: int, *shape: int) -> Floats:
    """Small weights to begin with, of units that have so many inputs."""
    return draw.uniform(-1, 1, shape).astype(np.float32) / np.float32(inputs**0.5)


def dropped(draw: Any, shape: tuple[int, ...], kept: float) -> Floats:
    """Factors that drop all but a part of some values, and make up for it in the others."""
    return (draw.random(shape, np.float32) < kept) / np.float32(kept)


class Adam:
    """Moves weights in place, down their slopes (Kingma and Ba 2015), with decay apart (Loshchilov and Hutter 2019)."""

    def __init__(self, layers: Sequence[Floats], moves: int) -> None:
        self._layers, self._moves, self._done = layers, moves, 0
        self._mean, self._spread = ([np.zeros_like(one) for one in layers] for _ in range(2))

    def move(self, slopes: Sequence[Floats]) -> None:
        """One of the moves."""
        self._done += 1
        rate = _rate(self._done / self._moves)
        for layer, slope, mean, spread in zip(self._layers, slopes, self._mean, self._spread, strict=True):
            _move(layer, slope, mean, spread, self._done, rate)


def _move(layer: Floats, slope: Floats, mean: Floats, spread: Floats, done: int, rate: float) -> None:
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
    inputs = values * dropped(draw, values.shape, KEPT_INPUTS)
    units = np.tanh(inputs @ layers.first + layers.first_bias)
    kept = dropped(draw, units.shape, KEPT_UNITS)
    steps = (units * kept) @ layers.out + layers.out_bias + inputs @ layers.direct
    chains = Chains(lengths)
    off = ((chains.expect(steps.astype(float))[1] - ways_taken(quoted, chains.first)) * share).astype(np.float32)
    back = (off @ layers.out.T) * kept * (1 - units**2)
    return Layers(inputs.T @ back, back.sum(0), (units * kept).T @ off, off.sum(0), inputs.T @ off)
