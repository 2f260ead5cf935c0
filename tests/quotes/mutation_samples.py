"""What the changes are made to: words in a row of a real text."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reader.quotes.tokens import Prepared

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

OPENLY = re.compile(r"[\[\]()<>…*]|\.[ \u00a0]?\.")
"""What a quoter does openly; a sample that holds such marks of its own would be read as changed."""


class Source:
    """A text to quote from."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.paragraphs = paragraphs
        self.text = "\n\n".join(paragraphs)
        self.words = self.text.split()

    @cached_property
    def prepared(self) -> Prepared:
        """What it is judged by."""
        return Prepared(self.text)

    @cached_property
    def _bare(self) -> str:
        return f" {' '.join(bare(self.text))} "

    def has(self, quote: str) -> bool:
        """Whether the words of a quotation stand there in a row."""
        return f" {' '.join(bare(quote))} " in self._bare

    def has_in_order(self, first: str, second: str) -> bool:
        """Whether two runs of words stand there, the second somewhere after the first."""
        at = self._bare.find(f" {' '.join(bare(first))} ")
        return at >= 0 and f" {' '.join(bare(second))} " in self._bare[at + len(" ".join(bare(first))) + 1 :]


class Sample(NamedTuple):
    """Words in a row of a text, from the word of index `at` on; and another text."""

    rng: random.Random
    source: Source
    at: int
    words: list[str]
    other: Source

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def inside(self) -> int:
        """The index of a word that is neither the first nor the last."""
        return self.rng.randrange(1, len(self.words) - 1)

    def word(self) -> str:
        """A word of another text."""
        return next(word for word in iter(lambda: self.rng.choice(self.other.words), None) if word.isalpha())

    def around(self, fits: Callable[[str], object]) -> tuple[Sample, int] | None:
        """As many words of the same text around one that fits, and the index of that one among them."""
        found = [i for i, word in enumerate(self.source.words) if fits(word)]
        if not found:
            return None
        at, length = self.rng.choice(found), len(self.words)
        start = max(0, min(at - self.rng.randrange(1, length - 1), len(self.source.words) - length))
        words = self.source.words[start : start + length]
        return None if OPENLY.search(" ".join(words)) else (self._replace(at=start, words=words), at - start)

    def with_words(self, start: int, end: int, *words: str) -> str:
        return " ".join((*self.words[:start], *words, *self.words[end:]))


def bare(text: str) -> list[str]:
    """The words of a text, white space apart, without case and marks."""
    words = (re.sub(r"[\W_]", "", word) for word in unicodedata.normalize("NFKC", text).casefold().split())
    return [word for word in words if word]
