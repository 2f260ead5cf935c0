"""Whether a quotation stands in the text of its source, as it is printed.

Similarity decides only whether the passage is there at all; what is said of it comes from the changes one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.quotes.aligning import longest_run, nearest
from reader.quotes.edits import Edit, EditKind, Side, edits_of, is_major
from reader.quotes.licence import Gap, Run, runs
from reader.quotes.placing import BRACKET_WORDS, Span, place
from reader.quotes.tokens import Prepared, tokens
from reader.quotes.wording import denies, limits

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST = 3
"""Words below which nothing can be said: they stand everywhere."""

SHORT = 6
"""Words below which a quotation is only looked for word for word; unrelated texts seldom share as many in a row."""

_THIN = 20  # words of a source below which "not found" says nothing of it
_LONG_GAP, _MANY_BREAKS = 600, 2  # an omission beyond these joins what stood far apart
_WORTH_ALIGNING = 0.4  # share of a piece's telling words that must stand together; what is altered needs more
_NEARLY_ALL = 0.85
_SPLICE_RUN = 8
_NEAR = 10  # times its length, within which short pieces in another order are no chance
_FLOORS = ((8, 0.80), (12, 0.70), (20, 0.65))
_LOWEST_FLOOR = 0.60
_BREAK = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s")


class Verdict(StrEnum):
    """What a quotation is, held against a source."""

    VERBATIM = "verbatim"
    ELIDED = "elided"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not_found"
    UNVERIFIABLE = "unverifiable"


class Tier(StrEnum):
    """How exactly the words of a verbatim quotation are the source's."""

    IDENTICAL = "identical"
    TYPOGRAPHY = "typography"
    CASE_AND_PUNCTUATION = "case and punctuation"


class Severity(StrEnum):
    """Whether what was altered changes what is said."""

    MINOR = "minor"
    MAJOR = "major"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found of a quotation in one text.

    Attributes:
        verdict: what it is.
        severity: of an altered one.
        caution: of an elided one: what was left out denies or limits what is said, or much was left out.
        edits: of an altered one: each change that nothing in the quotation says openly.
        omitted: what each marked omission left out, in order.
        at: code points of the source at which the passage stands, half-open, or None.
        tier: of a verbatim one.
        reason: of an unverifiable one: too-short, thin.
        similarity: the share of its words that stand in the passage, 0 to 1.
    """

    verdict: Verdict
    severity: Severity | None = None
    caution: bool = False
    edits: tuple[Edit, ...] = ()
    omitted: tuple[str, ...] = ()
    at: tuple[int, int] | None = None
    tier: Tier | None = None
    reason: str | None = None
    similarity: float = 0.0


def judge(quote: str, source: str | Prepared) -> Judgement:
    """Hold a quotation, as printed, against the text of a source. Never raises on two texts.

    Definitions and thresholds follow a survey of quotation matching (QUOTUS: Niculae et al. 2015; Hypothesis; text
    fragments) with a floor of similarity that rises as quotations get shorter.
    """
    prepared = source if isinstance(source, Prepared) else Prepared(source)
    pieces = runs(quote)
    length = sum(len(run.tokens) for run in pieces)
    if length < FEWEST:
        return Judgement(Verdict.UNVERIFIABLE, reason="too-short")
    found = _as_printed(quote, prepared) or _with_licence(quote, pieces, prepared)
    if found is not None:
        return found
    if length < SHORT:
        return Judgement(Verdict.UNVERIFIABLE, reason="too-short")
    found = _out_of_order(quote, pieces, prepared) or _altered(pieces, prepared, length) or _spliced(pieces, prepared)
    if found is not None:
        return found
    if len(prepared.words) < _THIN:
        return Judgement(Verdict.UNVERIFIABLE, reason="thin")
    return Judgement(Verdict.NOT_FOUND)


def floor_of(length: int) -> float:
    """The least share of a quotation's words that must stand in a passage for it to be the same passage."""
    return next((floor for words, floor in _FLOORS if length < words), _LOWEST_FLOOR)


def _as_printed(quote: str, source: Prepared) -> Judgement | None:
    """Every word in a row, brackets and all: an ellipsis or a bracket may be the source's own."""
    words = [token.word for token in tokens(quote)]
    found = source.occurrences(words)
    if not found:
        return None
    return _verbatim(quote, source, [Span(found[0], found[0] + len(words))])


