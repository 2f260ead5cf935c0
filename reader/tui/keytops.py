"""How keys are written: as Textual knows them, and as they are printed on their tops."""

from __future__ import annotations

from textual.binding import Binding, BindingsMap
from textual.keys import key_to_character

from reader.errors import SettingsError

_NAMES = {
    "backspace": "Backspace",
    "delete": "Del",
    "tab": "Tab",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "slash": "/",
    "plus": "+",
    "minus": "-",
}


def names(keys: str) -> list[str]:
    """The names by which Textual knows some keys: "],down" is right_square_bracket and down.

    Raises:
        SettingsError: one of them is empty.
    """
    if any(not key.strip() for key in keys.split(",")):
        raise SettingsError(f"keys: '{keys}' names no key; write comma for a comma, space for a space.")
    return list(BindingsMap([Binding(keys, "")]).key_to_bindings)


def shown(key: str) -> str:
    """A key as it is printed on a key top: "Backspace", "Ctrl+P", "]"."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last) or key_to_character(last) or last.upper()
    return "+".join(
        [*(modifier.capitalize() for modifier in modifiers), name.upper() if modifiers and len(name) == 1 else name]
    )


def shown_all(keys: str) -> str:
    """All keys of a binding, as they are printed on their tops."""
    return " ".join(shown(key) for key in names(keys))
