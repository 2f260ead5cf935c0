"""What one file says, checked, with the place of each value."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from reader.errors import SettingsError
from reader.settings.checking import checked, setting
from reader.settings.files import shown
from reader.settings.locating import places

if TYPE_CHECKING:
    from pathlib import Path

    from reader.settings.table import Value

_AT = re.compile(r"^(.*) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)


class Document:
    """A TOML document of the person's.

    Attributes:
        wrong: the mistakes found so far, in the order of the document; each sentence begins with its place.

    Raises:
        SettingsError: it is no TOML.
    """

    def __init__(self, text: str, file: Path) -> None:
        self._name = shown(file)
        self._text = text.replace("\r\n", "\n")
        self._found = self._parsed()
        self._places = places(self._text)
        self.wrong: list[SettingsError] = []

    def settings(self, origins: dict[str, str]) -> dict[str, Value]:
        """The settings but the keys, those that are right; where each stands is taken down."""
        values: dict[str, Value] = {}
        for name, value in self._found.items():
            if name == "keys":
                continue
            try:
                row = setting(name)
            except SettingsError as error:
                self._note((name,), str(error), at_value=False)
                continue
            try:
                values[name] = checked(row, value)
            except SettingsError as error:
                self._note((name,), str(error))
            else:
                origins[name] = self._origin((name,))
        return values

    def keys(self, origins: dict[str, str], table: tuple[str, ...]) -> dict[str, str]:
        """The keys in a table, those that are texts; `page.down` may stand in quotation marks or not."""
        found: Any = self._found
        for name in table:
            found = found.get(name, {})
        if not isinstance(found, dict):
            self._note(table, "'keys' must be a table.")
            return {}
        keys: dict[str, str] = {}
        self._take_keys(found, table, "", keys, origins)
        return keys

    def _take_keys(
        self, found: dict[str, Any], at: tuple[str, ...], begun: str, keys: dict[str, str], origins: dict[str, str]
    ) -> None:
        for name, value in found.items():
            binding, place = f"{begun}{name}", (*at, name)
            if isinstance(value, dict):
                self._take_keys(value, place, f"{binding}.", keys, origins)
            elif isinstance(value, str):
                keys[binding] = value
                origins[f"keys.{binding}"] = self._origin(place)
            else:
                self._note(place, f'keys.{binding} must be a text such as "j,down".')

    def _parsed(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self._text)
        except RecursionError:
            raise SettingsError(f"{self._name}: this is not valid TOML: it is nested too deeply.") from None
        except tomllib.TOMLDecodeError as error:
            said = _AT.match(str(error))
            why, line, column = said.groups() if said else (str(error), None, None)
            if line is None:
                line, column = str(self._text.count("\n") + 1), str(len(self._text) - self._text.rfind("\n"))
            raise SettingsError(f"{self._name}:{line}:{column}: this is not valid TOML: {why}.") from None

    def _note(self, key: tuple[str, ...], sentence: str, *, at_value: bool = True) -> None:
        self.wrong.append(SettingsError(f"{self._origin(key, at_value=at_value)}: {sentence}"))

    def _origin(self, key: tuple[str, ...], *, at_value: bool = True) -> str:
        place = self._places.get(key)
        if place is None:
            return self._name
        line, column = place.value if at_value else place.key
        return f"{self._name}:{line}:{column}"
