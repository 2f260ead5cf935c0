"""The commands as plain values, read off their parsers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = "pullquote"
_FILES = ("SOURCE", "PATH", "FILE", "FOLDER")


class Option(NamedTuple):
    """One option.

    Attributes:
        names: "-h", "--help".
        value: what stands for its value in the help, or empty where it has none.
        words: the only values it takes, or those that are known.
        files: whether its value may be the name of a file.
        help: what it does, in a few words.
    """

    names: tuple[str, ...]
    value: str
    words: tuple[str, ...]
    files: bool
    help: str


class Argument(NamedTuple):
    """What is given by its place: as `Option`, and whether it may be left out or repeated."""

    value: str
    words: tuple[str, ...]
    files: bool
    help: str
    optional: bool
    many: bool


class Command(NamedTuple):
    """A command with its own commands, if there are any.

    Attributes:
        path: the words that lead to it: ("library", "list"); the program itself has none.
        about: what it does, in a sentence.
        options: in the order of the help.
        arguments: in order.
        commands: those beneath it.
    """

    path: tuple[str, ...]
    about: str
    options: tuple[Option, ...]
    arguments: tuple[Argument, ...]
    commands: tuple[Command, ...]

    def walk(self) -> Iterator[Command]:
        """Itself and all beneath it."""
        yield self
        for one in self.commands:
            yield from one.walk()


def program() -> Command:
    """The whole command line, from the parsers of all commands."""
    from reader.cli.commands import COMMANDS

    root = _command((), COMMANDS[""].parser())
    return root._replace(commands=tuple(_command((name,), one.parser()) for name, one in COMMANDS.items() if name))


def _command(path: tuple[str, ...], parser: argparse.ArgumentParser) -> Command:
    options: list[Option] = []
    arguments: list[Argument] = []
    commands: list[Command] = []
    for action in parser._actions:  # noqa: SLF001 - there is no other way to ask a parser what it takes
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - argparse tells it nowhere else
            about = {one.dest: one.help or "" for one in action._choices_actions}  # noqa: SLF001 - argparse tells it nowhere else
            for name, below in action.choices.items():
                found = _command((*path, name), below)
                commands.append(found._replace(about=found.about or about.get(name, "")))
        elif action.help is argparse.SUPPRESS:
            continue
        elif action.option_strings:
            options.append(_option(action))
        else:
            many = action.nargs in ("*", "+")
            value, words = _value(action), _words(action)
            optional = action.nargs in ("?", "*")
            arguments.append(Argument(value, words, _takes_files(value), _help(action), optional, many))
    return Command(path, parser.description or "", tuple(options), tuple(arguments), tuple(commands))


def _option(action: argparse.Action) -> Option:
    value = "" if action.nargs == 0 else _value(action)
    return Option(tuple(action.option_strings), value, _words(action), _takes_files(value), _help(action))


def _value(action: argparse.Action) -> str:
    given = action.metavar[0] if isinstance(action.metavar, tuple) else action.metavar
    return given or ("|".join(_words(action)) if action.choices else action.dest.upper())


def _words(action: argparse.Action) -> tuple[str, ...]:
    if action.choices:
        return tuple(str(one) for one in action.choices)
    return _known(action.metavar if isinstance(action.metavar, str) else "")


def _known(metavar: str) -> tuple[str, ...]:
    """The words that are known of a value which the parser does not look into."""
    if metavar == "THEME":
        from reader.tui.themes import names

        return names()
    return ()


def _takes_files(metavar: str) -> bool:
    return any(metavar.endswith(one) for one in _FILES)


def _help(action: argparse.Action) -> str:
    return (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%")
