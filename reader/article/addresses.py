"""Addresses as the page writes them, made absolute and clean."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin

from reader.article import clean
from reader.article.patterns import pattern

# What can be followed or shown. Scripts and inline data are no addresses of anything.
_REFUSED = pattern(r"(?:javascript|vbscript|data|blob|about):", re.IGNORECASE)
_BARE_HOST = pattern(r"https?://[^/?#]+(?=[?#]|$)", re.IGNORECASE)
# Absolute already, and nothing in it that joining or cleaning would change.
_PLAIN = re.compile(r"https?://[a-zA-Z0-9.-]+/(?:[\w/.~%+,=&?-]*[\w/])?", re.ASCII)
# The same of an address from the site's root, but for "." and ".." in it, and what it is joined to.
_FROM_ROOT = re.compile(r"/(?!/)(?:[\w/.~%+,=&?-]*[\w/])?", re.ASCII)
_ROOT = pattern(r"https?://[a-zA-Z0-9.-]+(?::\d{1,5})?(?=[/?#]|$)")
_DROPPED_BY_BROWSERS = re.compile(r"[\t\n\r]")


class Addresses:
    """Resolves against the page's address and its `<base>`."""

    def __init__(self, url: str | None, base: str | None = None) -> None:
        self._base = clean.line(_joined(url, base) if url and base else base or url or "")
        root = _ROOT.match(self._base)
        self._root = root[0] if root else ""
        own = (self._base, clean.line(url or ""))
        self._own = {_with_path(one.partition("#")[0]) for one in own}

    def link(self, href: str | None) -> str | None:
        """The absolute address, or as written where none is known to resolve against; None for what leads nowhere."""
        if href and _PLAIN.fullmatch(href):
            return href
        if href and self._root and _FROM_ROOT.fullmatch(href) and "/." not in href:
            return self._root + href
        href = clean.line(_DROPPED_BY_BROWSERS.sub("", href)) if href else ""
        if not href or _REFUSED.match(href):
            return None
        return _with_path(clean.line(_joined(self._base, href))) or None

    def place(self, url: str) -> str | None:
        """The name of the place within the page that an address from `link` leads to, or None for another page's."""
        page, mark, fragment = url.partition("#")
        return unquote(fragment) if mark and page in self._own else None


def _with_path(address: str) -> str:
    """The address, with the stroke that browsers set behind a host alone."""
    host = _BARE_HOST.search(address)
    return f"{address[: host.end()]}/{address[host.end() :]}" if host else address


def _joined(base: str, href: str) -> str:
    """`urljoin`, or the reference as written where either side is malformed."""
    try:
        return urljoin(base, href)
    except ValueError:
        return href
