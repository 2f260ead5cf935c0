"""Whether a quotation stands in the text of its source, as it is printed.

Similarity decides only whether the passage is there at all; what is said of it comes from the changes one by one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.quotes.changed import FEWEST, SHORT, changes, groups
from reader.quotes.edits import Edit, EditKind, is_hyphenation, is_major
from reader.quotes.forms import recounted
from reader.quotes.licence import Gap, Run, runs
from reader.quotes.placing import Span, place
from reader.quotes.rearranged import joined_up, out_of_order, spliced
from reader.quotes.tiers import Tier, tier_of
from reader.quotes.tokens import Prepared, tokens
from reader.quotes.wording import FUNCTION_WORDS, denies, limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotes.changed import Changes

_THIN = 20  # words of a source below which "not found" says nothing of it
_LONG_GAP, _MANY_BREAKS = 600, 2  # an omission beyond these joins what stood far apart
_SAME_BEGINNING = 2  # letters
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


STANDS = frozenset((Verdict.VERBATIM, Verdict.ELIDED))
"""The verdicts that say nothing against a quotation."""


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
        swallowed: of an elided one: the words among those that deny or limit what is said, in order.
        at: code points of the source at which the passage stands, half-open, or None.
        pieces: of an elided one: the code points of each piece that is quoted, in order.
        tier: of a verbatim one.
        reason: of an unverifiable one: too-short, thin.
        sought: of one that is too short: how many words were looked for word for word, and are not there; else 0.
        similarity: the share of its words that stand in the passage, 0 to 1.
    """

    verdict: Verdict
    severity: Severity | None = None
    caution: bool = False
    edits: tuple[Edit, ...] = ()
    omitted: tuple[str, ...] = ()
    swallowed: tuple[str, ...] = ()
    at: tuple[int, int] | None = None
    pieces: tuple[tuple[int, int], ...] = ()
    tier: Tier | None = None
    reason: str | None = None
    sought: int = 0
    similarity: float = 0.0


def rank(found: Judgement) -> int:
    """How well a quotation stands, from 0, word for word; what cannot be verified comes last."""
    place = 2 * list(Verdict).index(found.verdict)
    return place + (found.caution or found.severity is Severity.MAJOR)


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
        return Judgement(Verdict.UNVERIFIABLE, reason="too-short", sought=length)
    changed = (
        out_of_order(quote, pieces, prepared)
        or changes(pieces, prepared, length)
        or joined_up(pieces, prepared)
        or spliced(pieces, prepared)
    )
    if changed is not None and all(is_hyphenation(edit) for edit in changed.edits):
        return _verbatim(quote, prepared, [changed.span])
    if changed is not None:
        return _altered(changed, prepared, length)
    if len(prepared.words) < _THIN:
        return Judgement(Verdict.UNVERIFIABLE, reason="thin")
    return Judgement(Verdict.NOT_FOUND)


def _as_printed(quote: str, source: Prepared) -> Judgement | None:
    """Every word in a row, brackets and all: an ellipsis or a bracket may be the source's own."""
    words = [token.word for token in tokens(quote)]
    found = source.occurrences(words)
    if not found:
        return None
    return _verbatim(quote, source, [Span(found[0], found[0] + len(words))])


def _with_licence(quote: str, pieces: Sequence[Run], source: Prepared) -> Judgement | None:
    """The runs in their order, with nothing between them but what is said to be left out or replaced."""
    spans = place(pieces, source)
    if spans is None:
        return None
    gaps = [(run, *around) for run, around in zip(pieces[1:], pairwise(spans), strict=True)]
    replaced = [(run, a.last, b.first) for run, a, b in gaps if run.gap is Gap.BRACKET]
    opening = spans[0].first
    length = sum(len(run.tokens) for run in pieces)
    if sum(last - first for _, first, last in replaced) >= length:
        return None  # more was put in than is quoted
    if any(not _is_form_of(run, source.words[first:last]) for run, first, last in replaced):
        return None
    edits = _put_in((pieces[0], opening, opening), replaced, source)
    edits += [
        Edit(EditKind.OMISSION, "", source.slice(a.last, b.first))
        for run, a, b in gaps
        if run.gap is Gap.PARAGRAPH and a.last < b.first
    ]
    omissions = [(a, b) for run, a, b in gaps if run.gap is Gap.OMISSION and a.last < b.first]
    if not edits and not omissions:
        return _verbatim(quote, source, spans)
    swallowed = [word for a, b in omissions for word in _swallowed(source, a, b)] if not edits else []
    far = _is_pieced(pieces) or any(_is_far(source, a, b) for a, b in omissions)
    return Judgement(
        Verdict.ALTERED if edits else Verdict.ELIDED,
        severity=_severity(edits, length) if edits else None,
        caution=not edits and (far or bool(swallowed)),
        edits=tuple(edits),
        omitted=tuple(source.between(a.last - 1, b.first) for a, b in omissions),
        swallowed=tuple(swallowed),
        at=_code_points(source, Span(spans[0].first, spans[-1].last)),
        pieces=tuple(_code_points(source, one) for one in _pieces(spans, omissions)),
        similarity=1.0,
    )


