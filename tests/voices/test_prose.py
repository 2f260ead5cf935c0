from __future__ import annotations

import gzip
import json
from base64 import b64encode
from itertools import product
from math import exp, tanh
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.voices.prose import guess
from reader.voices.prose_chain import Step, marginals
from reader.voices.prose_cohesion import Runs
from reader.voices.prose_features import features
from reader.voices.prose_model import Model, from_json, shipped, to_json
from reader.voices.prose_net import FARTHEST, FINENESS, Net, Scale, Sight
from reader.voices.prose_paragraph import read
from reader.voices.prose_runs import RunScorer, run_marginals
from reader.voices.prose_trees import Question, Trees, Ways, steps_of
from reader.voices.prose_words import of_words, weigh

if TYPE_CHECKING:
    from pathlib import Path

SCORE = st.floats(-4, 4)
STEPS = st.lists(st.builds(Step, SCORE, SCORE, SCORE), min_size=1, max_size=5)
WIRE = (
    "MARROW (AP) — The board is abandoning its plan to lease the north quay, officials said on Tuesday, "
    "according to a spokesman for the ministry."
)
POST = [
    "I meant to write about my garden today, but you know how I am with harbours. Here’s the Courier:",
    WIRE,
    "Well, that’s just silly! I really don’t think they’ve read the lease, and I’d love to be wrong about it.",
]


def told(post: list[str], settled: dict[int, bool] | None = None) -> list[float]:
    return [one.probability_quoted for one in guess(post, "The quay again", settled)]


def test_a_dispatch_after_a_colon_is_likelier_quoted_than_talk() -> None:
    before, quoted, after = guess(POST, "The quay again")
    assert quoted.probability_quoted > 0.7
    assert max(before.probability_quoted, after.probability_quoted) < 0.3
    assert "follows ‘harbours. Here's the Courier:’" in quoted.why
    assert after.why.startswith("guess: ")


def test_a_lead_in_makes_the_next_paragraph_likelier_quoted() -> None:
    plain = told(["We heard from the board.", WIRE, "So it goes."])[1]
    led_in = told(["We heard from the board:", WIRE, "So it goes."])[1]
    assert led_in > plain


def test_what_is_settled_is_told_and_sheds_light_on_its_neighbours() -> None:
    post = ["The minister spoke at length.", WIRE, "The ministry said the sheds were to be let by the spring.", "So."]
    neutral = told(post)
    quoted, own = told(post, {1: True}), told(post, {1: False})
    assert (quoted[1], own[1]) == (1.0, 0.0)
    assert quoted[2] > neutral[2] > own[2]


def test_the_same_post_in_curly_and_straight_marks_gets_the_same_guess() -> None:
    curly = ["She’s “here” – and that’s it…", "I don’t know.", "It’s done."]
    straight = ["She's \"here\" - and that's it...", "I don't know.", "It's done."]
    assert told(curly) == told(straight)


def test_nothing_to_guess() -> None:
    assert guess([]) == []


@given(st.lists(st.text(max_size=80), max_size=6), st.none() | st.text(max_size=30))
def test_every_paragraph_has_a_probability(paragraphs: list[str], title: str | None) -> None:
    found = guess(paragraphs, title)
    assert len(found) == len(paragraphs)
    assert all(0 <= one.probability_quoted <= 1 and one.why for one in found)


def every_way(steps: list[Step]) -> dict[tuple[bool, ...], float]:
    """The weight of every way through a chain."""
    weights = {}
    for way in product((False, True), repeat=len(steps)):
        score, before = 0.0, False
        for step, quoted in zip(steps, way, strict=True):
            score += {(False, True): step.begin, (True, False): step.end, (True, True): step.cont}.get(
                (before, quoted), 0.0
            )
            before = quoted
        weights[way] = exp(score)
    return weights


@given(STEPS, st.dictionaries(st.integers(0, 4), st.booleans(), max_size=2))
def test_marginals_are_those_of_all_ways_through_the_chain(steps: list[Step], settled: dict[int, bool]) -> None:
    settled = {i: quoted for i, quoted in settled.items() if i < len(steps)}
    ways = {
        way: weight
        for way, weight in every_way(steps).items()
        if all(way[i] is quoted for i, quoted in settled.items())
    }
    total = sum(ways.values())
    expected = [sum(weight for way, weight in ways.items() if way[i]) / total for i in range(len(steps))]
    assert marginals(steps, settled) == pytest.approx(expected, abs=1e-6)


