"""The settings and the keys on the command line: begun, shown, looked through for mistakes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reader.errors import SettingsError
from reader.settings import path, writing
from reader.settings.files import shown as shown_path
from reader.tui.keymap import TITLES, effective, own_keys, problems
from reader.tui.keytops import shown_all
from reader.tui.presets import PRESETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.settings import Loaded
    from reader.tui.keys import Key

_DIGITS = 9
"""Of the largest line that counts as a number."""


def init() -> str:
    """Begin a settings file; gives where. Raises SettingsError, above all where there is one already."""
    file = path()
    writing.create(file)
    return shown_path(file)


def mistakes(loaded: Loaded) -> list[SettingsError]:
    """Every mistake in the settings, in the order of their places, those that only the interface knows among them."""
    from reader.settings.checking import nearest
    from reader.tui.themes import names

    found = []
    if (theme := loaded.settings.theme) not in names():
        found.append(SettingsError(f"there is no theme '{theme}'{nearest(theme, names())}", "theme"))
    found += [SettingsError(one.sentence, f"keys.{one.binding}") for one in problems(loaded.settings)]
    return sorted((*loaded.wrong, *map(loaded.placed, found)), key=_by_place)


def _by_place(error: SettingsError) -> str:
    """What orders sentences that begin with a file, a line and a column: numbers by their size."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(_DIGITS), str(error))


def in_force(loaded: Loaded) -> str:
    """What holds as TOML, every key among it, with where each value is from."""
    preset = loaded.settings.keys_preset
    keys = {}
    for _, key in _effective(loaded):
        named = f"keys_preset {preset}" if key.id in PRESETS[preset] else "default"
        keys[key.id] = (key.id, key.keys, loaded.origins.get(f"keys.{key.id}", named))
    return writing.in_force(loaded, keys.values())


def key_lines(loaded: Loaded, *, as_json: bool) -> str:
    """Every binding with its keys, by where it works."""
    lines = []
    last = ""
    for scope, key in _effective(loaded):
        tops = shown_all(key.keys)
        where = TITLES.get(scope, f"in the sheet “{scope}”")
        if as_json:
            row = {"id": key.id, "where": where, "keys": key.keys.split(","), "shown": tops, "does": key.words}
            lines.append(json.dumps(row, ensure_ascii=False))
            continue
        if scope != last:
            lines += ["", where.capitalize()] if lines else [where.capitalize()]
            last = scope
        lines.append(f"  {tops:<24} {key.id:<24} {key.words}")
    return "\n".join(lines)


def _effective(loaded: Loaded) -> Iterator[tuple[str, Key]]:
    """Every binding with its keys; where the person's own for one cannot be read, its own are shown."""
    unusable = {one.binding for one in problems(loaded.settings)}
    own = {one: keys for one, keys in own_keys(loaded.settings).items() if one not in unusable}
    return effective(own)
