"""Two ways to write the same words: contracted or not, a number in figures or in words, with accents or without."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from reader.article.names import words
from reader.quotes.spelling import american

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_PLAIN = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_ORDINALS = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th"} | {
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th"
}  # fmt: skip
_COUNTED = _PLAIN.keys() - {"one", "zero"}  # "one" stands for what was named
_NEGATED = {"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "ain't": "is not"}
_CONTRACTED = re.compile(r"(\w+)(n't|'ll|'re|'ve|'m|'s|'d)")
_WHOLE = {"n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "'s": "is", "'d": "would"}
_GROUP = 3  # digits
_FILLERS = words("a and")


def same_but_for_form(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two rows of words differ only in how they are written."""
    if not ours or not theirs:
        return False
    if _expanded(ours) == _expanded(theirs):
        return True
    number = _value(ours)
    return number is not None and number == _value(theirs)


def recounted(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether both rows of words hold numbers, and not one of them is the same: "[nine] people" for "four"."""
    ours, theirs = ([word for word in row if word.isdecimal() or word in _COUNTED] for row in (ours, theirs))
    return bool(ours and theirs) and not {_value([word]) for word in ours} & {_value([word]) for word in theirs}


def _expanded(row: Sequence[str]) -> list[str]:
    found: list[str] = []
    for word in row:
        contracted = _CONTRACTED.fullmatch(word)
        if word in _NEGATED:
            found += _NEGATED[word].split()
        elif contracted:
            found += [contracted[1], _WHOLE[contracted[2]]]
        else:
            found.append(_ORDINALS.get(word, american(_clock(_without_accents(word)))))
    return found


def _clock(word: str) -> str:
    """A figure with a point where some set a colon: 9:15, 9.15."""
    return word.replace(":", ".") if word[0].isdigit() else word


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one))


def _value(row: Sequence[str]) -> Decimal | None:
    """The number that some words in a row are: "twelve", "1200", "1 200", "1.2 million", "five hundred and twelve"."""
    if len(row) > 1 and all(word.isdecimal() for word in row):
        return Decimal("".join(row)) if all(len(word) == _GROUP for word in row[1:]) else None
    total, part, counted = Decimal(0), Decimal(0), False
    for i, word in enumerate(row):
        if word in _SCALES:
            scale = _SCALES[word]
            part = (part if counted else Decimal(1)) * scale
            if scale > _SCALES["hundred"]:
                total, part = total + part, Decimal(0)
        elif word in _PLAIN:
            part += _PLAIN[word]
        elif word in _FILLERS and (i or len(row) > 1):
            continue
        else:
            figure = _figure(word)
            if figure is None or part:
                return None
            part = figure
        counted = True
    return total + part if counted else None


def _figure(word: str) -> Decimal | None:
    try:
        return Decimal(word) if word[0].isdigit() else None
    except InvalidOperation:
        return None
