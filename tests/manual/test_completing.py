"""Completions, from the parsers to the shells."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from reader.cli.commands import COMMANDS, Command
from reader.manual import commands
from reader.manual.completing import SHELLS

if TYPE_CHECKING:
    from pathlib import Path

CHECKS = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "-n"]}


def library() -> argparse.ArgumentParser:
    """A command with commands of its own, which the program may have or come to have."""
    parser = argparse.ArgumentParser(prog="pullquote shelf", description="What is kept: it's [all] here; 100% of it.")
    below = parser.add_subparsers(dest="what")
    listing = below.add_parser("list", help="what there is")
    listing.add_argument("--sort", choices=("by name", "by date"), help="in which order: say [one]")
    listing.add_argument("--out", metavar="FILE")
    below.add_parser("prune-all", help="throw away")
    return parser


@pytest.fixture(autouse=True)
def nested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "shelf", Command(library, lambda _: 0))


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "pullquote.bash"
    file.write_text(SHELLS["bash"](), encoding="utf-8")
    return file


def completed(script: Path, folder: Path, *words: str) -> list[str]:
    """What a real bash offers for the last of some words."""
    code = (
        'set -u; source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))\n'
        'f=$(complete -p pullquote); f=${f#*-F }; "${f%% *}" pullquote "${COMP_WORDS[COMP_CWORD]}" x\n'
        'printf "%s\\n" "${COMPREPLY[@]-}"'
    )
    argv = ["bash", "--norc", "-c", code, "bash", str(script), "pullquote", *words]
    done = subprocess.run(argv, capture_output=True, text=True, cwd=folder, timeout=30)
    assert done.stderr == ""
    assert done.returncode == 0
    return [one for one in done.stdout.splitlines() if one]


def test_bash_offers_what_the_parsers_take(script: Path, tmp_path: Path) -> None:
    (tmp_path / "a file.md").touch()
    (tmp_path / "other.html").touch()
    for words, offered in (
        (["ch"], ["check"]),
        (["check", "--exit"], ["--exit-zero"]),
        (["--prefetch", "s"], ["same-site"]),
        (["check", "--prefetch", ""], ["off", "same-site", "all"]),
        (["--view", "side"], ["side\\ by\\ side"]),
        (["--theme", "pullquote-l"], ["pullquote-light"]),
        (["check", "oth"], ["other.html"]),
        (["a"], ["a file.md"]),
        (["--offline", "completions", ""], ["bash", "zsh", "fish"]),
        (["--library", "x", "conf"], ["config"]),
        (["config", "--i"], ["--init"]),
        (["log", "--tim"], []),
        (["shelf", ""], ["list", "prune-all"]),
        (["shelf", "l"], ["list"]),
        (["shelf", "list", "--s"], ["--sort"]),
        (["shelf", "list", "--sort", "by\\ n"], ["by\\ name"]),
        (["shelf", "list", "--sort", ""], ["by\\ name", "by\\ date"]),
        (["shelf", "list", "--out", "oth"], ["other.html"]),
        (["shelf", "prune-all", "--s"], []),
        (["list", "--so"], ["--source"]),  # no command of the program itself
    ):
        assert completed(script, tmp_path, *words) == offered, words


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_that_is_here_takes_its_script(shell: str, tmp_path: Path) -> None:
    text = SHELLS[shell]()
    for command in commands.program().walk():
        for option in command.options:
            assert all(name.lstrip("-") in text for name in option.names)
        assert all(word in text for word in command.path)
    if shutil.which(shell):  # bash always is; the others where somebody uses them
        file = tmp_path / "script"
        file.write_text(text, encoding="utf-8")
        done = subprocess.run([*CHECKS[shell], str(file)], capture_output=True, text=True, timeout=30)
        assert (done.returncode, done.stderr) == (0, "")


def test_every_command_is_known_with_all_that_it_takes() -> None:
    root = commands.program()
    assert {one.path[0] for one in root.commands} == set(COMMANDS) - {""}
    shelf = next(one for one in root.commands if one.path == ("shelf",))
    assert [one.path for one in shelf.walk()] == [("shelf",), ("shelf", "list"), ("shelf", "prune-all")]
    sort, out = shelf.commands[0].options[1:]
    assert (sort.names, sort.words, out.files) == (("--sort",), ("by name", "by date"), True)
    assert shelf.commands[0].about == "what there is"
