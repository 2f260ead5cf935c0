"""What an export is made from: the report of a reading, and of its blocks and sources what a document needs besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.article.clean import line
from reader.report import report

if TYPE_CHECKING:
    from datetime import datetime

    from reader.article.model import Block
    from reader.reading import Reading

Document = dict[str, Any]
"""The report (`pullquote/1`) with these keys besides.

`exported`: when, as ISO 8601. Of a block: `level`, `marker`, `spans` (`start`, `end`, `mark`), `picture` (`image`,
`alt`) or None, and `quotation`, the id of the block quotation that it belongs to, or None. Of the article and of a
source: `accessed`, the day on which its server answered, as ISO 8601; of a source that did not answer it is None.
"""


def document(reading: Reading, source: str, made: datetime, got: datetime | None = None) -> Document:
    """The document of a reading as it stands.

    Args:
        reading: followed as far as wanted; what is on its way still is exported as such.
        source: what was asked for, as given.
        made: now, aware.
        got: when the article's page was got, where that was earlier.
    """
    found = report(reading, line(source))
    found["exported"] = made.isoformat(timespec="seconds")
    for block, one in zip(reading.article.blocks, found["blocks"], strict=True):
        one.update(_structure(block))
    found["article"]["accessed"] = (got or made).date().isoformat()
    for one in found["sources"]:
        evidence = reading.tracked[one["id"]].evidence
        kept = evidence is not None and evidence.stored and evidence.sha256 is not None
        answered = evidence.got if evidence is not None and kept else made if one["http_status"] is not None else None
        one["accessed"] = answered.date().isoformat() if answered is not None else None
    return found


def _structure(block: Block) -> dict[str, Any]:
    return {
        "level": block.level,
        "marker": block.marker,
        "spans": [{"start": one.start, "end": one.end, "mark": one.mark.value} for one in block.spans],
        "picture": block.figure._asdict() if block.figure else None,
        "quotation": block.quotation,
    }