def _with_licence(quote: str, pieces: Sequence[Run], source: Prepared) -> Judgement | None:
    spans = place(pieces, source)
    if spans is None:
        return None
    gaps = [(run, *around) for run, around in zip(pieces[1:], pairwise(spans), strict=True)]
    hidden = [
        source.slice(before.last, after.first)
        for run, before, after in gaps
        if run.gap is Gap.BRACKET and _hides(run.put_in, source.words[before.last : after.first])
    ]
    if hidden:
        return Judgement(
            Verdict.ALTERED,
            severity=Severity.MAJOR,
            edits=tuple(Edit(EditKind.NEGATION, "", words) for words in hidden),
            at=_code_points(source, spans),
            similarity=1.0,
        )
    omissions = [(a, b) for run, a, b in gaps if run.gap is Gap.OMISSION and a.last < b.first]
    unmarked = [(a, b) for run, a, b in gaps if run.gap is Gap.PARAGRAPH and a.last < b.first]
    if unmarked:
        return Judgement(
            Verdict.ALTERED,
            severity=Severity.MINOR,
            edits=tuple(Edit(EditKind.OMISSION, "", source.slice(a.last, b.first)) for a, b in unmarked),
            omitted=tuple(source.between(a.last - 1, b.first) for a, b in omissions),
            at=_code_points(source, spans),
            similarity=1.0,
        )
    if not omissions:
        return _verbatim(quote, source, spans)
    return Judgement(
        Verdict.ELIDED,
        caution=any(_is_doubtful(source, before, after) for before, after in omissions),
        omitted=tuple(source.between(before.last - 1, after.first) for before, after in omissions),
        at=_code_points(source, spans),
        similarity=1.0,
    )


