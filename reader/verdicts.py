"""The verdict on every quotation of one reading, judged anew as its sources arrive."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from reader.errors import ClosingError
from reader.quotes.checking import Finding, Worse, check, is_worse
from reader.quotes.judging import STANDS, Judgement, Verdict, rank
from reader.sources.model import State
from reader.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.article.model import Article, Quotation
    from reader.quotes.candidates import Dated
    from reader.quotes.checking import Candidate
    from reader.sources.model import Tracked

REASONS = {
    State.NAMED: "no-source",
    State.OFFLINE: "offline",
    State.WALLED: "walled",
    State.BLOCKED: "blocked",
    State.THIN: "thin",
    State.QUEUED: "pending",
    State.FETCHING: "pending",
    State.SKIPPED: "not-fetched",
}

UNJUDGED = Finding(Judgement(Verdict.UNVERIFIABLE, reason="pending"))
"""What is said of a quotation of which nothing was said yet."""

# “The quay is let,” it says: one pair of marks, and a few words of the one who quotes.
_SAID = re.compile(r"\s*[“\"„«]([^“”\"„«»]+)[”\"»](?:[ ,]+[^\s“”\"„«»]+){1,8}\s*")

_WHOLE = frozenset((State.OK, State.MOVED))


class Verdicts:
    """What was found of each quotation so far. Safe to use from several threads; judging takes milliseconds.

    A finding may get better by itself. Where it gets worse than one that was shown, it says so (`Finding.worse`) until
    somebody has looked at it.

    Attributes:
        findings: quotation id to what was found; set for every quotation from the start.
        shown: quotation id to what somebody has seen of it last; what is worse than that says so.
    """

    def __init__(
        self,
        article: Article,
        source_of: Mapping[str, str | None],
        tracked: Mapping[str, Tracked],
        *,
        earlier: Mapping[str, Sequence[Dated]] | None = None,
        shown: Mapping[str, Finding] | None = None,
        texts: Texts | None = None,
    ) -> None:
        """Begin with nothing judged.

        Args:
            article: the article that quotes.
            source_of: quotation id to the id of the source that it is attributed to.
            tracked: source id to the latest that is known of it; it may change meanwhile.
            earlier: source id to what the source said on earlier days.
            shown: quotation id to what was last shown of it, in an earlier run.
            texts: what was read of the sources, where that is known already.
        """
        self._article = article
        self._source_of = source_of
        self._tracked = tracked
        self._written = article.published.date() if article.published else None
        self._lock = Lock()
        self._every = texts or Texts(tracked, earlier)
        self.shown: dict[str, Finding] = dict(shown or {})
        self.findings: dict[str, Finding] = {}
        for quotation in article.quotations:
            self.findings[quotation.id] = self._unread(quotation)

    def judge(self, *, finally_: bool = False) -> list[str]:
        """Judge every quotation by what is there now; gives the ids of those whose finding is another one.

        `finally_` waits for no source any more.
        """
        with self._lock:
            before = dict(self.findings)
            try:
                found = self._found(finally_=finally_)
                if self._every.look_back(self._doubtful(found)):
                    found = self._found(finally_=finally_)
            except ClosingError:
                return []
            for quotation in self._article.quotations:
                self.findings[quotation.id] = self._compared(quotation, found[quotation.id])
            return [one for one, finding in self.findings.items() if finding != before[one]]

    def recall(self, shown: Mapping[str, Finding]) -> None:
        """Take what was last shown of some quotations in an earlier run; of the others nothing was."""
        with self._lock:
            self.shown = {**shown, **self.shown}

    def text_of(self, finding: Finding) -> str | None:
        """The text in which the places of a finding lie; None where it is not there any more."""
        if finding.version is not None and finding.version.stood is not None:
            earlier = self._every.earlier.get(finding.found_in or "", ())
            return next((one.text for one in earlier if one.day == finding.version.stood), None)
        tracked = self._tracked.get(finding.found_in or "")
        return tracked.article.text if tracked is not None and tracked.article is not None else None

    def looked_at(self, quotation_id: str) -> None:
        """Somebody has seen what is said of a quotation now, and that it is worse than it was."""
        if quotation_id in self.findings:
            found = replace(self.findings[quotation_id], worse=None)
            self.findings[quotation_id] = self.shown[quotation_id] = found

    def _found(self, *, finally_: bool) -> dict[str, Finding]:
        """What every quotation is by what is there now."""

        def judged(candidates: list[Candidate]) -> dict[str, Finding]:
            by_id = {one.source: one for one in candidates}
            return {one.id: self._check(one, by_id, finally_=finally_) for one in self._article.quotations}

        return self._every.by_all(judged)

    def _doubtful(self, found: Mapping[str, Finding]) -> set[str]:
        """The sources whose earlier texts may say more: they changed, or have not what is quoted from them."""
        doubtful = set()
        for quotation_id, finding in found.items():
            source = self._source_of[quotation_id]
            remembered = self._tracked[source].remembered if source is not None else None
            drifted = remembered is not None and remembered.drifted is not None
            if source is not None and (drifted or finding.judgement.verdict not in STANDS):
                doubtful.add(source)
        return doubtful

    def _check(self, quotation: Quotation, candidates: Mapping[str, Candidate], *, finally_: bool) -> Finding:
        source = self._source_of[quotation.id]
        named = candidates.get(source or "")
        others = [one for one in candidates.values() if one is not named]
        reason = self._reason(source)
        awaited = reason == "pending" and not finally_ and named is None
        guess = reason == "no-source" and (finally_ or not self._others_to_come())
        found = [
            check(words, named, others, reason, written=self._written, awaited=awaited, guess=guess)
            for words in self._texts[quotation.id]
        ]
        return min(found, key=lambda one: rank(one.judgement))

    def _compared(self, quotation: Quotation, found: Finding) -> Finding:
        """A finding beside the one that was shown. What is being fetched again changes nothing."""
        before = self.shown.get(quotation.id)
        if before is not None and found.judgement.reason == "pending":
            return self.findings[quotation.id]
        if before is not None and before.guessed and found.found_in is None and self._others_to_come():
            return self.findings[quotation.id]
        if before is not None and is_worse(found, before):
            return replace(found, worse=Worse(before.judgement, self._why_worse(quotation, found, before)))
        self.shown[quotation.id] = found
        return found

    def _why_worse(self, quotation: Quotation, found: Finding, before: Finding) -> str:
        if found.judgement.verdict is Verdict.UNVERIFIABLE:
            compared = found.judgement.reason != "uncompared"
            return "its source is gone" if compared else "it could not be compared again"
        named = self._source_of[quotation.id]
        if before.found_in == named or before.found_in == found.found_in:
            return "its source has changed"
        return "other sources came since"

    def _unread(self, quotation: Quotation) -> Finding:
        reason = self._reason(self._source_of[quotation.id])
        return Finding(Judgement(Verdict.UNVERIFIABLE, reason=reason))

    def _others_to_come(self) -> bool:
        """Whether pages are on their way, any of which may have what nothing says the source of."""
        return any(not one.state.settled for one in list(self._tracked.values()))

    def _reason(self, source: str | None) -> str:
        """Why a quotation from this source cannot be verified where the source has no text."""
        if source is None:
            return "no-source"
        tracked = self._tracked[source]
        if tracked.state in _WHOLE and tracked.article is None:
            return "nontext"
        return REASONS.get(tracked.state, "unreachable")

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        """What each quotation may mean to quote: all of it, or what stands within marks of its own."""
        found = {}
        for one in self._article.quotations:
            words = quoted_words(self._article, one)
            marked = _SAID.fullmatch(words)
            found[one.id] = [words, marked[1]] if marked else [words]
        return found


def quoted_words(article: Article, quotation: Quotation) -> str:
    """The words of a quotation without the line that credits it; its paragraphs are joined by a blank line."""
    texts = [article.block(one).text for one in quotation.blocks]
    texts[-1] = texts[-1][: quotation.end]
    texts[0] = texts[0][quotation.start :]
    whole = "\n\n".join(texts)
    credit = quotation.credit
    return whole.rstrip().removesuffix(credit).rstrip(" \n—–-") if credit else whole
