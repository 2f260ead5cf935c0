"""An HTML page to an article: guard, parse, find, clean, write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from reader.article import footnotes, furniture, guard, metadata, outbound, quotations, scoring, tree
from reader.article.addresses import Addresses
from reader.article.blocks import Writer
from reader.article.drafting import Draft
from reader.article.model import Article, Format
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from reader.article.tree import Node

# An article shorter than this was perhaps not found: look again, at what the first look left out.
_ENOUGH = 500
_HARDLY_ANY = 140
# Pages of more elements are looked at once: they take long, and hold text enough if they are articles.
_LOOKED_AT_AGAIN = 50_000


def parse_html(text: str, url: str | None = None) -> Article:
    """The article that an HTML page holds.

    Raises:
        UnreadableError: the page is too large, too tangled, or has no text.
    """
    guard.check(text)
    try:
        page = LexborHTMLParser(text)
    except SelectolaxError as error:
        raise UnreadableError("The page could not be parsed; open it in the browser instead.") from error
    facts = metadata.read(page, url)
    base = page.css_first("base[href]")
    addresses = Addresses(url, base.attributes.get("href") if base else None)
    body = page.body
    if body is None:
        raise UnreadableError("There is no text on the page; open it in the browser instead.")
    titles = [fact.value for fact in facts.title]
    own = outbound.hosts([*([url] if url else []), *(fact.value for fact in facts.canonical)])
    draft, found = Draft(), 0.0
    for hidden, strict, enough in ((False, True, _ENOUGH), (False, False, _HARDLY_ANY), (True, False, 0)):
        order = tree.build(body, hidden=hidden)
        again, share = _draft(order, addresses, titles, own, strict=strict)
        if _length(again) > 1.5 * _length(draft):
            draft, found = again, share
        if _length(draft) >= enough or len(order) > _LOOKED_AT_AGAIN:
            break
    if not _length(draft):
        raise UnreadableError("There is no text on the page; open it in the browser instead.")
    return Article(
        blocks=tuple(draft.blocks),
        metadata=facts,
        format=Format.HTML,
        url=url,
        quotations=tuple(draft.quotations),
        found=found,
    )


def _draft(
    order: list[Node], addresses: Addresses, titles: list[str], own: frozenset[str], *, strict: bool
) -> tuple[Draft, float]:
    place = scoring.find(order, titles)
    nodes = [*place.before, place.main, *place.after, *footnotes.settle(place.main, order)]
    for node in nodes:
        quotations.settle(node)
    if strict:
        furniture.remove(place.main, titles, own)
        for node in place.after:
            furniture.clean(node, own)
    draft = Draft()
    writer = Writer(draft, addresses)
    for node in nodes:
        writer.write(node)
    draft.lead_links(addresses)
    return draft, place.share


def _length(draft: Draft) -> int:
    return sum(len(block.text) for block in draft.blocks)
