"""Coming back to an article: the place, the text that has changed since, and the network that is away."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from reader.article.model import Because, Voice
from reader.library.library import Library
from reader.library.records import Place
from reader.options import Options
from reader.report import report
from reader.session import Session
from reader.settings import Settings
from reader.tui.app import PullquoteApp
from reader.tui.page.view import View
from reader.tui.screens.reading import ReadingScreen
from reader.voices.corrections import to_corrections
from tests.test_reading import Shelf
from tests.tui.driving import MEDIUM, picture, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

WHERE = "https://tidewatch.example/quay"
PARAGRAPHS = "".join(
    f"<p>Paragraph {n} of the long story of the quay, the council and the gulls, which nobody has read to its end.</p>"
    for n in range(80)
)
HTML = f"<title>The quay</title><h1>The quay</h1>{PARAGRAPHS}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


@asynccontextmanager
async def app(
    file: Path, pages: dict[str, str] | None, where: str = WHERE
) -> AsyncIterator[tuple[Pilot[None], ReadingScreen]]:
    session = Session(Options(library=file, offline=pages is None))
    if pages is not None:
        session._fetch = Shelf(pages)
    app = PullquoteApp(session, where, settings=Settings())
    async with app.run_test(size=MEDIUM, notifications=True, tooltips=True) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, lambda: screen.trail is not None and screen._opened is not None)
        yield pilot, screen
        await app.action_quit()


async def test_one_comes_back_to_the_place_and_the_view_without_a_network(file: Path) -> None:
    async with app(file, {WHERE: HTML}) as (pilot, screen):
        await pilot.press("space", "space", "j")
        screen.page.set_view(View.COMMENTARY)
        place = screen.page.place
    async with app(file, None) as (pilot, screen):
        await until(pilot, lambda: screen.page.place.block == place.block)
        assert screen.page.place[:2] == place[:2]
        assert screen.page.view is View.COMMENTARY
        await until(pilot, lambda: "Offline: this is the page as it was on" in screen.footer.said)
    library = Library(file)
    (entry,) = library.articles()
    assert entry.place is not None
    assert 0 < entry.place.read < 1
    assert library.close()


async def test_the_place_is_noted_while_one_reads(file: Path) -> None:
    async with app(file, {WHERE: HTML}) as (pilot, screen):
        library = await screen.session.shelf.library()
        await pilot.press("space")
        assert screen._noting is not None
        screen._noting._interval = 0.0
        screen.note_place()
        await until(pilot, lambda: library.place(WHERE) is not None)
        place = library.place(WHERE)
        assert place is not None
        assert place[:2] == screen.page.place[:2]


async def test_a_text_that_changed_is_told_and_shown_when_it_is_asked_for(file: Path) -> None:
    async with app(file, {WHERE: HTML}):
        pass
    newer = HTML.replace("Paragraph 3 of", "The new paragraph 3 of")
    async with app(file, {WHERE: newer}) as (pilot, screen):
        await until(pilot, lambda: "Changed since you read it; r shows the new text." in screen.footer.said)
        assert "The new paragraph 3" not in picture(pilot)
        await pilot.press("r")
        await until(pilot, lambda: "The new paragraph 3" in picture(pilot))
        assert screen.page.place.block == 0
        await pilot.press("space")
    library = Library(file)
    assert len(library.versions(WHERE)) == 2
    assert library.count() == 1
    assert library.close()


async def test_the_same_text_is_not_spoken_of(file: Path) -> None:
    async with app(file, {WHERE: HTML}) as (pilot, screen):
        await pilot.press("space", "space")
        place = screen.page.place
    shelf = {WHERE: f"<!-- other bytes -->{HTML}"}
    async with app(file, shelf) as (pilot, screen):
        library = await screen.session.shelf.library()
        await until(pilot, lambda: not any(worker.group == "refreshing" for worker in screen.workers))
        assert screen.footer.said == ""
        assert screen.page.place[:2] == place[:2]
        assert len(library.versions(WHERE)) == 1


async def test_a_server_that_is_gone_is_told_beside_the_text_that_is_kept(file: Path) -> None:
    async with app(file, {WHERE: HTML}):
        pass
    async with app(file, {}) as (pilot, screen):
        await until(pilot, lambda: "This is the page as it was on" in screen.footer.said)
        assert "could not be opened" in screen.footer.said
        assert "Paragraph 3 of" in picture(pilot)


async def test_a_file_is_come_back_to_once_it_is_on_the_screen(file: Path, tmp_path: Path) -> None:
    post = tmp_path / "post.html"
    post.write_text(HTML)
    async with app(file, {}, str(post)) as (pilot, screen):
        await pilot.press("space", "space")
        place = screen.page.place
    async with app(file, {}, str(post)) as (pilot, screen):
        await until(pilot, lambda: screen.page.place[:2] == place[:2])


async def test_a_place_beyond_a_text_that_became_shorter_is_its_top(file: Path) -> None:
    async with app(file, {WHERE: HTML}) as (_, screen):
        screen.session.shelf.left(WHERE, Place(4000, 7))
    async with app(file, None) as (_, screen):
        assert screen.page.place.block == 0


async def test_what_is_wrong_with_the_library_is_told_in_the_footer(file: Path) -> None:
    async with app(file, {WHERE: HTML}) as (pilot, screen):
        screen.session.tell("Not saved: the disk is full.")
        await until(pilot, lambda: screen.footer.said == "Not saved: the disk is full.")


async def test_what_one_said_of_a_paragraph_is_found_again(file: Path) -> None:
    async with app(file, {WHERE: HTML}) as (pilot, screen):
        reading = screen.reading
        assert reading is not None
        block = reading.article.blocks[4]
        screen._correct([block])
        await until(pilot, lambda: reading.article.block(block.id).voice is Voice.QUOTED)
        library = await screen.session.shelf.library()
        await until(pilot, lambda: len(library.corrections(WHERE)) == 1)
    async with app(file, None) as (_, screen):
        assert screen.reading is not None
        assert screen.reading.article.block(block.id).voice is Voice.QUOTED


async def test_what_one_said_is_found_again_where_the_text_was_there_before_the_library(file: Path) -> None:
    async with app(file, {WHERE: HTML}) as (pilot, screen):
        opened, reading = screen._opened, screen.reading
        assert opened is not None
        assert reading is not None
        block = opened.article.blocks[4]
        corrections = to_corrections(opened.article, {block.id: True})
        screen.come_back(opened._replace(left=opened.left._replace(corrections=corrections)))
        await until(pilot, lambda: reading.article.block(block.id).voice is Voice.QUOTED)


async def test_marks_are_there_again(file: Path) -> None:
    async with app(file, {WHERE: HTML}) as (pilot, screen):
        await pilot.press("space", "m", "a", "space", "space", "m", "b")
        places = dict(screen.page.places)
        assert places.keys() == {"a", "b"}
    async with app(file, None) as (pilot, screen):
        assert screen.page.places == places
        await pilot.press("g", "grave_accent", "a")
        await until(pilot, lambda: screen.page.place.block == places["a"][0])


async def test_a_source_has_marks_of_its_own_and_the_article_keeps_its_own(file: Path) -> None:
    source = "https://courier.example/quay"
    pages = {WHERE: HTML.replace("<p>", f"<p>The <a href='{source}'>Courier</a> has it. ", 1), source: HTML}
    async with app(file, pages) as (pilot, screen):
        await pilot.press("space", "m", "a", "g", "tab", "enter")
        await until(pilot, lambda: screen.trail is not None and bool(screen.trail.behind))
        assert screen.page.places == {}
        await pilot.press("m", "z", "backspace")
        await until(pilot, lambda: screen.trail is not None and not screen.trail.behind)
        assert set(screen.page.places) == {"a"}
    library = Library(file)
    assert set(library.marks(WHERE)) == {"a"}
    assert library.close()


async def test_what_was_said_of_whose_words_it_is_holds_the_next_time(file: Path) -> None:
    async with app(file, {WHERE: HTML}) as (pilot, screen):
        await pilot.press("J", "J", "J", "x")
        await until(pilot, lambda: "quoted" in screen.footer.said)
        assert screen.reading is not None
        (said,) = (one.id for one in screen.reading.article.blocks if one.because is Because.READER)
    async with app(file, None) as (pilot, screen):
        await until(pilot, lambda: screen.reading is not None and bool(screen.reading.corrections))
        assert screen.reading is not None
        block = screen.reading.article.block(said)
        assert (block.voice, block.because) == (Voice.QUOTED, Because.READER)
        written = next(one for one in report(screen.reading, WHERE)["blocks"] if one["id"] == said)
        assert written["because"] == "reader"
        await pilot.press("J", "J", "J", "x")
        await until(pilot, lambda: "own words" in screen.footer.said)
    async with app(file, None) as (pilot, screen):
        await until(pilot, lambda: screen.reading is not None and bool(screen.reading.corrections))
        assert screen.reading is not None
        assert screen.reading.article.block(said).voice is Voice.COMMENTARY
