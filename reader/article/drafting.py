"""An article in the making: blocks get their ids, block quotations are opened and closed around them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.article.model import Because, Block, Figure, Form, Kind, Quotation, Voice

if TYPE_CHECKING:
    from reader.article.inline import Inline, Run

QUOTED_WHY = "inside a block quotation"

_CREDIT = re.compile(r"(?:^|\n)[ \t]*(?:[—–―]|--?)[ \t\u00a0]*(?P<who>\w[^\n]{1,160})$")


class Draft:
    """Blocks and block quotations in document order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.quotations: list[Quotation] = []
        self._cites: list[str | None] = []
        self._first = 0

    @property
    def depth(self) -> int:
        """How many block quotations are open."""
        return len(self._cites)

    def add(
        self, kind: Kind, inline: Inline, *, level: int = 0, marker: str = "", figure: Figure | None = None
    ) -> None:
        """One more block, quoted when a block quotation is open."""
        depth = len(self._cites)
        self.blocks.append(
            Block(
                id=f"b{len(self.blocks) + 1}",
                kind=kind,
                text=inline.text,
                spans=inline.spans,
                links=inline.links,
                level=level,
                marker=marker,
                figure=figure,
                depth=depth,
                voice=Voice.QUOTED if depth else Voice.COMMENTARY,
                because=Because.MARKUP,
                why=QUOTED_WHY if depth else "",
                quotation=f"q{len(self.quotations) + 1}" if depth else None,
            )
        )

    def caption_last(self, run: Run) -> bool:
        """The run becomes the caption of the last block, when that is a figure without one; says whether it did."""
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.kind is not Kind.FIGURE or last.text or last.depth != self.depth:
            return False
        inline = run.finish()
        self.blocks[-1] = replace(last, text=inline.text, spans=inline.spans, links=inline.links)
        return True

    def open_quotation(self, cite: str | None = None) -> None:
        """What follows stands in a block quotation, or one deeper."""
        if not self._cites:
            self._first = len(self.blocks)
        self._cites.append(cite)

    def close_quotation(self, credit: str | None = None) -> None:
        """The innermost block quotation ends; the outermost is listed when it holds any text."""
        cite = self._cites.pop()
        if self._cites or self._first == len(self.blocks):
            return
        inside = self.blocks[self._first :]
        if not any(block.text for block in inside):
            self.blocks[self._first :] = [replace(block, quotation=None) for block in inside]
            return
        self.quotations.append(
            Quotation(
                id=f"q{len(self.quotations) + 1}",
                form=Form.BLOCK,
                blocks=tuple(block.id for block in inside),
                start=0,
                end=len(inside[-1].text),
                cite=cite or next((span.cite for span in inside[0].spans if span.cite), None),
                credit=credit or credit_in(inside[-1].text),
            )
        )

    def credit_last(self, credit: str) -> None:
        """A credit line that stands after the last quotation (a figure's caption)."""
        if self.quotations and not self.quotations[-1].credit:
            self.quotations[-1] = replace(self.quotations[-1], credit=credit)


def credit_in(text: str) -> str | None:
    """The "Name, Outlet" of a last line such as "— Name, Outlet", or None."""
    found = _CREDIT.search(text)
    return found["who"].strip() if found else None


def credit_of(caption: str) -> str:
    """A caption or `<cite>` that credits a quotation, without its dash."""
    return caption.lstrip("—–―- \t\u00a0").strip()
