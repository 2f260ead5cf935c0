"""Pages as browsers save them in one file with all that belongs to them: MHTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.article import mime
from reader.article.addresses import Addresses
from reader.article.patterns import pattern
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from email.message import Message

    from reader.article.model import Article

_DEPTH_LIMIT = 5
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_SAVED = pattern(r"\s*\"?<?saved by\b", re.IGNORECASE)
_WEB = pattern(r"https?://", re.IGNORECASE)


def page_in(message: Message) -> Message | None:
    """The part of a message that is the saved page, where the message is one, and no mail."""
    if not (mime.raw_header(message, "snapshot-content-location") or _SAVED.match(mime.raw_header(message, "from"))):
        root = _root(message)
        has_address = root is not None and _WEB.match(mime.raw_header(root, "content-location"))
        return root if has_address and not mime.raw_header(message, "from") else None
    return _root(message)


def _root(message: Message) -> Message | None:
    """The first page in it, or the one that the message names as its start."""
    start = mime.parameter(message, "start").strip("<> ")
    pages: list[Message] = []
    stack = [(message, 0)]
    while stack:
        part, depth = stack.pop()
        if mime.kind_of(part) in _PAGES:
            if start and mime.raw_header(part, "content-id").strip("<> ") == start:
                return part
            pages.append(part)
        elif depth < _DEPTH_LIMIT:
            stack.extend((one, depth + 1) for one in reversed(mime.parts_of(part)))
    return pages[0] if pages else None


def parse_page(message: Message, page: Message, url: str | None = None) -> Article:
    """The article on a saved page; its address is where it was saved from.

    Raises:
        UnreadableError: as for a page.
    """
    from reader.article.html import parse_html

    text = mime.text_of(page)
    if not text.strip():
        raise UnreadableError("The saved page is empty; save it once more, or open its address.")
    places = (mime.raw_header(page, "content-location"), mime.raw_header(message, "snapshot-content-location"))
    saved = next((place for place in places if _WEB.match(place)), None)
    return parse_html(text, url or Addresses(None).link(saved))
