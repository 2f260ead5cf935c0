"""How long a document is that has pages, and where they begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.model import Format

if TYPE_CHECKING:
    from reader.article.model import Article


def extent(article: Article) -> str | None:
    """What kind of document it is and how many pages it has: "PDF, 12 pages"; None of a page on the web."""
    if article.format is not Format.PDF:
        return None
    return f"PDF, {article.pages:,} page{'' if article.pages == 1 else 's'}" if article.pages else "PDF"


def begins_page(article: Article, index: int) -> int:
    """The number of the page whose first block this is, by its index, but for the first page; else 0."""
    page = article.blocks[index].page
    return page if index and page > article.blocks[index - 1].page else 0
