"""On which lines of a text an article's quotations begin, so that an editor can go there."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.quotes.tokens import Prepared, tokens

if TYPE_CHECKING:
    from reader.article.model import Article

_WORDS = (8, 5, 3)
"""So many of its first words are looked for, fewer where an address stands among them, as in Markdown's links."""


def line_numbers(text: str, article: Article) -> dict[str, int]:
    """The line, from 1, on which each quotation begins, by its id; one that is not found is left out.

    Args:
        text: what the article was read from: Markdown or plain text, whose words it has in their order.
        article: the article.
    """
    source = Prepared(text)
    blocks: dict[str, int] = {}
    at = 0
    for block in article.blocks:
        found = _place(source, block.text, at)
        if found is not None:
            blocks[block.id] = at = found
    lines: dict[str, int] = {}
    done: dict[str, int] = {}  # up to where the quotations of each block were found
    for one in article.quotations:
        block = article.block(one.blocks[0])
        words = block.text[one.start : one.end if len(one.blocks) == 1 else None]
        found = _place(source, words, done.get(block.id, blocks.get(block.id, 0)))
        if found is not None:
            done[block.id] = found + 1
            lines[one.id] = 1 + text.count("\n", 0, source.tokens[found].start)
    return lines


def _place(source: Prepared, text: str, start: int) -> int | None:
    """The index of the word at which a text begins, from `start` on; where it is not there, from the beginning."""
    words = [token.word for token in tokens(text)]
    for count in dict.fromkeys(min(one, len(words)) for one in _WORDS):
        places = source.occurrences(words[:count])
        if places:
            after = bisect_left(places, start)
            return places[after] if after < len(places) else places[0]
    return None
