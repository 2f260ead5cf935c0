from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reader.sources.model import Evidence, State, Tracked
from reader.terminals import needs_ascii
from reader.tui.signs import counts, sign_for, sign_of, sign_of_source
from reader.tui.styles import style_path
from tests.tui.fakes import commentary, report, sources_of


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_sign_a_stand_in_and_words(state: State) -> None:
    tracked = Tracked(sources_of(commentary())[0], state)
    assert len(sign_for(tracked)) == 1
    assert sign_for(tracked, ascii=True).isascii()
    assert sign_of(state).words


def test_what_is_from_an_archive_says_so_and_what_became_of_the_page() -> None:
    evidence = Evidence("https://a.example/", datetime(2024, 3, 12, tzinfo=UTC), "https://archive.example/1", None, "")
    dead = Tracked(sources_of(commentary())[0], State.DEAD, article=report(), evidence=evidence)
    assert (sign_for(dead), sign_for(dead, ascii=True)) == ("◐", "a")
    assert sign_of_source(dead).words == f"{sign_of(State.DEAD).words}; shown from the archive"
    assert sign_of_source(replace(dead, state=State.OK)).words == "shown from the archive"


@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_two_states_differ_by_colour_alone(ascii_only: bool) -> None:
    tones: dict[str, str] = {}
    for state in State:
        found = sign_of(state)
        assert tones.setdefault(found.plain if ascii_only else found.sign, found.tone) == found.tone


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
