"""Running the app under test, and waiting for what the background brings without sleeping."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from textual.widgets import Static

from reader.settings import Settings
from reader.tui.app import PullquoteApp
from reader.tui.inorder import _awaited
from reader.tui.screens.reading import ReadingScreen
from tests.tui.fakes import FakeSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot
    from textual.screen import Screen

MOMENT = 0.002
"""Seconds between two looks: without them the waiting takes the processor from what it waits for."""

MEDIUM = (120, 40)
SIZES = ((200, 50), (120, 40), (80, 24), (60, 20))
PATIENCE = 30.0
"""Seconds after which what was waited for is taken never to come: others may be at work on the machine."""


@asynccontextmanager
async def reading(
    session: FakeSession | None = None,
    *,
    size: tuple[int, int] = MEDIUM,
    settings: Settings | None = None,
    where: str = "deal",
) -> AsyncIterator[tuple[Pilot[None], ReadingScreen]]:
    """The app with its article open and every source settled, unless the session holds them back."""
    session = session or FakeSession()
    app = PullquoteApp(session.session, where, settings=settings or Settings())
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, lambda: screen.trail is not None and bool(session.readings[0].tracked))
        if not session.hold:
            await settled(pilot, screen)
        yield pilot, screen


async def settled(pilot: Pilot[None], screen: ReadingScreen) -> None:
    """Wait until every source of the open article is settled and shown, and what follows from it is."""

    def done() -> bool:
        found = screen.reading
        whole = found is not None and len(found.tracked) == len(found.sources)
        return whole and not waiting(screen) and all(work.is_finished for work in _awaited(screen))

    await until(pilot, done)


def waiting(screen: ReadingScreen) -> bool:
    """Whether some source of the open article is shown as waiting."""
    found = screen.reading
    return found is None or any(not one.state.settled for one in found.tracked.values())


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the app work until something holds; fail when it never does."""
    end = time.monotonic() + PATIENCE
    await pilot.pause()
    while not holds():
        if time.monotonic() > end:
            raise AssertionError("what was waited for never came")
        await pilot.pause(MOMENT)
    await pilot.pause()


def text(screen: Screen[Any], selector: str) -> str:
    """What a Static shows."""
    return str(screen.query_one(selector, Static).render())


def picture(pilot: Pilot[None]) -> str:
    """All text on the screen, row by row."""
    return "\n".join(
        "".join(segment.text for segment in strip) for strip in pilot.app.screen._compositor.render_strips()
    )
