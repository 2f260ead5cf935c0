"""An HTML page to an article: open it, find the article, clean it, write it."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from reader.article import building, footnotes, furniture, posts, quotations, scoring, tree
from reader.article.certainty import DOUBTFUL, certainty
from reader.article.drafting import Draft
from reader.article.model import Article, Format
from reader.article.page import NO_TEXT, open_page, settle, write
from reader.article.signed import with_signature
from reader.article.trimming import line_that_signs, title_names
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.article.model import Entry
    from reader.article.page import Page
    from reader.article.tree import Node

# An article shorter than this was perhaps not found: look again, at what the first look left out.
_ENOUGH = 500
_HARDLY_ANY = 140
# Pages of more elements are looked at once: they take long, and hold text enough if they are articles.
_LOOKED_AT_AGAIN = 50_000


class _Look(NamedTuple):
    """What one look at the page found: the blocks, and how sure it is that they are the article."""

    draft: Draft
    found: float
    posts: int = 0
    signed: str = ""


def parse_html(text: str | bytes, url: str | None = None) -> Article:
    """The article that an HTML page holds: its text, or that in UTF-8.

    Raises:
        UnreadableError: the page is too large, too tangled, or has no text.
    """
    with _undisturbed():
        return _read(text, url)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put the search for unreachable objects off: all that a page is read into is in use, and then freed at once."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _read(text: str | bytes, url: str | None) -> Article:
    page = open_page(text, url)
    best, length = _Look(Draft(), 0.0), 0
    for hidden, strict, enough in ((False, True, _ENOUGH), (False, False, _HARDLY_ANY), (True, False, 0)):
        # Notes may stand anywhere, and a page of little text is taken whole.
        order = building.build(page.body, hidden=hidden, holders=page.holders if strict and not page.notes else None)
        look = _look(page, order, strict=strict)
        tree.release(order)
        if not best.draft.blocks or _prose(look.draft) > 1.5 * _prose(best.draft):
            best = look
        length = _length(best.draft)
        if length >= enough or len(order) > _LOOKED_AT_AGAIN:
            break
    if best.found < DOUBTFUL:
        from reader.article.described import described

        if said := described(page, empty=not length):
            return said
    if not length:
        raise UnreadableError(NO_TEXT)
    return Article(
        blocks=tuple(best.draft.blocks),
        metadata=with_signature(page.facts, best.signed),
        format=Format.HTML,
        url=url,
        quotations=tuple(best.draft.quotations),
        entries=_entries(page) if best.posts else (),
        found=best.found,
    )


def _entries(page: Page) -> tuple[Entry, ...]:
    from reader.article import entries

    return entries.read(page)


def _look(page: Page, order: list[Node], *, strict: bool) -> _Look:
    several = 0 if page.single else len(posts.find(order, page.hosts))
    titles = title_names(page.titles)
    place = scoring.find(order, titles)
    inside = tree.within(place.main, order)
    notes = footnotes.settle(inside, order)
    settle(place.before)
    inside = quotations.settle(inside)
    settle([*place.after, *notes])
    signed = "" if page.facts.byline else line_that_signs(inside)
    if strict:
        furniture.remove(inside, titles, page.hosts)
        for node in place.after:
            furniture.clean(node, page.hosts)
    draft = write([*place.before, place.main, *place.after, *notes], page.addresses)
    return _Look(draft, certainty(place, draft), several, signed)


def _prose(draft: Draft) -> int:
    """Characters outside links: what a further look adds in links only is a list beside a short article."""
    return _length(draft) - sum(link.end - link.start for block in draft.blocks for link in block.links)


def _length(draft: Draft) -> int:
    return sum(len(block.text) for block in draft.blocks)
