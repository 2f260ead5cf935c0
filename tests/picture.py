"""Pictures of the app reading its demo: `python -m tests.picture FOLDER`, and without a folder those of the README."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader import demo
from reader.options import Options
from reader.session import Session
from reader.settings import Settings
from reader.tui.app import PullquoteApp
from reader.tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

README = Path(__file__).resolve().parents[1] / ".pictures"
IN_README = ("demo", "differences")


class Picture(NamedTuple):
    """A screen: the size of the terminal, the keys that lead there from the open article, and how it is set."""

    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    theme: str = "pullquote-dark"
    view: str = "together"
    start: bool = False


MEDIUM, WIDE, NARROW = (120, 40), (152, 44), (80, 24)

NEXT, ALTERED = "right_square_bracket", "greater_than_sign"

PICTURES = {
    "demo": Picture(WIDE, (NEXT, "tab"), view="side by side"),
    "start": Picture(MEDIUM, start=True),
    "together": Picture(MEDIUM, ("g", NEXT, NEXT)),
    "side-by-side": Picture((200, 50), ("g", ALTERED), view="side by side"),
    "preview": Picture(MEDIUM, ("g", "tab")),
    "inline": Picture(MEDIUM, ("g", NEXT, NEXT, "enter")),
    "differences": Picture((100, 30), ("g", ALTERED, ALTERED, "D")),
    "library": Picture(MEDIUM, ("B",)),
    "help": Picture(MEDIUM, ("question_mark",)),
    "palette": Picture(MEDIUM, ("colon",)),
    "narrow": Picture((60, 20), ("g", ALTERED)),
    "drawer": Picture(NARROW, ("g", "l")),
    "light": Picture(MEDIUM, ("g", ALTERED), theme="pullquote-light"),
    "contrast": Picture(MEDIUM, ("g", ALTERED), theme="pullquote-contrast"),
}


async def picture(wanted: Picture, library: Path) -> str:
    """The screen as SVG, once every source of what is open has settled."""
    with demo.Site() as site:
        app = PullquoteApp(
            Session(Options(routes=site.routes(), library=library)),
            None if wanted.start else demo.ADDRESS,
            settings=Settings(theme=wanted.theme, view=wanted.view),
        )
        async with app.run_test(size=wanted.size) as pilot:
            await _settled(pilot)
            for key in wanted.keys:
                await pilot.press(key)
                await _settled(pilot)
            svg = app.export_screenshot(title="Pullquote", simplify=True)
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # the terminal's own font will do


async def _settled(pilot: Pilot[None]) -> None:
    """Wait until nothing is on its way on the screen that is open."""
    await pilot.pause(0.5)
    while isinstance(screen := pilot.app.screen, ReadingScreen) and not (
        screen.reading and all(one.state.settled for one in screen.reading.tracked.values())
    ):
        await pilot.pause(0.1)


def main(folder: Path | None) -> None:
    """Draw them all into a folder, or those of the README into theirs."""
    where = folder or README
    where.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pullquote-picture-") as kept:
        for name in PICTURES if folder else IN_README:
            svg = asyncio.run(picture(PICTURES[name], Path(kept) / "library.db"))
            (where / f"{name}.svg").write_text(svg, encoding="utf-8")
            print(where / f"{name}.svg")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
