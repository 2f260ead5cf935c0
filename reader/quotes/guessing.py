"""The page that a quotation is probably from of which nothing says where it is from.

An attribution is evidence of its own, and a page that the article only links to somewhere has none: so more of the
words must stand there than `judge` asks for, in one place, and no other page may come as near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.quotes.changed import SHORT
from reader.quotes.edits import EditKind
from reader.quotes.judging import Judgement, Verdict
from reader.quotes.licence import runs
from reader.quotes.tokens import tokens
from reader.quotes.wording import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotes.candidates import Candidate

LIKELY = 0.5
"""Share of a quotation's longer plain words without which a page is not looked into for it with changes."""

NEAR = 0.8
"""Share of the words that must stand in the passage in order. Of 240,000 spans of 6 to 30 words held against other
texts, and 120,000 against others of their site, what reached it was formulas ("took me a while to get"), lists and
addresses: none of them
had four telling words in a sentence of prose (`python -m tests.quotes.guesses` measures it again)."""

TELLING = 4
"""Words of the quotation that are no function words and must stand in the passage: formulas have three at most."""

CLEARLY = 0.1
"""By how much the next page must be further off, unless it has the very same passage."""

_LONGEST = 2  # times the quotation's length that its passage may be, but for what is said to be left out


class Guess(NamedTuple):
    """The page that comes nearest, and what the quotation is, held against it."""

    judgement: Judgement
    source: str


def probable(quote: str, candidates: Sequence[Candidate]) -> Guess | None:
    """The page from which a quotation probably is, with changes; None where none is near, or several are.

    Args:
        quote: as printed; it stands word for word in none of the pages.
        candidates: every page that was read.
    """
    longest = max((len(run.tokens) for run in runs(quote)), default=0)
    if longest < SHORT:
        return None  # an omission may join anything
    likely = [one for one in candidates if one.share_of(quote) >= LIKELY]
    found = [Guess(one.judge(quote), one.source) for one in likely]
    altered = [one for one in found if one.judgement.verdict is Verdict.ALTERED]
    if not altered:
        return None
    best = max(altered, key=lambda one: one.judgement.similarity)
    page = next(one for one in likely if one.source == best.source)
    rivals = [one for one in altered if one is not best and one.judgement.edits != best.judgement.edits]
    beaten = all(one.judgement.similarity <= best.judgement.similarity - CLEARLY for one in rivals)
    return best if beaten and _is_near(quote, best.judgement, page) else None


def _is_near(quote: str, found: Judgement, page: Candidate) -> bool:
    """Whether so much of a quotation stands in one place of a page that this can only be what is quoted."""
    if found.at is None or found.similarity < NEAR or any(edit.kind is EditKind.SPLICE for edit in found.edits):
        return False
    ours = [token.word for token in tokens(quote)]
    passage = [token.word for token in tokens(page.text[slice(*found.at)])]
    left_out = sum(len(tokens(one)) for one in found.omitted)
    telling = {word for word in ours if word not in FUNCTION_WORDS}
    return len(passage) - left_out <= _LONGEST * len(ours) and len(telling & set(passage)) >= TELLING