def every_set_of_runs(size: int, begin: int = 0) -> list[list[tuple[int, int]]]:
    """All sets of runs of which no two touch."""
    return [
        [],
        *(
            [(start, end), *others]
            for start in range(begin, size)
            for end in range(start + 1, size + 1)
            for others in every_set_of_runs(size, end + 1)
        ),
    ]


@given(st.integers(1, 5), st.data(), st.dictionaries(st.integers(0, 4), st.booleans(), max_size=2))
def test_marginals_of_runs_are_those_of_all_sets_of_runs(
    size: int, data: st.DataObject, settled: dict[int, bool]
) -> None:
    settled = {i: quoted for i, quoted in settled.items() if i < size}
    scores = [data.draw(st.lists(SCORE, min_size=size - start, max_size=size - start)) for start in range(size)]
    total, expected = 0.0, [0.0] * size
    for runs in every_set_of_runs(size):
        voices = [any(start <= i < end for start, end in runs) for i in range(size)]
        if all(voices[i] is quoted for i, quoted in settled.items()):
            weight = exp(sum(scores[start][end - start - 1] for start, end in runs))
            total += weight
            expected = [sum_ + weight * quoted for sum_, quoted in zip(expected, voices, strict=True)]
    assert run_marginals(scores, settled) == pytest.approx([one / total for one in expected], abs=1e-6)


def test_the_score_of_a_run_is_that_of_its_steps_and_of_its_units() -> None:
    post = [read(text) for text in ("The quay is let.", "The quay, he said.", "Well.")]
    runs = Runs(post)
    seen = [[0.1 * (k % 4) - 0.1, 0.05 * (k % 3)] for k in range(len(runs.see(0, 1)))]
    scorer = RunScorer(seen, bias=[0.1, -0.2], out=[1.5, -0.5], direct=[0.01 * k for k in range(len(seen))])
    sights = [Sight(Step(k, -k, 0.5), [0.3, k], [k, -0.1], [0.2, 0.1 * k], [-0.3, 0.4]) for k in (0.5, -1.0, 0.2)]
    for start, row in enumerate(scorer.score(sights, runs)):
        for end, score in enumerate(row, start + 1):
            rest = [one.outside for k, one in enumerate(sights) if not start <= k < end] or [[0.0, 0.0]]
            numbers = runs.see(start, end)
            expected = sights[start].step.begin + 0.5 * (end - start - 1)
            expected += sights[end].step.end if end < 3 else 0.0
            expected += sum(0.01 * k * number for k, number in enumerate(numbers))
            for unit, (bias, out) in enumerate([(0.1, 1.5), (-0.2, -0.5)]):
                held = [one.inside[unit] for one in sights[start:end]]
                acts = bias + sum(held) / len(held) + sum(one[unit] for one in rest) / len(rest)
                acts += sights[start - 1].before[unit] if start else 0.0
                acts += sights[end].after[unit] if end < 3 else 0.0
                acts += sum(number * weights[unit] for number, weights in zip(numbers, seen, strict=True))
                expected += out * tanh(acts)
            assert score == pytest.approx(expected)


def test_what_a_run_shares_is_the_mean_over_its_pairs() -> None:
    runs = Runs([read(text) for text in ("We met Smith.", "We met Smith.", "It rained.", "We met Smith and Jones.")])
    words_inside, words_with_the_rest, with_the_one_before, with_the_one_after, between_those_two = runs.see(1, 3)[:5]
    assert words_inside == 0.0
    assert words_with_the_rest > 0.0
    assert with_the_one_before == with_the_one_after == 2.5
    assert between_those_two > 0.0
    assert runs.see(0, 2)[0] == 5.0


