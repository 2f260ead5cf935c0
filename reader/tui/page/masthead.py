"""The masthead: an article's title where no heading of its own says it, and whose it is and of when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.extent import extent
from reader.tui.page.rows import Chunk, What
from reader.tui.page.wrap import cells, longest_row, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.article.model import Article
    from reader.tui.page.shapes import Shapes

_OPENING = 3
"""Blocks among which an article may say its title itself."""


def set_masthead(article: Article, width: int, shapes: Shapes) -> Iterator[Chunk]:
    """Set the masthead in `width` cells; its chunks belong to no block. Nothing where the article says its title."""
    title = article.title or ""
    if not title.strip() or any(_same(title, block.text) for block in article.blocks[:_OPENING]):
        return
    starts = wrap(title, max(1, width))
    yield Chunk(What.TITLE, -1, title, starts)
    line = shapes.heavy * longest_row(title, starts)
    yield Chunk(What.UNDERLINE, -1, line, tight=True)
    published = article.published
    date = f"{published.day} {published:%b %Y}" if published else None
    told = shapes.dot.join(
        dict.fromkeys(part for part in (article.site, extent(article), article.byline, date) if part)
    )
    if told:
        starts = wrap(told, max(1, width - cells(shapes.ellipsis)))
        cut = told if len(starts) == 1 or cells(told) <= width else told[: starts[1]].rstrip() + shapes.ellipsis
        yield Chunk(What.CREDITS, -1, cut, tight=True)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
