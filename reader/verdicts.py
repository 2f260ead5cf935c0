"""The verdict on every quotation of one reading, judged anew as its sources arrive."""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from reader.quotes.checking import ENOUGH_WORDS, Candidate, Finding, check
from reader.quotes.judging import Judgement, Verdict
from reader.sources.model import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.article.model import Article, Quotation
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

_WHOLE = frozenset((State.OK, State.MOVED))


class Verdicts:
    """What was found of each quotation so far. Safe to use from several threads; judging takes milliseconds.

    Attributes:
        findings: quotation id to what was found; set for every quotation from the start.
    """

    def __init__(self, article: Article, source_of: Mapping[str, str | None], tracked: Mapping[str, Tracked]) -> None:
        self._article = article
        self._source_of = source_of
        self._tracked = tracked
        self._lock = Lock()
        self._read: dict[str, tuple[Article, Candidate]] = {}
        self.findings: dict[str, Finding] = {}
        for quotation in article.quotations:
            self.findings[quotation.id] = self._unread(quotation)

    def judge(self) -> list[str]:
        """Judge every quotation by what is there now; gives the ids of those whose finding is another one."""
        with self._lock:
            candidates = {one.source: one for one in self._candidates()}
            changed = []
            for quotation in self._article.quotations:
                found = self._check(quotation, candidates)
                if found != self.findings[quotation.id]:
                    self.findings[quotation.id] = found
                    changed.append(quotation.id)
            return changed

    def _check(self, quotation: Quotation, candidates: Mapping[str, Candidate]) -> Finding:
        source = self._source_of[quotation.id]
        named = candidates.get(source or "")
        others = [one for one in candidates.values() if one is not named]
        return check(self._texts[quotation.id], named, others, self._reason(source))

    def _unread(self, quotation: Quotation) -> Finding:
        reason = self._reason(self._source_of[quotation.id])
        return Finding(Judgement(Verdict.UNVERIFIABLE, reason=reason))

    def _candidates(self) -> list[Candidate]:
        found = []
        for source_id, tracked in list(self._tracked.items()):
            article = tracked.article
            if article is None:
                continue
            kept = self._read.get(source_id)
            if kept is None or kept[0] is not article:
                whole = tracked.whole and article.words >= ENOUGH_WORDS
                kept = self._read[source_id] = (article, Candidate(source_id, article.text, complete=whole))
            found.append(kept[1])
        return found

    def _reason(self, source: str | None) -> str:
        """Why a quotation from this source cannot be verified where the source has no text."""
        if source is None:
            return "no-source"
        tracked = self._tracked[source]
        if tracked.state in _WHOLE and tracked.article is None:
            return "nontext"
        return REASONS.get(tracked.state, "unreachable")

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {one.id: quoted_words(self._article, one) for one in self._article.quotations}


def quoted_words(article: Article, quotation: Quotation) -> str:
    """The words of a quotation without the line that credits it; its paragraphs are joined by a blank line."""
    texts = [article.block(one).text for one in quotation.blocks]
    texts[-1] = texts[-1][: quotation.end]
    texts[0] = texts[0][quotation.start :]
    whole = "\n\n".join(texts)
    credit = quotation.credit
    return whole.rstrip().removesuffix(credit).rstrip(" \n—–-") if credit else whole


def verdict_words(finding: Finding) -> str:
    """A finding in a few words: "verbatim", "altered (major)", "unverifiable (offline)"."""
    found = finding.judgement
    more = found.reason or (found.severity.value if found.severity else "caution" if found.caution else "")
    verdict = found.verdict.value.replace("_", " ")
    return f"{verdict} ({more})" if more else verdict
