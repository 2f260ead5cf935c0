"""A quotation against every source there is: the one it is attributed to first, then all the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from reader.quotes.changed import SHORT
from reader.quotes.judging import Judgement, Verdict, judge
from reader.quotes.tokens import Prepared, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH_WORDS = 150
"""Words of a source below which it cannot be said that something does not stand there."""

_LONG_ENOUGH = 8  # words that say by themselves where a quotation is from
_ROW = 8
# Words that no folding changes: ASCII letters, longer than most, whole.
_PLAIN = re.compile(r"(?<![\w'’.-])[a-z]{5,}(?![\w'’.-])")
_BRACKETED = re.compile(r"[\[(][^\])]*[\])]|\w*\[[^\]]*\]\w*")
_SAME_WORK = 0.5
_STANDS = frozenset((Verdict.VERBATIM, Verdict.ELIDED))


class Candidate:
    """A source that was read. It remembers how it was judged by: texts do not change, and sources come one by one.

    Attributes:
        source: its id.
        complete: whether its text is likely to be the whole of it.
    """

    def __init__(self, source: str, text: str, *, complete: bool = True) -> None:
        self.source = source
        self.complete = complete
        self._text = text
        self._judged: dict[str, Judgement] = {}

    @cached_property
    def text(self) -> Prepared:
        """Its text, made ready, which takes a while and much memory: most sources are never asked for it."""
        return Prepared(self._text)

    @cached_property
    def _folded(self) -> str:
        return self._text.casefold()

    def may_have(self, quote: str) -> bool:
        """Whether it holds every longer plain word of a quotation; one that does not cannot have it word for word."""
        return all(word in self._folded for word in _plain_words(quote))

    def judge(self, quote: str) -> Judgement:
        """Judge a quotation, as printed, by this source."""
        found = self._judged.get(quote)
        if found is None:
            found = self._judged[quote] = judge(quote, self.text)
        return found


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a quotation in all sources.

    Attributes:
        judgement: its verdict; the places are those of `found_in`.
        found_in: the id of the source in which the passage stands, or None.
        elsewhere: the id of another source that has it word for word where the one it is attributed to has not.
        same_work: whether that other source is a copy of the same story, which one of the two outlets edited.
    """

    judgement: Judgement
    found_in: str | None = None
    elsewhere: str | None = None
    same_work: bool = False


@lru_cache(maxsize=4096)
def _plain_words(quote: str) -> list[str]:
    return sorted(set(_PLAIN.findall(_BRACKETED.sub(" ", quote.casefold()))), key=len, reverse=True)


def check(quote: str, named: Candidate | None, others: Sequence[Candidate], reason: str) -> Finding:
    """Judge a quotation by all sources that were read.

    Args:
        quote: as printed; paragraphs are set apart by blank lines.
        named: the source that it is attributed to, where that was read.
        others: every other source that was read.
        reason: why it cannot be verified where `named` is None: no-source, unreachable, walled and so on.
    """
    length = len(tokens(quote))
    if named is None:
        found = _standing(quote, others) if length >= SHORT else None
        return found or Finding(Judgement(Verdict.UNVERIFIABLE, reason="too-short" if length < SHORT else reason))
    first = named.judge(quote)
    if first.verdict in _STANDS or first.reason == "too-short":
        return Finding(first, named.source if first.verdict in _STANDS else None)
    elsewhere = _standing(quote, others) if length >= _LONG_ENOUGH else None
    if first.verdict is Verdict.ALTERED:
        return _altered(first, named, elsewhere, others)
    if elsewhere is not None:
        return _misattributed(elsewhere, named, others)
    if not named.complete or first.reason == "thin":
        return Finding(Judgement(Verdict.UNVERIFIABLE, reason="thin"))
    return Finding(first)


def is_same_work(one: Prepared, other: Prepared) -> bool:
    """Whether two texts are copies of one story, each perhaps edited: they share most rows of words of the shorter."""
    rows, more = sorted((_rows(one.words), _rows(other.words)), key=len)
    return bool(rows) and len(rows & more) >= _SAME_WORK * len(rows)


def _standing(quote: str, candidates: Sequence[Candidate]) -> Finding | None:
    """The first source in which it stands word for word; one with nothing left out comes before one with."""
    best: Finding | None = None
    for candidate in candidates:
        if not candidate.may_have(quote):
            continue
        found = candidate.judge(quote)
        if found.verdict is Verdict.VERBATIM:
            return Finding(found, candidate.source)
        if found.verdict is Verdict.ELIDED and best is None:
            best = Finding(found, candidate.source)
    return best


def _altered(first: Judgement, named: Candidate, elsewhere: Finding | None, others: Sequence[Candidate]) -> Finding:
    if elsewhere is None:
        return Finding(first, named.source)
    text = next(one.text for one in others if one.source == elsewhere.found_in)
    return Finding(first, named.source, elsewhere.found_in, is_same_work(named.text, text))


def _misattributed(elsewhere: Finding, named: Candidate, others: Sequence[Candidate]) -> Finding:
    text = next(one.text for one in others if one.source == elsewhere.found_in)
    if is_same_work(named.text, text):  # another copy of the story has it: an outlet cut it, nobody misattributed it
        return elsewhere
    found = elsewhere.judgement
    moved = Judgement(Verdict.MISATTRIBUTED, omitted=found.omitted, at=found.at, similarity=found.similarity)
    return Finding(moved, elsewhere.found_in)


def _rows(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + _ROW]) for i in range(len(words) - _ROW + 1)}
