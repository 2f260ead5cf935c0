"""The picture in the README, made by the real app reading its demo: `python -m tests.picture`."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from reader import demo
from reader.options import Options
from reader.session import Session
from reader.settings import Settings
from reader.tui.app import PullquoteApp
from reader.tui.screens.reading import ReadingScreen

PICTURE = Path(__file__).resolve().parents[1] / ".pictures" / "demo.svg"
SIZE = (152, 44)
KEYS = ("right_square_bracket", "tab")


async def picture() -> str:
    """The screen as SVG once every source of the demo has settled."""
    with demo.Site() as site:
        app = PullquoteApp(
            Session(Options(routes=site.routes())), demo.ADDRESS, settings=Settings(theme="pullquote-dark")
        )
        async with app.run_test(size=SIZE) as pilot:
            screen = app.screen
            assert isinstance(screen, ReadingScreen)
            while screen.reading is None or not all(one.state.settled for one in screen.reading.tracked.values()):
                await pilot.pause(0.1)
            await pilot.press(*KEYS)
            await pilot.pause(0.5)
            svg = app.export_screenshot(title="Pullquote", simplify=True)
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # the terminal's own font will do


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(asyncio.run(picture()), encoding="utf-8")
