"""The passage of a source as the preview shows it: lit, and near the top, whatever stands before it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.article.model import Article
    from reader.quotes.located import Stretch

_LIT = "$lit-ink on $lit"
_ENOUGH = 280
"""Characters of a paragraph that need no neighbour to be understood."""


def passage_text(article: Article, passages: Sequence[Stretch], width: int, *, plain: bool = False) -> Content:
    """The passages in their paragraphs, and the paragraph after where those are short; else the source's beginning.

    Of what stands before the first only as much is shown as leaves its first words in the first row of `width` cells.
    """
    if not passages:
        texts = [block.text for block in article.blocks if block.text and block.kind != "heading"]
        none = Content.styled("No passage of it comes near to this sentence. It begins:", "$text-muted")
        return Content("\n\n").join([none, *(Content(text) for text in texts[:3])])
    ellipsis = "..." if plain else "…"
    parts: list[Content] = []
    place = -1
    for block, pieces in groupby(passages, lambda one: one.block):
        before, place = place, article.index[block]
        if parts and place > before + 1:
            parts.append(Content.styled(ellipsis, "$text-muted"))
        parts.append(_lit(article.blocks[place].text, list(pieces), width, ellipsis))
    if sum(len(article.block(one).text) for one in {piece.block for piece in passages}) < _ENOUGH:
        after = article.blocks[place + 1 : place + 2]
        parts += [Content.styled(block.text, "$text-muted") for block in after if block.text]
    return Content("\n\n").join(parts)


def _lit(text: str, pieces: Sequence[Stretch], width: int, ellipsis: str) -> Content:
    """A paragraph from a little before its first piece on, with every piece lit."""
    parts: list[tuple[str, str] | str] = [lead(text[: pieces[0].start], width // 2, ellipsis)]
    at = pieces[0].start
    for piece in pieces:
        parts += [text[at : piece.start], (text[piece.start : piece.end], _LIT)]
        at = piece.end
    return Content.assemble(*parts, text[at:])


def lead(text: str, width: int, ellipsis: str) -> str:
    """The last words of a text that fit in `width` cells after an ellipsis; the whole text where it fits."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis) - 1
    at = len(text)
    while (word := text.rfind(" ", 0, at - 1) + 1) and word < at and cell_len(text[word:]) <= room:
        at = word
    return f"{ellipsis} {text[at:]}"
