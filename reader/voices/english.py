"""Whether a text is English, told by its commonest words: the prose model knows no other language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
# Common in English and, unlike "in", "of" or "is", words of hardly any other language.
_COMMON_WORDS = (
    "the and that with this to from are have not but they his her which been were would there what their you by has "
    "can who about"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_FEWEST_WORDS = 30
_LEAST_COMMON = 0.04
"""The least share of common words; English prose has 0.1 and more, its nearest neighbours less than 0.03."""


def is_not_english(texts: Iterable[str]) -> bool:
    """Whether the texts, taken together, are clearly in another language; False where they are too short to tell."""
    text = "\n".join(texts)
    words = _WORD.findall(text.lower())
    if sum(map(len, words)) > 2 * sum(map(len, re.findall(r"[a-z]+", text.lower()))):
        return True  # mostly another script
    if len(words) < _FEWEST_WORDS:
        return False
    return sum(1 for word in words if word in _COMMON) < _LEAST_COMMON * len(words)
