"""Which links lead off the site: an author's sources, as against a site's own headlines."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.article.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.article.tree import Node

_HOST = pattern(r"\s*(?:https?:)?//(?:www\.)?([^/?#:\s]+)", re.IGNORECASE)

# What so many elements show, the rest will not change.
_ELEMENTS = 400


def hosts(addresses: Iterable[str]) -> frozenset[str]:
    """The hosts of a page's own addresses, without "www."."""
    return frozenset(host for address in addresses if (host := _host(address)))


def leads_out(node: Node, own: frozenset[str]) -> bool:
    """Whether most links in an element lead to other hosts than the page's own."""
    links = [inner.get("href") for inner in islice(node.walk(), _ELEMENTS) if inner.tag == "a" and inner.get("href")]
    return bool(links) and sum(_is_other(href, own) for href in links) > 0.5 * len(links)


def _is_other(href: str, own: frozenset[str]) -> bool:
    found = _HOST.match(href)
    if not found:
        return False
    host = found[1].lower()
    return not any(host == mine or host.endswith(f".{mine}") for mine in own)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
