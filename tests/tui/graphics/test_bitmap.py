"""A bitmap over a row of cells: never cut, never in a place where it does not belong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from reader.tui.graphics.bitmap import BitmapStrip

BITMAP = "\x1bP0;1q#0;2;0;0;0#0~\x1b\\"
CONSOLE = Console()


def row() -> BitmapStrip:
    return BitmapStrip(Strip([Segment("abc"), Segment(" " * 10), Segment("defgh")], 18), 3, 10, BITMAP)


def test_it_comes_after_the_cells_and_leaves_the_cursor_there() -> None:
    assert row().render(CONSOLE) == f"abc{' ' * 10}defgh\x1b7\x1b[15D{BITMAP}\x1b8"
    assert row().text == f"abc{' ' * 10}defgh"


@given(st.lists(st.integers(1, 17), unique=True).map(sorted))
def test_a_row_that_is_cut_keeps_it_whole_or_not_at_all(cuts: list[int]) -> None:
    pieces = row().divide([*cuts, 18])
    assert "".join(piece.text for piece in pieces) == row().text
    whole = not any(3 < cut < 13 for cut in cuts)
    drawn = [piece.render(CONSOLE) for piece in pieces]
    assert sum(BITMAP in one for one in drawn) == int(whole)
    for piece, one in zip(pieces, drawn, strict=True):
        if BITMAP in one:
            back = piece.cell_length - piece.text.index(" " * 10)
            assert one == f"{piece.text}\x1b7\x1b[{back}D{BITMAP}\x1b8"
        else:
            assert "\x1b" not in one


@given(st.integers(0, 18), st.integers(0, 18))
def test_a_row_that_is_cropped_keeps_it_whole_or_not_at_all(start: int, end: int) -> None:
    piece = row().crop(start, end)
    assert piece.text == row().text[start:end]
    assert (BITMAP in piece.render(CONSOLE)) is (start <= 3 and end >= 13)
