"""By what means a picture is shown: the settings, the colours, what stands between, and what the terminal said."""

from __future__ import annotations

import pytest

from reader.parsing.tasks import Form, Wanted
from reader.tui.graphics.means import Means, Way, by_answer, without_asking
from reader.tui.graphics.question import Answer

TERMINAL = {"TERM": "xterm-256color"}
KITTY, SIXEL, BOTH = Answer(kitty=True), Answer(sixel=True, cell=(8, 16)), Answer(kitty=True, sixel=True, cell=(8, 16))


@pytest.mark.parametrize(
    ("setting", "colors", "plain", "environment", "way"),
    [
        ("auto", "truecolor", False, TERMINAL, None),
        ("kitty", "truecolor", False, TERMINAL, None),
        ("sixel", "standard", False, {"TMUX": "x"}, None),
        ("auto", "256", False, {**TERMINAL, "TERM_PROGRAM": "Apple_Terminal"}, Way.BLOCKS),
        ("blocks", "truecolor", False, TERMINAL, Way.BLOCKS),
        ("off", "truecolor", False, TERMINAL, Way.NONE),
        ("auto", "standard", False, TERMINAL, Way.NONE),
        ("auto", None, False, TERMINAL, Way.NONE),
        ("auto", "truecolor", True, TERMINAL, Way.NONE),
        ("kitty", "truecolor", True, TERMINAL, Way.NONE),
    ],
)
def test_what_is_known_without_asking(
    setting: str, colors: str | None, plain: bool, environment: dict[str, str], way: Way | None
) -> None:
    found = without_asking(setting, colors, plain=plain, environment=environment)
    assert (found.way if found else None) is way
    assert (found is not None and bool(found.why)) is (way is Way.NONE)


@pytest.mark.parametrize(
    ("setting", "answer", "window", "colors", "way"),
    [
        ("auto", Answer(), (8, 16), "truecolor", Way.BLOCKS),
        ("auto", KITTY, (8, 16), "truecolor", Way.KITTY),
        ("auto", BOTH, None, "truecolor", Way.KITTY),
        ("auto", BOTH, None, "256", Way.SIXEL),  # an image's number is a colour of 24 bits
        ("auto", SIXEL, None, "256", Way.SIXEL),
        ("auto", Answer(sixel=True), None, "truecolor", Way.BLOCKS),  # how large is a cell?
        ("sixel", Answer(), None, "truecolor", Way.SIXEL),
        ("kitty", Answer(), None, "truecolor", Way.KITTY),
    ],
)
def test_the_best_is_taken_that_the_terminal_says_it_can(
    setting: str, answer: Answer, window: tuple[int, int] | None, colors: str, way: Way
) -> None:
    assert by_answer(setting, answer, window, colors).way is way


def test_the_window_knows_better_than_an_earlier_answer_how_large_a_cell_is() -> None:
    assert by_answer("auto", SIXEL, (12, 24), "truecolor").cell == (12, 24)


def test_a_picture_is_wanted_as_large_as_its_cells() -> None:
    assert Means(Way.BLOCKS).wanted(60, 20) == Wanted(60, 40)
    assert Means(Way.KITTY, (9, 18)).wanted(60, 20) == Wanted(540, 360, Form.PNG)
    assert Means(Way.SIXEL, (9, 18), 64, 500).wanted(60, 20) == Wanted(500, 360, Form.SIXEL, 18, 64)