def _hides(put_in: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a bracket stands in the place of a word that denies."""
    return any(map(denies, words)) and not any(map(denies, put_in))


def _is_doubtful(source: Prepared, before: Span, after: Span) -> bool:
    """Whether what was left out between two runs denies or limits what is said, or is much."""
    text = source.text[source.tokens[before.last - 1].end : source.tokens[after.first].start]
    if len(text) > _LONG_GAP or len(_BREAK.findall(text)) > _MANY_BREAKS:
        return True
    # Only the sentences that were cut: whole ones between them may deny what they like.
    sentences = _SENTENCE_END.split(text)
    cut = text if len(sentences) == 1 else f"{sentences[0]} {sentences[-1]}"
    return any(limits(token.word) for token in tokens(cut))


def _verbatim(quote: str, source: Prepared, spans: Sequence[Span]) -> Judgement:
    at = _code_points(source, spans)
    printed, standing = _bare(quote), source.text[at[0] : at[1]]
    if printed in source.text:
        tier = Tier.IDENTICAL
    elif _plain(printed) == _plain(standing):
        tier = Tier.TYPOGRAPHY
    else:
        tier = Tier.CASE_AND_PUNCTUATION
    return Judgement(Verdict.VERBATIM, at=at, tier=tier, similarity=1.0)


def _bare(quote: str) -> str:
    return quote.strip(" \t\n\u00a0\"'“”‘’«»„,.;")


def _plain(text: str) -> str:
    """A text with its typography folded: marks, dashes, spaces, soft hyphens."""
    import unicodedata

    text = unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY)
    return " ".join(text.split())


_TYPOGRAPHY = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‐": "-", "‑": "-",
     "\u00ad": None, "\u200b": None}
)  # fmt: skip


def _code_points(source: Prepared, spans: Sequence[Span]) -> tuple[int, int]:
    return source.tokens[spans[0].first].start, source.tokens[spans[-1].last - 1].end


def _out_of_order(quote: str, pieces: Sequence[Run], source: Prepared) -> Judgement | None:
    """Every run stands there word for word, but not in this order."""
    if len(pieces) < 2 or any(len(run.tokens) < FEWEST for run in pieces):
        return None
    places = [source.occurrences(run.words) for run in pieces]
    if not all(places):
        return None
    spans = [Span(at[0], at[0] + len(run.tokens)) for at, run in zip(places, pieces, strict=True)]
    length = sum(len(run.tokens) for run in pieces)
    near = max(span.last for span in spans) - min(span.first for span in spans) < _NEAR * length
    if not near and any(len(run.tokens) < SHORT for run in pieces):
        return None
    ordered = sorted(spans)
    edit = Edit(EditKind.ORDER, quote, source.slice(ordered[0].first, ordered[0].last))
    at = _code_points(source, [ordered[0], max(spans, key=lambda span: span.last)])
    return Judgement(Verdict.ALTERED, severity=Severity.MINOR, edits=(edit,), at=at, similarity=1.0)


def _altered(pieces: Sequence[Run], source: Prepared, length: int) -> Judgement | None:
    """The passage is there, with changes: what stands between omissions is aligned piece by piece."""
    edits: list[Edit] = []
    changed = 0
    first, last = len(source.words), 0
    for group in _between_omissions(pieces):
        words = [token.word for run in group for token in run.tokens]
        found = nearest(words, source, _WORTH_ALIGNING)
        if found is None:
            return None
        text, starts = _joined(group)
        here = edits_of(
            found.steps,
            Side(text, tokens(text)),
            Side(source.text, source.tokens),
            licensed=lambda i, n, starts=starts: i in starts and n <= BRACKET_WORDS,  # type: ignore[misc]  # bound
        )
        edits += here
        # What only stands elsewhere is counted once, not as left out here and put in there.
        changed += found.edits - sum(len(tokens(edit.quoted)) for edit in here if edit.kind is EditKind.ORDER)
        if found.first < last:
            edits.append(Edit(EditKind.ORDER, text, source.slice(found.first, found.last)))
        first, last = min(first, found.first), max(last, found.last)
    similarity = 1 - changed / length
    if similarity < floor_of(length):
        words = [token.word for run in pieces for token in run.tokens]
        around = source.words[max(0, first - length // 4) : last + length // 4]
        if len(around) > 2 * length or (Counter(around) & Counter(words)).total() < _NEARLY_ALL * length:
            return None
        # Nothing but moved about: the alignment, which keeps the order, cannot say it better.
        edits = [Edit(EditKind.ORDER, _joined(pieces)[0], source.slice(first, last))]
    if not edits:
        return None
    return Judgement(
        Verdict.ALTERED,
        severity=Severity.MAJOR if is_major(edits, length) else Severity.MINOR,
        edits=tuple(edits),
        at=(source.tokens[first].start, source.tokens[last - 1].end),
        similarity=similarity,
    )


def _between_omissions(pieces: Sequence[Run]) -> list[list[Run]]:
    groups: list[list[Run]] = []
    for run in pieces:
        if not groups or run.gap in (Gap.OMISSION, Gap.PARAGRAPH):
            groups.append([])
        groups[-1].append(run)
    return groups


def _joined(group: Sequence[Run]) -> tuple[str, frozenset[int]]:
    """The text of some runs in a row, and at which of its words (index) a bracket stood."""
    starts: set[int] = set()
    count = 0
    for run in group:
        if run.gap is Gap.BRACKET:
            starts.add(count)
        count += len(run.tokens)
    return " ".join(run.text.strip() for run in group), frozenset(starts)


def _spliced(pieces: Sequence[Run], source: Prepared) -> Judgement | None:
    """Half of it or more stands there in a row; the rest stands elsewhere, or nowhere."""
    words = [token.word for run in pieces for token in run.tokens]
    start, length, at = longest_run(words, source)
    if length < _SPLICE_RUN or 2 * length < len(words):
        return None
    rest = [words[:start], words[start + length :]]
    elsewhere = all(source.occurrences(part) for part in rest if part)
    kind = EditKind.SPLICE if elsewhere else EditKind.INSERTION
    text, _ = _joined(pieces)
    side = Side(text, tokens(text))
    outside = (range(start), range(start + length, len(words)))
    edit = Edit(kind, " … ".join(side.raw(part) for part in outside if part), "")
    return Judgement(
        Verdict.ALTERED,
        severity=Severity.MAJOR,
        edits=(edit,),
        at=_code_points(source, [Span(at, at + length)]),
        similarity=length / len(words),
    )
