from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.marks import Running, across, pairs, scan

MARKED = st.text(alphabet="ab s.,5'\"“”‘’„«»‹›—( \n", max_size=60)


def inside(text: str) -> list[str]:
    return [text[start:end] for start, end in pairs(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “the quay is shut” and left.", ["the quay is shut"]),
        ('He said "the quay is shut" and left.', ["the quay is shut"]),
        ("“One,” she said, “and two.”", ["One,", "and two."]),
        ("He said ‘the quay is shut’ and left.", ["the quay is shut"]),
        ("Il a dit « le quai est fermé » hier.", [" le quai est fermé "]),
        ("Er sagte: „Der Kai ist zu“ und ging.", ["Der Kai ist zu"]),
        ("Er sagte: »Der Kai ist zu« und ging.", ["Der Kai ist zu"]),
        ('Half converted: “the quay is shut" she said.', ["the quay is shut"]),
        ("(“the quay is shut”)", ["the quay is shut"]),
        ('the word—"quay is shut"—stood there', ["quay is shut"]),
    ],
)
def test_the_ways_people_quote(text: str, quoted: list[str]) -> None:
    assert inside(text) == quoted


def test_nested_quotations_are_all_found_outermost_first() -> None:
    text = "“She told me ‘the quay is shut’ twice,” he said."
    assert inside(text) == ["She told me ‘the quay is shut’ twice,", "the quay is shut"]


def test_the_same_straight_mark_may_nest() -> None:
    assert inside('"He called it "rubbish" twice," she said.') == ['He called it "rubbish" twice,', "rubbish"]


@pytest.mark.parametrize(
    "text",
    [
        "I don’t think it’s Anna’s.",
        "The boys’ boat and the girls’ boat.",
        "the ‘90s and ‘tis gone, rock ’n’ roll’s end",
        'He is 6\'2" tall and has a 27" screen.',
        "He is 6’2” tall.",
        "“This one never closes.",
        '"This one never closes.',
        'This one never opens.” Nor this" one.',
        "It's the cat's mother's chair, isn't it",
        "",
        '"',
        "“",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert pairs(text) == []


def test_apostrophes_and_possessives_inside_single_marks() -> None:
    assert inside("She wrote ‘the boys’ boat isn’t hers’ on it.") == ["the boys’ boat isn’t hers"]


def test_inches_inside_a_quotation_do_not_close_it() -> None:
    assert inside('"It is 27" wide," he said.') == ['It is 27" wide,']
    assert inside("“I am 6'2” tall,” he said.") == ["I am 6'2” tall,"]


def test_a_year_before_the_closing_mark_does() -> None:
    assert inside('"born in 1984" and "lost in 1999"') == ["born in 1984", "lost in 1999"]


def test_a_quotation_that_opens_anew_at_each_paragraph() -> None:
    texts = ["He said: “First part.", "“Second part.", "“Third part,” and left.", "No more."]
    (found,) = across(texts, [scan(text) for text in texts])
    assert found == Running(0, 10, 2, 12)
    assert texts[0][found.start :] == "First part."
    assert texts[2][1 : found.end] == "Third part,"


def test_an_unclosed_mark_before_plain_prose_runs_nowhere() -> None:
    texts = ["He said: “First part.", "Second part.", "“Third.”"]
    assert list(across(texts, [scan(text) for text in texts])) == []


@given(MARKED | st.text())
def test_pairs_lie_inside_and_never_cross(text: str) -> None:
    found = pairs(text)
    assert found == sorted(found)
    for start, end in found:
        assert 0 < start <= end < len(text)
    for start, end in found:
        for other_start, other_end in found:
            assert not start < other_start <= end < other_end


@given(st.lists(MARKED, max_size=6))
def test_running_quotations_are_in_order_and_inside(texts: list[str]) -> None:
    last = -1
    for run in across(texts, [scan(text) for text in texts]):
        assert last <= run.first < run.last < len(texts)
        assert 0 < run.start <= len(texts[run.first])
        assert 0 < run.end < len(texts[run.last])
        last = run.last


@pytest.mark.parametrize(
    "text",
    ["“" * 40_000 + '"' * 40_000, "“5” " * 20_000, "‘s’ " * 20_000, '"' * 40_000],
    ids=["open and half closed", "numbers", "possessives", "straight"],
)
def test_a_hostile_number_of_marks_is_still_answered(text: str) -> None:
    assert all(0 < start <= end < len(text) for start, end in pairs(text))
