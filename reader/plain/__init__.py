"""The linear face: an article in words, for screen readers and for pipes, which get no use out of panes and bars.

Roles in words, no drawing characters, no colour, no escape sequence, links numbered, quotations and sources listed at
the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.plain.listing import entries, quotations, sources
from reader.plain.spoken import heading, link_numbers, spoken

if TYPE_CHECKING:
    from reader.reading import Reading


def linear(reading: Reading) -> str:
    """The whole article as linear text; each change of voice is announced in words."""
    article = reading.article
    numbers = link_numbers(reading)
    parts = [heading(article)] if heading(article) else []
    parts += [one for i in range(len(article.blocks)) if (one := spoken(reading, i, numbers))]
    parts += ["\n".join(lines) for lines in (entries(reading), quotations(reading), sources(reading)) if lines]
    return "\n\n".join(parts) + "\n"
