"""How exactly the words of a verbatim quotation are those of its source."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‐": "-", "‑": "-",
     "\u00ad": None, "\u200b": None}
)  # fmt: skip


class Tier(StrEnum):
    """How exactly the words of a verbatim quotation are the source's."""

    IDENTICAL = "identical"
    TYPOGRAPHY = "typography"
    CASE_AND_PUNCTUATION = "case and punctuation"


def tier_of(quote: str, source: str, at: tuple[int, int]) -> Tier:
    """The tier of a quotation whose words stand in the source at these code points."""
    printed = quote.strip(" \t\n\u00a0\"'“”‘’«»„,.;")
    if printed in source:
        return Tier.IDENTICAL
    if _plain(printed) == _plain(source[at[0] : at[1]]):
        return Tier.TYPOGRAPHY
    return Tier.CASE_AND_PUNCTUATION


def _plain(text: str) -> str:
    """A text with its typography folded: marks, dashes, spaces, soft hyphens."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_MARKS).split())
