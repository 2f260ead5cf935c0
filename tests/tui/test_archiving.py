"""The copies of a source in archives: shown, opened, and asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.options import Archives, Options
from reader.sources.memory import Archived
from reader.tui.panes.evidence import evidence_lines
from reader.tui.panes.room import Room
from reader.tui.screens.saving import SavingScreen
from tests.tui.driving import picture, reading, text, until
from tests.tui.fakes import FakeSession, archived, commentary, sources_of

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from reader.tui.screens.reading import ReadingScreen

LOST = "s3"
WITH_KEYS = Options(archives=Archives(wayback="https://archive.example/web", keys=("access", "secret")))


def choose(screen: ReadingScreen, source_id: str = LOST) -> None:
    screen.choose(source_id)


async def said(pilot: Pilot[None], screen: ReadingScreen, words: str) -> None:
    await until(pilot, lambda: words in screen.footer.said)


async def test_a_shows_the_copy_of_a_lost_page_and_enter_opens_it_here() -> None:
    session = FakeSession()
    async with reading(session) as (pilot, screen):
        session.readings[0].copies.add(LOST)
        choose(screen)
        await pilot.press("a")
        await said(pilot, screen, "The copy of 11 Mar 2024 at archive.example:")
        await until(pilot, lambda: "The lost page" in text(screen, "#facts"))
        facts = text(screen, "#facts")
        assert "◐ dead, gone for good; shown from the archive" in facts
        assert "Copy of 11 Mar 2024 at archive.example, got 2 May 2024, 08:05 UTC." in facts
        assert "SHA-256 0123456789abcdef…" in facts
        assert "◐" in picture(pilot)
        screen.open_source(LOST)
        await until(pilot, lambda: screen.trail is not None and bool(screen.trail.behind))
        assert screen.trail is not None
        assert screen.trail.labels[-1] == "lost.example, 11 Mar 2024"
        assert "The port authority is abandoning its plan" in (screen.reading.article.text if screen.reading else "")


async def test_where_there_is_no_copy_it_says_so() -> None:
    async with reading(FakeSession(options=WITH_KEYS)) as (pilot, screen):
        choose(screen)
        await pilot.press("a")
        await said(pilot, screen, "No archive that was asked has a copy of lost.example")


@pytest.mark.parametrize(
    ("options", "words"), [(Options(offline=True), "No archive is asked offline"), (Options(), "as you set it")]
)
async def test_where_no_archive_is_asked_it_says_why(options: Options, words: str) -> None:
    async with reading(FakeSession(options=options)) as (pilot, screen):
        choose(screen)
        await pilot.press("a")
        await said(pilot, screen, words)


@pytest.mark.parametrize("key", ["a", "A"])
async def test_what_is_only_named_or_not_chosen_has_no_copy(key: str) -> None:
    session = FakeSession(options=WITH_KEYS)
    async with reading(session) as (pilot, screen):
        await pilot.press(key)
        await said(pilot, screen, "Choose a source first")
        choose(screen, "s5")
        await pilot.press(key)
        await said(pilot, screen, "Harbour Weekly is only named")
        assert session.readings[0].asked == []


async def test_saving_asks_first_and_shows_how_many_more_are_allowed() -> None:
    session = FakeSession(options=WITH_KEYS)
    async with reading(session) as (pilot, screen):
        choose(screen)
        await pilot.press("A")
        await until(pilot, lambda: isinstance(pilot.app.screen, SavingScreen))
        about = text(pilot.app.screen, "#saving-about")
        assert "https://lost.example/page" in about
        assert "7 of 4,000; 3 free now" in about
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert session.readings[0].asked == []
        await pilot.press("A")
        await until(pilot, lambda: isinstance(pilot.app.screen, SavingScreen))
        await pilot.press("y")
        await said(pilot, screen, "lost.example: It is saved.")
        assert session.readings[0].asked == [f"save {LOST}"]


async def test_without_keys_it_says_what_is_missing() -> None:
    async with reading() as (pilot, screen):
        choose(screen)
        await pilot.press("A")
        await said(pilot, screen, "Saving needs keys of your own.")


def test_the_evidence_says_where_a_copy_lies_that_is_not_shown() -> None:
    tracked = archived(sources_of(commentary())[2])
    assert tracked.evidence is not None
    live = replace(tracked, evidence=tracked.evidence._replace(origin="live", stored=True))
    assert evidence_lines(live, Room(60, 40, plain=True)) == [
        "",
        "Got 2 May 2024, 08:05 UTC, kept since.",
        "SHA-256 0123456789abcdef...",
        "It is a copy.",
        "a shows the copy of 11 Mar 2024 at archive.example.",
    ]
    assert evidence_lines(replace(tracked, evidence=None, remembered=None), Room(60, 40, plain=False)) == []


def test_the_evidence_says_that_no_archive_may_be_asked_about_a_page_of_ones_own_machine() -> None:
    tracked = archived(sources_of(commentary())[2])
    assert tracked.remembered is not None
    near = replace(
        tracked,
        source=replace(tracked.source, url="http://127.0.0.1:8765/quay"),
        remembered=replace(tracked.remembered, archived=Archived.NONE, copy=None),
    )
    assert "It is not on the public web, so no public archive was asked." in evidence_lines(
        near, Room(90, 40, plain=True)
    )
