"""What is listed after an article: articles to choose from, quotations and what was found of them, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.clean import line
from reader.plain.spoken import whom
from reader.quotes.edits import in_words as change_in_words
from reader.report import quoted_text
from reader.sources.model import SourceKind
from reader.vocabulary import STATES, in_marks, in_words, kind_words

if TYPE_CHECKING:
    from reader.article.model import Quotation
    from reader.reading import Reading
    from reader.sources.model import Source

_WORDS = 30


def entries(reading: Reading) -> list[str]:
    """The articles to choose from, where several were given at once; empty where not."""
    found = reading.article.entries
    return ["articles to choose from:", *(f"article {i}: {one.title}" for i, one in enumerate(found, 1))] * bool(found)


def quotations(reading: Reading) -> list[str]:
    """Every quotation with its verdict, and what differs."""
    lines = ["quotations:"]
    for number, quotation in enumerate(reading.article.quotations, 1):
        lines += quotation_lines(reading, number, quotation)
    return lines if len(lines) > 1 else []


def quotation_lines(reading: Reading, number: int, quotation: Quotation) -> list[str]:
    """A quotation: whom it is from, the verdict, its beginning; each change on a line of its own."""
    finding = reading.finding(quotation)
    names = {one.id: one.name for one in reading.sources}
    words = _short(quoted_text(reading.article, quotation))
    who = whom(reading, quotation)
    lines = [f"quotation {number}, from {who}, {in_words(finding)}: {in_marks(words)}"]
    if finding.found_in and not who.endswith(names[finding.found_in]):
        how = "is probably from" if finding.guessed else "stands in"
        lines.append(f"  it {how} {names[finding.found_in]}")
    if finding.same_work:
        lines.append("  the outlet changed it: another copy of the page has it as quoted")
    lines += [
        f"  {kind_words(edit.kind)}: {change_in_words(_short(edit.quoted), _short(edit.source))}"
        for edit in finding.judgement.edits
    ]
    return lines + [f"  left out: {in_marks(_short(one))}" for one in finding.judgement.omitted]


def sources(reading: Reading) -> list[str]:
    """Every source with what became of it."""
    lines = ["sources:"]
    for number, source in enumerate(reading.sources, 1):
        lines += source_lines(reading, number, source)
    return lines if reading.sources else []


def source_lines(reading: Reading, number: int, source: Source) -> list[str]:
    """A source: its name, its state, its address; why it could not be had on a line of its own."""
    tracked = reading.tracked[source.id]
    where = source.url if source.kind == SourceKind.LINK else "named without a link"
    lines = [f"[{number}] {source.name}, {STATES[tracked.state].words}: {where}"]
    if tracked.final_url and tracked.final_url != source.url:
        lines.append(f"  it led to {tracked.final_url}")
    return lines + ([f"  {tracked.error.message}"] if tracked.error else [])


def _short(text: str) -> str:
    words = line(text).split()
    return " ".join(words[:_WORDS]) + " …" * (len(words) > _WORDS)
