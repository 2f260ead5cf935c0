"""Listings: the language that highlighters leave in names, and the columns of line numbers that they set beside."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.article import clean
from reader.article.patterns import pattern

if TYPE_CHECKING:
    from reader.article.tree import Node

_LANGUAGE = pattern(
    r"(?:^|\s)(?:lang(?:uage)?-|highlight-(?:source|text)-|sourceCode\s+|brush:\s*|hljs\s+(?:language-)?)"
    r"(?!hljs\b|highlight)([\w+#.-]{1,20})",
    re.IGNORECASE,
)
_NONE = frozenset({"none", "plain", "plaintext", "text", "txt", "nohighlight", "no-highlight"})
_GUTTER = pattern(r"(?<![a-z])(?:gutter|linenos?|line-?numbers?|linenodiv|lnt?)(?![a-z])")
_NUMBERS = pattern(r"[\d\s]*")
# Highlighters wrap their listings so deep at most.
_WRAPPED = 2


def language_of(listing: Node) -> str:
    """A listing's language, from the names that highlighters leave on it, in it or around it; or ""."""
    inside = [child for child in listing.elements if child.tag == "code"]
    for node in (listing, *inside, *islice(listing.ancestors(), _WRAPPED)):
        names = f"{node.get('class')} lang-{node.get('data-lang') or node.get('data-language')}"
        if found := _LANGUAGE.search(names):
            language = clean.line(found[1]).lower()
            return "" if language in _NONE else language
    return ""


def is_gutter(node: Node) -> bool:
    """A column of line numbers beside a listing."""
    named = node.names and _GUTTER.search(node.names)
    if not named and not any(_GUTTER.search(above.names) for above in islice(node.ancestors(), 1)):
        return False
    return bool(_NUMBERS.fullmatch(node.text()))
