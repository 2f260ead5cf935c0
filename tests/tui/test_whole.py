"""The whole page in the place of the article: what it links to besides is shown, and none of the article's sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.options import Options
from reader.session import Session
from reader.sources.model import State
from reader.tui.app import PullquoteApp
from reader.tui.screens.reading import ReadingScreen
from tests.test_reading import Shelf
from tests.tui.driving import picture, settled, until

if TYPE_CHECKING:
    from pathlib import Path

POST, STORY = "https://tidewatch.example/post", "https://courier.example/story"
OTHER = [f"https://tidewatch.example/other-{n}" for n in range(3)]
WORDS = "The gulls were not asked about the lease, and they have said so at length to everybody who came. " * 12
PAGES = {
    POST: "<title>The quay</title><nav>"
    + "".join(f"<a href='{url}'>Another post of the blog {n}</a> " for n, url in enumerate(OTHER))
    + f"</nav><article><h1>The quay</h1><p>{WORDS}</p><p>So the <a href='{STORY}'>Courier</a> says.</p></article>",
    STORY: f"<title>Story</title><h1>Story</h1><p>{WORDS}</p>",
    **dict.fromkeys(OTHER, f"<title>Another</title><h1>Another</h1><p>{WORDS}</p>"),
}


async def test_links_outside_the_article_wait_until_they_are_asked_for_and_are_no_sources(tmp_path: Path) -> None:
    file = tmp_path / "data" / "library.db"
    session = Session(Options(library=file))
    web = session._fetch = Shelf(dict(PAGES))
    app = PullquoteApp(session, POST)
    async with app.run_test(size=(160, 50)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, lambda: screen.trail is not None)
        await settled(pilot, screen)
        asked = [url for url, _ in web.asked]
        await pilot.press("v")
        await until(pilot, lambda: screen.trail is not None and screen.trail.here.label == "the whole page")
        await settled(pilot, screen)
        assert screen.reading is not None
        states = {one.source.url: one.state for one in screen.reading.tracked.values()}
        assert states == {STORY: State.OK, **dict.fromkeys(OTHER, State.SKIPPED)}
        assert [url for url, _ in web.asked] == [*asked, POST]
        await pilot.press("v")  # the same key leads back, and forward to what was there
        assert screen.trail is not None
        assert not screen.trail.behind
        await pilot.press("v")
        await until(pilot, lambda: screen.trail is not None and screen.trail.here.label == "the whole page")
        await settled(pilot, screen)
        asked.append(POST)
        await pilot.press("tab")
        await until(pilot, lambda: "stands outside the article" in " ".join(picture(pilot).split()))
        await pilot.press("enter")
        await until(pilot, lambda: screen.trail is not None and len(screen.trail.behind) == 2)
        assert web.asked[-1] == (OTHER[0], False)
        await app.action_quit()
    with Library(file) as library:
        assert [one.url for one in library.sources()] == [STORY]
