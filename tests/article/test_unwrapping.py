"""Wrapped lines are joined; lines that were meant are kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article.unwrapping import joined, paragraphs, unflowed, wrapping_width

PROSE = [
    "The harbour board met on Tuesday evening and voted, five to four, to",
    "keep the ferry running for another winter, although fares will rise",
    "by a tenth in April. The mayor, who had asked for a vote in January,",
    "did not answer letters.",
]


def test_wrapped_prose_is_one_paragraph() -> None:
    assert paragraphs(PROSE, 70) == [" ".join(PROSE)]


def test_prose_in_a_narrow_column_is_joined() -> None:
    narrow = ["The board met on Tuesday", "and voted to keep the", "ferry, as Ada Roe of the", "Courier had foreseen."]
    assert paragraphs(narrow, 24) == [" ".join(narrow)]


def test_lines_of_verse_are_kept() -> None:
    verse = [
        "The lamps along the harbour wall",
        "Are lit before the tide is in,",
        "And no one on the quay at all",
        "Can say where water might begin.",
    ]
    assert paragraphs(verse, 70) == ["\n".join(verse)]
    assert paragraphs(verse, 0) == ["\n".join(verse)]


def test_verse_without_capitals_is_told_by_the_texts_own_width() -> None:
    verse = ["the lamps are lit", "before the tide", "and no one says", "where water ends"]
    assert paragraphs(verse, 72) == ["\n".join(verse)]


def test_an_address_is_kept() -> None:
    lines = ["Ada Roe", "12 Harbour Street", "Old Harbour"]
    assert paragraphs(lines, 70) == ["\n".join(lines)]


def test_a_line_that_ends_early_ends_the_paragraph() -> None:
    assert paragraphs([*PROSE, *PROSE], 70) == [" ".join(PROSE)] * 2


def test_an_indented_first_line_begins_a_paragraph() -> None:
    lines = ["  " + PROSE[0], PROSE[1], PROSE[2] + " Again.", "  " + PROSE[0], *PROSE[1:]]
    first, second = paragraphs(lines, 72)
    assert first.endswith("Again.")
    assert second == " ".join(PROSE)


def test_no_space_stands_between_characters_that_take_none() -> None:
    assert joined(["港務委員會星期二", "開會了。"]) == "港務委員會星期二開會了。"
    assert joined(["한국어는 띄어쓰기를", "한다."]) == "한국어는 띄어쓰기를 한다."


def test_the_width_is_that_of_the_longest_wrapped_line() -> None:
    assert wrapping_width([PROSE, ["x" * 99], ["x" * 500, "y"]]) == max(map(len, PROSE))
    assert wrapping_width([]) == 0


WORDS = st.text(st.characters(codec="ascii", categories=["L", "P"]), min_size=1, max_size=12)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=12), st.integers(0, 100))
def test_no_word_is_lost_or_invented(lines: list[str], width: int) -> None:
    assert " ".join(paragraphs(lines, width)).split() == " ".join(lines).split()


@given(st.text(st.sampled_from("a \n>-\r"), max_size=60))
def test_unflowing_loses_no_letter(text: str) -> None:
    assert unflowed(text).count("a") == text.count("a")


def test_text_without_a_flowing_line_is_left_alone() -> None:
    assert unflowed("One\n> two\n-- \nthree").splitlines() == ["One", "> two", "-- ", "three"]
