"""What `pullquote library` prints: each thing as plain data, as JSON, or as a line for a person. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.vocabulary import many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reader.library.records import ArticleEntry, Hit, OutletEntry, SourceEntry

SCHEMA = "pullquote-library/1"


def to_json(**lists: Sequence[dict[str, Any]]) -> str:
    """One JSON object on one line, with `schema` and the lists given."""
    return json.dumps({"schema": SCHEMA, **lists}, ensure_ascii=False)


def article_data(one: ArticleEntry) -> dict[str, Any]:
    """An article as plain data."""
    facts = one.facts
    return {
        "number": one.number,
        "address": facts.address,
        "title": facts.title,
        "byline": facts.byline,
        "site": facts.site,
        "published": _iso(facts.published),
        "language": facts.language,
        "format": facts.format,
        "words": {"commentary": facts.commentary, "quoted": facts.quoted, "furniture": facts.furniture},
        "sources": one.sources,
        "verdicts": one.verdicts,
        "first_opened": _iso(one.first_opened),
        "last_opened": _iso(one.last_opened),
        "place": one.place._asdict() if one.place else None,
        "kept": one.kept,
    }


def article_line(one: ArticleEntry) -> str:
    """An article as a line: number, when it was opened, how far it was read, title and where it is from."""
    read = f"{round(100 * one.place.read):>3} %" if one.place else "  new"
    quotes = sum(one.verdicts.values())
    counts = f"{many(one.sources, 'source')}, {many(quotes, 'quotation')}"
    title = one.facts.title or one.facts.address
    whence = f" ({one.facts.whence})" if one.facts.whence else ""
    return f"{one.number:>5}  {_day(one.last_opened)}  {read}  {title}{whence}  {counts}{'  kept' if one.kept else ''}"


def source_data(one: SourceEntry) -> dict[str, Any]:
    """A source as plain data."""
    times = {"checked": _iso(one.checked), "drifted": _iso(one.drifted)}
    return {**one._asdict(), **times}


def source_line(one: SourceEntry) -> str:
    """A source as a line."""
    changed = f"  changed {_day(one.drifted)}" if one.drifted else ""
    return f"{one.liveness:<8} {_day(one.checked)}  {many(one.articles, 'article'):>12}  {one.url}{changed}"


def outlet_line(one: OutletEntry) -> str:
    """An outlet as a line: how often it was cited and quoted, and how."""
    return f"{one.cited:>5} cited  {one.quotes:>5} quoted  {one.faithful:>5} faithful  {one.wrong:>5} wrong  {one.name}"


def hit_data(one: Hit) -> dict[str, Any]:
    """A passage that was found, as plain data."""
    return {**one._asdict(), "got": _iso(one.got)}


def hit_line(one: Hit) -> str:
    """A passage that was found, as two lines."""
    where = f"{one.article:>5}" if one.article else " " * 5
    return f"{where}  {_day(one.got)}  {one.title or one.url}\n{' ' * 7}{one.snippet.strip()}"


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None


def _day(when: datetime | None) -> str:
    return f"{when:%Y-%m-%d}" if when else "never     "
