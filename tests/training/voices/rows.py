"""The posts as arrays: one row a paragraph, posts one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from reader.voices.prose_features import features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.voices.prose_style import Features
    from tests.training.voices.posts import Post

    # Arrays of these: numpy need not be there where the types are checked.
    Floats: TypeAlias = Any
    Ints: TypeAlias = Any
    Flags: TypeAlias = Any

NO_QUOTATION_WEIGHT = 0.5
"""What a post without quotation weighs beside one with; there are as many of them as blogs write, and more."""
CHANGED_WEIGHT = 0.5
"""What a changed post weighs beside a real one."""


class Rows:
    """What is known of all paragraphs.

    Attributes:
        posts: the posts, real ones before changed ones.
        real: whether each post is a real one.
        offsets: where each post begins, and the end.
        quoted: whether each paragraph is quoted.
        first, last: whether it is its post's first, last.
        site: the author's site of each.
        has_quotation: whether its post has a quotation.
        weight: how much each counts in training: authors with many posts count less than in proportion.
    """

    def __init__(self, real: Sequence[Post], changed: Sequence[Post] = ()) -> None:
        self.posts = posts = [*real, *changed]
        self.real: Flags = np.arange(len(posts)) < len(real)
        lengths = np.array([len(post.paragraphs) for post in posts])
        self.offsets: Ints = np.concatenate([[0], np.cumsum(lengths)])
        self.quoted: Flags = np.concatenate([np.array(post.quoted) for post in posts])
        self.site: Ints = np.repeat([post.site for post in posts], lengths)
        self.has_quotation: Flags = np.repeat([post.has_quotation for post in posts], lengths)
        self.first: Flags = np.zeros(len(self.quoted), bool)
        self.first[self.offsets[:-1]] = True
        self.last: Flags = np.zeros(len(self.quoted), bool)
        self.last[self.offsets[1:] - 1] = True
        plain = np.where(self.has_quotation, 1.0, NO_QUOTATION_WEIGHT)
        is_real: Flags = np.repeat(self.real, lengths)
        totals = {site: plain[is_real & (self.site == site)].sum() for site in np.unique(self.site)}
        shares = np.sqrt([1500.0 / totals[site] for site in self.site])
        self.weight: Floats = plain * shares * np.where(is_real, 1.0, CHANGED_WEIGHT)

    def of_posts(self, chosen: Flags) -> Ints:
        """The numbers of the rows of the chosen posts."""
        return np.flatnonzero(np.repeat(chosen, np.diff(self.offsets)))


def sites_in_folds(rows: Rows, folds: int) -> Ints:
    """The fold of each post: no author in two folds, and the folds of about one size."""
    sites, sizes = np.unique(rows.site, return_counts=True)
    filled = [0] * folds
    fold_of: dict[str, int] = {}
    for k in np.argsort(-sizes, kind="stable"):
        fold = filled.index(min(filled))
        fold_of[str(sites[k])] = fold
        filled[fold] += int(sizes[k])
    return np.array([fold_of[post.site] for post in rows.posts])


def base_features(posts: Sequence[Post]) -> list[Features]:
    """The features of each row that need no training."""
    return [row for post in posts for row in features(post.paragraphs, post.title)]


def as_array(rows: Sequence[Features], names: Sequence[str]) -> Floats:
    """The named features of each row, one column each."""
    column = {name: k for k, name in enumerate(names)}
    found: Floats = np.zeros((len(rows), len(names)), np.float32)
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                found[i, column[name]] = value
    return found
