from __future__ import annotations

from collections import Counter

import pytest

from reader.sources.model import State
from reader.tui.signs import counts, needs_ascii, sign_for, sign_of
from reader.tui.styles import style_path


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_sign_a_stand_in_and_words(state: State) -> None:
    assert len(sign_for(state)) == 1
    assert sign_for(state, ascii=True).isascii()
    assert sign_of(state).words


@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_two_states_differ_by_colour_alone(ascii_only: bool) -> None:
    tones: dict[str, str] = {}
    for state in State:
        assert tones.setdefault(sign_for(state, ascii_only), sign_of(state).tone) == sign_of(state).tone


def test_counts_leave_out_what_there_is_none_of() -> None:
    assert counts(Counter([State.OK, State.MOVED, State.DEAD, State.QUEUED])) == "✓2 ✕1 ↻1"
    assert counts(Counter([State.OK, State.WALLED]), plain=True) == "+1 !1"
    assert counts(Counter([])) == ""


@pytest.mark.parametrize(
    ("environment", "encoding", "expected"),
    [({}, "utf-8", False), ({}, "UTF8", False), ({}, "iso8859-1", True), ({"NO_COLOR": "1"}, "utf-8", True)],
)
def test_ascii_is_for_terminals_without_utf8_or_colour(
    environment: dict[str, str], encoding: str, expected: bool
) -> None:
    assert needs_ascii(environment, encoding) is expected


def test_style_sheets_are_found() -> None:
    from reader.tui.app import SHEETS

    assert all(style_path(name).is_file() for name in SHEETS)
