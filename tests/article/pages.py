"""Pages for tests: a body between two paragraphs of prose, as in an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import parse

if TYPE_CHECKING:
    from reader.article.model import Article, Block

ADDRESS = "https://blog.example/posts/1"
FILLER = (
    "<p>The ferry has run since the harbour was dug, and it runs still, in every weather that the bay can send it,"
    " whatever the board has said about it in the years between.</p>"
)


def read(body: str, url: str | None = ADDRESS) -> Article:
    """The article with that body."""
    return parse(f"<!doctype html><body><article>{FILLER}{body}{FILLER}</article></body>", "text/html", url)


def inner(body: str) -> tuple[Block, ...]:
    """The blocks of that body."""
    blocks = read(body).blocks
    assert blocks[0].text.startswith("The ferry")
    assert blocks[-1].text.startswith("The ferry")
    return blocks[1:-1]
