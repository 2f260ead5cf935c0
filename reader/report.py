"""The report of `pullquote check`: one reading as plain data.

The keys are the contract `pullquote/1`; offsets are code points into the blocks' texts, half-open.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from unicodedata import category

from reader.article.model import Voice
from reader.sources.model import State
from reader.vocabulary import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.article.model import Article, Block, Quotation
    from reader.quotes.candidates import Changed
    from reader.reading import Reading
    from reader.sources.memory import Copy
    from reader.sources.model import Evidence, Tracked

SCHEMA = "pullquote/1"
VERDICTS = ("verbatim", "elided", "altered", "misattributed", "not_found", "unverifiable")
WRONG = ("altered", "misattributed", "not_found")


def report(reading: Reading, source: str, lines: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The report of a reading as it stands.

    Args:
        reading: followed as far as wanted.
        source: what was asked for, as given.
        lines: on which line of a text each quotation begins, by its id, where that is known.
    """
    article = reading.article
    tracked = [reading.tracked[one.id] for one in reading.sources]
    quotes = [_quote(one, reading, (lines or {}).get(one.id)) for one in article.quotations]
    attributed = {one.id: reading.source_of(one) for one in article.quotations}
    return {
        "schema": SCHEMA,
        "article": _article(article, source),
        "blocks": [_block(one, attributed.get(one.quotation or "")) for one in article.blocks],
        "sources": [_source(one) for one in tracked],
        "quotes": quotes,
        "summary": {
            "blocks": len(article.blocks),
            "quoted_blocks": sum(one.voice == Voice.QUOTED for one in article.blocks),
            "sources": len(tracked),
            "ok": sum(one.state == State.OK for one in tracked),
            "dead": sum(one.state == State.DEAD for one in tracked),
            "quotes": len(quotes),
            **{verdict: sum(one["verdict"] == verdict for one in quotes) for verdict in VERDICTS},
        },
    }


def is_wrong(found: dict[str, Any]) -> bool:
    """Whether a report found a quotation wrong or a source dead."""
    return bool(found["summary"]["dead"]) or any(found["summary"][one] for one in WRONG)


def quoted_text(article: Article, quotation: Quotation) -> str:
    """The words of a quotation, credit and all; its paragraphs are joined by a blank line."""
    texts = [article.block(one).text for one in quotation.blocks]
    texts[-1] = texts[-1][: quotation.end]
    texts[0] = texts[0][quotation.start :]
    return "\n\n".join(texts)


def _article(article: Article, source: str) -> dict[str, Any]:
    return {
        "source": source,
        "url": article.url,
        "title": article.title,
        "byline": article.byline,
        "site": article.site,
        "published": article.published.isoformat() if article.published else None,
        "modified": article.modified.isoformat() if article.modified else None,
        "wire_service": article.wire_service,
        "paywall": article.paywall,
        "entries": [{"title": one.title, "url": one.url} for one in article.entries],
        "language": article.language,
        "words": article.words,
        "format": article.format.value,
        "found": article.found,
    }


def _block(block: Block, source: str | None) -> dict[str, Any]:
    return {
        "id": block.id,
        "kind": block.kind.value,
        "text": block.text,
        "voice": block.voice.value,
        "confidence": round(block.confidence, 4),
        "because": block.because.value,
        "why": block.why,
        "source": source,
        "links": [link._asdict() for link in block.links],
    }


def _source(tracked: Tracked) -> dict[str, Any]:
    source, article = tracked.source, tracked.article
    return {
        "id": source.id,
        "kind": source.kind.value,
        "name": source.name,
        "url": source.url,
        "final_url": tracked.final_url,
        "state": tracked.state.value,
        "http_status": tracked.http_status,
        "title": article.title if article else None,
        "byline": article.byline if article else None,
        "site": article.site if article else None,
        "published": article.published.isoformat() if article and article.published else None,
        "archive": {"url": tracked.copy.url, "timestamp": f"{tracked.copy.taken:%Y%m%d%H%M%S}"}
        if tracked.copy
        else None,
        "evidence": _evidence(tracked.evidence) if tracked.evidence else None,
        "error": tracked.error._asdict() if tracked.error else None,
        "mentions": [mention._asdict() for mention in source.mentions],
    }


def _archive(copy: Copy) -> dict[str, str]:
    return {"url": copy.url, "timestamp": f"{copy.taken:%Y%m%d%H%M%S}"}


def _evidence(found: Evidence) -> dict[str, Any]:
    """What the source's text, or its state, was seen on."""
    return {**found._asdict(), "got": found.got.isoformat(timespec="seconds")}


def _quote(quotation: Quotation, reading: Reading, line: int | None) -> dict[str, Any]:
    attribution = quotation.attribution
    finding = reading.finding(quotation)
    found = finding.judgement
    return {
        "id": quotation.id,
        "form": quotation.form.value,
        "blocks": list(quotation.blocks),
        "start": quotation.start,
        "end": quotation.end,
        "line": line,
        "text": quoted_text(reading.article, quotation),
        "attributed_to": reading.source_of(quotation),
        "speaker": attribution.speaker if attribution else None,
        "verdict": found.verdict.value,
        "in_words": in_words(finding),
        "reason": found.reason,
        "caution": found.caution,
        "severity": found.severity.value if found.severity else None,
        "found_in": finding.found_in,
        "elsewhere": finding.elsewhere,
        "altered_by_the_outlet": finding.same_work,
        "possibly": finding.possibly,
        "guessed_source": finding.guessed,
        "version": _version(finding.version),
        "at": list(found.at) if found.at and finding.found_in else None,
        "tier": found.tier.value if found.tier else None,
        "edits": [{**one._asdict(), "kind": one.kind.value} for one in found.edits],
        "omitted": list(found.omitted),
        "swallowed": list(found.swallowed),
    }


def to_json(found: dict[str, Any], *, indent: int | None = 2) -> str:
    """A report as JSON, on one line where `indent` is None. What steers a terminal is escaped in it."""
    text = json.dumps(found, ensure_ascii=False, indent=indent)
    steering = [one for one in set(text) if one != "\n" and not (one.isprintable() or category(one) == "Zs")]
    return text.translate({ord(one): json.dumps(one)[1:-1] for one in steering}) + "\n"


def _version(changed: Changed | None) -> dict[str, str | None] | None:
    return {key: day.isoformat() if day else None for key, day in changed._asdict().items()} if changed else None
