"""Lines broken between words: where a terminal breaks them, a screen reader stumbles."""

from __future__ import annotations

import textwrap


def wrapped(text: str, width: int) -> str:
    """Text in which no line is longer than `width` characters, unless a single word is; line feeds stay."""
    return "\n".join(
        textwrap.fill(
            line, max(width, 1), replace_whitespace=False, break_long_words=False, break_on_hyphens=False, tabsize=4
        )
        for line in text.split("\n")
    )
