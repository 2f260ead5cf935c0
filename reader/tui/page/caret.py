"""A caret that goes over an article's text by words: what is selected by keys lies between two of its places. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.article.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = pattern(r"\S+")


class Word(NamedTuple):
    """A word under the caret: code points `start` to `end` of block number `block`, half-open."""

    block: int
    start: int
    end: int


class Range(NamedTuple):
    """From code point `start` of block `first` to code point `end`, half-open, of block `last`."""

    first: int
    start: int
    last: int
    end: int


def between(one: Word, other: Word) -> Range:
    """All from the earlier of two words to the later, both included."""
    first, last = min(one, other), max(one, other)
    return Range(first.block, first.start, last.block, last.end)


def word_at(texts: Sequence[str], block: int, offset: int) -> Word | None:
    """The word at or after a code point of a block, else the last one of it; None where the block has none."""
    words = _words(texts[block], block)
    return next((word for word in words if word.end > offset), words[-1] if words else None)


def by_words(texts: Sequence[str], shown: Sequence[int], word: Word, step: int) -> Word:
    """The next word (1) or the one before (-1) in the blocks that are shown (indices, in order); else the same."""
    words = _words(texts[word.block], word.block)
    at = words.index(word) + step
    if 0 <= at < len(words):
        return words[at]
    found = _beyond(texts, shown, word.block, step)
    return word if found is None else _words(texts[found], found)[0 if step > 0 else -1]


def by_paragraphs(texts: Sequence[str], shown: Sequence[int], word: Word, step: int) -> Word:
    """The last word of this paragraph, then of the next (1); the first of this one, then of the one before (-1)."""
    edge = -1 if step > 0 else 0
    here = _words(texts[word.block], word.block)[edge]
    if here != word:
        return here
    found = _beyond(texts, shown, word.block, step)
    return word if found is None else _words(texts[found], found)[edge]


def count_words(texts: Sequence[str], shown: Sequence[int], chosen: Range) -> int:
    """How many words a range holds, of the blocks that are shown."""
    total = 0
    for block in shown:
        if chosen.first <= block <= chosen.last:
            start = chosen.start if block == chosen.first else 0
            end = chosen.end if block == chosen.last else len(texts[block])
            total += len(texts[block][start:end].split())
    return total


def _beyond(texts: Sequence[str], shown: Sequence[int], block: int, step: int) -> int | None:
    """The nearest shown block with words beyond one."""
    others = [one for one in shown if (one > block if step > 0 else one < block)]
    return next((one for one in (others if step > 0 else others[::-1]) if texts[one].strip()), None)


def _words(text: str, block: int) -> list[Word]:
    return [Word(block, found.start(), found.end()) for found in _WORD.finditer(text)]
