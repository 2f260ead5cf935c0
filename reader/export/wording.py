"""What a document says of verdicts and sources, in words; Markdown and HTML say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.article.clean import line
from reader.vocabulary import STATES

if TYPE_CHECKING:
    from reader.export.document import Document
    from reader.export.pieces import Quote


def byline(found: Document) -> str:
    """Who wrote the article, where and when, on one line; empty where nothing is known."""
    article = found["article"]
    day = (article["published"] or "")[:10]
    return " · ".join(one for one in (article["byline"], article["site"], day) if one)


def whom(quote: Quote, found: Document) -> str:
    """Whom a quotation is attributed to."""
    return name_of(quote["attributed_to"], found) or str(quote["speaker"] or "no source named")


def name_of(source: str | None, found: Document) -> str:
    """The name of a source; empty where there is none."""
    return next((str(one["name"]) for one in found["sources"] if one["id"] == source), "")


def number_of(source: str | None, found: Document) -> int | None:
    """The number of a source, from 1, or None."""
    return next((number for number, one in enumerate(found["sources"], 1) if one["id"] == source), None)


def place(quote: Quote, found: Document) -> str:
    """Where else the words stand; empty where they stand in what they are attributed to, or nowhere."""
    found_in = "probably from" if quote["guessed_source"] else "found in"
    for key, words in (("elsewhere", "word for word in"), ("found_in", found_in)):
        if quote[key] is not None and quote[key] != quote["attributed_to"]:
            return f"{words} {name_of(quote[key], found)}"
    return ""


def state(source: dict[str, Any]) -> str:
    """What became of a source, with the reason where it could not be had: one line without a full stop."""
    words = STATES[source["state"]].words
    if source["error"]:
        words += f": {line(source['error']['message']).rstrip('.')}"
    return words


def about(source: dict[str, Any]) -> str:
    """Title, author and day of a source's page, as far as known."""
    day = (source["published"] or "")[:10]
    title = f"“{source['title']}”" if source["title"] else ""
    return ", ".join(one for one in (title, source["byline"], day) if one)


def archived(source: dict[str, Any]) -> str:
    """The day of a source's archived copy as ISO 8601, or "undated"; empty where there is no copy."""
    if not source["archive"]:
        return ""
    stamp = source["archive"].get("timestamp") or ""
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}" if stamp[:8].isdecimal() else "undated"
