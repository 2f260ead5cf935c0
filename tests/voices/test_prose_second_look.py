"""The second look of the prose model: which of a post's two voices a paragraph is nearer to."""

from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.voices.prose_net import Scale
from reader.voices.prose_second_look import SecondLook, Usual, styles

NOTHING_USUAL = {"length": Usual(0.0, 0.0), "dashes": Usual(0.0, 0.0)}
PLAIN, ODD = [1.0, 0.2], [-1.0, 2.0]
NUMBER = st.floats(-3, 3)
POSTS = st.lists(st.tuples(NUMBER, NUMBER, st.floats(0, 1)), min_size=1, max_size=8)


def test_a_paragraph_is_nearer_to_the_voice_that_it_writes_like() -> None:
    seen = SecondLook(NOTHING_USUAL).see([PLAIN, ODD, PLAIN, ODD, PLAIN, ODD], [0.02, 0.9, 0.02, 0.5, 0.5, 0.9])
    (like_quoted, *_), (like_own, *_) = seen[3], seen[4]
    assert like_quoted > 0 > like_own


def test_where_nothing_is_sure_the_usual_style_of_either_voice_decides() -> None:
    look = SecondLook({"length": Usual(1.0, -1.0), "dashes": Usual(-1.0, 1.0)})
    ((like_quoted, *_),) = look.see([[1.0, -1.0]], [0.5])
    ((like_own, *_),) = look.see([[-1.0, 1.0]], [0.5])
    assert like_quoted > 0 > like_own


@given(POSTS, st.floats(0, 1))
def test_what_a_paragraph_is_held_to_be_does_not_make_it_like_that_voice(
    paragraphs: list[tuple[float, float, float]], otherwise: float
) -> None:
    post, likely = [[a, b] for a, b, _ in paragraphs], [p for *_, p in paragraphs]
    look = SecondLook({"length": Usual(0.5, -0.5), "dashes": Usual(0.0, 0.2)})
    before = look.see(post, likely)[0][:3]
    assert look.see(post, [otherwise, *likely[1:]])[0][:3] == pytest.approx(before, abs=1e-9)


@given(POSTS)
def test_distances_are_those_from_the_mean_of_the_other_paragraphs(
    paragraphs: list[tuple[float, float, float]],
) -> None:
    post, likely = [[a, b] for a, b, _ in paragraphs], [p for *_, p in paragraphs]
    usual = {"length": Usual(0.5, -0.5), "dashes": Usual(0.0, 0.2)}
    last = len(post) - 1

    def away(weights: list[float], credit: list[float]) -> float:
        # Three paragraphs of the usual style stand beside those of the post.
        total = sum(weights[:last]) + 3
        centre = [
            (sum(w * x[k] for w, x in zip(weights, post[:last], strict=False)) + 3 * credit[k]) / total for k in (0, 1)
        ]
        return fmean((x - middle) ** 2 for x, middle in zip(post[last], centre, strict=True))

    nearer, from_own, from_quoted = SecondLook(usual).see(post, likely)[last][:3]
    assert from_quoted == pytest.approx(away(likely, [0.5, 0.0]), abs=1e-9)
    assert from_own == pytest.approx(away([1 - p for p in likely], [-0.5, 0.2]), abs=1e-9)
    assert nearer == pytest.approx((from_own - from_quoted) / 2, abs=1e-9)


@given(POSTS)
def test_of_every_paragraph_equally_much_is_seen(paragraphs: list[tuple[float, float, float]]) -> None:
    look = SecondLook(NOTHING_USUAL)
    seen = look.see([[a, b] for a, b, _ in paragraphs], [p for *_, p in paragraphs])
    assert [len(one) for one in seen] == [look.size] * len(paragraphs)


def test_an_empty_post_shows_nothing() -> None:
    assert SecondLook(NOTHING_USUAL).see([], []) == []


def test_the_step_from_the_paragraph_before_is_seen() -> None:
    seen = SecondLook({"length": Usual(0.0, 0.0)}).see([[0.5], [2.0]], [0.1, 0.1])
    assert seen[0][-2:] == [0.0, 0.0]
    assert seen[1][-2:] == [1.5, 1.5]


def test_styles_are_told_in_standard_deviations_and_within_bounds() -> None:
    scales = {"length": Scale(2.0, 0.5), "dashes": Scale(0.0, 0.1)}
    assert styles([{"length": 3.0, "dashes": 9.0}, {}], scales) == [[2.0, 3.0], [-3.0, 0.0]]
