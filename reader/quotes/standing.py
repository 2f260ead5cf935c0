"""Which paragraphs of an article stand word for word in a source that was read: a fact where there was a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.quotes.judging import Verdict
from reader.quotes.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.quotes.checking import Candidate

FEWEST_WORDS = 8
"""Shorter paragraphs stand in many texts by chance."""
COPY = 0.9
"""A source with more than this share of the article's own words is a copy of the article: it says nothing of voices."""
_STANDS = frozenset((Verdict.VERBATIM, Verdict.ELIDED))


def standing(paragraphs: Mapping[str, str], candidates: Sequence[Candidate]) -> dict[str, str]:
    """The source in which each paragraph stands whole, by the paragraphs' ids; others are left out.

    Args:
        paragraphs: the texts of all of the article's prose, by id: whether a source is a copy is told from all of them.
        candidates: the sources that were read, the likeliest first; the first with a paragraph has it.
    """
    lengths = {one: len(tokens(text)) for one, text in paragraphs.items()}
    long = {one: text for one, text in paragraphs.items() if lengths[one] >= FEWEST_WORDS}
    words = sum(lengths[one] for one in long)
    found: dict[str, str] = {}
    for candidate in candidates:
        there = [one for one, text in long.items() if _stands(text, candidate)]
        if sum(lengths[one] for one in there) <= COPY * words:
            found = dict.fromkeys(there, candidate.source) | found
    return found


def _stands(text: str, candidate: Candidate) -> bool:
    return candidate.may_have(text) and candidate.judge(text).verdict in _STANDS
