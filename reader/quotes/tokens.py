"""Words to compare by: what a quoter may change without a word (case, marks, hyphens, spaces) is folded away.

Every word knows where it stands in the text that it is from, so that a hit can be shown there.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from reader.quotes.entities import resolved_in_place
from reader.quotes.scripts import HIDDEN, POINTS, SIGNS, UNSPACED, WITHIN

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNIT = rf"[^\W_][{WITHIN}]*"
# What may stand close to a number.
_MEASURES = "[kcm]?m|[km]?g|lbs?|oz|ft|mi|m?l|[kmgt]b|[kmg]?hz|[kmg]w|mph|kph|[ap]m|bn|mn|[cf]"
_APOSTROPHES = "'’ʼ\uff07"
_WORD = re.compile(
    r"[A-Za-z]{2,}(?=[ ,;:.!?\"”)\n])|[A-Za-z](?=[ ,;])"  # most words, quickly
    rf"|(?:[A-Za-z]\.)+[A-Za-z]\.?(?!{_UNIT})"  # U.S., and U.S at the end of a quotation
    # Where no spaces are set each character counts as a word, with what stands over it.
    rf"|[{UNSPACED}][{SIGNS}{HIDDEN}]*"
    rf"|(?:(?<![\w)\]])[-\u2212](?=\d))?\d+(?:[.,:]\d+)*(?=(?i:{_MEASURES})(?![\w'’]))"  # the number of 40km
    rf"|(?:(?<![\w)\]])[-\u2212](?=\d))?(?:(?![{UNSPACED}]){_UNIT})+"
    rf"(?:(?:[{_APOSTROPHES}](?={_UNIT})|(?<=\d)(?:[.,:]|[\u00a0\u2009\u202f](?=\d{{3}}(?!\d)))(?=\d)"
    rf"|[-\u2010][ \t]*\n\s*(?=[^\W\d_A-Z]))(?:(?![{UNSPACED}]){_UNIT})+)*"
    r"|[$€£¥%°]"
)
_THOUSANDS = re.compile(r"(?<=\d)[, ](?=\d{3}(?!\d))")
_SHOWS_NOTHING = re.compile(rf"[{HIDDEN}{POINTS}]|[-\u2010][ \t]*\n\s*")
_FOLDED = str.maketrans({"’": "'", "ʼ": "'", "\uff07": "'", "\u2212": "-"})
_SAME = {"%": "percent"}
# The apparatus of a text, which is no part of its wording: "[12]", "[note 3]", "[citation needed]", a raised figure
# after a longer word or a mark (after a short word it is a unit's: km²).
_RAISED = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]")
_APPARATUS = re.compile(
    r"\[(?:\d{1,3}|[a-z]|(?:note|nb|n) ?\d{1,3}|(?:citation|clarification) needed|edit)\]"
    rf"|(?<!\d)(?<!\b\w)(?<!\b\w\w)(?<=[^\s(]){_RAISED.pattern}+",
    re.IGNORECASE,
)


_MOST_COMPARED = 2_000_000  # words


class Token(NamedTuple):
    """A word to compare by, and the code points of the text that it stands for, half-open."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text, in order."""
    if "&" in text:
        text = resolved_in_place(text)
    if "[" in text or _RAISED.search(text):
        text = _APPARATUS.sub(lambda found: " " * len(found[0]), text)
    return [Token(_canonical(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


class Prepared:
    """A text made ready to be searched.

    Attributes:
        text: the text.
        tokens: its words.
        words: the same without their places.
        places: for each word where it stands, as indices into `tokens`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.words = [token.word for token in self.tokens]
        self.places: dict[str, list[int]] = {}
        for i, word in enumerate(self.words):
            self.places.setdefault(word, []).append(i)

    def slice(self, first: int, last: int) -> str:
        """The text from word `first` up to word `last`, that one not included."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def between(self, first: int, last: int) -> str:
        """The text after word `first` and before word `last`, with the marks that stand there."""
        return self.text[self.tokens[first].end : self.tokens[last].start].lstrip(" .,;:\n").rstrip()

    def occurrences(self, run: Sequence[str]) -> list[int]:
        """Every place where these words stand in a row, as the index of the first."""
        if not run or any(word not in self.places for word in run):
            return []
        rarest = min(range(len(run)), key=lambda i: len(self.places[run[i]]))
        wanted = list(run)
        if len(self.places[run[rarest]]) * len(run) > _MOST_COMPARED:
            return in_a_row(wanted, self.words)
        starts = (place - rarest for place in self.places[run[rarest]])
        return [at for at in starts if at >= 0 and self.words[at : at + len(wanted)] == wanted]


def in_a_row(wanted: Sequence[str], words: Sequence[str]) -> list[int]:
    """Where some words stand in a row, in time linear in both (Knuth, Morris and Pratt 1977)."""
    back = [0]  # for each beginning of them, the length of the longest that it ends with
    found: list[int] = []
    matched = 0
    for i, word in enumerate((*wanted[1:], *words), 1):
        learning = i < len(wanted)
        if not learning and i == len(wanted):
            matched = 0
        while matched and (matched == len(wanted) or wanted[matched] != word):
            matched = back[matched - 1]
        matched += wanted[matched] == word
        if learning:
            back.append(matched)
        elif matched == len(wanted):
            found.append(i - 2 * len(wanted) + 1)
    return found


def _canonical(word: str) -> str:
    if word.isascii() and word.isalpha():
        return word.lower()
    if word in _SAME:
        return _SAME[word]
    word = unicodedata.normalize("NFKC", _SHOWS_NOTHING.sub("", word).translate(_FOLDED)).casefold()
    if word[0].isdigit() or word[0] == "-":
        return _THOUSANDS.sub("", word)
    return word.replace(".", "")
