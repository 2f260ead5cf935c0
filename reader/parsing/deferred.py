"""Articles that are unpacked when they are looked into: of a hundred sources that are read a person opens a few."""

from __future__ import annotations

import gc
import pickle
from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.article.model import Article

if TYPE_CHECKING:
    from reader.article.model import Block, Entry, Format, Metadata, OutletMention, Quotation


class Sealed(NamedTuple):
    """An article on its way: what every source is asked for, and all of it, packed (a pickle)."""

    metadata: Metadata
    format: Format
    url: str | None
    found: float
    pages: int
    text: str
    words: int
    packed: bytes


def sealed(article: Article) -> Sealed:
    """An article, to be sent."""
    return Sealed(
        article.metadata,
        article.format,
        article.url,
        article.found,
        article.pages,
        article.text,
        article.words,
        pickle.dumps(article, pickle.HIGHEST_PROTOCOL),
    )


def unpickled(payload: bytes | bytearray) -> Any:
    """What our own child sent."""
    collecting = gc.isenabled()
    gc.disable()  # thousands of new values would set off full collections, each a stall
    try:
        return pickle.loads(payload)  # noqa: S301 - from our own child
    finally:
        if collecting:
            gc.enable()


class DeferredArticle(Article):
    """An article whose blocks, and what lies in them, are unpacked when they are first asked for.

    Its text and what the page says of it are there at once. Made with other fields, as `dataclasses.replace` does, it
    is an article like any other.
    """

    packed: bytes

    def __new__(cls, *given: Any, **named: Any) -> Article:  # type: ignore[misc]  # what is changed is deferred no more
        """Make a plain article of these fields."""
        return Article(*given, **named)

    @classmethod
    def of(cls, sealed: Sealed) -> DeferredArticle:
        """The article that was sent."""
        article = object.__new__(cls)
        vars(article).update(sealed._asdict())
        return article

    def __eq__(self, other: object) -> bool:
        """Whether every field is the same."""
        if not isinstance(other, Article):
            return NotImplemented
        return all(getattr(self, one.name) == getattr(other, one.name) for one in fields(Article))

    __hash__ = Article.__hash__

    @property
    def blocks(self) -> tuple[Block, ...]:
        """As in `Article`, and so are the others below."""
        return self._all.blocks

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Unpacked."""
        return self._all.quotations

    @property
    def outlets(self) -> tuple[OutletMention, ...]:
        """Unpacked."""
        return self._all.outlets

    @property
    def outlet_hosts(self) -> tuple[tuple[str, str], ...]:
        """Unpacked."""
        return self._all.outlet_hosts

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Unpacked."""
        return self._all.entries

    @cached_property
    def _all(self) -> Article:
        article: Article = unpickled(self.packed)
        return article
