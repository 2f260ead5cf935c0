"""A quotation against every source there is: the one it is attributed to first, then all the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from reader.quotes.candidates import SILENT, Candidate, Changed, Dated
from reader.quotes.changed import SHORT, floor_of
from reader.quotes.guessing import LIKELY, probable
from reader.quotes.judging import STANDS, Judgement, Verdict, rank
from reader.quotes.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = ["ENOUGH_WORDS", "Candidate", "Changed", "Dated", "Finding", "Worse", "check", "is_worse"]

ENOUGH_WORDS = 150
"""Words of a source below which it cannot be said that something does not stand there."""

_LONG_ENOUGH = 8  # words that say by themselves where a quotation is from


class Worse(NamedTuple):
    """That a finding is worse than one that was shown before: what that was, and why it changed."""

    before: Judgement
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a quotation in all sources.

    Attributes:
        judgement: its verdict; the places are those of `found_in`.
        found_in: the id of the source in which the passage stands, or None.
        elsewhere: the id of another source that has it word for word where the one it is attributed to has not.
        same_work: whether that other source is a copy of the same story, which one of the two outlets edited.
        possibly: of a misattributed one: it stands in the other source only with the changes that are listed.
        guessed: of an altered one: nothing says that it is from `found_in`, but it comes so near to a passage there
            that it can hardly be from anywhere else.
        version: what became of the passage from one version of its source to another; None where nothing is known.
        worse: what was shown before, where that was better and nobody has looked at it since.
    """

    judgement: Judgement
    found_in: str | None = None
    elsewhere: str | None = None
    same_work: bool = False
    possibly: bool = False
    guessed: bool = False
    version: Changed | None = None
    worse: Worse | None = None


def check(
    quote: str,
    named: Candidate | None,
    others: Sequence[Candidate],
    reason: str,
    *,
    written: date | None = None,
    awaited: bool = False,
    guess: bool = False,
) -> Finding:
    """Judge a quotation by all sources that were read.

    Args:
        quote: as printed; paragraphs are set apart by blank lines.
        named: the source that it is attributed to, where that was read.
        others: every other source that was read.
        reason: why it cannot be verified where `named` is None: no-source, unreachable, walled and so on.
        written: the day of the article that quotes, where known.
        awaited: whether `named` is still to come, so that nothing is said before it.
        guess: whether it may be held against the page that it is probably from, where nothing says whose it is.
    """
    length = len(tokens(quote))
    if length < SHORT and named is None:
        return Finding(Judgement(Verdict.UNVERIFIABLE, reason="too-short"))
    if named is None:
        found = None if awaited else _standing(quote, others) or (_guessed(quote, others) if guess else None)
        return found or Finding(Judgement(Verdict.UNVERIFIABLE, reason=reason))
    first, version = named.judge_by_versions(quote, written)
    if first.verdict in STANDS or first.reason == "too-short" or first.reason in SILENT:
        return Finding(first, named.source if first.verdict in STANDS else None, version=version)
    elsewhere = _standing(quote, others) if length >= _LONG_ENOUGH else None
    if first.verdict is Verdict.ALTERED:
        return _altered(Finding(first, named.source, version=version), named, elsewhere, others)
    if elsewhere is not None:
        return _misattributed(elsewhere, named, others)
    if not named.complete or first.reason == "thin":
        return Finding(Judgement(Verdict.UNVERIFIABLE, reason="thin"))
    return _possibly_misattributed(quote, length, named, others) or Finding(first)


def is_worse(now: Finding, before: Finding) -> bool:
    """Whether a finding says worse of a quotation than one before it; a first answer is never worse than none."""
    if before.judgement.verdict is Verdict.UNVERIFIABLE:
        return False
    if now.judgement.verdict is Verdict.UNVERIFIABLE:
        return before.judgement.verdict in STANDS
    return rank(now.judgement) > rank(before.judgement)


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


def _guessed(quote: str, candidates: Sequence[Candidate]) -> Finding | None:
    found = probable(quote, candidates)
    return Finding(found.judgement, found.source, guessed=True) if found is not None else None


def _altered(found: Finding, named: Candidate, elsewhere: Finding | None, others: Sequence[Candidate]) -> Finding:
    if elsewhere is None:
        return found
    copy = named.is_copy_of(_of(elsewhere, others))
    return replace(found, elsewhere=elsewhere.found_in, same_work=copy)


def _misattributed(elsewhere: Finding, named: Candidate, others: Sequence[Candidate]) -> Finding:
    if named.is_copy_of(_of(elsewhere, others)):
        return elsewhere  # another copy of the story has it: an outlet cut it, nobody misattributed it
    return Finding(replace(elsewhere.judgement, verdict=Verdict.MISATTRIBUTED, caution=False), elsewhere.found_in)


def _possibly_misattributed(quote: str, length: int, named: Candidate, others: Sequence[Candidate]) -> Finding | None:
    """The other source that has it with the fewest changes, if one has it at all."""
    if length < _LONG_ENOUGH:
        return None
    likely = [one for one in others if one.share_of(quote) >= LIKELY]
    found = [(one.judge(quote), one) for one in likely]
    altered = [
        (judgement, one)
        for judgement, one in found
        if judgement.verdict is Verdict.ALTERED and judgement.similarity >= floor_of(length)
    ]
    if not altered:
        return None
    best, where = max(altered, key=lambda pair: pair[0].similarity)
    if named.is_copy_of(where):
        return Finding(best, where.source)
    moved = replace(best, verdict=Verdict.MISATTRIBUTED, severity=None)
    return Finding(moved, where.source, possibly=True)


def _of(found: Finding, candidates: Sequence[Candidate]) -> Candidate:
    return next(one for one in candidates if one.source == found.found_in)
