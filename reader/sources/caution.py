"""Links that could do something when they are followed, and so are never followed by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAVE = r"(?:log|sign)[-_\s]?(?:out|off)|unsubscribe"
_VERB = rf"{_LEAVE}|opt[-_\s]?out|delete|remove|confirm|deactivate|cancel|verify"
# A whole segment of the path, or a whole name or value of the query: "/news/parties-confirm-talks" is an article.
# Nothing but a button begins with some of them, and no article stands in a query.
_ACTING = re.compile(rf"(?:{_VERB})(?:[-_](?:me|email|account|subscription))?(?:\.[a-z]{{2,5}})?", re.IGNORECASE)
_LEAVING = re.compile(rf"(?:{_LEAVE})(?:[-_;:.].*)?", re.IGNORECASE)
_COMMAND = re.compile(rf"(?:{_VERB})(?:[-_]\w+){{0,2}}", re.IGNORECASE)
_SECRET = re.compile(r".*(?:token|signature)|(?:.*[-_])?(?:sig|otp)", re.IGNORECASE)
_SEPARATOR = re.compile("[&;]")
_WORDS = re.compile(rf"\b(?:{_VERB})\b", re.IGNORECASE)
_PLAIN_WORDS = re.compile(rf"\b(?:{_LEAVE})\b|\b(?:confirm|verify) your (?:e-?mail|account|address)\b", re.IGNORECASE)
_FEW_WORDS = 5


def carries_token(url: str) -> bool:
    """Whether whoever has this canonical address may do what only its owner should: nobody else is told of it."""
    parts = urlsplit(url)
    return any(_SECRET.fullmatch(one) for one in (*_segments(parts.path), *(name for name, _ in _pairs(parts.query))))


def acts(url: str, anchors: Iterable[str]) -> str | None:
    """Why following this link could do something, as a sentence, or None.

    Args:
        url: a canonical address.
        anchors: the texts that link to it.
    """
    if carries_token(url):
        return "Its address carries a token, so it is fetched only when you ask for it."
    parts = urlsplit(url)
    acting = any(_ACTING.fullmatch(one) or _LEAVING.fullmatch(one) for one in _segments(parts.path))
    commanded = any(_COMMAND.fullmatch(word) for pair in _pairs(parts.query) for word in pair)
    if acting or commanded or any(_is_button(anchor) for anchor in anchors):
        return "Following it could change something, so it is fetched only when you ask for it."
    return None


def _segments(path: str) -> list[str]:
    return [unquote_plus(segment) for segment in path.split("/")]


def _pairs(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (unquote_plus(one).partition("=") for one in _SEPARATOR.split(query))]


def _is_button(anchor: str) -> bool:
    """Whether it names what it does. A long one is a sentence about the world, unless its words are a button's."""
    few = len(anchor.split()) <= _FEW_WORDS
    return bool((_WORDS if few else _PLAIN_WORDS).search(anchor))
