"""The library on the screen: its lists, what is found in its texts, and the way to an article and back."""

from __future__ import annotations

import threading
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from textual.events import Key
from textual.widgets import OptionList

from reader.library.health import backups
from reader.library.library import Library
from reader.library.records import ArticleEntry, Facts, Place
from reader.options import Options
from reader.session import Session
from reader.settings import Settings
from reader.tui.app import PullquoteApp
from reader.tui.panes.listing import Row, Shelf, Wanted, rows
from reader.tui.panes.shelves import ago, article_row
from reader.tui.screens.library import SHELVES, LibraryScreen, head
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.start import StartScreen
from tests.test_reading import Shelf as Pages
from tests.tui.driving import SIZES, picture, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

QUAY = "https://tidewatch.example/quay"
CRANE = "https://tidewatch.example/crane"
LINE = "The gulls were not asked about the lease, and they have said so at length to everybody who came down."
PAGES = {
    QUAY: f"<title>The quay is shut</title><h1>The quay is shut</h1>{f'<p>{LINE}</p>' * 30}"
    f"<p>Only the lamplighter kept a <a href='{CRANE}'>carbuncle</a> of his own.</p>",
    CRANE: f"<title>The crane leans</title><h1>The crane leans</h1>{'<p>Nobody has looked up since May.</p>' * 40}",
}
NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)


@asynccontextmanager
async def library(
    tmp_path: Path, size: tuple[int, int] = (120, 40), read: tuple[str, ...] = (QUAY, CRANE)
) -> AsyncIterator[tuple[PullquoteApp, Pilot[None]]]:
    """The library over the start screen, with two articles that were read."""
    earlier = _session(tmp_path)
    for where in read:
        await earlier.enter(where)
    await earlier.close()
    app = PullquoteApp(_session(tmp_path), None, settings=Settings())
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        if read:
            await until(pilot, lambda: app.screen.query_one(OptionList).option_count > 0)
        yield app, pilot
        await app.action_quit()


def _session(folder: Path) -> Session:
    session = Session(Options(library=folder / "data" / "library.db"))
    session._fetch = Pages(dict(PAGES))
    return session


@pytest.mark.parametrize("size", SIZES)
async def test_the_articles_are_listed_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with library(tmp_path, size) as (_, pilot):
        shown = picture(pilot)
        assert "The quay is shut" in shown
        assert "The crane leans" in shown
        assert "opened just now" in shown
        assert max(len(row) for row in shown.splitlines()) <= size[0]


def test_every_list_has_its_name_over_it_at_every_width() -> None:
    counts = dict.fromkeys(SHELVES, 1204)
    for width in (58, 78, 118):
        row = head(Shelf.OUTLETS, counts, width)
        assert row.cell_length <= width
        assert all(shelf.value in row.plain for shelf in SHELVES)
    assert "Outlets 3" in head(Shelf.OUTLETS, dict.fromkeys(SHELVES, 3), 58).plain
    assert head(Shelf.ARTICLES, counts, 118).plain.startswith(" LIBRARY")


