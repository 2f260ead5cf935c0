"""An article in the making: blocks get their ids, block quotations are opened and closed around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.crediting import credit_at_end
from reader.article.model import Block, Figure, Form, Kind, Quotation, Voice

if TYPE_CHECKING:
    from reader.article.addresses import Addresses
    from reader.article.inline import Inline, Run
    from reader.article.model import Link

QUOTED_WHY = "inside a block quotation"
REPEATED_WHY = "a pull quote: it repeats the article's own words"


class Draft:
    """Blocks and block quotations in document order.

    Attributes:
        repeating: what follows only repeats the article's own words.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.quotations: list[Quotation] = []
        self.repeating = False
        self._cites: list[str | None] = []
        self._first = 0
        # Names of places that wait for the block they stand in, and the ids of the blocks of those that have one.
        self._waiting: list[str] = []
        self._places: dict[str, str] = {}

    @property
    def depth(self) -> int:
        """How many block quotations are open."""
        return len(self._cites)

    def add(
        self, kind: Kind, inline: Inline, *, level: int = 0, marker: str = "", figure: Figure | None = None
    ) -> None:
        """One more block, quoted when a block quotation is open."""
        depth = len(self._cites)
        voice, why = Voice.COMMENTARY, ""
        if depth:
            voice, why = Voice.QUOTED, QUOTED_WHY
        elif self.repeating:
            voice, why = Voice.FURNITURE, REPEATED_WHY
        block_id = f"b{len(self.blocks) + 1}"
        self.blocks.append(
            Block(
                id=block_id,
                kind=kind,
                text=inline.text,
                spans=inline.spans,
                links=inline.links,
                level=level,
                marker=marker,
                figure=figure,
                depth=depth,
                voice=voice,
                why=why,
                quotation=f"q{len(self.quotations) + 1}" if depth else None,
            )
        )
        for name in self._waiting:
            self._places.setdefault(name, block_id)
        self._waiting.clear()

    def place(self, name: str) -> None:
        """A place that links may lead to: in the block that comes next."""
        self._waiting.append(name)

    def lead_links(self, addresses: Addresses) -> None:
        """Give the links that lead to a place in the article the block it stands in; once all blocks are there."""
        for i, block in enumerate(self.blocks):
            if block.links and any("#" in link.url for link in block.links):
                links = tuple(self._led(link, block.id, addresses) for link in block.links)
                if links != block.links:
                    self.blocks[i] = block._replace(links=links)

    def _led(self, link: Link, own: str, addresses: Addresses) -> Link:
        place = addresses.place(link.url)
        target = self._places.get(place) if place else None
        return link._replace(target=target) if target and target != own else link

    def caption_last(self, run: Run) -> bool:
        """The run becomes the caption of the last block, when that is a figure without one; says whether it did."""
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.kind is not Kind.FIGURE or last.text or last.depth != self.depth:
            return False
        inline = run.finish()
        self.blocks[-1] = last._replace(text=inline.text, spans=inline.spans, links=inline.links)
        return True

    def open_quotation(self, cite: str | None = None) -> None:
        """What follows stands in a block quotation, or one deeper."""
        if not self._cites:
            self._first = len(self.blocks)
        self._cites.append(cite)

    def close_quotation(self, credit: str | None = None) -> None:
        """The innermost block quotation ends; the outermost is listed when it holds any text, and is none else."""
        cite = self._cites.pop()
        if self._cites or self._first == len(self.blocks):
            return
        inside = self.blocks[self._first :]
        if not any(block.text for block in inside):
            self.blocks[self._first :] = [
                block._replace(depth=0, voice=Voice.COMMENTARY, why="", quotation=None) for block in inside
            ]
            return
        self.quotations.append(
            Quotation(
                id=f"q{len(self.quotations) + 1}",
                form=Form.BLOCK,
                blocks=tuple(block.id for block in inside),
                start=0,
                end=len(inside[-1].text),
                cite=cite or next((span.cite for span in inside[0].spans if span.cite), None),
                credit=credit or credit_at_end([block.text for block in inside]),
            )
        )
