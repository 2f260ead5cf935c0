"""The rows of `outlets.toml`, one outlet a line.

They are read line by line, in the one form in which they are written there: every article needs them, and to read them
as any TOML takes six times as long, which the first article would wait for.
"""

from __future__ import annotations

import re
from os.path import dirname, join
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROW = re.compile(
    r'"(?P<name>[^"]+)" = \{ domains = \[(?P<domains>[^]]+)\]'
    r"(?:, aliases = \[(?P<aliases>[^]]+)\])?(?:, ambiguous = \[(?P<ambiguous>[^]]+)\])? \}"
)


class Row(NamedTuple):
    """An outlet: its kind ("wire", "newspaper", …), its name, and the lists as they are."""

    kind: str
    name: str
    domains: tuple[str, ...]
    aliases: tuple[str, ...]
    ambiguous: tuple[str, ...]


def rows() -> Iterator[Row]:
    """Every row in order."""
    kind = ""
    # To import `pathlib` takes as long as to read the table.
    with open(join(dirname(__file__), "outlets.toml"), encoding="utf-8") as table:  # noqa: PTH118, PTH120, PTH123
        written = table.read()
    for line in written.splitlines():
        if found := _ROW.fullmatch(line):
            name, *lists = found.groups()
            yield Row(kind, name, *map(_strings, lists))
        elif line.startswith("["):
            kind = line.strip("[]")


def _strings(written: str | None) -> tuple[str, ...]:
    """The strings of a list, which are all in the same quotes."""
    return tuple(written[1:-1].split(f"{written[0]}, {written[0]}")) if written else ()
