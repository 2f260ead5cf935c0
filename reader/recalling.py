"""What was shown of an article's quotations in an earlier run, brought back into its reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.quotes.checking import Finding
from reader.quotes.judging import STANDS, Judgement, Severity, Verdict
from reader.shelf import identity_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.records import Judged
    from reader.reading import Reading
    from reader.shelf import Shelf


async def recall(shelf: Shelf, reading: Reading, key: str) -> None:
    """Bring back what was shown when the very same text was open before, so that what is worse now says so.

    Args:
        shelf: where it is kept.
        reading: a reading that has not begun to follow its sources.
        key: what the article is kept under.
    """
    judged = await shelf.ask(lambda library: library.judged(key)) or ()
    reading.recall_findings(shown_before(reading, judged))


def shown_before(reading: Reading, judged: Sequence[Judged]) -> dict[str, Finding]:
    """The findings that were last shown, by quotation id; none where the quotations are not those of that time."""
    if {one.quotation for one in judged} != {one.id for one in reading.article.quotations}:
        return {}
    sources = {source.id: identity_of(source.url) for source in reading.sources}
    found = {}
    for one in judged:
        quotation = reading.quotation(one.quotation)
        source = reading.source_of(quotation) if quotation is not None else None
        if (sources[source] if source is not None else None) != one.url:
            return {}
        if (finding := _finding(one, source)) is not None:
            found[one.quotation] = finding
    return found


def _finding(judged: Judged, source: str | None) -> Finding | None:
    try:
        verdict = Verdict(judged.verdict)
        severity = Severity(judged.severity) if judged.severity is not None else None
    except ValueError:
        return None  # a word of another version of the program
    judgement = Judgement(verdict, severity=severity, reason=judged.reason, caution=judged.caution)
    return Finding(judgement, source if verdict in STANDS else None)
