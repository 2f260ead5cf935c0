"""Whether a value is one that a setting may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import SettingsError
from reader.settings.table import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.settings.table import Setting, Value

_TRUE, _FALSE = frozenset(("true", "1", "yes", "on")), frozenset(("false", "0", "no", "off"))


def setting(name: str) -> Setting:
    """The row of that name.

    Raises:
        SettingsError: there is none; the nearest name is suggested.
    """
    for one in SETTINGS:
        if one.name == name:
            return one
    raise SettingsError(f"there is no setting '{name}'{nearest(name, [*(one.name for one in SETTINGS), 'keys'])}")


def is_setting(name: str) -> bool:
    """Whether there is a setting of that name."""
    return any(one.name == name for one in SETTINGS)


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a sentence that suggests what was meant, or lists what there is where nothing is like it."""
    from difflib import get_close_matches

    names = list(known)
    if close := get_close_matches(name, names, n=1, cutoff=0.5):
        return f"; did you mean '{close[0]}'?"
    return f"; there are {', '.join(names)}."


def checked(row: Setting, value: object) -> Value:
    """A value from a file, as the setting has it.

    Raises:
        SettingsError: it may not have that value.
    """
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = tuple(value)
    if (
        type(value) is not type(row.default)
        or (row.words and value not in row.words)
        or (isinstance(value, int) and row.most and not row.least <= value <= row.most)
    ):
        raise SettingsError(f"'{row.name}' must be {row.kind}.")
    return value


def from_text(row: Setting, text: str) -> Value:
    """A value from the environment or the command line, where everything is text; a list is set apart by commas.

    Raises:
        SettingsError: it may not have that value.
    """
    value: object = text
    if isinstance(row.default, bool):
        word = text.strip().lower()
        value = True if word in _TRUE else False if word in _FALSE else text
    elif isinstance(row.default, int):
        value = int(text) if text.strip().isdecimal() else text
    elif isinstance(row.default, tuple):
        value = [one.strip() for one in text.split(",") if one.strip()]
    return checked(row, value)
