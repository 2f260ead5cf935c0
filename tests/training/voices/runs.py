"""All runs of paragraphs of some posts, and the expectations of a field over them (reader/voices/prose_runs.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from reader.voices.prose_cohesion import Runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.training.voices.posts import Post
    from tests.training.voices.rows import Flags, Floats, Ints, Rows

_NEVER = -1e9


class Seen:
    """What is seen of every run of every post, by the post's number: one row a run, in the order of `every_run`."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._of = [np.array(_see(post), np.float32) for post in posts]

    def of(self, chosen: Ints) -> Floats:
        """What is seen of the runs of the chosen posts, one post after another."""
        return np.concatenate([self._of[k] for k in chosen])


def _see(post: Post) -> list[list[float]]:
    runs = Runs(post.paragraphs)
    return [runs.see(int(start), int(end)) for start, end in zip(*every_run(len(post.paragraphs)), strict=True)]


def every_run(size: int) -> tuple[Ints, Ints]:
    """Where each run of a post begins, and where it has ended."""
    starts, lasts = np.triu_indices(size)
    return starts, lasts + 1


class Field:
    """The runs of some posts, laid out so that all of them are weighed at once.

    Attributes:
        rows: the rows of the posts.
        post: of each run, which of the posts it is of.
        start, end: of each run, where in the posts' rows it begins and has ended.
    """

    def __init__(self, rows: Rows, chosen: Ints) -> None:
        lengths = np.diff(rows.offsets)[chosen]
        firsts = np.concatenate([[0], np.cumsum(lengths)])[:-1]
        self.rows = np.concatenate([np.arange(rows.offsets[k], rows.offsets[k + 1]) for k in chosen])
        found = [every_run(int(n)) for n in lengths]
        self.post: Ints = np.repeat(np.arange(len(chosen)), [len(starts) for starts, _ in found])
        self._place, self._end = (np.concatenate([one[k] for one in found]) for k in (0, 1))
        self.start, self.end = self._place + firsts[self.post], self._end + firsts[self.post]
        self._size, self._longest = lengths[self.post], int(lengths.max())
        self._posts = len(chosen)
        self._goes_on = self._end < self._size
        quoted: Flags = np.append(rows.quoted[self.rows], False)
        inside = np.concatenate([[0], np.cumsum(quoted[:-1])])
        apart = ((self._place == 0) | ~quoted[self.start - 1]) & (~self._goes_on | ~quoted[self.end])
        self.true: Flags = apart & (inside[self.end] - inside[self.start] == self.end - self.start)
        self._lay_out(np.repeat(np.arange(len(chosen)), lengths))

    def _lay_out(self, post_of_row: Ints) -> None:
        size = len(self.rows)
        length = self.end - self.start
        rest = self._size - length
        self._inverse = (1 / length).astype(np.float32)[:, None]
        self._inverse_rest = np.where(rest > 0, 1 / np.maximum(rest, 1), 0).astype(np.float32)[:, None]

        every: Flags = np.ones(len(length), bool)
        self._between = _marks(every, self.end, size + 1) - _marks(every, self.start, size + 1)
        self._before = _marks(self._place > 0, self.start - 1, size)
        self._after = _marks(self._goes_on, self.end, size)
        self._whole = _marks(every, self.post, self._posts)
        self._post_of_row = _marks(post_of_row >= 0, post_of_row, self._posts)

    def gather(self, inside: Floats, outside: Floats, before: Floats, after: Floats) -> Floats:
        """What the units of each run see of the rows: means inside and over the rest of the post, neighbours."""
        rest = self._whole @ (self._post_of_row.T @ outside) - self._between @ _running(outside)
        means = (self._between @ _running(inside)) * self._inverse + rest * self._inverse_rest
        found: Floats = means + self._before @ before + self._after @ after
        return found

    def scatter(self, slopes: Floats) -> Floats:
        """The slopes of the four views of each row, side by side, given those of what the units see."""
        inside = _rest(self._between.T @ (slopes * self._inverse))
        of_rest = slopes * self._inverse_rest
        outside = self._post_of_row @ (self._whole.T @ of_rest) - _rest(self._between.T @ of_rest)
        return np.concatenate([inside, outside, self._before.T @ slopes, self._after.T @ slopes], 1)

    def worth(self, steps: Floats) -> Floats:
        """What the steps say of each run."""
        going_on = np.concatenate([[0.0], np.cumsum(steps[:, 2])])
        ends = np.where(self._goes_on, np.append(steps[:, 1], 0.0)[self.end], 0.0)
        found: Floats = steps[self.start, 0] + going_on[self.end] - going_on[self.start + 1] + ends
        return found

    def worth_slopes(self, slopes: Floats) -> Floats:
        """The slopes of the steps, given those of the scores of the runs."""
        n = len(self.rows)
        begin = np.bincount(self.start, slopes, n)
        end = np.bincount(self.end[self._goes_on], slopes[self._goes_on], n)
        going_on = _rest(np.bincount(self.end, slopes, n + 1) - np.bincount(self.start + 1, slopes, n + 1))
        return np.stack([begin, end, going_on], 1)

    def expect(self, scores: Floats) -> Floats:
        """The probability of each run (forward-backward over runs)."""
        n = self._longest
        table = np.full((self._posts, n, n + 1), _NEVER)
        table[self.post, self._place, self._end] = scores
        own, ended = np.zeros((self._posts, n + 1)), np.full((self._posts, n + 1), _NEVER)
        for end in range(1, n + 1):
            own[:, end] = np.logaddexp(own[:, end - 1], ended[:, end - 1])
            ended[:, end] = _log_sum(own[:, :end] + table[:, :end, end])
        # What is past a post's end is commentary and weighs nothing.
        rest, apart = np.zeros((self._posts, n + 1)), np.zeros((self._posts, n + 1))
        for start in range(n - 1, -1, -1):
            apart[:, start] = rest[:, start + 1]
            rest[:, start] = np.logaddexp(
                apart[:, start], _log_sum(table[:, start, start + 1 :] + apart[:, start + 1 :])
            )
        weight = own[self.post, self._place] + scores + apart[self.post, self._end]
        return np.exp(weight - rest[self.post, 0])

    def marginals(self, probabilities: Floats) -> Floats:
        """The probability that each row is in a run."""
        n = len(self.rows) + 1
        change = np.bincount(self.start, probabilities, n) - np.bincount(self.end, probabilities, n)
        found: Floats = np.clip(np.cumsum(change)[:-1], 0.0, 1.0)
        return found


def _marks(chosen: Flags, columns: Ints, width: int) -> sparse.csr_matrix:
    """A matrix that has a one in the column of each chosen row."""
    rows = np.flatnonzero(chosen)
    return sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns[rows])), (len(chosen), width))


def _running(values: Floats) -> Floats:
    return np.concatenate([np.zeros((1, values.shape[1]), values.dtype), np.cumsum(values, 0)])


def _rest(slopes: Floats) -> Floats:
    """The sums of all that comes after each row: the slopes of running sums as slopes of what was summed."""
    found: Floats = np.cumsum(slopes[::-1], 0)[::-1][1:]
    return found


def _log_sum(values: Floats) -> Floats:
    most = values.max(1)
    found: Floats = most + np.log(np.exp(values - most[:, None]).sum(1))
    return found