@given(
    st.lists(st.lists(st.integers(-127, 127), min_size=9, max_size=9), min_size=3, max_size=3),
    st.lists(st.floats(-20, 20), min_size=3, max_size=3),
)
def test_units_side_by_side_in_one_number_are_those_of_plain_arithmetic(
    weights: list[list[int]], values: list[float]
) -> None:
    rows = b64encode(bytes(weight + 128 for row in weights for weight in row)).decode()
    units = [(0.001, 0.1), (0.002, -0.2), *[(0.004, 0.0)] * 4, (0.0005, 0.0), (0.001, 0.0), (0.003, 0.5)]
    out = [[0.5, -1.0, 0.2], [1.0, 1.0, 0.0], [0.0, 0.3, -0.4]]
    scales = [Scale(0.0, 1.0), Scale(1.0, 2.0), Scale(-3.0, 0.5)]
    most = FARTHEST * FINENESS
    whole = [
        max(-most, min(most, round((value - mean) / deviation * FINENESS)))
        for value, (mean, deviation) in zip(values, scales, strict=True)
    ]
    found = [
        sum(x * row[k] for x, row in zip(whole, weights, strict=True)) * factor + bias
        for k, (factor, bias) in enumerate(units)
    ]
    expected = [a * tanh(found[0]) + b * tanh(found[1]) + c + found[6 + k] for k, (a, b, c) in enumerate(out)]
    seen = Net(scales, rows, units, out).look(values)
    assert list(seen.step) == pytest.approx(expected)
    assert [*seen.inside, *seen.outside, *seen.before, *seen.after] == pytest.approx(found[2:6])


@given(st.lists(st.floats(-2, 2) | st.sampled_from([0.0, 0.5, 1.0]), min_size=2, max_size=2))
def test_all_trees_at_once_come_to_the_leaves_that_each_comes_to(values: list[float]) -> None:
    # Four trees alike: is the first feature at most 0? If so, is the second at most 1? If not: is the first at most .5?
    questions = [
        [Question(0.0, tree, 0b1100) for tree in range(4)] + [Question(0.5, tree, 0b1011) for tree in range(4)],
        [Question(1.0, tree, 0b1110) for tree in range(4)],
    ]
    leaves = [[10.0 * tree + leaf for leaf in range(4)] for tree in range(4)]
    first, second = values
    leaf = (0 if second <= 1 else 1) if first <= 0 else (2 if first <= 0.5 else 3)
    assert Trees(questions, leaves).score(values) == Ways(*(10.0 * tree + leaf for tree in range(4)))


@given(st.builds(Ways, SCORE, SCORE, SCORE, SCORE))
def test_a_paragraph_by_itself_has_the_scores_of_the_ways_from_commentary(ways: Ways) -> None:
    step = steps_of([ways])[0]
    assert step.begin == pytest.approx(ways.cq - ways.cc)


def test_the_shipped_model_knows_no_feature_that_is_never_made() -> None:
    texts = (*POST, "“I have learned,” said John Smith, “that it rained.”", "* ’Twas so…", "Well?")
    post = [read(text) for text in texts]
    made = {name for row in features(post, "The quay again") for name in row}
    made |= {name for row in of_words(weigh(post, shipped().words)) for name in row}
    of_some_texts = ("has_", "rate_", "marks_")
    unmade = [name for name in shipped().names if name not in made and not any(part in name for part in of_some_texts)]
    assert unmade == []


def test_a_model_is_written_and_read_again_as_it_was() -> None:
    model = shipped()
    again = from_json(to_json(model))
    assert isinstance(again, Model)
    assert again == model


@pytest.mark.slow
@pytest.mark.shared
def test_most_paragraphs_of_flattened_posts_are_told_right(shared: Path) -> None:
    """The shipped weights go with the shipped features: a change to one without the other shows here."""
    with gzip.open(shared / "voices/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        posts = [json.loads(line) for line, _ in zip(lines, range(300), strict=False)]
    right = all_of_them = 0
    for post in posts:
        found = guess([one["text"] for one in post["paragraphs"]], post["title"])
        truth = [one["voice"] == "quote" for one in post["paragraphs"]]
        right += sum((one.probability_quoted >= 0.5) == is_quoted for one, is_quoted in zip(found, truth, strict=True))
        all_of_them += len(truth)
    assert right / all_of_them > 0.85
