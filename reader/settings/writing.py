"""The settings as TOML: a commented file to begin with, and what holds, with where it is from."""

from __future__ import annotations

import os
import textwrap
from typing import TYPE_CHECKING

from reader.errors import SettingsError
from reader.settings.files import shown
from reader.settings.layers import DEFAULT, PREFIX
from reader.settings.table import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reader.settings.layers import Loaded
    from reader.settings.table import Setting

_WIDTH = 96


def commented() -> str:
    """A settings file in which everything stands as a comment, with its default."""
    lines = [
        "# Settings of Pullquote. What is commented out shows the default; take away the # to change it.",
        f"# Over this file stand {PREFIX}NAME in the environment and --set NAME=VALUE on the command line.",
        "# pullquote config --print shows what holds and why, pullquote config --check looks for mistakes.",
    ]
    for row in SETTINGS:
        lines += ["", *_about(row), f"# {row.name} = {_toml(row.default)}"]
    lines += [
        "",
        "# Keys: a binding's id and its keys, set apart by commas; pullquote keys lists them all.",
        "# They may stand in a file of their own, too: keys.toml beside this one, without the [keys].",
        "[keys]",
        '# "page.down" = "space,pagedown"',
    ]
    return "\n".join(lines) + "\n"


def create(file: Path) -> None:
    """Write the commented file, readable by its owner alone.

    Raises:
        SettingsError: there is one already, which is left as it is; or it cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.write(commented())
    except FileExistsError:
        raise SettingsError(f"There is a file {shown(file)} already, which was left as it is.") from None
    except OSError as error:
        raise SettingsError(f"{shown(file)} cannot be written ({error.strerror}).") from None


def in_force(loaded: Loaded, keys: Iterable[tuple[str, str, str]]) -> str:
    """What holds, as TOML that can be read back; where each value is from stands behind it.

    Args:
        loaded: what holds.
        keys: (id, keys, where they are from) of every binding; what is not the person's own stands as a comment, so
            that a preset still counts where this is saved.
    """
    lines = []
    for row in SETTINGS:
        value, origin = getattr(loaded.settings, row.name), loaded.origins.get(row.name, DEFAULT)
        if row.secret and value:
            lines.append(f"# {row.name} is set and not shown  # {_comment(origin)}")
        else:
            lines.append(f"{row.name} = {_toml(value)}  # {_comment(origin)}")
    lines += ["", "[keys]"]
    for one, held, origin in keys:
        aside = "" if one in loaded.settings.keys else "# "
        lines.append(f"{aside}{_toml(one)} = {_toml(held)}  # {_comment(origin)}")
    return "\n".join(lines) + "\n"


def _about(row: Setting) -> list[str]:
    what = f"{row.doc} It is {row.kind}."
    return [f"# {line}" for line in textwrap.wrap(what + " From the next start on." * row.later, _WIDTH)]


def _comment(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
