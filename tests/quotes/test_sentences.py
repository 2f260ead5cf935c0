from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.passage import sentence_at
from reader.quotes.sentences import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["The quay is shut.", "It opens in May.", "Or does it?", "Nobody knows!"],
        ["The U.S. Navy left at 6 a.m. on Monday.", "Nobody waved."],
        ["They came from the U.S.", "The others did not."],
        ["Mr. Wren met Dr. A. B. Oake at St. Clement.", "They spoke."],
        ["It is in No. 5 Quay Street.", "He said no.", "Then he left."],
        ["It fell by 3.5 percent on Dec. 31.", "Wages rose."],
        ["He paused … and went on.", "Then silence…", "Then he left."],
        ["“The quay is shut.”", "She left."],
        ["“Is it shut?” he asked.", "“Yes!” she said."],
        ["She left (at last.)", "He stayed."],
        ["I saw it, and so did I.", "You did not."],
        ["Wren Inc. bought the boats.", "They sank."],
        ["一つ目です。", "二つ目です。"],
    ],
)
def test_sentences_as_a_reader_sees_them(parts: list[str]) -> None:
    glue = "" if parts[0].endswith("。") else " "
    text = glue.join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_the_sentence_around_a_link() -> None:
    text = "The first. Here Mr. Wren reports it, at length. The last."
    start = text.index("Wren")
    assert text[slice(*sentence_at(text, start, start + 4))] == "Here Mr. Wren reports it, at length."


def test_a_range_over_two_sentences_takes_both() -> None:
    text = "One is here. Two is here. Three is here."
    assert text[slice(*sentence_at(text, 4, 16))] == "One is here. Two is here."


@given(st.text(alphabet="aB .!?…”\"'\n3。", max_size=60) | st.text())
def test_sentences_cover_all_but_the_space_between(text: str) -> None:
    found = sentences(text)
    at = 0
    for start, end in found:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@given(st.text(alphabet="aB .!?…”3", max_size=60), st.integers(-5, 70), st.integers(-5, 70))
def test_the_sentence_holds_its_range(text: str, start: int, end: int) -> None:
    got = sentence_at(text, start, end)
    assert 0 <= got[0] <= got[1] <= len(text)
    if 0 <= start <= end <= len(text):
        assert got[0] <= start
        assert end <= got[1]


def test_a_hostile_row_of_stops_is_one_sentence() -> None:
    text = "." * 200_000 + "x"
    assert sentences(text) == [(0, len(text))]
