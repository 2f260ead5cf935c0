"""Links that lead nowhere, as they are relative to an address that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.article.model import Voice

if TYPE_CHECKING:
    from reader.article.model import Article

_NAMED = 2


def unplaced(article: Article) -> str | None:
    """A sentence on an article's relative links, where it has such, and on what to do; else None."""
    links = (link.url for block in article.blocks if block.voice is not Voice.FURNITURE for link in block.links)
    found = [one for one in dict.fromkeys(links) if _is_relative(one)]
    if not found:
        return None
    named = ", ".join(found[:_NAMED]) + ", …" * (len(found) > _NAMED)
    what = f"{len(found)} relative links have" if len(found) > 1 else "1 relative link has"
    return f"{what} no address ({named}); give that of the article with --base URL."


def _is_relative(url: str) -> bool:
    try:
        return not url.startswith("#") and not urlsplit(url).scheme
    except ValueError:
        return False  # it is no address at all
