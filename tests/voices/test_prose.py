from __future__ import annotations

import gzip
import json
from itertools import product
from math import exp
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.voices.prose import Step, guess, marginals, shipped
from reader.voices.prose_features import _CLASSES, features

if TYPE_CHECKING:
    from pathlib import Path

SCORE = st.floats(-4, 4)
WIRE = (
    "MARROW (AP) — The board is abandoning its plan to lease the north quay, officials said on Tuesday, "
    "according to a spokesman for the ministry."
)


def test_a_dispatch_after_a_colon_is_likelier_quoted_than_talk() -> None:
    post = [
        "I meant to write about my garden today, but you know how I am with harbours. Here’s the Courier:",
        WIRE,
        "Well, that’s just silly! I really don’t think they’ve read the lease, and I’d love to be wrong about it.",
    ]
    before, quoted, after = guess(post, "The quay again")
    assert quoted.probability_quoted > 0.7
    assert max(before.probability_quoted, after.probability_quoted) < 0.3
    assert "lead-in ending in a colon" in quoted.why
    assert after.why.startswith("guess: ")


def test_a_lead_in_makes_the_next_paragraph_likelier_quoted() -> None:
    plain = guess(["We heard from the board.", WIRE, "So it goes."])[1].probability_quoted
    led_in = guess(["We heard from the board:", WIRE, "So it goes."])[1].probability_quoted
    assert led_in > plain


def test_the_same_post_in_curly_and_straight_marks_gets_the_same_guess() -> None:
    curly = ["She’s “here” – and that’s it…", "I don’t know.", "It’s done."]
    straight = ["She's \"here\" - and that's it...", "I don't know.", "It's done."]
    assert [one.probability_quoted for one in guess(curly)] == [one.probability_quoted for one in guess(straight)]


def test_nothing_to_guess() -> None:
    assert guess([]) == []


@given(st.lists(st.text(max_size=80), max_size=6), st.none() | st.text(max_size=30))
def test_every_paragraph_has_a_probability(paragraphs: list[str], title: str | None) -> None:
    found = guess(paragraphs, title)
    assert len(found) == len(paragraphs)
    assert all(0 <= one.probability_quoted <= 1 and one.why for one in found)


@given(st.lists(st.tuples(SCORE, st.tuples(SCORE, SCORE, SCORE)), min_size=1, max_size=5))
def test_marginals_are_those_of_all_ways_through_the_chain(
    chain: list[tuple[float, tuple[float, float, float]]],
) -> None:
    odds = [own for own, _ in chain]
    steps = [Step(*scores) for _, scores in chain]
    total, quoted = 0.0, [0.0] * len(chain)
    for way in product((0, 1), repeat=len(chain)):
        score = sum(own * is_quoted for own, is_quoted in zip(odds, way, strict=True))
        for i in range(1, len(way)):
            begin, end, cont = steps[i]
            score += ((0.0, begin), (end, cont))[way[i - 1]][way[i]]
        total += exp(score)
        for i, is_quoted in enumerate(way):
            quoted[i] += exp(score) * is_quoted
    assert marginals(odds, steps) == pytest.approx([weight / total for weight in quoted])


def test_the_shipped_model_knows_no_feature_that_is_never_made() -> None:
    post = list(_CLASSES.values())
    made = {name for row in features(post, "The quay") for name in row}
    model = shipped()
    weighed = set(model.weights) | {name for step in model.chain.values() for name in step} - {"constant"}
    assert weighed <= made


@pytest.mark.shared
def test_most_paragraphs_of_flattened_posts_are_told_right(shared: Path) -> None:
    """The shipped weights go with the shipped features: a change to one without the other shows here."""
    with gzip.open(shared / "voices/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        posts = [json.loads(line) for line, _ in zip(lines, range(300), strict=False)]
    right = all_of_them = 0
    for post in posts:
        told = guess([one["text"] for one in post["paragraphs"]], post["title"])
        truth = [one["voice"] == "quote" for one in post["paragraphs"]]
        right += sum((one.probability_quoted >= 0.5) == is_quoted for one, is_quoted in zip(told, truth, strict=True))
        all_of_them += len(truth)
    assert right / all_of_them > 0.8