def _put_in(before: tuple[Run, int, int], replaced: Sequence[tuple[Run, int, int]], source: Prepared) -> list[Edit]:
    """What brackets change, `before` it all or in the place of words: what is said into its opposite, or a number."""
    turned = [
        Edit(EditKind.NEGATION, " ".join(run.put_in), source.slice(first, last))
        for run, first, last in (before, *replaced)
        if _turns_round(run.put_in, source.words[first:last])
    ]
    recount = [
        Edit(EditKind.NUMBER, " ".join(run.put_in), source.slice(first, last))
        for run, first, last in replaced
        if recounted(run.put_in, source.words[first:last])
    ]
    return turned + recount


def _pieces(spans: Sequence[Span], omissions: Sequence[tuple[Span, Span]]) -> list[Span]:
    """What is quoted between one omission and the next."""
    starts = [spans[0].first, *(after.first for _, after in omissions)]
    ends = [*(before.last for before, _ in omissions), spans[-1].last]
    return [Span(first, last) for first, last in zip(starts, ends, strict=True)]


def _is_form_of(run: Run, words: Sequence[str]) -> bool:
    """Whether a word with a bracketed ending stands for one word that begins as it does; true of other brackets."""
    if run.mark.startswith("["):
        return True
    return len(words) == 1 and words[0][:_SAME_BEGINNING] == run.mark.casefold()[:_SAME_BEGINNING]


def _turns_round(put_in: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a bracket stands in the place of a word that denies, or is nothing but one that was put in."""
    if any(map(denies, words)):
        return not any(map(denies, put_in))
    return any(map(denies, put_in)) and all(denies(word) or word in FUNCTION_WORDS for word in put_in)


def _is_pieced(pieces: Sequence[Run]) -> bool:
    """Whether half of the words or more stand in pieces so short that they stand everywhere."""
    lengths = [sum(len(run.tokens) for run in group) for group in groups(pieces)]
    return 2 * sum(length for length in lengths if length < FEWEST) >= sum(lengths)


def _is_far(source: Prepared, before: Span, after: Span) -> bool:
    """Whether much was left out between two runs, or one of them is too short to say that it stood with the other."""
    text = _between(source, before, after)
    if len(text) > _LONG_GAP or len(_BREAK.findall(text)) > _MANY_BREAKS:
        return True
    return bool(_SENTENCE_END.search(text)) and min(after.last - after.first, before.last - before.first) < FEWEST


def _swallowed(source: Prepared, before: Span, after: Span) -> list[str]:
    """The words left out between two runs that deny or limit what is said.

    Only those of the sentences that were cut: whole ones between them may deny what they like.
    """
    sentences = _SENTENCE_END.split(_between(source, before, after))
    cut = sentences[0] if len(sentences) == 1 else f"{sentences[0]} {sentences[-1]}"
    return [token.word for token in tokens(cut) if limits(token.word)]


def _between(source: Prepared, before: Span, after: Span) -> str:
    return source.text[source.tokens[before.last - 1].end : source.tokens[after.first].start]


def _verbatim(quote: str, source: Prepared, spans: Sequence[Span]) -> Judgement:
    at = _code_points(source, Span(spans[0].first, spans[-1].last))
    return Judgement(Verdict.VERBATIM, at=at, tier=tier_of(quote, source.text, at), similarity=1.0)


def _altered(found: Changes, source: Prepared, length: int) -> Judgement:
    return Judgement(
        Verdict.ALTERED,
        severity=_severity(found.edits, length),
        edits=found.edits,
        omitted=found.omitted,
        at=_code_points(source, found.span),
        similarity=found.similarity,
    )


def _code_points(source: Prepared, span: Span) -> tuple[int, int]:
    return source.tokens[span.first].start, source.tokens[span.last - 1].end


def _severity(edits: Sequence[Edit], length: int) -> Severity:
    return Severity.MAJOR if is_major(edits, length) else Severity.MINOR
