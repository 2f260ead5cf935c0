"""How long a document is that has pages, and where they begin; how long a film plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.model import Format

if TYPE_CHECKING:
    from reader.article.model import Article


def extent(article: Article) -> str | None:
    """What kind of document it is and how long: "PDF, 12 pages", "film, 12 min 30 s"; None of an article on the web."""
    if article.seconds:
        return f"film, {_playing(article.seconds)}"
    if article.format is not Format.PDF:
        return None
    return f"PDF, {article.pages:,} page{'' if article.pages == 1 else 's'}" if article.pages else "PDF"


def _playing(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (0 if hours else rest, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def begins_page(article: Article, index: int) -> int:
    """The number of the page whose first block this is, by its index, but for the first page; else 0."""
    page = article.blocks[index].page
    return page if index and page > article.blocks[index - 1].page else 0
