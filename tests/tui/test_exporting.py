"""Exporting what is open: the form, the name, and a file that is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from reader.tui.screens.export import ExportScreen
from tests.tui.driving import SIZES, picture, reading, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def words_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


async def opened(pilot: Pilot[None]) -> ExportScreen:
    await pilot.press("W")
    await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen))
    assert isinstance(pilot.app.screen, ExportScreen)
    return pilot.app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_enter_twice_writes_markdown_beside_one(size: tuple[int, int], folder: Path) -> None:
    async with reading(size=size) as (pilot, screen):
        await opened(pilot)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "Written: the-harbour-deal-is-off.md." in screen.footer.said)
    assert files(folder) == {"the-harbour-deal-is-off.md"}
    assert "> The port authority is abandoning its plan." in words_of(folder / "the-harbour-deal-is-off.md")


@pytest.mark.parametrize(
    ("down", "name", "words"),
    [
        (1, "the-harbour-deal-is-off.html", "<blockquote"),
        (2, "the-harbour-deal-is-off.json", "pullquote/1"),
        (3, "the-harbour-deal-is-off.csl.json", "webpage"),
        (4, "the-harbour-deal-is-off.bib", "@misc"),
    ],
)
async def test_the_name_ends_as_the_form_has_it(down: int, name: str, words: str, folder: Path) -> None:
    async with reading() as (pilot, screen):
        await opened(pilot)
        await pilot.press(*["down"] * down)
        await until(pilot, lambda: name in picture(pilot))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "Written: " in screen.footer.said)
    assert words in words_of(folder / name)


async def test_a_file_that_is_there_is_written_over_only_when_asked_twice(folder: Path) -> None:
    file = folder / "the-harbour-deal-is-off.md"
    file.write_text("mine")
    async with reading() as (pilot, screen):
        sheet = await opened(pilot)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "Enter again writes over it." in picture(pilot))
        assert words_of(file) == "mine"
        await pilot.press("x", "backspace")  # another name in between asks anew
        await pilot.press("enter")
        assert pilot.app.screen is sheet
        await pilot.press("enter")
        await until(pilot, lambda: "Written: " in screen.footer.said)
    assert "port authority" in words_of(file)


async def test_escape_writes_nothing(folder: Path) -> None:
    async with reading() as (pilot, screen):
        await opened(pilot)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
    assert files(folder) == set()


async def test_what_cannot_be_written_is_said() -> None:
    async with reading() as (pilot, screen):
        sheet = await opened(pilot)
        sheet.query_one(Input).value = "none/such.md"
        await pilot.press("enter", "enter")
        await until(
            pilot, lambda: "none/such.md could not be written (No such file or directory)." in screen.footer.said
        )


async def test_a_name_that_no_file_can_have_is_said() -> None:
    async with reading() as (pilot, _):
        sheet = await opened(pilot)
        sheet.query_one(Input).value = "~no-such-user/x.md"
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "No file can have that name." in picture(pilot))


async def test_it_is_in_the_palette() -> None:
    async with reading() as (pilot, _):
        await pilot.press("colon")
        await pilot.press(*"write it")
        await until(pilot, lambda: "Write it to a file, with sources and verdicts" in picture(pilot))
