"""A source that was read, as quotations are held against it: its text of today, and what it said on earlier days."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from reader.quotes.judging import STANDS, Judgement, judge, rank
from reader.quotes.tokens import Prepared
from reader.quotes.works import is_same_work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

# Words that no folding changes: ASCII letters, longer than most, whole.
_PLAIN = re.compile(r"(?<![\w'’.-])[a-z]{5,}(?![\w'’.-])")
_LETTERS = re.compile("[a-z]{5,}")
_BRACKETED = re.compile(r"[\[(][^\])]*[\])]|\w*\[[^\]]*\]\w*")


SILENT = frozenset(("pending", "uncompared"))
"""The reasons of a judgement that says nothing of a text, not even that it is not there."""


class Dated(NamedTuple):
    """The text of a source as it was on a day."""

    day: date
    text: str


class Changed(NamedTuple):
    """What became of a passage from one version of its source to another.

    Attributes:
        stood: the day of the version in which it stands; None where that is today's.
        gone_since: of a passage that today's version has not: the day of the first version without it, where known.
        added_after: of a passage that today's version has: a day after the article was written, on which it was not
            there yet.
    """

    stood: date | None = None
    gone_since: date | None = None
    added_after: date | None = None


class Candidate:
    """A source that was read. It remembers how it was judged by: texts do not change, and sources come one by one.

    Attributes:
        source: its id.
        text: what it says now.
        complete: whether its text is likely to be the whole of it.
    """

    def __init__(
        self,
        source: str,
        text: str,
        *,
        complete: bool = True,
        earlier: Sequence[Dated] = (),
        read: date | None = None,
    ) -> None:
        """`text` is what it says now, which was read on the day `read`, and `earlier` what it said before."""
        self.source = source
        self.text = text
        self.complete = complete
        self._read = read
        self._earlier = [(one.day, self._version(one.text)) for one in sorted(earlier)]
        self._judged: dict[str, Judgement] = {}
        self._copies: WeakKeyDictionary[Candidate, bool] = WeakKeyDictionary()

    @cached_property
    def _prepared(self) -> Prepared:
        """Its text, made ready, which takes a while and much memory: most sources are never asked for it."""
        return Prepared(self.text)

    @cached_property
    def _words(self) -> set[str]:
        """Its longer words in plain letters: with these a quotation is held against a hundred sources in no time."""
        found: set[str] = set()
        for line in self.text.casefold().split("\n"):  # no other thread could do anything during all of it at once
            found.update(_LETTERS.findall(line))
        return found

    def share_of(self, quote: str) -> float:
        """The share of a quotation's longer plain words that it holds; of none, all."""
        plain = _plain_words(quote)
        return len(plain & self._words) / len(plain) if plain else 1.0

    def may_have(self, quote: str) -> bool:
        """Whether it holds every longer plain word of a quotation; one that does not cannot have it word for word."""
        return self.share_of(quote) == 1.0

    def is_copy_of(self, other: Candidate) -> bool:
        """Whether both are copies of one story."""
        found = self._copies.get(other)
        if found is None:
            found = self._copies[other] = is_same_work(self._prepared, other._prepared)
        return found

    def judge(self, quote: str) -> Judgement:
        """Judge a quotation, as printed, by what the source says now."""
        found = self._judged.get(quote)
        if found is None:
            found = self._judged[quote] = judge(quote, self._prepared)
        return found

    def ask(self) -> bool:
        """Find out what was asked and not known: nothing, for here all is found out at once."""
        return False

    def judge_by_versions(self, quote: str, written: date | None) -> tuple[Judgement, Changed | None]:
        """Judge a quotation by what the source says now and by what it said, and say whether that makes a difference.

        The version in which it stands best counts: people quote what a page said when they read it.

        Args:
            quote: as printed.
            written: the day of the article that quotes, where known; only a version from then on can show that
                something was added after it.
        """
        now = self.judge(quote)
        found = [(day, one.judge(quote)) for day, one in self._earlier]
        found = [one for one in found if one[1].reason not in SILENT]
        if not found or now.reason in SILENT:
            return now, None
        if now.verdict in STANDS:
            without = [
                day for day, one in found if one.verdict not in STANDS and written is not None and day >= written
            ]
            return now, Changed(added_after=without[-1]) if without else None
        day, best = min(
            found, key=lambda one: (rank(one[1]), abs((one[0] - (written or one[0])).days), -one[0].toordinal())
        )
        if rank(best) >= rank(now) or best.at is None:
            return now, None
        gone = next((later for later, one in found if later > day and rank(one) > rank(best)), self._read)
        return best, Changed(day, gone_since=gone)

    def _version(self, text: str) -> Candidate:
        """It as it was on another day."""
        return Candidate(self.source, text)


@lru_cache(maxsize=4096)
def _plain_words(quote: str) -> frozenset[str]:
    return frozenset(_PLAIN.findall(_BRACKETED.sub(" ", quote.casefold())))
