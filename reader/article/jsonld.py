"""What a page's JSON-LD says of its article (schema.org)."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

_ARTICLE = re.compile(
    r"(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Review|Report|\w*PageElement|Recipe|WebPage)$"
)
_COMMENTS = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|/\*\]\]>\*/)\s*$")
_SIZE_LIMIT = 1_000_000
_ITEM_LIMIT = 2_000


class Statement(NamedTuple):
    """One article as JSON-LD describes it; empty where it says nothing. The strings are not yet cleaned."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    language: str = ""


def read(scripts: list[str]) -> Statement:
    """The best statement in the page's `application/ld+json` scripts: a true article before a mere web page."""
    found: list[tuple[bool, Statement]] = []
    for script in scripts:
        for item in _items(_parsed(script)):
            kinds = [kind for kind in _strings(item.get("@type")) if _ARTICLE.search(kind)]
            if kinds:
                found.append(("WebPage" in kinds, _statement(item)))
    # A stable sort: the first of the best kind.
    found.sort(key=lambda pair: pair[0])
    return found[0][1] if found else Statement()


def _parsed(script: str) -> Any:
    if len(script) > _SIZE_LIMIT:
        return None
    try:
        return json.loads(_COMMENTS.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None


def _items(data: Any) -> list[dict[str, Any]]:
    """Every object in arrays, `@graph` and `mainEntity`, in order."""
    items: list[dict[str, Any]] = []
    stack = [data]
    while stack and len(items) < _ITEM_LIMIT:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            items.append(item)
            stack.extend(item[key] for key in ("mainEntity", "mainEntityOfPage", "@graph") if key in item)
    return items


def _statement(item: dict[str, Any]) -> Statement:
    return Statement(
        headline=_first(item.get("headline")) or _first(item.get("name")),
        authors=tuple(_names(item.get("author")) or _names(item.get("creator"))),
        publisher=_first(_names(item.get("publisher"))),
        published=_first(item.get("datePublished")) or _first(item.get("dateCreated")),
        language=_first(item.get("inLanguage")),
    )


def _names(value: Any) -> list[str]:
    """Names of persons or organisations: strings, objects with a name, or lists of these."""
    names = []
    for item in value if isinstance(value, list) else [value]:
        names.extend(_strings(item.get("name") if isinstance(item, dict) else item))
    return names


def _strings(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _first(value: Any) -> str:
    return next((text for text in _strings(value) if text.strip()), "")
