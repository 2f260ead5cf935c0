"""Claims of a page about its article, made facts: clean, bounded, each value once with the first place it stands in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from reader.article.clean import line
from reader.article.model import Fact
from reader.article.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

# (origin, value as written)
Claim = tuple[str, str]

_AT_MOST = 12
_REFERENCE = pattern(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,20});")
_NOT_A_VALUE = pattern(
    r"(?:undefined|null|none|false|true|nan|n/a|untitled|\[?object object\]?|[{<%$]{2}.*|\W+|unknown)", re.IGNORECASE
)


def facts(claims: Iterable[Claim], longest: int) -> tuple[Fact[str], ...]:
    """The claims as clean lines of at most `longest` code points; what is plainly no value is left out."""
    values = ((line(value), origin) for origin, value in claims if value and len(value) <= 4 * longest + 400)
    return tuple(distinct((value, origin) for value, origin in values if 0 < len(value) <= longest and is_value(value)))


def unescaped(text: str) -> str:
    """The text without the character references that are left in it: many pages escape their metadata twice."""
    if "&" not in text:
        return text
    from html import unescape  # with a table of two thousand names, which most pages do not need

    return _REFERENCE.sub(lambda found: unescape(found[0]), text)


def is_value(text: str) -> bool:
    """Whether it says something: templates that were not filled in and the words of programs for nothing do not."""
    return _NOT_A_VALUE.fullmatch(text) is None


def distinct(pairs: Iterable[tuple[T, str]]) -> Iterator[Fact[T]]:
    """Each value once, at its first place; the first dozen."""
    seen: set[T] = set()
    for value, origin in pairs:
        if value not in seen and len(seen) < _AT_MOST:
            seen.add(value)
            yield Fact(value, origin)
