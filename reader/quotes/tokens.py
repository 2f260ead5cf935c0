"""Words to compare by: what a quoter may change without a word (case, marks, hyphens, spaces) is folded away.

Every word knows where it stands in the text that it is from, so that a hit can be shown there.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# Characters that may stand inside a word and show nothing, and marks that combine with the letter before them.
_WITHIN = "\u00ad\u200b-\u200d\u2060\u0300-\u036f"
_UNIT = rf"[^\W_][{_WITHIN}]*"
_APOSTROPHES = "'’ʼ\uff07"
_WORD = re.compile(
    r"[A-Za-z]+(?=[ ,;])"  # most words, quickly
    rf"|(?:[A-Za-z]\.)+[A-Za-z]\.?(?!{_UNIT})"  # U.S., and U.S at the end of a quotation
    rf"|(?:(?<![\w)\]])[-\u2212](?=\d))?(?:{_UNIT})+"
    rf"(?:(?:[{_APOSTROPHES}](?={_UNIT})|(?<=\d)[.,:](?=\d)|[-\u2010][ \t]*\n\s*(?=[^\W\d_A-Z]))(?:{_UNIT})+)*"
    r"|[$€£¥%°]"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060]|[-\u2010][ \t]*\n\s*")
_FOLDED = str.maketrans({"’": "'", "ʼ": "'", "\uff07": "'", "\u2212": "-"})
_SAME = {"%": "percent"}


class Token(NamedTuple):
    """A word to compare by, and the code points of the text that it stands for, half-open."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text, in order."""
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
        starts = (place - rarest for place in self.places[run[rarest]])
        return [at for at in starts if at >= 0 and self.words[at : at + len(wanted)] == wanted]


def _canonical(word: str) -> str:
    if word.isascii() and word.isalpha():
        return word.lower()
    if word in _SAME:
        return _SAME[word]
    word = unicodedata.normalize("NFKC", _INVISIBLE.sub("", word).translate(_FOLDED)).casefold()
    if word[0].isdigit() or word[0] == "-":
        return _THOUSANDS.sub("", word)
    return word.replace(".", "")
