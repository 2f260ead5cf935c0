"""Figures: what they say, and their pictures unfolded in the page, where nothing above them moves."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.article.model import Article, Block, Figure, Kind
from reader.parsing.tasks import Form, Pixels, Wanted
from reader.settings import Settings
from reader.tui.graphics.drawing import Drawing
from reader.tui.graphics.means import Means, Way
from reader.tui.screens.picture import PictureScreen
from tests.tui.driving import picture, reading, until
from tests.tui.fakes import FakeSession, filler, paragraph

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from reader.tui.screens.reading import ReadingScreen

QUAY = "https://tidewatch.example/quay.png"
LOST = "https://tidewatch.example/lost.png"
BLOCKS = Settings(images="blocks", view="together")
SIZE = (100, 40)


def article(*more: Block) -> Article:
    return Article(
        (
            *(paragraph(n, f"The tide went out for the {n}th time.") for n in range(1, 4)),
            Block("b4", Kind.FIGURE, "The quay, asleep.", figure=Figure(QUAY, "An empty quay")),
            paragraph(5, "The wire says so.", ("The wire", "https://wire.example/lease")),
            Block("b6", Kind.FIGURE, "", figure=Figure(LOST, "Lost")),
            Block("b7", Kind.FIGURE, "", figure=Figure(None, "Only words")),
            *more,
            *filler(40, 60),
        )
    )


class Session(FakeSession):
    """Has a picture as large as is wanted; may hold it back."""

    def __init__(self, given: Article | None = None, *, rows: int = 10) -> None:
        super().__init__(given or article())
        self.wanted: list[Wanted] = []
        self.rows = rows
        self.gate: threading.Event | None = None
        self.images[QUAY] = b"\1\2\3"

    async def picture(self, url: str, wanted: Wanted) -> Pixels:
        self.wanted.append(wanted)
        if self.gate is not None:
            await asyncio.to_thread(self.gate.wait)
        found = await super().picture(url, wanted)
        if wanted.form is Form.PIXELS:
            size = min(wanted.width, 40), 2 * self.rows
            return Pixels(*size, self.images[url] * (size[0] * size[1]), (4000, 2000))
        size = min(wanted.width, 400), self.rows * 20
        parts = (b"png",) if wanted.form is Form.PNG else (b"\x1bP0;1q~\x1b\\",) * self.rows
        return Pixels(*size, b"", found.full, parts)


def lines(pilot: Pilot[None]) -> list[str]:
    return picture(pilot).splitlines()


def shows(pilot: Pilot[None]) -> int:
    """How many rows show something of a picture."""
    return sum("▀▀▀▀" in line for line in lines(pilot))


def above(pilot: Pilot[None], words: str) -> list[str]:
    """The page's rows above the one that says some words, without the mark beside the paragraph that one is at."""
    found = [line[1:60] for line in lines(pilot)]
    return found[1 : next(i for i, line in enumerate(found) if words in line)]


async def test_a_figure_says_what_it_is_and_unfolds_in_place() -> None:
    session = Session()
    async with reading(session, size=SIZE, settings=BLOCKS) as (pilot, screen):
        assert "▣ An empty quay · Enter shows it" in picture(pilot)
        assert "▣ Only words " in picture(pilot)
        assert session.pictures == []
        before, place = above(pilot, "An empty quay"), screen.page.place
        await pilot.press("tab", "enter")
        await until(pilot, lambda: shows(pilot) == 10)
        assert above(pilot, "An empty quay") == before
        assert screen.page.place._replace(link=None, pictures=frozenset()) == place
        assert "▣ An empty quay · 4,000 × 2,000, Enter folds it" in picture(pilot)
        found = lines(pilot)
        caption = next(i for i, line in enumerate(found) if "The quay, asleep." in line)
        assert "▀▀▀▀" in found[caption + 1]
        await pilot.press("enter")
        await until(pilot, lambda: shows(pilot) == 0)
        assert "▣ An empty quay · Enter shows it" in picture(pilot)


async def test_enter_means_the_figure_where_nothing_else_is_meant() -> None:
    async with reading(Session(), size=SIZE, settings=BLOCKS) as (pilot, _):
        await pilot.press("enter")
        await until(pilot, lambda: shows(pilot) == 10)
        await pilot.press("enter")
        await until(pilot, lambda: shows(pilot) == 0)


