"""The feeds that a page names: `<link rel="alternate">` with a feed's type (the RSS Advisory Board's autodiscovery)."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

from reader.article import clean
from reader.article.addresses import Addresses

_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
# Characters of a page that are looked at: what names its feeds stands at its beginning.
_LOOKED_AT = 512 << 10
_MOST = 20


class FeedLink(NamedTuple):
    """A feed: its absolute address and what the page calls it, clean; the title may be empty."""

    url: str
    title: str


def feed_links(page: str, url: str) -> tuple[FeedLink, ...]:
    """The feeds in the order in which the page names them: its own comes first, those of comments after it.

    Args:
        page: the HTML of a page.
        url: where it was read from.
    """
    links = _Links()
    links.feed(page[:_LOOKED_AT])
    addresses = Addresses(url, links.base or None)
    found: dict[str, FeedLink] = {}
    for href, title in links.found:
        absolute = addresses.link(href)
        if absolute is not None and absolute.startswith(("http://", "https://")):
            found.setdefault(absolute, FeedLink(absolute, clean.line(title)))
    return tuple(found.values())[:_MOST]


class _Links(HTMLParser):
    """Notes what it passes. It builds no tree, so that no page can make it slow."""

    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element begins."""
        if tag not in ("link", "base"):
            return
        said = {name: value or "" for name, value in reversed(attrs)}  # the first of two counts
        if tag == "base":
            self.base = self.base or said.get("href", "")
            return
        rel, kind = said.get("rel", "").lower().split(), said.get("type", "").partition(";")[0].strip().lower()
        if "alternate" in rel and "stylesheet" not in rel and kind in _TYPES:
            self.found.append((said.get("href", ""), said.get("title", "")))
