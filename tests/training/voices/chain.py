"""Training of the linear chain: a conditional random field whose steps see every feature (Lafferty et al. 2001)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

if TYPE_CHECKING:
    from tests.training.voices.rows import Flags, Floats, Ints

_ITERATIONS = 60


class Chains:
    """Posts of different lengths laid side by side, the longest first, so that a step is taken in all at once."""

    def __init__(self, lengths: Ints) -> None:
        starts = np.concatenate([[0], np.cumsum(lengths)])[:-1]
        order = np.argsort(-lengths, kind="stable")
        self.rows = len(lengths) and int(lengths.sum())
        self.at = [starts[order[lengths[order] > t]] + t for t in range(int(lengths.max()))]
        self.first: Flags = np.zeros(self.rows, bool)
        self.first[starts] = True

    def expect(self, steps: Floats) -> tuple[Floats, Floats, Floats]:
        """Probability of "quoted" of each row, of each way into it (begin, end, continue), and each post's total.

        Args:
            steps: the scores of the three ways into each row; a first row can only begin.
        """
        forward: list[tuple[Floats, Floats]] = []
        for t, rows in enumerate(self.at):
            begin, end, cont = steps[rows].T
            if t:
                own, quoted = forward[-1][0][: len(rows)], forward[-1][1][: len(rows)]
                forward.append((np.logaddexp(own, quoted + end), np.logaddexp(own + begin, quoted + cont)))
            else:
                forward.append((np.zeros(len(rows)), begin.copy()))
        total = np.zeros(len(self.at[0]))
        for t, (own, quoted) in enumerate(forward):
            after = len(self.at[t + 1]) if t + 1 < len(self.at) else 0
            total[after : len(own)] = np.logaddexp(own, quoted)[after:]
        return *self._back(steps, forward, total), total

    def _back(self, steps: Floats, forward: list[tuple[Floats, Floats]], total: Floats) -> tuple[Floats, Floats]:
        likely, ways = np.zeros(self.rows), np.zeros((self.rows, 3))
        own_after = quoted_after = np.zeros(0)
        for t in range(len(self.at) - 1, -1, -1):
            rows = self.at[t]
            size = len(rows)
            own_back, quoted_back = np.zeros(size), np.zeros(size)
            own_back[: len(own_after)], quoted_back[: len(quoted_after)] = own_after, quoted_after
            likely[rows] = np.exp(forward[t][1] + quoted_back - total[:size])
            if not t:
                ways[rows, 0] = likely[rows]
                break
            begin, end, cont = steps[rows].T
            own, quoted = forward[t - 1][0][:size], forward[t - 1][1][:size]
            ways[rows, 0] = np.exp(own + begin + quoted_back - total[:size])
            ways[rows, 1] = np.exp(quoted + end + own_back - total[:size])
            ways[rows, 2] = np.exp(quoted + cont + quoted_back - total[:size])
            own_after = np.logaddexp(own_back, begin + quoted_back)
            quoted_after = np.logaddexp(end + own_back, cont + quoted_back)
        return likely, ways


def ways_taken(quoted: Flags, first: Flags) -> Floats:
    """Which way into each row was taken: begin, end, continue; none of them from commentary to commentary."""
    before = np.concatenate([[False], quoted[:-1]]) & ~first
    return np.stack([~before & quoted, before & ~quoted, before & quoted], 1).astype(float)


def fit_chain(values: Floats, chains: Chains, taken: Floats, weight: Floats, penalty: float) -> Floats:
    """The weights of the columns of `values` for the three ways, one column each.

    Few iterations are a second safeguard against learning the authors by heart.
    """
    columns = values.shape[1]
    each = weight[:, None]  # the rows of a post all weigh the same

    def loss(parameters: Floats) -> tuple[float, Floats]:
        weights = parameters.reshape(columns, 3)
        steps = (values @ weights.astype(np.float32)).astype(float)
        _, ways, totals = chains.expect(steps)
        value = weight[chains.at[0]] @ totals - (each * taken * steps).sum() + penalty / 2 * (parameters @ parameters)
        slope = values.T @ (each * (ways - taken)).astype(np.float32)
        return float(value), slope.astype(float).ravel() + penalty * parameters

    found: Floats = minimize(
        loss, np.zeros(columns * 3), jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS}
    ).x
    return found.reshape(columns, 3)
