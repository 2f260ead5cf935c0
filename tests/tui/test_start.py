from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from reader.settings import Settings
from reader.tui.app import PullquoteApp
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.start import StartScreen, choices
from tests.tui.driving import SIZES, picture, until
from tests.tui.fakes import FakeSession

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a page, a text, a picture, a hidden file and a folder, in which we stand."""
    for name in ("page.html", "notes.md", "harbour.png", ".hidden.txt", "[red]odd[.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "deal").write_text("x", encoding="utf-8")
    (tmp_path / "more" / "deal.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_choices_are_folders_and_readable_files(folder: Path) -> None:
    assert choices("") == ["more/", "[red]odd[.txt", "notes.md", "page.html"]
    assert choices("p") == ["page.html"]
    assert choices("more/") == ["more/deal.txt"]
    assert choices(f"{folder}/no") == [f"{folder}/notes.md"]
    assert choices("https://e.example/") == []
    assert choices("nowhere/") == choices("\0/") == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("size", SIZES)
async def test_the_start_says_what_fetching_means_and_three_keys(size: tuple[int, int]) -> None:
    app = PullquoteApp(FakeSession().session, None, notice="[/nope]")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = " ".join(picture(pilot).split())
        assert "fetched in the background" in shown
        assert "Enter opens" in shown
        assert "[/nope]" in shown
        assert "page.html" in shown or size[1] < 24


@pytest.mark.usefixtures("folder")
async def test_typing_opens_what_was_typed() -> None:
    app = PullquoteApp(FakeSession().session, None, settings=Settings(prefetch=False))
    async with app.run_test() as pilot:
        assert "Nothing is fetched by itself" in picture(pilot)
        await pilot.press(*"deal", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.trail is not None)


@pytest.mark.usefixtures("folder")
async def test_a_pasted_address_is_cleaned() -> None:
    app = PullquoteApp(FakeSession().session, None)
    async with app.run_test() as pilot:
        app.screen.query_one("#where", Input).value = "nowhere\x1b]0;x\x07\u202e"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen._where == "nowhere]0;x"


@pytest.mark.usefixtures("folder")
async def test_a_file_is_chosen_from_the_list() -> None:
    app = PullquoteApp(FakeSession().session, None)
    async with app.run_test() as pilot:
        await pilot.press("tab", "enter")
        await until(pilot, lambda: app.screen.query_one("#where", Input).value == "more/")
        assert isinstance(app.screen, StartScreen)
        await pilot.press("escape", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen._where == "more/deal.txt"
