"""The passage of a source as the preview shows it: lit, and near the top, whatever stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.quotes.passage import Passage

_LIT = "$lit-ink on $lit"
_ENOUGH = 280
"""Characters of a paragraph that need no neighbour to be understood."""


def passage_text(article: Article, passage: Passage | None, width: int, *, plain: bool = False) -> Content:
    """The passage in its paragraph, and the paragraph after it where that is short; else the source's beginning.

    Of what stands before the passage only as much is shown as leaves its first words in the first row of `width` cells.
    """
    if passage is None:
        texts = [block.text for block in article.blocks if block.text and block.kind != "heading"]
        none = Content.styled("No passage of it comes near to this sentence. It begins:", "$text-muted")
        return Content("\n\n").join([none, *(Content(text) for text in texts[:3])])
    place = article.index[passage.block]
    text = article.blocks[place].text
    before = lead(text[: passage.start], width // 2, "..." if plain else "…")
    parts = [Content.assemble(before, (text[passage.start : passage.end], _LIT), text[passage.end :])]
    if len(text) < _ENOUGH:
        after = article.blocks[place + 1 : place + 2]
        parts += [Content.styled(block.text, "$text-muted") for block in after if block.text]
    return Content("\n\n").join(parts)


def lead(text: str, width: int, ellipsis: str) -> str:
    """The last words of a text that fit in `width` cells after an ellipsis; the whole text where it fits."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis) - 1
    at = len(text)
    while (word := text.rfind(" ", 0, at - 1) + 1) and word < at and cell_len(text[word:]) <= room:
        at = word
    return f"{ellipsis} {text[at:]}"
