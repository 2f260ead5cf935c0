"""The markers of lists as the page sets them: where the numbers begin, which way they run, how they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.patterns import pattern

if TYPE_CHECKING:
    from reader.article.tree import Node

BULLET = "•"

_NUMBER = pattern(r"\s*[+-]?\d{1,6}")
_STYLE = pattern(r"list-style(?:-type)?\s*:[^;]*?\b(lower|upper)-(alpha|latin|roman)")
_STYLES = {"lower alpha": "a", "lower latin": "a", "lower roman": "i"}
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ROMAN_BELOW = 4000


class Numbering:
    """Hands out the markers of one list, item by item."""

    def __init__(self, node: Node) -> None:
        self._numbered = node.tag == "ol"
        if not self._numbered:
            return
        self._step = -1 if "reversed" in node.attributes else 1
        first = sum(1 for item in node.elements if item.tag == "li") if self._step < 0 else 1
        self._next = _integer(node.get("start"), first)
        self._style = _style(node)

    def marker(self, item: Node) -> str:
        """The marker of the next item, which may give its number itself."""
        if not self._numbered:
            return BULLET
        number = _integer(item.get("value"), self._next)
        self._next = number + self._step
        return f"{_numeral(number, self._style)}."


def _integer(value: str, otherwise: int) -> int:
    found = _NUMBER.match(value)
    return int(found[0]) if found else otherwise


def _style(node: Node) -> str:
    """One of "1", "a", "A", "i" and "I"."""
    style = _STYLE.search(node.get("style").lower()) if "style" in node.attributes else None
    if style:
        numeral = _STYLES[f"lower {style[2]}"]
        return numeral if style[1] == "lower" else numeral.upper()
    return node.get("type") if node.get("type") in {"a", "A", "i", "I"} else "1"


def _numeral(number: int, style: str) -> str:
    """The number as the style writes it; in figures where the style has no way to."""
    if number < 1 or style == "1" or (style in "iI" and number >= _ROMAN_BELOW):
        return str(number)
    written = _roman(number) if style in "iI" else _letters(number)
    return written.upper() if style.isupper() else written


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    """A to z, then aa, ab and so on."""
    written = ""
    while number:
        number, place = divmod(number - 1, 26)
        written = chr(ord("a") + place) + written
    return written
