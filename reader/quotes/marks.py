"""Quotation marks as people write them: which opening mark belongs to which closing one.

Understood are “…”, "…", ‘…’, «…», »…«, ‹…›, „…“ and „…”, nested and half converted (“…"). Apostrophes (don’t, ’tis),
possessives (boys’), feet and inches (6'2", 27") and marks that are never closed are no quotation marks. Straight single
marks are always taken for apostrophes.

By convention a quotation that runs over several paragraphs opens anew at each of them and closes only at the last;
`across` follows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.article.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARK = re.compile('[“”„"«»‹›‘’]')
_DOUBLE = '“„"'
# What each closing mark can close, the likeliest first; the later ones are half converted pairs.
_CLOSES = {"”": '“„"', "“": "„", '"': '"“„', "»": "«", "«": "»", "›": "‹", "’": "‘"}
# ‘90s, ‘tis: an apostrophe at the start of a word that was turned the wrong way.
_ELISION = pattern(r"(?:\d\ds?|tis|twas|em|til|till|cause|n|round|bout|cuz)\b", re.IGNORECASE)


_DEEPEST = 12  # marks open at once; the oldest of more is one that was never closed
_AHEAD = 12  # marks looked at to see how a quotation goes on


class _Mark(NamedTuple):
    """A quotation mark that is still open: the character and its place."""

    char: str
    at: int


class Running(NamedTuple):
    """A quotation over several texts: from `start` in text `first` to `end` in text `last`, inside the marks."""

    first: int
    start: int
    last: int
    end: int


class Marked(NamedTuple):
    """A text's quotations, as `pairs` gives them, and the marks that it leaves open."""

    pairs: list[tuple[int, int]]
    opened: list[_Mark]


def pairs(text: str) -> list[tuple[int, int]]:
    """The quotations of a text as code points inside their marks, in order of start; they nest, and never cross."""
    return scan(text).pairs


def across(texts: Sequence[str], scans: Sequence[Marked]) -> Iterator[Running]:
    """Find the quotations that open in one text, open anew at the start of each that follows, and close in the last.

    Args:
        texts: neighbouring texts.
        scans: what `scan` says of each.
    """
    i = 0
    while i < len(texts) - 1:
        opened = _left_open(scans[i].opened)
        last = i + 1
        while opened is not None and last < len(texts) and _opens_anew(texts[last], scans[last].opened):
            last += 1
        if opened is not None and last < len(texts) and _begins_marked(texts[last]):
            closed = next((end for start, end in scans[last].pairs if start == 1), None)
            if closed is not None:
                yield Running(i, opened + 1, last, closed)
        i = last


def _left_open(opened: list[_Mark]) -> int | None:
    """Where the outermost double mark stands that was not closed."""
    return next((mark.at for mark in opened if mark.char in _DOUBLE), None)


def _opens_anew(text: str, opened: list[_Mark]) -> bool:
    """Whether the text begins with a mark that it does not close."""
    return _begins_marked(text) and _left_open(opened) == 0


def _begins_marked(text: str) -> bool:
    return text.startswith(tuple(_DOUBLE))


def scan(text: str) -> Marked:
    """The pairs of a text, and the marks that it leaves open."""
    found: list[tuple[int, int]] = []
    opened: list[_Mark] = []
    if '"' not in text and text.isascii():
        return Marked(found, opened)
    marks = [_Mark(match[0], match.start()) for match in _MARK.finditer(text)]
    for i, mark in enumerate(marks):
        place = _closed_by(text, mark, opened)
        if place is not None and not _is_inch(text, marks, i) and not _is_possessive(text, marks, i):
            found.append((opened[place].at + 1, mark.at))
            del opened[place:]
        elif place is None and _can_open(text, mark):
            opened.append(mark)
            del opened[:-_DEEPEST]
    return Marked(sorted(found), opened)


def _closed_by(text: str, mark: _Mark, opened: list[_Mark]) -> int | None:
    """Which of the open marks this one closes: its place in `opened`, or None."""
    char, at = mark
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char not in _CLOSES or not before or (char != "»" and before.isspace()):
        return None
    if (
        char == "’"
    ):  # an apostrophe more often than a closing mark: only what was opened last, only at the end of a word
        return len(opened) - 1 if opened and opened[-1].char == "‘" and not after.isalnum() else None
    if char == '"' and before in "([—–" and after.isalnum():
        return None
    for one in _CLOSES[char]:
        for place in range(len(opened) - 1, -1, -1):
            if opened[place].char == one:
                return place
    return None


def _can_open(text: str, mark: _Mark) -> bool:
    char, at = mark
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not after or after.isspace():
        # French sets a space inside « … ».
        return char in "«‹" and after in ("\u00a0", "\u202f", " ")
    if char == "‘":
        return not before.isalnum() and not _ELISION.match(text, at + 1)
    if char == '"':
        return not before.isalnum() and before not in set(".,;!?")
    if char == "»":
        return (not before or before.isspace() or before in "(—–") and after.isalnum()
    return char in "“„«‹"


def _is_inch(text: str, marks: list[_Mark], i: int) -> bool:
    """Whether a double mark after a digit measures: 6'2", or 27" where the quotation goes on to a later mark."""
    char, at = marks[i]
    if char not in '”"' or not text[at - 1 : at].isdigit():
        return False
    if re.search(r"\d['’′] ?\d+$", text[max(0, at - 8) : at]):
        return True
    following = next((mark for mark in marks[i + 1 : i + _AHEAD] if mark.char in '“”"'), None)
    if following is None or following.char == "“":
        return False
    return (
        text[following.at - 1 : following.at].isspace() is False
        and not text[following.at + 1 : following.at + 2].isalnum()
    )


def _is_possessive(text: str, marks: list[_Mark], i: int) -> bool:
    """Whether a single mark after an s belongs to the word: ‘the boys’ house’ goes on to a later mark."""
    char, at = marks[i]
    if char != "’" or text[at - 1 : at] not in ("s", "z", "x") or not re.match(r" \w", text[at + 1 : at + 3]):
        return False
    for mark in marks[i + 1 : i + _AHEAD]:
        if mark.char == "‘":
            return False
        if mark.char == "’" and not text[mark.at + 1 : mark.at + 2].isalnum():
            return True
    return False
