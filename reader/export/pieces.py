"""A document's blocks in order, each cut where its marks, links, quotations and references begin and end."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.export.document import Document

Block = dict[str, Any]
Quote = dict[str, Any]


class Piece(NamedTuple):
    """A run of a block's text in which nothing changes, and the references that stand after it.

    Attributes:
        text: the run; empty only where references stand at the very end.
        marks: what it is ("emphasis", "strong", "code").
        url: the http(s) address that it leads to, or None.
        quoted: the id of the inline quotation that it belongs to, or None.
        sources: numbers of the sources that are mentioned up to here, from 1.
        quotes: ids of the inline quotations that end here.
    """

    text: str
    marks: frozenset[str]
    url: str | None
    quoted: str | None
    sources: tuple[int, ...]
    quotes: tuple[str, ...]


class Cutter:
    """Cuts the blocks of one document."""

    def __init__(self, found: Document) -> None:
        self._mentions: dict[str, list[tuple[int, int]]] = {}
        for number, source in enumerate(found["sources"], 1):
            for one in source["mentions"]:
                self._mentions.setdefault(one["block"], []).append((one["end"], number))
        self._inline: dict[str, list[Quote]] = {}
        for quote in found["quotes"]:
            if quote["form"] == "inline":
                self._inline.setdefault(quote["blocks"][0], []).append(quote)

    def pieces(self, block: Block) -> Iterator[Piece]:
        """The runs of a block's text, in order; together they are its text."""
        text, quotes = block["text"], self._inline.get(block["id"], [])
        mentions = self._mentions.get(block["id"], [])
        runs = [*block["spans"], *block["links"], *quotes]
        edges = {0, len(text), *(end for end, _ in mentions)}
        edges.update(one[edge] for one in runs for edge in ("start", "end"))
        cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
        for start, end in pairwise(cuts):
            links = (one["url"] for one in block["links"] if one["start"] <= start and end <= one["end"])
            yield Piece(
                text[start:end],
                frozenset(one["mark"] for one in block["spans"] if one["start"] <= start and end <= one["end"]),
                web_address(next(links, None)),
                next((one["id"] for one in quotes if one["start"] <= start and end <= one["end"]), None),
                tuple(dict.fromkeys(number for at, number in mentions if at == end)),
                tuple(one["id"] for one in quotes if one["end"] == end),
            )


def passages(found: Document) -> Iterator[tuple[Quote | None, list[Block]]]:
    """The blocks in document order, those of one block quotation together with it, others with None."""
    quotes: Mapping[str, Quote] = {one["id"]: one for one in found["quotes"] if one["form"] == "block"}
    title = found["article"]["title"]
    shown = [one for one in found["blocks"] if not (one["kind"] == "heading" and one["text"] == title)]
    for quotation, blocks in groupby(shown, lambda one: one["quotation"]):
        yield quotes.get(quotation or ""), list(blocks)


def web_address(url: str | None) -> str | None:
    """The address where it is an http(s) one, else None: nothing else that a page says is made a link."""
    return url if url is not None and url[:8].lower().startswith(("http://", "https://")) else None
