from __future__ import annotations

import sys

import pytest

from reader.tui.ground import Ground, LateAnswer, by_environment, read_answer
from reader.tui.themes import automatic
from tests.terminal import Terminal

WHITE = b"\x1b]11;rgb:ffff/fdfd/f6f6\x1b\\"
DONE = b"\x1b[?62;22c"


@pytest.mark.parametrize(
    ("came", "ground"),
    [
        (WHITE + DONE, Ground(dark=False)),
        (b"\x1b]11;rgb:1616/1818/1c1c\x07" + DONE, Ground(dark=True)),
        (b"\x1b]11;rgba:ff/ff/ff/ff\x1b\\" + DONE, Ground(dark=False)),
        (DONE, Ground(dark=True)),
        (b"", Ground(dark=True, late=True)),
        (b"jj" + WHITE + DONE + b"?", Ground(dark=False, typed="jj?")),
        (b"\x1b]11;rgb:ffff/zz", Ground(dark=True, late=True)),
    ],
)
def test_the_answer_of_a_terminal(came: bytes, ground: Ground) -> None:
    assert read_answer(came) == ground


@pytest.mark.parametrize(
    ("value", "dark"),
    [("15;0", True), ("0;default;15", False), ("0;7", False), ("12;8", True), ("", None), ("x", None)],
)
def test_the_environment_tells(value: str, dark: bool | None) -> None:
    assert by_environment({"COLORFGBG": value}) is dark


COLOR = ("right_square_bracket", "1", "1", "semicolon", "r", "g", "b", "colon", "0", "slash", "c")
ATTRIBUTES = ("question_mark", "6", "2", "semicolon", "2", "2", "c")


@pytest.mark.parametrize(
    ("color", "attributes"),
    [
        (("circumflex_accent", *COLOR, "alt+backslash"), ("alt+left_square_bracket", *ATTRIBUTES)),
        (
            ("circumflex_accent", *COLOR, "circumflex_accent", "backslash"),
            ("circumflex_accent", "left_square_bracket", *ATTRIBUTES),
        ),
        (("alt+right_square_bracket", *COLOR[1:], "ctrl+g"), ("alt+left_square_bracket", *ATTRIBUTES)),
    ],
)
def test_an_answer_among_the_keys_is_taken_and_the_persons_keys_are_not(
    color: tuple[str, ...], attributes: tuple[str, ...]
) -> None:
    late = LateAnswer()
    keys = ["j", *color, "k", *attributes, "circumflex_accent", "r"]
    assert [key for key in keys if not late.takes(key)] == ["j", "k", "circumflex_accent", "r"]


def test_an_answer_that_is_cut_short_takes_no_keys_of_the_person() -> None:
    late = LateAnswer()
    keys = ["circumflex_accent", *COLOR, "j", "q", "c", "backslash"]
    assert [key for key in keys if not late.takes(key)] == ["j", "q", "c", "backslash"]


def test_sixteen_colors_are_the_terminals_own() -> None:
    assert automatic("standard", dark=True) == "pullquote-terminal"
    assert automatic("256", dark=False) == "pullquote-light"
    assert automatic("truecolor", dark=True) == "pullquote-dark"


@pytest.mark.parametrize(
    ("ground", "environment", "colors"),
    [
        (b"ffff", {}, b"48;2;250;248;243"),
        (b"0000", {}, b"48;2;22;24;28"),
        (b"0000", {"COLORFGBG": "0;15"}, b"48;2;250;248;243"),
    ],
)
def test_the_first_frame_has_the_ground_of_the_terminal(
    ground: bytes, environment: dict[str, str], colors: bytes
) -> None:
    with Terminal(
        [sys.executable, "-m", "reader", "--offline", "README.md"], ground=ground, env=environment
    ) as terminal:
        terminal.wait_for("Pullquote")
        assert colors in terminal.raw
        assert b"\x1b[?62" not in terminal.raw  # the answer is not echoed
        terminal.press("q")
        assert terminal.wait_exit() == 0
