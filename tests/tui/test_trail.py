from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reader.tui.page.view import Place, View
from reader.tui.trail import Panes, Trail, Visit

if TYPE_CHECKING:
    from reader.reading import Reading

PLACE = Place(7, 12, 1, 3, View.COMMENTARY)


def visit(label: str) -> Visit:
    return Visit(cast("Reading", object()), label, Panes())


def test_back_and_forward_keep_what_was_left() -> None:
    first, second = visit("one"), visit("two")
    left = Panes(chosen="s3", preview=False)
    trail = Trail(first).left(PLACE, left).open(second)
    assert trail.labels == ("one", "two")
    back = trail.left(PLACE, Panes(zen=True)).back()
    assert back is not None
    assert (back.here.place, back.here.panes) == (PLACE, left)
    forward = back.forward()
    assert forward is not None
    assert forward.here.panes == Panes(zen=True)
    assert forward.here.reading is second.reading


def test_there_is_an_end_on_both_sides() -> None:
    assert Trail(visit("one")).back() is None
    assert Trail(visit("one")).forward() is None


def test_opening_forgets_what_lay_ahead() -> None:
    back = Trail(visit("one")).open(visit("two")).back()
    assert back is not None
    assert back.open(visit("three")).forward() is None
