"""Comparing elsewhere: the text of a source is held against quotations in a process that can be killed.

What is asked takes milliseconds for each, during which nothing else could be done here; what is answered is short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from reader.errors import ClosingError, UnreadableError
from reader.quotes.candidates import Candidate
from reader.quotes.judging import Judgement, Verdict
from reader.quotes.tokens import Prepared
from reader.quotes.works import is_same_work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reader.quotes.candidates import Dated

AWAITED = Judgement(Verdict.UNVERIFIABLE, reason="pending")
"""What is said of a quotation that was not asked about yet."""

UNCOMPARED = Judgement(Verdict.UNVERIFIABLE, reason="uncompared")
"""What is said of one of which no answer came."""

MOST_FAILURES = 8
"""Questions about one text that may fail before nothing more is asked about it: each may have taken seconds."""


class Sought(NamedTuple):
    """A quotation, as printed, and whether it is to be judged; else only its share of words is wanted."""

    words: str
    judged: bool


class Compared(NamedTuple):
    """What a text is to a quotation: the share of its longer plain words that it holds, and the judgement wanted."""

    share: float
    judgement: Judgement | None


def compare(text: str, sought: Sequence[Sought]) -> list[Compared]:
    """Hold some quotations against a text; one for each, in their order."""
    here = Candidate("", text)
    return [Compared(here.share_of(one.words), here.judge(one.words) if one.judged else None) for one in sought]


def are_copies(one: str, other: str) -> bool:
    """Whether two texts are copies of one story."""
    return is_same_work(Prepared(one), Prepared(other))


class Comparer(Protocol):
    """Answers what `compare` and `are_copies` do, from elsewhere; blocks until the answer is there."""

    def compare(self, text: str, sought: Sequence[Sought]) -> list[Compared]:
        """Raises UnreadableError where no answer came, ClosingError where none will come any more."""
        ...

    def are_copies(self, one: str, other: str) -> bool:
        """Raises as `compare` does."""
        ...


class AskingCandidate(Candidate):
    """A source that is compared elsewhere.

    It notes what it was asked and does not know, and says `AWAITED`, or what makes least of it, until it has asked for
    all of that at once. Not safe to use from several threads at once.
    """

    def __init__(
        self,
        source: str,
        text: str,
        comparer: Comparer,
        *,
        complete: bool = True,
        earlier: Sequence[Dated] = (),
        read: date | None = None,
    ) -> None:
        """As a candidate; `comparer` is what it asks."""
        self._comparer = comparer
        self._shares: dict[str, float] = {}
        self._sought: dict[str, bool] = {}
        self._beside: list[Candidate] = []
        self._failures = 0
        super().__init__(source, text, complete=complete, earlier=earlier, read=read)

    def share_of(self, quote: str) -> float:
        """The share of a quotation's longer plain words that it holds; 0 where that is not known yet."""
        if quote not in self._shares:
            self._sought.setdefault(quote, False)
        return self._shares.get(quote, 0.0)

    def is_copy_of(self, other: Candidate) -> bool:
        """Whether both are copies of one story; False where that is not known yet."""
        if other not in self._copies:
            self._beside.append(other)
        return self._copies.get(other, False)

    def judge(self, quote: str) -> Judgement:
        """The judgement, `AWAITED` where it is not known yet, `UNCOMPARED` where no answer came."""
        found = self._judged.get(quote)
        if found is None:
            self._sought[quote] = True
        return found or AWAITED

    def ask(self) -> bool:
        """Ask for all that was not known; False where nothing was missing. Raises ClosingError."""
        asked = [one.ask() for _, one in self._earlier]
        sought = [Sought(words, judged) for words, judged in self._sought.items()]
        beside = dict.fromkeys(self._beside)
        self._sought, self._beside = {}, []
        if sought:
            self._take(sought)
        for other in beside:
            try:
                self._copies[other] = self._comparer.are_copies(self.text, other.text)
            except ClosingError:
                raise
            except UnreadableError:
                self._copies[other] = False
        return bool(sought or beside) or any(asked)

    def _take(self, sought: Sequence[Sought]) -> None:
        """Take the answers to some questions; where one of them brings the other process down, those to the others."""
        found: Sequence[Compared] | None = None
        if self._failures < MOST_FAILURES:
            try:
                found = self._comparer.compare(self.text, sought)
            except ClosingError:
                raise
            except UnreadableError:
                self._failures += 1
        if found is None and len(sought) > 1:
            half = len(sought) // 2
            self._take(sought[:half])
            self._take(sought[half:])
            return
        for one, answer in zip(sought, found or [Compared(0.0, UNCOMPARED)], strict=True):
            self._shares[one.words] = answer.share
            if one.judged:
                self._judged[one.words] = answer.judgement or UNCOMPARED

    def _version(self, text: str) -> Candidate:
        return AskingCandidate(self.source, text, self._comparer)
