"""What holds: the defaults, over them the file, the keys' own file, the environment, the command line."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import SettingsError
from reader.settings.files import keys_path, path, shown
from reader.settings.table import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reader.settings.table import Value

PREFIX = "PULLQUOTE_"
DEFAULT = "default"
_NOT_SETTINGS = frozenset(("PULLQUOTE_CONFIG",))


class Loaded(NamedTuple):
    """What holds, and why.

    Attributes:
        settings: what holds.
        origins: a setting's name, or "keys." and a binding's id, to where its value is from: "file:line:column",
            "PULLQUOTE_VIEW", "--view". What is not there is the default.
        warnings: sentences for the person.
        layers: where it is from, to be asked again.
        wrong: every mistake, in the order in which the places are read; each sentence begins with its place.
    """

    settings: Settings
    origins: Mapping[str, str] = {}
    warnings: tuple[str, ...] = ()
    layers: Layers | None = None
    wrong: tuple[SettingsError, ...] = ()

    def placed(self, error: SettingsError) -> SettingsError:
        """An error about a setting, beginning with where its value is from."""
        origin = self.origins.get(error.setting)
        return SettingsError(f"{origin}: {error}" if origin else str(error))


class Flag(NamedTuple):
    """A setting on the command line: the option as it was given, the setting's name, its value as text."""

    option: str
    name: str
    text: str


class Layers:
    """Where the settings come from; `load` and `read` may be called again and again.

    Attributes:
        file: the settings file.
        environment: variables; `PULLQUOTE_VIEW` stands over the file's `view`.
        flags: from the command line, over all else.
    """

    def __init__(
        self, file: Path | None = None, environment: Mapping[str, str] = os.environ, flags: tuple[Flag, ...] = ()
    ) -> None:
        """`file` is where the settings usually lie, where none is given."""
        self.file = file or path()
        self.environment = dict(environment)
        self.flags = flags

    @property
    def files(self) -> tuple[Path, Path]:
        """The files that are read, whether they are there or not."""
        return self.file, keys_path(self.file)

    def load(self) -> Loaded:
        """What holds now.

        Raises:
            SettingsError: something in one of the places is wrong; the sentence begins with the place of the first
                mistake and says whether there are more.
        """
        loaded = self.read()
        if not loaded.wrong:
            return loaded
        first, *more = loaded.wrong
        if not more:
            raise first
        count = "is another mistake" if len(more) == 1 else f"are {len(more)} other mistakes"
        raise SettingsError(f"{first} There {count}: pullquote config --check lists all.")

    def read(self) -> Loaded:
        """What holds now as far as it is right, and whatever is wrong."""
        values: dict[str, Value] = {}
        keys: dict[str, str] = {}
        origins: dict[str, str] = {}
        warnings: list[str] = []
        wrong: list[SettingsError] = []
        settings, own_keys = self.files
        for file, is_settings in ((settings, True), (own_keys, False)):
            try:
                text = _text(file)
                if text is None:
                    continue
                from reader.settings.reading import Document  # most have no such file, and pay nothing for it

                document = Document(text, file)
            except SettingsError as error:
                wrong.append(error)
                continue
            values |= document.settings(origins) if is_settings else {}
            keys |= document.keys(origins, ("keys",) if is_settings else ())
            wrong += document.wrong
        if (values.get("save_key") or values.get("save_secret")) and (why := _open_to_others(settings)):
            warnings.append(why)
        warnings += self._overrides(values, keys, origins, wrong)
        made: dict[str, Any] = {**values, "keys": keys}
        return Loaded(Settings(**made), origins, tuple(warnings), self, tuple(wrong))

    def _overrides(
        self, values: dict[str, Value], keys: dict[str, str], origins: dict[str, str], wrong: list[SettingsError]
    ) -> list[str]:
        """Lay the environment and the command line over what the files say; gives what is to be warned of."""
        warnings = []
        for option, name, text in (*self._from_environment(), *self.flags):
            from reader.settings.checking import from_text, is_setting, setting

            try:
                if name.startswith("keys."):
                    keys[name.removeprefix("keys.")] = text
                elif option.startswith(PREFIX) and not is_setting(name):
                    warnings.append(f"{option} in the environment is no setting.")
                    continue
                else:
                    values[name] = from_text(setting(name), text)
            except SettingsError as error:
                wrong.append(SettingsError(f"{option}: {error}"))
            else:
                origins[name] = option
        return warnings

    def _from_environment(self) -> list[Flag]:
        return [
            Flag(name, name.removeprefix(PREFIX).lower(), text)
            for name, text in self.environment.items()
            if name.startswith(PREFIX) and name not in _NOT_SETTINGS
        ]


def load(file: Path) -> Settings:
    """The settings in a file alone; all defaults where there is no such file. Raises SettingsError."""
    return Layers(file, {}).load().settings


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(
            f"The settings file {shown(file)} cannot be read ({error.strerror}); check its permissions."
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(f"The settings file {shown(file)} is not UTF-8 text; save it as UTF-8.") from None


def _open_to_others(file: Path) -> str:
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
    except OSError:
        return ""
    if not mode & 0o077:
        return ""
    return f"{shown(file)} holds a secret and can be read by others; run chmod 600 {shown(file)}."
