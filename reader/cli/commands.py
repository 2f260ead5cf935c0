"""The table of commands, and how one is found among the words of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.cli import explaining, keeping, reading, reporting
from reader.errors import SettingsError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


class Command(NamedTuple):
    """What makes a command's parser, and what does as it was asked and gives the exit status."""

    parser: Callable[[], argparse.ArgumentParser]
    run: Callable[[argparse.Namespace], int]


COMMANDS = {
    "": Command(reading.reading, reading.read),
    "demo": Command(reading.demo, reading.read_demo),
    "check": Command(reporting.checking, reporting.check),
    "recheck": Command(reporting.rechecking, reporting.recheck),
    "export": Command(reporting.exporting, reporting.export),
    "library": Command(keeping.library, keeping.use_library),
    "feeds": Command(keeping.feeds, keeping.use_feeds),
    "log": Command(reporting.logging, reporting.log),
    "config": Command(explaining.config, explaining.show_config),
    "keys": Command(explaining.keys, explaining.show_keys),
    "serve": Command(reading.serve, reading.read_in_page),
    "completions": Command(explaining.completions, explaining.show_completions),
    "man": Command(explaining.man, explaining.show_man),
}
"""The commands by their names, which are words of letters; "" is reading."""


def split(given: list[str]) -> tuple[str, list[str]]:
    """The command, wherever it stands among the options, and everything else; "" where there is none.

    Raises:
        SettingsError: a word stands in its place that is neither a command nor a file.
    """
    skip = False
    with_value = _with_value() if given and given[0].startswith("-") else ()
    for i, word in enumerate(given):
        if word in ("-", "--"):
            break
        if skip or word.startswith("-"):
            skip = not skip and word in with_value
        elif word in COMMANDS:
            return word, given[:i] + given[i + 1 :]
        else:
            _require_no_command(word, given[i + 1 : i + 2])
            break
    return "", given


def _require_no_command(word: str, following: list[str]) -> None:
    """Say so where a word was meant for a command: it is like one, or others follow it, and there is no such file."""
    if not word.isalpha() or Path(word).exists():
        return
    from difflib import get_close_matches

    near = get_close_matches(word, [one for one in COMMANDS if one], n=1)
    if near:
        raise SettingsError(f"{word} is no command; did you mean {near[0]}?")
    if following and not following[0].startswith("-"):
        raise SettingsError(f"{word} is no command; see pullquote --help.")


def _with_value() -> frozenset[str]:
    """The options of any command that are followed by a value."""
    actions = (action for one in COMMANDS.values() for action in one.parser()._actions)  # noqa: SLF001 - no other way
    return frozenset(option for action in actions if action.nargs != 0 for option in action.option_strings)
