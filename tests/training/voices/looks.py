"""Training of the two looks at a post (reader/voices/prose_second_look.py): that of the trees, and what it adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reader.voices.prose_second_look import SecondLook, Usual
from reader.voices.prose_style import style
from tests.training.voices.chain import Chains
from tests.training.voices.trees import fit_trees, pair_steps, scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    import lightgbm

    from tests.training.voices.posts import Post
    from tests.training.voices.rows import Flags, Floats, Ints, Rows


class Styles(NamedTuple):
    """The names of the features of style, and rows of them, standardised."""

    names: list[str]
    rows: Floats


def names_of_style(posts: Sequence[Post]) -> set[str]:
    """The names of the features that a paragraph has by itself."""
    return {name for post in posts for one in post.paragraphs for name in style(one)}


def fit_first_look(rows: Rows, values: Floats, chosen: Flags) -> lightgbm.Booster:
    """The trees learnt from the chosen posts."""
    at = rows.of_posts(chosen)
    return fit_trees(values[at], rows.quoted[at], rows.first[at], rows.weight[at])


def first_look(trees: lightgbm.Booster, values: Floats, lengths: Ints) -> tuple[Floats, Floats]:
    """The steps of posts of the given lengths, one after another, and the probability of "quoted" of each row."""
    chains = Chains(lengths)
    steps = pair_steps(scores(trees, values), chains.first)
    return steps, chains.expect(steps)[0]


def unseen_look(rows: Rows, values: Floats, training: Flags, folds: Ints) -> Floats:
    """For the rows of the training posts the first look of trees that never saw their authors; 0 for other rows.

    The trees are fitted to real posts.
    """
    found: Floats = np.zeros(len(rows.quoted))
    for fold in np.unique(folds[training]):
        trees = fit_first_look(rows, values, training & rows.real & (folds != fold))
        held = training & (folds == fold)
        at = rows.of_posts(held)
        found[at] = first_look(trees, values[at], np.diff(rows.offsets)[held])[1]
    return found


def usual_styles(styles: Styles, quoted: Flags) -> dict[str, Usual]:
    """What each feature of style is usually like in either voice."""
    means = zip(styles.names, styles.rows[quoted].mean(0), styles.rows[~quoted].mean(0), strict=True)
    return {name: Usual(round(float(of_quoted), 3), round(float(of_own), 3)) for name, of_quoted, of_own in means}


def second_look(usual: dict[str, Usual], styles: Floats, likely: Floats, lengths: Ints) -> Floats:
    """What is seen at the second look of posts of the given lengths, one after another."""
    look = SecondLook(usual)
    ends = np.cumsum(lengths)
    found: Floats = np.array(
        [
            row
            for start, end in zip(ends - lengths, ends, strict=True)
            for row in look.see(styles[start:end].tolist(), likely[start:end].tolist())
        ],
        np.float32,
    )
    return found
