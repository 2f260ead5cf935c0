"""What lies over the text: links, emphasis, matches, signs. It changes while one reads; the rows never do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.article.model import Form, Mark
from reader.tui.page.standing import first_words
from reader.tui.page.tones import Tone

if TYPE_CHECKING:
    from reader.article.model import Article, Quotation
    from reader.tui.page.search import Match
    from reader.tui.page.view import Badge, PageLink

_TONE_OF = {
    Mark.EMPHASIS: Tone.EMPHASIS,
    Mark.STRONG: Tone.STRONG,
    Mark.CODE: Tone.CODE,
    Mark.QUOTE: Tone.INLINE,
}


class Overlay(NamedTuple):
    """A tone over code points `start` to `end` of a block; `link` is the stop it belongs to, or None."""

    start: int
    end: int
    tone: Tone
    link: int | None = None


class Marks:
    """All that lies over an article's text.

    Attributes:
        article: the article.
        stops: the stops of Tab.
        selected: the selected stop (index), or None.
        matches: what the search found, by block (index).
        match: which of them is the current one, or None.
        lit: the passage that is lit, piece by piece.
        signs: the live sign of each source, by source id.
        badges: what is known of each quotation, by quotation id.
        shifts: cells by which a table (its block's index) that is wider than the page is moved to the left.
        code: the words of a code block (index) that have a tone of their own.
        here: the block (index) that one is at, or None.
        current: the current quotation, or None.
        current_rows: the rows in which it stands, its label's included.
        hints: the letters over each stop (index) while a hint is being chosen.
        pointed: the blocks (indices) with a mark in the margin.
        stops_in: the stops (indices) of each block.
        inline_in: start, end and id of the inline quotations of each block.
        blocks_of: the blocks in which a source (its id) or an inline quotation (its id) has its sign.
    """

    def __init__(self, article: Article, stops: tuple[PageLink, ...] = ()) -> None:
        self.article = article
        self.stops = stops
        self.selected: int | None = None
        self.matches: dict[int, list[Match]] = {}
        self.match: Match | None = None
        self.lit: tuple[Match, ...] = ()
        self.signs: dict[str, str] = {}
        self.badges: dict[str, Badge] = {}
        self.hints: dict[int, str] = {}
        self.shifts: dict[int, int] = {}
        self.code: dict[int, list[Overlay]] = {}
        self.here: int | None = None
        self.current: Quotation | None = None
        self.current_rows = range(0)
        self.pointed = range(0)
        self.stops_in: dict[int, list[int]] = {}
        self.inline_in: dict[int, list[tuple[int, int, str]]] = {}
        self.blocks_of: dict[str, set[int]] = {}
        for number, stop in enumerate(stops):
            self.stops_in.setdefault(stop.block, []).append(number)
            if stop.source is not None:
                self.blocks_of.setdefault(stop.source, set()).add(stop.block)
        for quotation in article.quotations:
            index = article.index.get(quotation.blocks[0]) if quotation.form is Form.INLINE else None
            if index is not None:
                self.inline_in.setdefault(index, []).append((quotation.start, quotation.end, quotation.id))
                self.blocks_of.setdefault(quotation.id, set()).add(index)

    def over(self, block: int, start: int, end: int) -> list[Overlay]:
        """The overlays of code points `start` to `end` of a block, lowest first."""
        found = [Overlay(span.start, span.end, _TONE_OF[span.mark]) for span in self.article.blocks[block].spans]
        found += self.code.get(block, ())
        found += [Overlay(first, last, Tone.INLINE) for first, last, _ in self.inline_in.get(block, ())]
        for number in self.stops_in.get(block, ()):
            stop = self.stops[number]
            found.append(Overlay(stop.start, stop.end, Tone.LINK if stop.url else Tone.NAMED, number))
        if self.current is not None and (first := self.set_off_in(block)):
            found.append(Overlay(*first, Tone.CURRENT))
        found += [Overlay(piece.start, piece.end, Tone.LIT) for piece in self.lit if piece.block == block]
        for match in self.matches.get(block, ()):
            found.append(Overlay(match.start, match.end, Tone.FOUND_HERE if match == self.match else Tone.FOUND))
        if self.selected is not None and (stop := self.stops[self.selected]).block == block:
            found.append(Overlay(stop.start, stop.end, Tone.SELECTED, self.selected))
        return [each for each in found if each.start < end and start < each.end]

    def set_off_in(self, block: int) -> tuple[int, int] | None:
        """The code points of the words by which the current quotation, one inside a sentence, is set off in a block."""
        one = self.current
        if one is None or one.form is not Form.INLINE or self.article.index[one.blocks[0]] != block:
            return None
        text = self.article.blocks[block].text
        return one.start, first_words(text, one.start, one.end if len(one.blocks) == 1 else len(text))

    def is_current(self, block: int, start: int, end: int) -> bool:
        """Whether code points `start` to `end` of a block are some of the current quotation, one inside a sentence."""
        one = self.current
        if one is None or one.form is not Form.INLINE:
            return False
        first, last = self.article.index[one.blocks[0]], self.article.index[one.blocks[-1]]
        return first <= block <= last and (block > first or one.start < end) and (block < last or start < one.end)

    def signs_at(self, block: int, start: int, end: int) -> list[str]:
        """The signs of the sources and the inline quotations that end in code points `start` to `end` of a block."""
        found: list[tuple[int, str]] = []
        for number in self.stops_in.get(block, ()):
            stop = self.stops[number]
            if start < stop.end <= end and stop.source in self.signs:
                found.append((stop.end, self.signs[stop.source]))
        for _, last, quotation in self.inline_in.get(block, ()):
            if start < last <= end and quotation in self.badges:
                found.append((last, self.badges[quotation].sign))
        return [sign for _, sign in sorted(found, key=lambda each: each[0])]
