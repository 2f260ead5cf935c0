"""What was asked on the command line, as settings that stand over the file, and as words for another run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import SettingsError
from reader.settings import Flag

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection


def flags(asked: argparse.Namespace) -> tuple[Flag, ...]:
    """The settings that the command line gives.

    Raises:
        SettingsError: one has no name or no value.
    """
    given = ((name, getattr(asked, name, None)) for name in ("theme", "view"))
    found = [Flag(f"--{name}", name, value) for name, value in given if value is not None]
    if getattr(asked, "ascii", False):
        found.append(Flag("--ascii", "ascii", "true"))
    for pair in getattr(asked, "set", ()):
        name, equals, value = pair.partition("=")
        if not (name and equals):
            raise SettingsError(f"--set {pair}: give a setting, an equals sign and a value, such as width=60.")
        found.append(Flag(f"--set {name}", name, value))
    return tuple(found)


def again(asked: argparse.Namespace, parser: argparse.ArgumentParser, without: Collection[str]) -> list[str]:
    """The words that lead to what was asked, for another run of the program; options of the names in `without` not."""
    options: list[str] = []
    places: list[str] = []
    for action in parser._actions:  # noqa: SLF001 - no other way
        value = getattr(asked, action.dest, None)
        if action.dest in without or value in (None, False, []):
            continue
        values = value if isinstance(value, list) else [value]
        if not action.option_strings:
            places += values
        else:
            name = action.option_strings[-1]
            options += [name] if action.nargs == 0 else [f"{name}={one}" for one in values]
    return [*options, "--", *places] if places else options
