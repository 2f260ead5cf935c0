"""An address that scrolls to a passage: the text fragment of the URL Fragment Text Directives draft (WICG)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from reader.quotes.tokens import Prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST, _MOST = 4, 12
_WHOLE = 12


def with_fragment(url: str, text: str, start: int, end: int) -> str | None:
    """`url` with a fragment that finds code points `start` to `end` of the page's text; None where none would.

    What is given has been looked for: its words stand in this order there first.
    """
    source = Prepared(text)
    inside = [i for i, token in enumerate(source.tokens) if start <= token.start and token.end <= end]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    directive = _whole(source, first, last) if last - first <= _WHOLE else None
    directive = directive or _ends(source, first, last)
    return f"{url.partition('#')[0]}#:~:text={directive}" if directive else None


def _whole(source: Prepared, first: int, last: int) -> str | None:
    text = source.slice(first, last)
    return _encoded(text) if "\n" not in text and _stands_first(source, source.words[first:last], first) else None


def _ends(source: Prepared, first: int, last: int) -> str | None:
    """Its first words and its last: they may stand in different paragraphs."""
    for count in range(_FEWEST, min(_MOST, (last - first) // 2) + 1):
        head, tail = source.slice(first, first + count), source.slice(last - count, last)
        if "\n" in head or "\n" in tail:
            return None
        if _stands_first(source, source.words[first : first + count], first):
            after = [at for at in source.occurrences(source.words[last - count : last]) if at >= first + count]
            if after[:1] == [last - count]:
                return f"{_encoded(head)},{_encoded(tail)}"
    return None


def _stands_first(source: Prepared, words: Sequence[str], at: int) -> bool:
    return source.occurrences(words)[:1] == [at]


def _encoded(text: str) -> str:
    """Percent-encoded; a hyphen, a comma and an ampersand would be read as part of the directive."""
    return quote(text, safe="").replace("-", "%2D")
