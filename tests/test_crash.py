"""Where a mistake of ours ends the program: the terminal is as it was, and nothing of what was read is printed."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.crash import report
from tests.misbehaving import SECRET
from tests.terminal import ROOT, Terminal, environment
from tests.test_terminal import ENTERS_SCREEN, LEAVES_SCREEN, assert_restored

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "tests.misbehaving")

ARTICLE = """# The quay

The [first report](https://wire.example/lease) said one thing, and the [second](https://courier.example/b) another.
Nobody knows what the third would have said, for there is none; that is how it goes with quays and with reports.
"""


@pytest.fixture
def article(tmp_path: Path) -> str:
    file = tmp_path / "quay.md"
    file.write_text(ARTICLE, encoding="utf-8")
    return str(file)


def failing(depth: int) -> None:
    local = f"{SECRET} local"
    if depth:
        failing(depth - 1)
    raise LookupError(f"{SECRET} message", local)


def caught(depth: int = 0) -> Exception:
    try:
        failing(depth)
    except LookupError as error:
        return error
    raise AssertionError


def caught_with_cause() -> Exception:
    error = ZeroDivisionError(SECRET)
    error.__cause__ = caught(2)
    return error


def test_a_report_says_what_kind_of_error_it_was_and_where() -> None:
    told = report(caught())
    assert told.startswith("pullquote: Pullquote ended because of a mistake in it")
    assert "\nLookupError\n" in told
    assert re.search(r"^  tests\.test_crash:\d+ in failing$", told, re.MULTILINE)
    assert re.search(r"Pullquote \d.*Python 3\.\d+\.\d+.*Textual 8", told)


def test_a_report_tells_no_message_no_value_and_no_path() -> None:
    told = report(ExceptionGroup(SECRET, [caught_with_cause(), ValueError(SECRET)]))
    assert SECRET not in told
    assert str(ROOT) not in told
    assert "/" not in told
    assert told.index("ExceptionGroup") < told.index("ZeroDivisionError") < told.index("LookupError")


def test_a_report_of_endless_calls_is_short() -> None:
    told = report(caught(500))
    assert len(told.splitlines()) < 25
    assert "488 more" in told


def test_a_chain_of_errors_that_bites_its_tail_is_told_once() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert report(one).count("Error\n") == 2


def assert_reported(printed: bytes) -> None:
    assert printed.count(b"Pullquote ended because of a mistake in it") == 1
    assert SECRET.encode() not in printed
    assert b"PWN" not in printed
    assert b"token=" not in printed
    assert str(ROOT).encode() not in printed
    assert b"Traceback" not in printed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mistake", "keys"),
    [
        ("mount", ()),
        ("key", ("s",)),
        ("key, with a picture", ("s",)),
        ("worker", ("tab", "o")),
        ("background task", ()),
        ("background call", ("tab",)),
        ("keyboard", ()),
        ("unmount", ("q",)),
    ],
)
def test_a_mistake_ends_the_interface_with_a_report(article: str, mistake: str, keys: tuple[str, ...]) -> None:
    with Terminal([*PROGRAM, mistake, article, "--offline"]) as terminal:
        if keys:
            terminal.wait_for("SOURCES 2")
            terminal.press(*keys)
        assert terminal.wait_exit() == 1
    assert_restored(terminal)
    after = bytes(terminal.raw).rpartition(LEAVES_SCREEN)[2]
    assert_reported(after)
    assert SECRET.encode() not in terminal.raw
    if mistake != "keyboard":  # Textual keeps to itself where its own thread failed
        assert re.search(rb"tests\.misbehaving:\d+ in fail", after)


@pytest.mark.slow
def test_a_mistake_before_there_is_an_interface_is_reported_alike(article: str) -> None:
    with Terminal([*PROGRAM, "start", article]) as terminal:
        assert terminal.wait_exit() == 1
    assert ENTERS_SCREEN not in terminal.raw
    assert_reported(bytes(terminal.raw))


@pytest.mark.parametrize("words", [("--plain",), ("check",)])
def test_a_mistake_in_the_headless_face_is_reported_alike(article: str, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [*PROGRAM, "headless", *words, article], cwd=ROOT, env=environment(tmp_path), capture_output=True, timeout=60
    )
    assert done.returncode == 1
    assert done.stdout == b""
    assert_reported(done.stderr)
