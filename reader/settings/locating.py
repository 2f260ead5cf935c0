"""Where a key and its value stand in a TOML document: Python's parser keeps no places.

Only documents that the parser took are looked at, so that this need not tell right from wrong. The grammar is that of
TOML 1.0: a statement is a table's header or a dotted key, an equals sign and a value, which may run over lines.
"""

from __future__ import annotations

import re
from typing import NamedTuple

Path = tuple[str, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)+")
_KEY = re.compile(r'[ \t]*("(?:\\.|[^"\\])*"|\'[^\']*\'|[A-Za-z0-9_-]+)[ \t]*')
_TEXT = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL)
_PLAIN = re.compile(r"[^\s,\[\]{}#\"']+")
_TIME = re.compile(r" [0-9][^\s,\]}#]*")  # after a date and a space


class Place(NamedTuple):
    """Line and column, both from 1: of a key, and of its value."""

    key: tuple[int, int]
    value: tuple[int, int]


def places(text: str) -> dict[Path, Place]:
    """The place of every key of a valid TOML document, by its path: ("keys", "page.down")."""
    found: dict[Path, Place] = {}
    table: Path = ()
    at = _after_blank(text, 0)
    while at < len(text):
        start = at
        if text[at] == "[":
            array = text.startswith("[[", at)
            table, at = _dotted(text, at + 1 + array)
            found.setdefault(table, Place(_place(text, start), _place(text, start)))
            at += 1 + array
        else:
            at = _pair(text, at, table, found)
        at = _after_blank(text, at)
    return found


def _pair(text: str, start: int, table: Path, found: dict[Path, Place]) -> int:
    """Take down a pair of key and value, and those of an inline table in it; gives where it ends."""
    key, at = _dotted(text, start)
    at = _after_blank(text, at + 1)  # past the equals sign
    for depth in range(1, len(key) + 1):
        found.setdefault((*table, *key[:depth]), Place(_place(text, start), _place(text, at)))
    if text.startswith("{", at):
        at = _after_blank(text, at + 1)
        while not text.startswith("}", at):
            at = _after_blank(text, _pair(text, at, (*table, *key), found))
            at = _after_blank(text, at + 1) if text.startswith(",", at) else at
        return at + 1
    return _after_value(text, at)


def _after_value(text: str, at: int) -> int:
    depth = 0
    while at < len(text):
        whole = _TEXT.match(text, at)
        if whole is not None:
            at = whole.end()
        elif text[at] in "[{":
            depth, at = depth + 1, at + 1
        elif text[at] in "]}":
            depth, at = depth - 1, at + 1
        elif text[at] == ",":
            at += 1
        elif (plain := _PLAIN.match(text, at)) is not None:
            at = plain.end()
            if depth == 0 and (time := _TIME.match(text, at)) is not None:
                at = time.end()
        if depth == 0:
            break
        at = _after_blank(text, at)
    return at


def _dotted(text: str, at: int) -> tuple[Path, int]:
    """A dotted key and where it ends."""
    parts = []
    while (part := _KEY.match(text, at)) is not None:
        parts.append(_unquoted(part[1]))
        at = part.end()
        if not text.startswith(".", at):
            break
        at += 1
    return tuple(parts), at


def _unquoted(key: str) -> str:
    if key[0] not in "\"'":
        return key
    import tomllib

    return next(iter(tomllib.loads(f"{key} = 0")))


def _after_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
