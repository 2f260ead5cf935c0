from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import Paste
from textual.widgets import Input, Static

from reader.options import Archives, Options, Prefetch
from reader.session import Session
from reader.tui.app import PullquoteApp
from reader.tui.pasting import LONGEST_PASTE
from reader.tui.screens.help import HelpScreen
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


def notice(app: PullquoteApp) -> str:
    """What the start screen says under its line, where it is there."""
    return str(app.screen.query_one("#start-notice", Static).render()) if isinstance(app.screen, StartScreen) else ""


def test_choices_are_folders_and_readable_files(folder: Path) -> None:
    assert choices("") == ["more/", "[red]odd[.txt", "notes.md", "page.html"]
    assert choices("p") == ["page.html"]
    assert choices("more/") == ["more/deal.txt"]
    assert choices(f"{folder}/no") == [f"{folder}/notes.md"]
    assert choices("https://e.example/") == []
    assert choices("nowhere/") == choices("\0/") == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (Options(), "nothing else is sent"),
        (Options(archives=Archives(wayback="https://archive.example/web")), "Web archives are asked for those"),
        (Options(archives=Archives(wayback="https://archive.example/web"), offline=True), "Nothing is fetched"),
    ],
)
async def test_the_start_says_who_is_told_what(options: Options, said: str) -> None:
    app = PullquoteApp(Session(options), None)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert said in " ".join(picture(pilot).split())


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
    app = PullquoteApp(FakeSession(options=Options(prefetch=Prefetch.OFF)).session, None)
    async with app.run_test() as pilot:
        assert "Nothing is fetched by itself" in picture(pilot)
        await pilot.press(*"deal", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.trail is not None)


@pytest.mark.usefixtures("folder")
async def test_a_pasted_address_is_cleaned() -> None:
    app = PullquoteApp(FakeSession().session, None)
    async with app.run_test() as pilot:
        line = app.screen.query_one("#where", Input)
        await until(pilot, lambda: line.has_focus)
        await pilot.press("x")
        app.post_message(Paste("no\x1b]0;where\x07\u202e\nelse "))
        await until(pilot, lambda: line.value != "x")
        assert line.value == "xno]0;where else"


@pytest.mark.usefixtures("folder")
async def test_of_a_megabyte_that_is_pasted_a_line_s_worth_is_taken_and_that_is_said() -> None:
    app = PullquoteApp(FakeSession().session, None)
    async with app.run_test(notifications=True) as pilot:
        line = app.screen.query_one("#where", Input)
        await until(pilot, lambda: line.has_focus)
        app.post_message(Paste("word " * 200_000))
        await until(pilot, lambda: bool(line.value))
        assert line.value == ("word " * 200_000)[:LONGEST_PASTE].strip()
        await until(pilot, lambda: "Only the first" in picture(pilot))


@pytest.mark.usefixtures("folder")
async def test_what_cannot_be_opened_stays_on_the_line_with_the_reason_under_it() -> None:
    app = PullquoteApp(FakeSession().session, None)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*"dael", "enter")
        await until(pilot, lambda: "There is no file dael" in notice(app))
        line = app.screen.query_one("#where", Input)
        assert line.value == "dael"
        assert line.has_focus
        await pilot.press(*["backspace"] * 3, *"eal", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.trail is not None)
        assert not app.screen_stack[0].query_one("#start-notice", Static).render()
        await pilot.press("q")  # back to where it was asked for
        await until(pilot, lambda: isinstance(app.screen, StartScreen))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("key", ["q", "escape"])
async def test_an_article_that_takes_long_can_be_given_up(key: str) -> None:
    session = FakeSession()
    session.slow = True
    app = PullquoteApp(session.session, None)
    async with app.run_test() as pilot:
        await pilot.press(*"deal", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await until(pilot, lambda: picture(pilot).splitlines()[-1].strip() == "q back  ? help")
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        assert app.screen.query_one("#where", Input).value == "deal"


@pytest.mark.usefixtures("folder")
async def test_f1_is_help() -> None:
    app = PullquoteApp(FakeSession().session, None)
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        assert app.screen.query_one("#where", Input).value == "?"
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "open what is typed or chosen" in picture(pilot)
        assert "the article alone" not in picture(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))


async def test_the_start_is_styled() -> None:
    app = PullquoteApp(FakeSession().session, None)
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.pause()
        assert app.screen.query_one("#start").size.width < 80


@pytest.mark.usefixtures("folder")
async def test_a_file_is_chosen_from_the_list() -> None:
    app = PullquoteApp(FakeSession().session, None)
    async with app.run_test() as pilot:
        await pilot.press("tab", "enter")
        await until(pilot, lambda: app.screen.query_one("#where", Input).value == "more/")
        assert isinstance(app.screen, StartScreen)
        await pilot.press("escape", "tab", "enter")
        await until(pilot, lambda: "There is no file more/deal.txt" in notice(app))


async def test_a_name_that_is_too_long_is_cut_in_its_row(folder: Path) -> None:
    (folder / f"{'long ' * 30}.md").touch()
    app = PullquoteApp(FakeSession().session, None)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        rows = [row for row in picture(pilot).splitlines() if "long" in row]
        assert len(rows) == 1
        assert rows[0].rstrip().endswith("…")