async def test_what_a_key_does_is_said_in_one_row() -> None:
    long = Block("b8", Kind.FIGURE, "", figure=Figure(QUAY, "An empty quay with seven cranes, two boats and a dog"))
    async with reading(Session(article(long)), size=(100, 40), settings=BLOCKS) as (pilot, _):
        rows = [line[:60].strip() for line in lines(pilot)]
        first = next(i for i, row in enumerate(rows) if "seven cranes" in row)
        assert rows[first].endswith("a dog ·")
        assert rows[first + 1] == "Enter shows it"


async def test_a_click_on_the_words_of_a_figure_unfolds_it() -> None:
    async with reading(Session(), size=SIZE, settings=BLOCKS) as (pilot, screen):
        found = lines(pilot)
        y = next(i for i, line in enumerate(found) if "An empty quay" in line)
        await pilot.click(offset=(found[y].index("empty"), y))
        await until(pilot, lambda: shows(pilot) == 10)
        assert screen.page.selected is not None
        assert screen.page.selected.url == QUAY


async def test_it_says_that_it_is_being_fetched_and_why_it_cannot_be_shown() -> None:
    session = Session()
    session.gate = threading.Event()
    async with reading(session, size=SIZE, settings=BLOCKS) as (pilot, _):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "Fetching the picture …" in picture(pilot))
        session.gate.set()
        await until(pilot, lambda: shows(pilot) == 10)
        assert "Fetching" not in picture(pilot)
        await pilot.press("tab", "tab", "enter")
        await until(pilot, lambda: "answered 404" in picture(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "answered 404" not in picture(pilot))


async def test_a_picture_that_comes_late_moves_nothing_that_is_read() -> None:
    session = Session()
    session.gate = threading.Event()
    async with reading(session, size=SIZE, settings=BLOCKS) as (pilot, screen):
        await pilot.press("tab", "enter", "space", "space")
        await until(pilot, lambda: "Fetching" not in picture(pilot) and len(session.wanted) == 1)
        before, height = lines(pilot)[1:-1], screen.page._page.height
        session.gate.set()
        await until(pilot, lambda: screen.page._page.height > height)
        assert [line[:60] for line in lines(pilot)[1:-1]] == [line[:60] for line in before]


async def test_a_picture_below_the_screen_is_told_of() -> None:
    last = Block("b30", Kind.FIGURE, "", figure=Figure(QUAY, "The last row"))
    session = Session(article(*filler(20, 3), last))
    async with reading(session, size=(100, 20), settings=BLOCKS) as (pilot, screen):
        figure = screen.page._page.row_of(10)
        screen.page.scroll_to(y=figure - screen.page.size.height + 1, animate=False, force=True)
        await until(pilot, lambda: "The last row" in lines(pilot)[-2])
        place = screen.page.place
        screen.page.toggle_picture(10)
        await until(pilot, lambda: "below the screen" in screen.footer.said)
        assert screen.page.place._replace(pictures=frozenset()) == place


async def test_a_figure_that_tab_comes_to_is_shown_from_its_first_words() -> None:
    async with reading(Session(rows=30), size=(100, 24), settings=BLOCKS) as (pilot, screen):
        page = screen.page
        page.scroll_to(y=page._page.row_of(3), animate=False, force=True)
        await until(pilot, lambda: "An empty quay" not in picture(pilot))
        await pilot.press("tab", "shift+tab")
        await until(pilot, lambda: page.selected is not None and page.selected.picture)
        assert "An empty quay" in picture(pilot)


async def test_folded_where_one_is_within_it_one_is_left_at_its_words() -> None:
    async with reading(Session(rows=30), size=(100, 24), settings=BLOCKS) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: shows(pilot) > 5)
        page = screen.page
        page.scroll_to(y=page._page.row_of(3) + 12, animate=False, force=True)
        await pilot.pause()
        page.toggle_picture(3)
        await pilot.pause()
        assert "The quay, asleep." in "\n".join(lines(pilot)[:4])


async def test_a_picture_is_drawn_anew_where_there_is_other_room() -> None:
    session = Session()
    async with reading(session, size=(100, 40), settings=BLOCKS) as (pilot, _):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: shows(pilot) == 10)
        await pilot.resize_terminal(60, 24)
        await until(pilot, lambda: len(session.wanted) == 2)
        assert session.wanted[1].width < session.wanted[0].width
        assert session.wanted[1].height < session.wanted[0].height
        await until(pilot, lambda: shows(pilot) > 2)


async def test_one_comes_back_to_unfolded_pictures() -> None:
    async with reading(Session(), size=(120, 40), settings=BLOCKS) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: shows(pilot) == 10)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: screen.trail is not None and bool(screen.trail.behind))
        assert shows(pilot) == 0
        await pilot.press("backspace")
        await until(pilot, lambda: shows(pilot) == 10)


