"""An HTML page opened: parsed once, with its metadata and addresses, and the way from its elements to blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode, SelectolaxError

from reader.article import guard, metadata, outbound, quotations
from reader.article.addresses import Addresses
from reader.article.blocks import Writer
from reader.article.drafting import Draft
from reader.article.survey import survey
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reader.article.model import Metadata
    from reader.article.tree import Node

_PIECE = 4096

NO_TEXT = "There is no text on the page; open it in the browser instead."


class Page(NamedTuple):
    """A page.

    Attributes:
        dom: the parser's tree.
        body: its body.
        url: where it was read from.
        facts: what it says of its article.
        addresses: what its links are resolved against.
        hosts: its own hosts, without "www.".
        single: whether it says that it is one article.
        notes: whether links lead to notes, which may stand anywhere on it.
        holders: the elements (by `mem_id`) that are or hold block quotations and articles.
    """

    dom: LexborHTMLParser
    body: LexborNode
    url: str | None
    facts: Metadata
    addresses: Addresses
    hosts: frozenset[str]
    single: bool
    notes: bool
    holders: Collection[int]

    @property
    def titles(self) -> list[str]:
        """The candidates for the article's title."""
        return [fact.value for fact in self.facts.title]


def open_page(text: str | bytes, url: str | None) -> Page:
    """The page that a text is, or the same in UTF-8.

    Raises:
        UnreadableError: it is too large, too tangled, or has no body.
    """
    data = text if isinstance(text, bytes) else _encoded(text)
    guard.check(data)
    try:
        # Events only serve pages that change after they were parsed.
        dom = LexborHTMLParser(data, options=LexborDocumentOptions.WO_EVENTS)
    except SelectolaxError as error:
        raise UnreadableError("The page could not be parsed; open it in the browser instead.") from error
    if dom.body is None:
        raise UnreadableError(NO_TEXT)
    seen = survey(dom)
    facts = metadata.read(seen, url)
    addresses = Addresses(url, seen.base)
    hosts = outbound.hosts([*([url] if url else []), *(fact.value for fact in facts.canonical)])
    single = ("og:type", "article") in seen.claims(("og:type",))
    return Page(dom, dom.body, url, facts, addresses, hosts, single, seen.notes, seen.holders)


def _encoded(text: str) -> bytes:
    """As the parser would encode it; what looks at all of the page does that faster in bytes.

    In pieces, since most of them are plain ASCII, which is not encoded but copied.
    """
    return b"".join([text[at : at + _PIECE].encode("utf-8", "ignore") for at in range(0, len(text), _PIECE)])


def settle(nodes: Sequence[Node]) -> None:
    """Bring the quotations in the elements into the one form that is written."""
    for node in nodes:
        quotations.settle(node.all())


def write(nodes: Sequence[Node], addresses: Addresses) -> Draft:
    """The elements as blocks."""
    draft = Draft()
    writer = Writer(draft, addresses)
    for node in nodes:
        writer.write(node)
    draft.lead_links(addresses)
    return draft
