"""Links that lead back to the article itself: its own address, its print and comment pages, and the share buttons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from reader.sources.canonical import canonical, identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article.model import Article

# The same path with one of these in the query, or one of these segments behind it, is the same article.
_OF_ITSELF = re.compile(
    r"amp|comments?|comment-page-\d+|cpage|email|feed|format|like_comment|nb|output|pfstyle|print|printable|replytocom|respond"
    r"|share|single(?:page)?|trackback|view"
)
_SHARING = re.compile(
    r"(?:facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share)|reddit\.com/submit|pinterest\.[a-z]+/pin/create"
    r"|linkedin\.com/(?:sharearticle|sharing)|tumblr\.com/(?:share|widgets/share)|(?:t|telegram)\.me/share|wa\.me/\?"
    r"|api\.whatsapp\.com/send|getpocket\.com/(?:save|edit)|news\.ycombinator\.com/submitlink|bsky\.app/intent"
    r"|threads\.net/intent|flipboard\.com/bookmarklet)"
)


def leads_back(article: Article) -> Callable[[str], bool]:
    """A test of whether a canonical address is the article over again, or a button that shares it."""
    own = _own_addresses(article)

    def test(url: str) -> bool:
        return _shares(url, own) or any(_is_same(url, one) for one in own)

    return test


def _own_addresses(article: Article) -> frozenset[str]:
    own = set()
    for url in (article.url, *(fact.value for fact in article.metadata.canonical)):
        try:
            own.add(identity(canonical(url or "", article.url)))
        except ValueError:
            continue
    return frozenset(own)


def _is_same(url: str, own: str) -> bool:
    this, that = urlsplit(identity(url)), urlsplit(own)
    if (this.hostname or "").removeprefix("www.") != (that.hostname or "").removeprefix("www."):
        return False
    path, own_path = this.path.rstrip("/"), that.path.rstrip("/")
    extra = set(this.query.split("&")) - set(that.query.split("&")) - {""}
    if not all(_OF_ITSELF.fullmatch(pair.partition("=")[0].lower()) for pair in extra):
        return False
    if path == own_path:
        return bool(extra) or this.query == that.query
    behind = path.removeprefix(own_path + "/")
    return bool(own_path) and behind != path and bool(_OF_ITSELF.fullmatch(behind.lower()))


def _shares(url: str, own: frozenset[str]) -> bool:
    parts = urlsplit(url)
    where = f"{(parts.hostname or '').removeprefix('www.')}{parts.path}?"
    if _SHARING.match(where.lower()):
        return True
    for pair in parts.query.split("&"):
        value = unquote(pair.partition("=")[2])
        if value.startswith(("http://", "https://")):
            try:
                if identity(value) in own:
                    return True
            except ValueError:
                continue
    return False