async def test_no_more_than_a_dozen_are_kept_unfolded() -> None:
    figures = [Block(f"b{n}", Kind.FIGURE, "", figure=Figure(QUAY, f"Number {n}")) for n in range(8, 24)]
    async with reading(Session(article(*figures), rows=2), size=SIZE, settings=BLOCKS) as (pilot, screen):
        for index in range(7, 23):
            screen.page.toggle_picture(index)
        await pilot.pause()
        assert screen.page.unfolded_pictures == {f"b{n}" for n in range(12, 24)}


@pytest.mark.parametrize("settings", [Settings(images="off"), Settings(images="blocks", ascii=True), Settings()])
async def test_where_no_pictures_are_shown_their_words_are_all_there_is(settings: Settings) -> None:
    """The last one is a terminal of sixteen colours."""
    session = Session()
    async with reading(session, size=SIZE, settings=settings) as (pilot, screen):
        assert "An empty quay" in picture(pilot)
        assert "shows it" not in picture(pilot)
        await pilot.press("tab")
        assert screen.page.selected is not None
        assert screen.page.selected.source == "s1"
        await pilot.press("I")
        await until(pilot, lambda: isinstance(pilot.app.screen, PictureScreen))
        await until(pilot, lambda: "Pictures " in picture(pilot))
        assert session.wanted == []


def by(monkeypatch: pytest.MonkeyPatch, means: Means) -> list[str]:
    """Let pictures be shown by some means; gives what is written to the terminal beside the frames."""
    written: list[str] = []

    async def found(_self: Drawing) -> Means:
        return means

    monkeypatch.setattr(Drawing, "means", found)
    monkeypatch.setattr(Drawing, "_write", lambda _, data: written.append(data))
    return written


def placeholders(pilot: Pilot[None]) -> int:
    return sum("\U0010eeee" in line for line in lines(pilot))


async def test_kittys_images_are_sent_once_and_deleted_when_they_are_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    written = by(monkeypatch, Means(Way.KITTY, (10, 20)))
    async with reading(Session(), size=SIZE, settings=BLOCKS) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: placeholders(pilot) == 10)
        assert [one.startswith("\x1b_Ga=T,U=1,f=100,") for one in written] == [True]
        await pilot.press("j", "j", "k", "k")
        await pilot.pause()
        assert len(written) == 1
        await pilot.press("I")
        await until(pilot, lambda: isinstance(pilot.app.screen, PictureScreen) and len(written) == 2)
        await pilot.press("escape")
        await until(pilot, lambda: len(written) == 3)
        await pilot.press("enter")
        await until(pilot, lambda: len(written) == 4)
        sent = [one.partition("i=")[2].partition(",")[0] for one in written]
        assert sent[0] == sent[3]
        assert sent[1] == sent[2]
        assert all(one.startswith("\x1b_Ga=d,d=I,") for one in written[2:])
        assert screen.page._figures["b4"].drawn is None


async def test_kittys_image_is_deleted_where_another_article_has_another_picture_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = by(monkeypatch, Means(Way.KITTY, (10, 20)))
    async with reading(Session(), size=SIZE, settings=BLOCKS) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: placeholders(pilot) == 10)
        whole = article()
        other = whole.block("b4")._replace(figure=Figure(LOST, "An empty quay"))
        screen.page.complete(replace(whole, blocks=(*whole.blocks[:3], other, *whole.blocks[4:])), ())
        await until(pilot, lambda: len(written) == 2)
        assert written[1].startswith("\x1b_Ga=d,d=I,")


def bitmaps(screen: ReadingScreen) -> int:
    """How many rows are written with a bitmap."""
    update = screen._compositor.render_full_update()
    return update.render_segments(screen.app.console).count("\x1bP0;1q~\x1b\\")


async def test_sixels_are_drawn_over_their_rows_while_nothing_lies_over_them(monkeypatch: pytest.MonkeyPatch) -> None:
    by(monkeypatch, Means(Way.SIXEL, (10, 20)))
    async with reading(Session(), size=SIZE, settings=BLOCKS) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: bitmaps(screen) == 10)
        at = screen.page._page.row_of(3) + 1
        screen.page.scroll_to(y=at + 4, animate=False, force=True)
        await pilot.pause()
        assert bitmaps(screen) == 6
        await pilot.press("question_mark")
        await pilot.pause()
        assert bitmaps(screen) == 0
        await pilot.press("escape")
        await until(pilot, lambda: bitmaps(screen) == 6)
