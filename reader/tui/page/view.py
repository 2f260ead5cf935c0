"""The values that the reading pane gives and takes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.tui.graphics.drawn import Drawn
    from reader.tui.page.standing import Spot


class View(StrEnum):
    """How the two voices are set."""

    TOGETHER = "together"
    SIDE_BY_SIDE = "side by side"
    COMMENTARY = "commentary only"
    QUOTED = "quoted only"


class Unfolded(NamedTuple):
    """A source's passage opened under a paragraph: the block's id, a line that says whose, and its paragraphs."""

    block: str
    label: str
    paragraphs: tuple[str, ...]


class Place(NamedTuple):
    """Exactly where one is in an article.

    Attributes:
        block: index of the block at the top row.
        offset: code point in that block at the top row, so that it survives a re-wrap; -1 above the first text.
        row: rows below that anchor; above the first text, rows from the top of the page.
        link: the selected link, an index into the pane's links, or None.
        view: how the voices are set.
        zen: whether the shell shows the pane alone.
        unfolded: the passages that are open.
        opened: the folded lines that were opened, by the id of the first block in each.
        pictures: the figures whose pictures are unfolded, by their blocks' ids.
        quotation: the quotation that was gone to, or None.
    """

    block: int
    offset: int
    row: int
    link: int | None
    view: View
    zen: bool = False
    unfolded: tuple[Unfolded, ...] = ()
    opened: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()
    quotation: Spot | None = None


class Shown(NamedTuple):
    """What is shown of a figure whose picture can be had.

    Attributes:
        hint: its size, where that is known, and what a key does.
        open: whether it is unfolded.
        words: where it is unfolded and not drawn, why.
        drawn: the picture.
        room: the columns and rows that it was drawn within.
    """

    hint: str
    open: bool = False
    words: str = ""
    drawn: Drawn | None = None
    room: tuple[int, int] = (0, 0)


class PageLink(NamedTuple):
    """One stop of Tab: a link, a mention of a named source, or a figure; code points `start` to `end` of a block.

    `block` is that block's index. `url` is None for a name without a link; `source` is the source's id, or None for a
    link within the page; `target` is the block (index) that such a link leads to, where that is known. A figure's `url`
    is its picture's, and it is at the block's beginning.
    """

    block: int
    start: int
    end: int
    url: str | None
    source: str | None
    target: int | None = None
    picture: bool = False


class Badge(NamedTuple):
    """What is known of a quotation.

    Attributes:
        sign: a cell or two, three at most.
        label: whose it is, or a verdict.
        style: the sign's tone: "good", "warn", "bad" or "quiet".
        words: what more to say of it, quietly; may be empty.
    """

    sign: str
    label: str
    style: str
    words: str = ""