async def test_an_article_opens_and_q_comes_back_to_the_list_and_to_the_start(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("G", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.trail is not None)
        assert "The quay is shut" in picture(pilot)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        assert "The quay is shut" in picture(pilot)  # what was read last


async def test_words_are_found_in_every_text_and_open_where_they_stand(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("slash", *"carbuncle", "enter")
        await until(pilot, lambda: "lamplighter kept" in picture(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.trail is not None)
        await until(pilot, lambda: "carbuncle" in picture(pilot))
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen.trail is not None
        assert app.screen.trail.here.lit is not None


async def test_escape_clears_what_is_looked_for_before_it_leaves(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("slash", *"carbuncle", "enter")
        await until(pilot, lambda: "lamplighter kept" in picture(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 2)
        assert isinstance(app.screen, LibraryScreen)
        assert "The quay is shut" in picture(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))


async def test_typing_filters_the_articles(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("slash", *"crane")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
        assert "The crane leans" in picture(pilot)


async def test_an_article_is_forgotten_when_the_key_is_pressed_twice(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("d")
        assert "again to forget" in picture(pilot)
        await pilot.press("j", "d")  # another row: asked again
        assert app.screen.query_one(OptionList).option_count == 2
        await pilot.press("d")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
        assert "The quay is shut" not in picture(pilot)


async def test_what_was_said_to_be_forgotten_is_though_one_goes_away_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let = threading.Event()

    def slowly(wanted: Wanted, kept: Library) -> list[Row]:
        let.wait()
        return rows(wanted, kept)

    async with library(tmp_path) as (app, pilot):
        monkeypatch.setattr("reader.tui.screens.library.rows", slowly)
        for key in ("m", "d", "d", "escape"):  # it is listed again once it is kept
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        try:
            await until(pilot, lambda: isinstance(app.screen, StartScreen))
        finally:
            let.set()
        await until(pilot, lambda: app._session.shelf.memory.library().count() == 1)


async def test_what_was_forgotten_comes_back_until_one_quits(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "No article was forgotten" in picture(pilot))
        await pilot.press("d", "d")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
        assert "Ctrl+Z brings it back" in picture(pilot)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 2)
        await until(pilot, lambda: "Brought back: The crane leans." in picture(pilot))
        await pilot.press("d", "d")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
    with Library(tmp_path / "data" / "library.db") as kept:
        assert kept.forgotten() is None
        assert kept.count() == 1


async def test_what_is_forgotten_is_no_more_in_the_backups(tmp_path: Path) -> None:
    file = tmp_path / "data" / "library.db"
    async with library(tmp_path) as (_, pilot):
        await until(pilot, lambda: len(backups(file)) == 1)  # the one of the day
        before = backups(file)
        await pilot.press("d", "d")
        await until(pilot, lambda: not any(one.exists() for one in before) and len(backups(file)) == 1)
    with Library(backups(file)[0]) as backup:
        assert backup.count() == 1


async def test_every_list_says_so_where_it_is_empty(tmp_path: Path) -> None:
    async with library(tmp_path, read=()) as (app, pilot):
        for key, words in (
            ("1", "Nothing here"),
            ("3", "dead"),
            ("4", "changed"),
            ("5", "outlet"),
            ("6", "Type words"),
        ):
            await pilot.press(key)
            await until(pilot, lambda words=words: words in picture(pilot).splitlines()[-2])  # type: ignore[misc]
        assert isinstance(app.screen, LibraryScreen)


async def test_from_an_article_to_the_library_and_back(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.trail is not None)
        reading = app.screen
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await pilot.press("B")
        await until(pilot, lambda: app.screen is reading)


def test_a_row_tells_how_far_one_read_and_never_parses_markup() -> None:
    facts = Facts("https://e.example/x", "[b]Not bold[/b]", site="E", commentary=60, quoted=40)
    entry = ArticleEntry(1, "k", facts, 3, {"verbatim": 2, "altered": 1}, NOW, NOW, Place(3, 0, "", 0.4), kept=True)
    row = article_row(entry, 80, NOW, plain=False).plain
    assert "[b]Not bold[/b]" in row
    assert " 40% " in row
    assert "40% quoted" in row
    assert row.endswith("✓2 ≠1")
    assert article_row(entry, 80, NOW, plain=True).plain.isascii()


async def test_articles_from_files_are_told_apart_by_the_names_of_these(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("draft.md", "draft 2.md", "nothing.txt")]
    for file in files[:2]:
        file.write_text(f"# The bridge that nobody drew\n\nA {file.stem} of a carbuncle.\n")
    files[2].write_text("There is no bridge.\n")
    async with library(tmp_path, read=tuple(map(str, files))) as (_, pilot):
        rows = picture(pilot)
        assert " draft.md · opened" in rows
        assert " draft 2.md · opened" in rows
        assert "nothing.txt ·" not in rows  # it goes by its name already
        await pilot.press("slash", *"carbuncle", "enter")
        await until(pilot, lambda: "article · draft 2.md · just now" in picture(pilot))
        assert "article · draft.md · just now" in picture(pilot)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(0), "just now"),
        (timedelta(hours=-3), "just now"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(hours=1, minutes=40), "2 hours ago"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=60), "2 Apr 2024"),
    ],
)
def test_how_long_ago(before: timedelta, words: str) -> None:
    assert ago(NOW - before, NOW) == words
