"""What the rows of a page are painted from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.selection import Selection

    from reader.tui.page.marks import Marks
    from reader.tui.page.rows import Layout
    from reader.tui.page.shapes import Shapes
    from reader.tui.page.tones import Tones
    from reader.tui.page.view import Shown


class Canvas(NamedTuple):
    """What a row is painted from.

    `names` says whom each block quotation is from, `selection` what the mouse selected, `figures` what is shown of
    pictures; `width` is in cells.
    """

    layout: Layout
    marks: Marks
    tones: Tones
    shapes: Shapes
    names: dict[str, str]
    width: int
    selection: Selection | None = None
    figures: Mapping[str, Shown] = {}
