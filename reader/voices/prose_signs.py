"""Telling a person what speaks for a guess: the strongest of the signs that have a name in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.voices.prose_style import Features

# What a sign is called when a person is told; features without a name are weighed but not told.
SIGNS = {
    "before_ends_colon": "follows a lead-in ending in a colon",
    "before_ends_comma": "follows a lead-in ending in a comma",
    "before_last_says": "follows a sentence with ‘says’ or ‘writes’",
    "before_last_texts": "follows the mention of a text",
    "before_last_subject": "follows a report of what somebody says",
    "dateline": "dateline",
    "sourced": "says ‘has learned’, ‘according to’ or ‘said’",
    "rate_said": "reporting verbs",
    "has_office": "names officials",
    "has_body": "names bodies or amounts",
    "opens_quote": "opens with a quotation mark",
    "leading_ellipsis": "begins with an ellipsis",
    "inner_ellipsis": "has an omission",
    "edited": "has a word in square brackets",
    "lower_start": "begins in mid-sentence",
    "second": "second paragraph",
    "off_sentence": "longer sentences than the rest",
    "off_letters": "longer words than the rest",
    "rate_was": "tells of the past",
    "marks_rare": "its quotation marks are unlike the rest’s",
    "quoted_after": "a later paragraph quotes from it",
    "quotes_previous": "quotes from the paragraph before",
    "first": "opens the post",
    "last": "closes the post",
    "ends_colon": "leads in to something",
    "has_i": "speaks as ‘I’",
    "has_you": "speaks to ‘you’",
    "has_blog": "speaks of posts and links",
    "has_stance": "words of opinion",
    "has_hedge": "hedges",
    "verdict_start": "begins like an answer",
    "update": "an update",
    "short": "short",
}
_LEADING_IN = ("before_ends_colon", "before_ends_comma")
"""The signs in whose place the last words of the lead-in are told."""
_LEAD_IN_WORDS = 4
_ABSENT = {"has_i": "no ‘I’", "has_you": "no ‘you’"}
"""Signs whose absence speaks for the other answer, and how that is told."""
_ABSENCE = 0.4
"""How much an absence says beside a presence: most paragraphs lack most signs."""
_TOLD = 3
_WEAKEST_TOLD = 0.12


def why(row: Features, weights: Mapping[str, float], *, quoted: bool, runs_on: bool, before: str = "") -> str:
    """The strongest named signs for the answer given, in a line.

    Args:
        row: the paragraph's features.
        weights: how much each sign speaks for "quoted".
        quoted: the answer.
        runs_on: whether the paragraph before is held to be quoted.
        before: the text of the paragraph before.
    """
    sign = 1.0 if quoted else -1.0
    signs = [(sign * row[name] * weight, _phrase(name, before)) for name, weight in weights.items() if row.get(name)]
    signs += [
        (-sign * weights[name] * _ABSENCE, words)
        for name, words in _ABSENT.items()
        if name in weights and not row.get(name)
    ]
    told = sorted(signs, reverse=True)
    phrases = [phrase for weight, phrase in told[:_TOLD] if weight >= _WEAKEST_TOLD]
    if quoted and runs_on:
        phrases = ["runs on from a quoted paragraph", *phrases[: _TOLD - 1]]
    return "guess: " + (", ".join(phrases) or "by its style as a whole")


def _phrase(name: str, before: str) -> str:
    if name in _LEADING_IN and before:
        return f"follows ‘{' '.join(before.split()[-_LEAD_IN_WORDS:])}’"
    return SIGNS[name]
