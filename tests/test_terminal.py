"""The program in a real terminal: what it shows, what it never sends, and how it leaves."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.terminal import ROOT, Terminal, environment

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "reader")
TITLE = "The north quay is not for lease"

PAYLOADS = {
    "window title": b"\x1b]0;PWN",
    "window title, other": b"\x1b]2;PWN",
    "clipboard": b"\x1b]52",
    "C1 sequence": b"\xc2\x9b",
    "C1 device string": b"\xc2\x90",
    "C1 terminator": b"\xc2\x9c",
    "right-to-left override": b"\xe2\x80\xae",
    "right-to-left isolate": b"\xe2\x81\xa6",
}

LEAVES_SCREEN, MOUSE_OFF, PASTE_OFF, CURSOR_ON = b"\x1b[?1049l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[?25h"
ENTERS_SCREEN = b"\x1b[?1049h"


def run(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *words], cwd=ROOT, env=environment(home), capture_output=True, encoding="utf-8", timeout=60
    )


def assert_restored(terminal: Terminal) -> None:
    after = bytes(terminal.raw[terminal.raw.rindex(ENTERS_SCREEN) :])
    for mode in (LEAVES_SCREEN, MOUSE_OFF, PASTE_OFF, CURSOR_ON):
        assert mode in after
    left = after[after.rindex(LEAVES_SCREEN) :]
    assert b"?1003h" not in left
    assert b"Traceback" not in left


def test_help_names_the_commands_and_the_exit_statuses(tmp_path: Path) -> None:
    shown = run("--help", home=tmp_path)
    assert shown.returncode == 0
    assert "pullquote check" in shown.stdout
    assert "exit status" in shown.stdout


def test_a_setting_that_cannot_be_used_is_said_before_the_screen_is_taken() -> None:
    for name, value, words in (
        ("PULLQUOTE_THEME", "nowhere", "pullquote: PULLQUOTE_THEME: There is no theme 'nowhere'; did you mean 'nord'?"),
        ("PULLQUOTE_KEYS_PRESET", "ed", "pullquote: PULLQUOTE_KEYS_PRESET: 'keys_preset' must be one of default, vim"),
    ):
        with Terminal([*PROGRAM, "README.md", "--offline"], env={name: value}) as terminal:
            assert terminal.wait_exit() == 2
            assert terminal.raw.decode().startswith(words)
            assert ENTERS_SCREEN not in terminal.raw


@pytest.mark.slow
def test_the_mouse_is_left_to_the_terminal_where_the_settings_say_so() -> None:
    for mouse in ("true", "false"):
        with Terminal([*PROGRAM, "README.md", "--offline", "--set", f"mouse={mouse}"]) as terminal:
            terminal.wait_for("Pullquote")
            terminal.press("ctrl+q")
            terminal.wait_exit()
            assert (b"\x1b[?1000h" in terminal.raw) is (mouse == "true")


@pytest.mark.slow
def test_the_emacs_keys_reach_the_program_from_a_terminal() -> None:
    """A terminal sends Alt+v as Escape and v, which must not be taken for two keys."""
    with Terminal([*PROGRAM, "README.md", "--offline", "--set", "keys_preset=emacs"], size=(80, 24)) as terminal:
        terminal.wait_for("Read commentary in the terminal")
        terminal.press("\x16")  # Ctrl+V: a page down
        terminal.wait_until(lambda: not any("Read commentary in" in row for row in terminal.screen()), "still there")
        terminal.press("\x1bv")
        terminal.wait_for("Read commentary in the terminal")
        terminal.press("\x1bx")
        terminal.wait_for("what to do, a source")


def test_a_missing_file_is_one_sentence_and_status_3() -> None:
    with Terminal([*PROGRAM, "no/such/article.html"]) as terminal:
        status = terminal.wait_exit()
        said = terminal.raw.decode().strip()
    assert status == 3
    assert "no/such/article.html" in said
    assert len(said.splitlines()) == 1
    assert ENTERS_SCREEN not in terminal.raw


@pytest.mark.parametrize(
    ("words", "status"), [(("--plain", "no/such/article.html"), 3), (("--no-such-option",), 2), (("check",), 2)]
)
def test_what_goes_wrong_is_one_sentence_on_standard_error(tmp_path: Path, words: tuple[str, ...], status: int) -> None:
    shown = run(*words, home=tmp_path)
    assert shown.returncode == status
    assert shown.stdout == ""
    assert shown.stderr.startswith("pullquote: ")
    assert len(shown.stderr.splitlines()) == 1


def test_a_name_with_escapes_is_not_sent_to_the_terminal(tmp_path: Path) -> None:
    shown = run("--plain", "no\x1b]0;PWN\x07such\u202efile", home=tmp_path)
    assert shown.returncode == 3
    assert "\x1b" not in shown.stderr
    assert "\u202e" not in shown.stderr


@pytest.mark.slow
def test_the_name_of_a_file_without_a_title_is_cleaned_on_the_screen(tmp_path: Path) -> None:
    file = tmp_path / "\x1b]0;PWN\x07\u009b31m.txt"
    file.write_text("Some prose, with words enough to be read as a paragraph of text, and no title.")
    with Terminal([*PROGRAM, str(file), "--offline"]) as terminal:
        terminal.wait_for("Some prose")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert b"\x1b]0;PWN" not in terminal.raw
    assert "\u009b".encode() not in terminal.raw


@pytest.mark.slow
def test_quitting_restores_the_terminal() -> None:
    with Terminal([*PROGRAM, "demo"]) as terminal:
        terminal.wait_for(TITLE)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert_restored(terminal)


@pytest.mark.slow
def test_being_terminated_restores_the_terminal() -> None:
    with Terminal([*PROGRAM, "demo"]) as terminal:
        terminal.wait_for(TITLE)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit() == 143
    assert_restored(terminal)


@pytest.mark.slow
def test_a_shell_gets_the_terminal_back_and_brings_the_program_back_whole(tmp_path: Path) -> None:
    article = tmp_path / "quay.md"
    article.write_text("# The quay\n\nSo [the wire](https://wire.example/a) says.\n\n" + "It rains here.\n\n" * 60)
    with Terminal(["bash", "--norc", "--noprofile", "-i"], env={"PS1": "shell> "}) as terminal:
        terminal.wait_for("shell>")
        terminal.press(f"{' '.join(PROGRAM)} {article} --offline", "enter")
        terminal.wait_for("– wire.example")
        terminal.press("M")
        terminal.wait_for("The mouse is the terminal's")
        terminal.press("j")
        terminal.wait_for("? help")
        terminal.settle()
        before = terminal.screen()
        for back in ("fg", "bg; fg"):  # in the background it stops again by itself
            terminal.press("alt+z")
            terminal.wait_for("Stopped")
            written = bytes(terminal.raw[terminal.raw.rindex(ENTERS_SCREEN) :])
            assert all(mode in written for mode in (LEAVES_SCREEN, PASTE_OFF, CURSOR_ON))
            terminal.press(back, "enter")
            terminal.wait_until(lambda: terminal.screen() == before, "the screen is not whole")
        assert b"\x1b[?1000h" not in terminal.raw[terminal.raw.rindex(ENTERS_SCREEN) :]
        terminal.press("j")
        terminal.wait_change(before)
        terminal.press("q")
        terminal.wait_for("shell>")
        terminal.press("echo $((6*7))", "enter")
        terminal.wait_for("42")  # what is typed reaches the shell again


@pytest.mark.slow
def test_a_key_and_a_turn_of_the_wheel_that_come_in_pieces_are_no_other_keys(tmp_path: Path) -> None:
    article = tmp_path / "quay.md"
    article.write_text("# The quay\n\nSo [the wire](https://wire.example/a) says.\n\n" + "It rains here.\n\n" * 99)
    with Terminal([*PROGRAM, str(article), "--offline"]) as terminal:
        terminal.wait_for("– wire.example")
        for first, rest in (("\x1b[", "6~"), ("\x1b[<65;1", "0;10M")):
            terminal.settle()
            before = terminal.screen()
            terminal.press(first)
            terminal.settle(0.3)  # three times as long as Textual waits
            assert terminal.screen() == before
            terminal.press(rest)
            terminal.wait_change(before, rows=5)
            assert "? help" in terminal.screen()[-1]


@pytest.mark.slow
def test_where_no_shell_waits_nothing_stops_and_that_is_told() -> None:
    with Terminal([*PROGRAM, "README.md", "--offline"]) as terminal:
        terminal.wait_for("? help")
        terminal.press("alt+z")
        terminal.wait_for("Pullquote cannot be suspended here: no shell waits for it.")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert_restored(terminal)


PREVIEWED = [
    "Ministry: no decision yet",
    "North quay: term sheet",
    "Port authority drops plan",
    "Who pays for the mud?",
    "“A rule we can read”",
    "403 Forbidden",
    "404 Not Found",
    "The pencil: a portrait",
    "Port of Brannoch: cargo",
    "There was never a deal",
    "PDF",
    "Quay or car park?",
    "A letter to the board",
    "no link",
    "Nobody cuts a ribbon",
]
"""What the preview says of each source of the commentary, in order of its first mention."""

STOPS = (*range(1, 14), 13, 14, 4, 15)
"""The source of each stop of Tab; two are mentioned twice."""

HOSTILE = 12
"""The number of the source that carries the payloads."""


def wait_for_preview(terminal: Terminal, number: int, words: str) -> None:
    """Wait until the preview, right of the last line between the panes, is of source `number` and says `words`."""

    def shown() -> bool:
        pane = " ".join(" ".join(line.rpartition("│")[2] for line in terminal.screen()).split())
        return words in pane.partition(f"PREVIEW {number} ")[2]

    terminal.wait_until(shown, f"the preview of source {number} does not say {words!r}")


@pytest.mark.slow
def test_no_payload_of_a_source_reaches_the_terminal() -> None:
    with Terminal([*PROGRAM, "demo"], (160, 45)) as terminal:
        terminal.wait_for(TITLE)
        for number in STOPS:
            words = PREVIEWED[number - 1]
            terminal.press("tab")
            wait_for_preview(terminal, number, words)
            if number == HOSTILE:
                terminal.press("enter")
                terminal.wait_for("That was the last time that anything moored there")
                terminal.press("tab", "tab")
                wait_for_preview(terminal, 2, "404 Not Found")
                terminal.press("backspace")
                wait_for_preview(terminal, number, words)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert [kind for kind, payload in PAYLOADS.items() if payload in terminal.raw] == []
