"""Whether an article is said to be behind a paywall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.facts import distinct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.article.model import Fact
    from reader.article.statement import Statement
    from reader.article.survey import Survey

_TIERS = {"free": False, "metered": True, "locked": True, "paid": True, "premium": True}


def paywall(seen: Survey, statements: Sequence[Statement]) -> tuple[Fact[bool], ...]:
    """What the page says of it: True where (a part of) the article is for payers, False where it is said to be free."""
    return tuple(distinct(_said(seen, statements)))


def _said(seen: Survey, statements: Sequence[Statement]) -> Iterator[tuple[bool, str]]:
    for one in statements:
        if one.free is not None:
            yield not one.free, one.origin
    for origin, tier in seen.claims(("article:content_tier",)):
        if (paid := _TIERS.get(tier.strip().casefold())) is not None:
            yield paid, origin
