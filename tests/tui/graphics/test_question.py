"""What a terminal says is told from what the person types, however the bytes are cut up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.graphics.question import Answer, Listener, has_placeholders

KITTY, NAME, CELL = "\x1b_Gi=31;OK\x1b\\", "\x1bP>|kitty(0.32.2)\x1b\\", "\x1b[6;20;10t"
COLORS, WIDEST = "\x1b[?1;0;64S", "\x1b[?2;0;1000;900S"
FENCE, SIXEL_FENCE = "\x1b[?62;22c", "\x1b[?65;1;4;22c"
KEYS = st.sampled_from(["j", " ", "^", "[", "c", "\x1b[A", "\x1b[B", "\x1bOP", "\r", "é", "\x1b[1;5C", "\x1b[<0;3;4M"])


def heard(*pieces: str) -> tuple[str, list[Answer]]:
    listener, said = Listener(), list[Answer]()
    listener.listen(said.append)
    typed = "".join(listener.typed(piece) for piece in pieces)
    return typed + listener.left(), said


def test_a_terminal_says_what_it_can() -> None:
    everything = (KITTY, NAME, CELL, COLORS, WIDEST, SIXEL_FENCE)
    assert heard(*everything) == ("", [Answer(kitty=True, sixel=True, cell=(10, 20), colors=64, widest=1000)])
    assert heard(FENCE) == ("", [Answer()])
    assert heard("\x1b_Gi=31;EINVAL:no\x1b\\", NAME, FENCE) == ("", [Answer()])
    assert heard("\x1b[?1;3;0S", "\x1b[?2;3;0;0S", FENCE) == ("", [Answer()])
    assert heard("\x1b[?4c")[1] == [Answer()]  # the first number is the class of the terminal, no attribute


@pytest.mark.parametrize(
    ("name", "can"),
    [
        ("kitty(0.28.0)", True),
        ("kitty(0.26.5)", False),
        ("ghostty 1.0.1", True),
        ("WezTerm 20240203-110809-5046fc22", False),
        ("Konsole 23.08.1", False),
        ("XTerm(390)", False),
        ("", False),
    ],
)
def test_only_terminals_that_draw_at_placeholders_are_sent_images(name: str, can: bool) -> None:
    assert has_placeholders(name) is can
    assert heard(KITTY, f"\x1bP>|{name}\x1b\\", FENCE)[1] == [Answer(kitty=can)]


@given(st.lists(KEYS, max_size=6), st.lists(KEYS, max_size=6), st.lists(st.integers(1, 12), max_size=30))
def test_what_is_typed_meanwhile_arrives_however_it_is_cut(
    before: list[str], after: list[str], sizes: list[int]
) -> None:
    came = "".join((*before, KITTY, NAME, CELL, *after[:1], SIXEL_FENCE, *after[1:]))
    pieces, at = [], 0
    for size in sizes:
        pieces.append(came[at : at + size])
        at += size
    typed, said = heard(*pieces, came[at:])
    assert typed == "".join((*before, *after))
    assert said == [Answer(kitty=True, sixel=True, cell=(10, 20))]


def test_an_escape_by_itself_is_held_no_longer_than_until_nothing_follows() -> None:
    listener = Listener()
    listener.listen(lambda _: None)
    assert listener.typed("\x1b") == ""
    assert listener.left() == "\x1b"
    assert listener.left() == ""


@pytest.mark.parametrize(
    "said",
    [
        "\x1b[6;0;0t",
        "\x1b[6;20;0t",
        f"\x1b[6;20;{'9' * 5000}t",
        "\x1b[6t",
        f"\x1b[?1;0;{'9' * 5000}S",
        "\x1b[?2;0;0;0S",
    ],
    ids=["no cell", "a cell without width", "more digits than a number has", "nothing", "too many colours", "no width"],
)
def test_what_measures_nothing_is_no_answer_and_no_key(said: str) -> None:
    assert heard(said, SIXEL_FENCE) == ("", [Answer(sixel=True)])


@pytest.mark.parametrize(
    "name", [f"kitty({'9' * 5000})", "kitty(٣.0)", "k" * 100_000], ids=["long", "not ASCII", "all name"]
)
def test_a_name_made_to_bring_the_keyboard_down_is_no_more_than_a_name(name: str) -> None:
    assert len(heard(KITTY, f"\x1bP>|{name}\x1b\\", FENCE)[1]) == 1


def test_nothing_is_held_or_taken_before_the_question_and_late_answers_are_no_keys() -> None:
    listener, said = Listener(), list[Answer]()
    assert listener.typed("\x1b") == "\x1b"
    assert listener.typed(FENCE) == FENCE
    listener.listen(said.append)
    listener.give_up()
    assert listener.typed(f"a{KITTY}b{FENCE}c\x1b") == "abc\x1b"
    assert said == []


def test_the_question_ends_with_the_one_that_all_answer() -> None:
    from reader.tui.graphics.question import QUESTION

    assert QUESTION.endswith("\x1b[c")
    assert re.sub(r"\x1b(?:_[^\x1b]*\x1b\\|\[[?>\d;]*[a-zA-Z]|[78])", "", QUESTION) == ""
