"""A document's citations as CSL-JSON, the input of Citation Style Language processors (schema csl-data.json, 1.0.2)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.export.citations import archive_host, citations

if TYPE_CHECKING:
    from reader.export.citations import Citation
    from reader.export.document import Document


def to_csl(found: Document) -> str:
    """The article and its sources as a JSON array of CSL items."""
    return json.dumps([_item(one) for one in citations(found)], ensure_ascii=False, indent=2) + "\n"


def _item(citation: Citation) -> dict[str, Any]:
    """One item; what is not known is left out."""
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        # Which of the names is the family's is not known, and a wrong guess would be sorted and abbreviated by.
        "author": [{"literal": one} for one in citation.authors],
        "container-title": citation.site,
        "issued": _date(citation.issued),
        "accessed": _date(citation.accessed),
        "URL": citation.url,
        "archive": archive_host(citation),
        "archive_location": citation.archive,
        "language": citation.language,
        "note": citation.note,
    }
    return {key: value for key, value in item.items() if value}


def _date(day: tuple[int, int, int] | None) -> dict[str, Any] | None:
    return {"date-parts": [list(day)]} if day else None
