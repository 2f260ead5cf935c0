"""Sequences from a terminal that come in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.graphics.unfinished import LONGEST, SECONDS, Unfinished

ANSWERS = (
    "\x1b[?62;4;22c",
    "\x1b[6;16;8t",
    "\x1b]11;rgb:1616/1818/1c1c\x1b\\",
    "\x1b]11;rgb:16/18/1c\x07",
    "\x1bP>|XTerm(390)\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b[<35;10;4M",
    "\x1b[1;3D",
    "\x1b[?2026;2$y",
)


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_comes_in_two_pieces_is_one(answer: str) -> None:
    first = 2 if answer[1] == "[" else 3  # an Escape alone, and Alt with a letter, are keys
    for cut in range(first, len(answer)):
        held = Unfinished()
        assert held.whole(f"j{answer[:cut]}", 0.0) == "j"
        assert held.left(SECONDS / 2) == ""
        assert held.whole(f"{answer[cut:]}k", SECONDS / 2) == f"{answer}k"
        assert held.left(9.0) == ""


@pytest.mark.parametrize("typed", ["\x1b", "j", "\x1bx", "\x1b]", "\x1bP", "\x1b\x1b", "q\x1b", "é", "\x1bOP"])
def test_keys_do_not_wait(typed: str) -> None:
    held = Unfinished()
    assert held.whole(typed, 0.0) == typed


def test_what_was_none_is_given_on_in_the_end() -> None:
    held = Unfinished()
    assert held.whole("\x1b[1", 0.0) == ""
    assert held.left(SECONDS - 0.1) == ""
    assert held.left(SECONDS) == "\x1b[1"
    assert held.left(SECONDS) == ""
    assert held.whole("\x1b]" + "x" * LONGEST, 2.0) != ""


@given(st.lists(st.sampled_from([*ANSWERS, "j", "\x1b", "[", "]", "11;", "\x1b[", "\x1bP1", "\x07", "\\"]), max_size=9))
def test_nothing_is_lost_or_changed(pieces: list[str]) -> None:
    held = Unfinished()
    given_on = "".join(held.whole(piece, 0.0) for piece in pieces)
    assert given_on + held.left(SECONDS) == "".join(pieces)
