"""The lists of the library, and what asks it for their rows."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from reader.tui.panes.shelves import article_row, hit_row, outlet_row, source_row

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.content import Content

    from reader.library.library import Library
    from reader.library.records import ArticleEntry, Hit, SourceEntry

PAGE = 100
"""Rows that are asked for at a time."""


class Shelf(Enum):
    """The lists of the library, by the word over them."""

    ARTICLES = "Articles"
    SOURCES = "Sources"
    DEAD = "Dead"
    CHANGED = "Changed"
    OUTLETS = "Outlets"
    FOUND = "Found"


EMPTY = {
    Shelf.ARTICLES: "Nothing here. What you open is kept, with its sources and verdicts.",
    Shelf.SOURCES: "No source was followed yet.",
    Shelf.DEAD: "No source is known to be dead.",
    Shelf.CHANGED: "No source is known to have changed since it was cited.",
    Shelf.OUTLETS: "No outlet was cited yet.",
    Shelf.FOUND: "Type words and press Enter: they are looked for in every article and source that was kept.",
}


class Wanted(NamedTuple):
    """Which rows of which list: those with the words typed, of one outlet, from row `begun` on."""

    shelf: Shelf
    typed: str = ""
    outlet: str | None = None
    begun: int = 0


class Row(NamedTuple):
    """One row of a list.

    Attributes:
        show: draws it; takes the width in cells, the time it is now, and whether to keep to ASCII.
        where: what opens it, or an empty text.
        passage: the words at which to open it, or an empty text.
        article: the article that it is.
        outlet: the outlet that it is.
    """

    show: Callable[[int, datetime, bool], Content]
    where: str = ""
    passage: str = ""
    article: ArticleEntry | None = None
    outlet: str | None = None


def rows(wanted: Wanted, library: Library) -> list[Row]:
    """The next rows of a list, `PAGE` at most."""
    match wanted.shelf:
        case Shelf.ARTICLES:
            found = library.articles(text=wanted.typed, limit=PAGE, offset=wanted.begun)
            return [Row(partial(article_row, one), one.facts.address, article=one) for one in found]
        case Shelf.OUTLETS:
            outlets = library.outlets(limit=PAGE, offset=wanted.begun)
            return [Row(partial(outlet_row, one), outlet=one.name) for one in outlets]
        case Shelf.FOUND:
            return [_hit(one) for one in library.search(wanted.typed, limit=PAGE, offset=wanted.begun)]
    return [Row(partial(source_row, one), _opens(one.url)) for one in _sources(wanted, library)]


def count(library: Library) -> dict[Shelf, int]:
    """How many rows the lists have of which that is known at once."""
    return {Shelf.ARTICLES: library.count()}


def _sources(wanted: Wanted, library: Library) -> tuple[SourceEntry, ...]:
    from reader.library.records import SourceKind

    kind = {Shelf.DEAD: SourceKind.DEAD, Shelf.CHANGED: SourceKind.CHANGED}.get(wanted.shelf, SourceKind.ALL)
    return library.sources(kind, outlet=wanted.outlet, limit=PAGE, offset=wanted.begun)


def _hit(hit: Hit) -> Row:
    passage = hit.snippet[hit.found[0][0] : hit.found[-1][1]] if hit.found else ""
    return Row(partial(hit_row, hit), _opens(hit.url), passage)


def _opens(url: str) -> str:
    """What a person would type to open it: a file is kept by its address."""
    return unquote(urlsplit(url).path) if url.startswith("file:") else url
