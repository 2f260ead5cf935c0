"""Links that could do something when they are followed, and so are never followed by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

_VERB = r"(?:log|sign)[-_ ]?(?:out|off)|unsubscribe|opt[-_ ]?out|delete|remove|confirm|deactivate|cancel|verify"
# A whole segment of the path, or a whole name or value of the query: "/news/parties-confirm-talks" is an article.
_ACTING = re.compile(rf"(?:{_VERB})(?:[-_](?:me|email|account|subscription))?(?:\.[a-z]{{2,5}})?", re.IGNORECASE)
_SECRET = re.compile(r"(?:.*[-_])?(?:token|signature|sig|otp)", re.IGNORECASE)
_WORDS = re.compile(rf"\b(?:{_VERB})\b", re.IGNORECASE)
_FEW_WORDS = 5


def acts(url: str, anchors: Iterable[str]) -> str | None:
    """Why following this link could do something, as a sentence, or None.

    Args:
        url: a canonical address.
        anchors: the texts that link to it.
    """
    parts = urlsplit(url)
    pairs = [pair.partition("=")[::2] for pair in parts.query.split("&") if pair]
    if any(_SECRET.fullmatch(name) for name, _ in pairs):
        return "Its address carries a token, so it is fetched only when you ask for it."
    words = [*parts.path.split("/"), *(word for pair in pairs for word in pair)]
    acting = any(_ACTING.fullmatch(unquote_plus(word)) for word in words)
    # A long anchor is a sentence about the world and not the name of a button.
    if acting or any(_WORDS.search(anchor) and len(anchor.split()) <= _FEW_WORDS for anchor in anchors):
        return "Following it could change something, so it is fetched only when you ask for it."
    return None
