"""JSON as pages write it: in wrappers, with comments, trailing commas, stray backslashes, several values in a row."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from reader.article.patterns import pattern

_SIZE_LIMIT = 1_000_000
_VALUES_AT_MOST = 50
_OPENING = pattern(r"\s*(?:<!--\s*|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?\s*)*")
_BETWEEN = pattern(r"[\s;,]*")
# Strings are matched too, so that what stands in them is left alone. An end that is missing is the text's end: every
# alternative consumes what it looked at, so the scan is linear.
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)'
_STRING_OR_COMMENT = pattern(rf"{_STRING}|//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_STRING_OR_COMMA = pattern(rf"{_STRING}|,(?=\s*[\]}}])", re.DOTALL)
_STRAY_BACKSLASH = pattern(r'\\(?:(["\\/bfnrt]|u[0-9A-Fa-f]{4})|(.))', re.DOTALL)

_DECODER = json.JSONDecoder(strict=False)


def values(script: str) -> list[Any]:
    """Every JSON value in the text of a script; none where it cannot be understood.

    Line breaks in strings are let pass. What is not JSON is mended as far as there is one reading only: comments and
    trailing commas go, a backslash that escapes nothing is one.
    """
    if len(script) > _SIZE_LIMIT:
        return []
    try:
        return [_DECODER.decode(script)]
    except (ValueError, RecursionError):
        pass
    bare = script[_OPENING.match(script).end() :]  # type: ignore[union-attr]  # it matches the empty text too
    if '"' not in bare:
        bare = html.unescape(bare)
    return _sequence(bare) or _sequence(_mended(bare))


def _sequence(text: str) -> list[Any]:
    """The values that follow each other; what comes after the last one is a wrapper's end."""
    found: list[Any] = []
    at = 0
    while text.startswith(("{", "["), at) and len(found) < _VALUES_AT_MOST:
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return found
        found.append(value)
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
    return found


def _mended(text: str) -> str:
    text = _STRING_OR_COMMENT.sub(_string_or_nothing, text)
    return _STRING_OR_COMMA.sub(lambda found: found[0] if found[0] != "," else "", text).lstrip()


def _string_or_nothing(found: re.Match[str]) -> str:
    return _STRAY_BACKSLASH.sub(_escaped, found[0]) if found[0].startswith('"') else ""


def _escaped(found: re.Match[str]) -> str:
    if found[1]:
        return found[0]
    return found[2] if found[2] == "'" else rf"\\{found[2]}"
