"""The settings: one TOML file, every key with a default, read once at the start."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFETCH = ("off", "same-site", "all")
VIEWS = ("together", "side by side", "commentary only", "quoted only")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set.

    Attributes:
        view: how the two voices are shown at first; side by side only where there is room, else together.
        theme: the name of a theme; "auto" follows the terminal: its background, and how many colours it has.
        browser: the command that opens an address, or empty for `$BROWSER` and then the desktop's own.
        ascii: draw signs and bars with ASCII characters only.
        prefetch: which of an article's sources are fetched in the background: off, same-site or all.
        library_size: megabytes of pages and texts that the library keeps; the oldest are let go first.
        log: keep the request log from run to run.
        keys: a binding's id to the keys that replace its own, separated by commas.
    """

    view: str = "side by side"
    theme: str = "auto"
    browser: str = ""
    ascii: bool = False
    prefetch: str = "all"
    library_size: int = 500
    log: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)


def path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the settings lie: `$PULLQUOTE_CONFIG`, else `pullquote/config.toml` in the user's configuration folder."""
    if named := environment.get("PULLQUOTE_CONFIG"):
        return Path(named)
    folder = environment.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(folder) / "pullquote" / "config.toml"


def log_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the request log lies: `pullquote/requests.jsonl` in the folder for what programs keep between runs."""
    folder = environment.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(folder) / "pullquote" / "requests.jsonl"


def load(file: Path) -> Settings:
    """The settings in a file; all defaults where there is no such file.

    Raises:
        SettingsError: the file cannot be read, is no TOML, or holds an unknown key or a wrong value.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(
            f"The settings file {file} cannot be read ({error.strerror}); check its permissions."
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(f"The settings file {file} is not UTF-8 text; save it as UTF-8.") from None
    return _checked(_parsed(text, file), file)


def to_toml(settings: Settings) -> str:
    """The settings in force, as a TOML document that `load` takes back."""
    lines = [f"{one.name} = {_toml(getattr(settings, one.name))}" for one in fields(settings) if one.name != "keys"]
    lines += ["", "[keys]", *(f"{_toml(key)} = {_toml(value)}" for key, value in settings.keys.items())]
    return "\n".join(lines) + "\n"


def _parsed(text: str, file: Path) -> dict[str, Any]:
    import tomllib  # most have no settings file, and pay nothing for it

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise SettingsError(f"The settings file {file} is not valid TOML: it is nested too deeply.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The settings file {file} is not valid TOML: {error}.") from None


def _checked(found: dict[str, Any], file: Path) -> Settings:
    defaults = Settings()
    for key, value in found.items():
        if key not in (known := [one.name for one in fields(Settings)]):
            raise SettingsError(f"{file}: there is no setting '{key}'; the settings are {', '.join(known)}.")
        wanted = dict if key == "keys" else type(getattr(defaults, key))
        if not isinstance(value, wanted) or (wanted is int and type(value) is not int):
            kind = {bool: "true or false", int: "a number from 1", str: "a text in quotation marks", dict: "a table"}[
                wanted
            ]
            raise SettingsError(f"{file}: '{key}' must be {kind}.")
    if found.get("library_size", 1) < 1:
        raise SettingsError(f"{file}: 'library_size' must be a number from 1.")
    for key, words in (("view", VIEWS), ("prefetch", PREFETCH)):
        if found.get(key, words[0]) not in words:
            raise SettingsError(f"{file}: '{key}' must be one of {', '.join(words)}.")
    for key, value in found.get("keys", {}).items():
        if not isinstance(value, str):
            raise SettingsError(f'{file}: keys.{key} must be a text such as "j,down".')
    return Settings(**found)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
