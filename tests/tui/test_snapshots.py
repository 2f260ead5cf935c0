"""What the reading screen looks like: the pictures beside this file. `pytest --snapshot-update` takes them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.settings import Settings
from reader.tui.app import PullquoteApp
from reader.tui.panes.preview import PreviewPane
from reader.tui.screens.reading import ReadingScreen
from tests.tui.driving import SIZES, picture, settled, until
from tests.tui.fakes import FakeSession

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["pullquote-dark", "pullquote-light"])
def test_reading(snap_compare: Callable[..., bool], size: tuple[int, int], theme: str) -> None:
    async def arrive(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReadingScreen)
        await settled(pilot, screen)
        await pilot.press("tab")
        if screen.query_one(PreviewPane).region:
            await until(pilot, lambda: "a letter" in picture(pilot))  # the passage comes when one stays at the link
        await settled(pilot, screen)
        await pilot.pause()

    app = PullquoteApp(FakeSession().session, "deal", settings=Settings(theme=theme))
    assert snap_compare(app, terminal_size=size, run_before=arrive)
