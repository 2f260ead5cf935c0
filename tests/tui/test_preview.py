"""The preview: what it says at once, what once one stays, and going on in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.library.records import Step
from reader.quotes.checking import Finding
from reader.quotes.judging import Judgement, Verdict
from reader.sources.memory import Liveness, Remembered
from reader.sources.model import Source, SourceKind, State, Tracked
from reader.tui.panes.describe import preview
from reader.tui.panes.looked import Looked, Quoted, history_lines, quoted_lines
from reader.tui.panes.room import Room
from reader.tui.screens import previewing
from reader.tui.trail import Focus
from tests.tui.driving import reading, text, until
from tests.tui.fakes import HOSTILE, FakeSession

if TYPE_CHECKING:
    from reader.sources.model import Mention

ROOM = Room(60, 30, plain=False)
SEEN = datetime(2024, 3, 1, tzinfo=UTC)


def step(days: int, liveness: str, status: int | None = 200) -> Step:
    return Step(SEEN + timedelta(days=days), liveness, "readable", "unknown", status, "")


async def test_links_that_one_only_passes_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previewing, "DWELL", 60.0)
    session = FakeSession()
    async with reading(session) as (pilot, screen):
        asked: list[str] = []

        def passages(source_id: str, _: Mention | None = None) -> tuple[()]:
            asked.append(source_id)
            return ()

        session.readings[0].passages = passages  # type: ignore[method-assign,assignment]
        await pilot.press("tab", "tab")
        await until(pilot, lambda: "What the Courier saw" in text(screen, "#facts"))
        assert session.readings[0].attended == []
        monkeypatch.setattr(previewing, "DWELL", 0.0)
        await pilot.press("tab", "shift+tab")
        await until(pilot, lambda: asked == ["s2"])
        assert session.readings[0].attended[-1] == "s2"
        assert screen.focused is screen.page


async def test_the_quotations_from_a_source_and_their_verdicts_are_told() -> None:
    session = FakeSession()
    async with reading(session) as (pilot, screen):
        found = session.readings[0]
        article = found.tracked["s1"].article
        assert article is not None
        at = article.text.index("The port authority")
        await pilot.press("tab")
        await until(pilot, lambda: "The port authority" in text(screen, "#passage"))
        assert text(screen, "#quoted") == ""
        found.findings["q1"] = Finding(Judgement(Verdict.VERBATIM, at=(at, at + 41)), "s1")
        assert found.judged is not None
        found.judged("q1")
        await until(pilot, lambda: text(screen, "#quoted") != "")
        assert text(screen, "#quoted").startswith("✓ word for word  “The port")


async def test_the_next_source_is_shown_without_leaving_the_preview() -> None:
    session = FakeSession()
    async with reading(session) as (pilot, screen):
        await pilot.press("tab", "alt+3", "J")
        await until(pilot, lambda: "What the Courier saw" in text(screen, "#facts"))
        assert screen.panes.focus is Focus.PREVIEW
        assert screen.page.selected is not None
        assert screen.page.selected.source == "s2"
        await pilot.press("J", "J")
        await until(pilot, lambda: "budget.pdf" in text(screen, "#facts").splitlines()[0])
        await pilot.press("J", "J")
        assert screen.footer.said == "This is the last source."
        await pilot.press("K", "K", "K", "K", "K")
        assert screen.footer.said == "This is the first source."
        assert screen.sources.chosen == "s1"


async def test_the_history_of_a_source_is_from_the_library() -> None:
    session = FakeSession()
    async with reading(session) as (pilot, screen):
        library = await session.shelf.library()
        url = "https://wire.example/lease"
        for days, liveness, status in ((0, Liveness.ALIVE, 200), (3, Liveness.ALIVE, 200), (9, Liveness.DEAD, 404)):
            checked = SEEN + timedelta(days=days)
            library.keep(Remembered(url, SEEN, liveness=liveness, checked=checked, status=status))
        assert library.settle(5)
        await pilot.press("tab")
        await until(pilot, lambda: "Gone (404) since 10 Mar 2024" in text(screen, "#history"))
        assert "There 1 Mar 2024 – 4 Mar 2024 ×2" in text(screen, "#history")


def test_what_was_asked_for_once_has_no_history() -> None:
    assert history_lines([step(0, "alive")], ROOM).plain == ""
    assert history_lines([step(0, "alive"), step(1, "alive")], ROOM).plain.endswith("There since 1 Mar 2024 ×2")
    many = [step(day, "dead" if day % 2 else "alive", 404 if day % 2 else 200) for day in range(9)]
    told = history_lines(many, ROOM).plain.splitlines()
    assert len(told) == 6
    assert told[-1] == "known since 1 Mar 2024"


@pytest.mark.parametrize("words", HOSTILE)
def test_each_quotation_takes_one_row_and_is_no_markup(words: str) -> None:
    quoted = [Quoted(words * 20, Finding(Judgement(Verdict.NOT_FOUND), None))] * 8
    for width in (9, 24, 60):
        rows = quoted_lines(quoted, Room(width, 30, plain=False)).plain.splitlines()
        assert len(rows) == 7
        assert rows[-1] == "and 2 more"
        assert all(len(row) <= width for row in rows[:-1])
    assert words[:10] in quoted_lines(quoted, ROOM).plain


@pytest.mark.parametrize(
    ("media_type", "says"),
    [
        ("image/png", "a picture (PNG), 9 kB"),
        ("image/svg+xml", "a picture (SVG), 9 kB"),
        ("audio/x-flac", "a recording (FLAC), 9 kB"),
        ("video/mp4", "a film (MP4), 9 kB"),
    ],
)
def test_a_document_says_what_it_is(media_type: str, says: str) -> None:
    url = "https://port.example/files/the%20quay%1b%5b2J.bin"
    source = Source("s1", SourceKind.LINK, "port.example", url, ())
    tracked = Tracked(source, State.OK, url, 200, media_type, 9000)
    told = preview(source, tracked, Looked(), ROOM).facts.plain
    assert "\x1b" not in told
    assert told.splitlines()[0].startswith("the quay")
    assert says in told
    assert "o opens it in the browser" in told
    sized = replace(tracked, pixels=(1200, 800))
    assert says.replace(", ", ", 1,200 by 800 pixels, ") in preview(source, sized, None, ROOM).facts.plain
    cut = Tracked(source, State.OK, url, 200, media_type, 9000, truncated=True)
    assert says.replace(", ", ", more than ") in preview(source, cut, None, ROOM).facts.plain
