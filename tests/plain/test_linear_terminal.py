"""The linear face in a real terminal: it writes text, and nothing that steers a terminal."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

POST = """\
# A \x1b]0;pwned\x07title

The first paragraph says that [this](https://a.example/) is so.

The second does not.
"""


def _said_again(terminal: Terminal, words: bytes, before: int) -> bool:
    return terminal.raw.count(words) > before


@pytest.mark.slow
@pytest.mark.parametrize("from_input", [False, True])
def test_not_one_escape_sequence_reaches_the_terminal(tmp_path: Path, from_input: bool) -> None:
    file = tmp_path / "post.md"
    file.write_text(POST)
    reader = f"{sys.executable} -m reader --offline"
    argv = ["sh", "-c", f"cat {file} | {reader} -"] if from_input else [*reader.split(), str(file)]
    with Terminal(argv, size=(80, 40), env={"PULLQUOTE_PLAIN": "true"}) as terminal:
        terminal.wait_for("The first paragraph")
        terminal.press("enter")
        terminal.wait_for("The second does not.")
        answer = b"[1] a.example, "
        while (
            answer + b"not fetched, offline" not in terminal.raw
        ):  # it is settled in the background, while others may talk
            before = terminal.raw.count(answer)
            terminal.press(*"sources", "enter")
            terminal.wait_until(partial(_said_again, terminal, answer, before), "no sources")
        for line, words in (
            ("\x1b[Afind first", "> "),
            ("open x", "no file x"),
        ):
            terminal.press(*line, "enter")
            terminal.wait_for(words)
        terminal.press(*"quit", "enter")
        assert terminal.wait_exit() == 0
        typed = bytes(terminal.raw).replace(b"^[[A", b"")  # as the terminal itself shows what is typed
        assert b"\x1b" not in typed
        assert b"\x07" not in typed


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "status"), [("\x04", 0), ("\x03", 130)])
def test_it_ends_with_the_input_and_with_ctrl_c(keys: str, status: int) -> None:
    with Terminal([sys.executable, "-m", "reader"], env={"PULLQUOTE_PLAIN": "1"}) as terminal:
        terminal.wait_for("Nothing is open.")
        terminal.wait_for("> ")
        terminal.press(keys)
        assert terminal.wait_exit() == status
        assert b"\x1b" not in terminal.raw
