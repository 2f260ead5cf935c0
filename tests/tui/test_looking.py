"""Tables that are too wide, pictures, code in tones, notes, the paragraph one is at, and how much is left to read."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.article.model import Article, Block, Fact, Figure, Kind, Link, Metadata
from reader.errors import UnreadableError
from reader.parsing.tasks import Piece, Pixels
from reader.settings import Settings
from reader.tui.graphics.drawn import half_blocks
from reader.tui.heading import minutes_of
from reader.tui.page.shapes import UNICODE
from reader.tui.picture import PictureView
from reader.tui.screens.export import ExportScreen
from reader.tui.screens.picture import PictureScreen
from tests.tui.driving import picture, reading, text, until
from tests.tui.fakes import FakeSession, commentary, filler, paragraph
from tests.tui.page.host import reading as page

if TYPE_CHECKING:
    from tests.tui.page.host import Host

QUAY = "https://tidewatch.example/quay.png"
LOST = "https://tidewatch.example/lost.png"
TABLE = "\n".join(["\t".join(f"column {i} of the table" for i in range(9)), "\t".join("1,234" for _ in range(9))])
CODE = "def lease(quay):\n    return 42  # nobody asked\n"


def article() -> Article:
    note = Block("b6", Kind.LIST_ITEM, "The board never voted, say the minutes.", marker="1.", level=1)
    cite = Block("b1", Kind.PARAGRAPH, "Nobody voted.[1] So there.", links=(Link(13, 16, "#n1", "[1]", target="b6"),))
    return Article(
        (
            cite,
            Block("b2", Kind.TABLE, TABLE, level=1),
            Block("b3", Kind.FIGURE, "The quay, asleep.", figure=Figure(QUAY, "An empty quay")),
            Block("b4", Kind.CODE, CODE, marker="python"),
            Block("b5", Kind.FIGURE, "", figure=Figure(LOST, "Lost")),
            note,
            paragraph(7, "The wire says so.", ("The wire", "https://wire.example/lease")),
            *filler(8, 40),
        )
    )


def rows(app: Host) -> str:
    return "\n".join(app.screen_text())


async def test_a_wide_table_is_moved_sideways_to_both_its_ends() -> None:
    async with page(article(), (80, 40)) as (app, pane, pilot):
        top = pane.place
        assert "column 0 of the table" in rows(app)
        assert "column 8" not in rows(app)
        assert UNICODE.beyond in rows(app)
        for _ in range(20):
            await pilot.press("right")
        assert "column 8 of the table" in rows(app)
        assert "column 0" not in rows(app)
        assert UNICODE.beyond not in rows(app)
        for _ in range(20):
            await pilot.press("left")
        assert "column 0 of the table" in rows(app)
        assert pane.place == top


async def test_numbers_stand_to_the_right() -> None:
    table = Block("b1", Kind.TABLE, "Quay\tRent\nnorth\t1,200\nsouth\t7", level=1)
    async with page(Article((table,))) as (app, _, _):
        assert "north │ 1,200" in rows(app)
        assert "south │     7" in rows(app)


async def test_a_selected_link_in_a_wide_table_is_brought_to_sight() -> None:
    at = TABLE.index("column 7")
    table = Block("b1", Kind.TABLE, TABLE, links=(Link(at, at + 8, "https://a.example/", "column 7"),), level=1)
    async with page(Article((table,))) as (app, _, pilot):
        await pilot.press("tab")
        assert "column 7 of" in rows(app)


async def test_code_that_keeps_the_parser_busy_is_the_last_that_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    tried = asyncio.Event()

    async def code(_self: object, text: str, _language: str) -> list[Piece]:
        asked.append(text)
        tried.set()
        raise UnreadableError("too complex")

    monkeypatch.setattr(FakeSession, "code", code)
    blocks = [Block(f"b{n}", Kind.CODE, f"{CODE}# {n}", marker="python") for n in range(1, 6)]
    cites = paragraph(7, "The wire says so.", ("The wire", "https://wire.example/lease"))
    async with reading(FakeSession(Article((*blocks, cites))), size=(90, 60)) as (pilot, screen):
        await until(pilot, tried.is_set)
        await screen.workers.wait_for_complete()
        assert len(asked) == 1


async def test_code_has_tones_that_move_nothing() -> None:
    async with reading(FakeSession(article()), size=(90, 60)) as (pilot, screen):
        block = screen.page._article.index["b4"]
        await until(pilot, lambda: bool(screen.page._marks.code.get(block)))
        tones = {CODE[each.start : each.end]: each.tone.name for each in screen.page._marks.code[block]}
        assert tones["def"] == "KEYWORD"
        assert tones["lease"] == "DEFINED"
        assert tones["42"] == "NUMBER"
        assert tones["# nobody asked"] == "COMMENT"
        assert "return 42  # nobody asked" in picture(pilot)


async def test_a_picture_is_fetched_when_it_is_asked_for_and_not_before() -> None:
    session = FakeSession(article())
    session.images[QUAY] = bytes((200, 10, 10))
    async with reading(session, size=(100, 40), settings=Settings(images="blocks")) as (pilot, screen):
        assert "picture" in screen.footer.render().plain
        assert session.pictures == []
        await pilot.press("I")
        await until(pilot, lambda: "▀▀▀▀" in picture(pilot))
        assert "The quay, asleep." in picture(pilot)
        assert session.pictures == [QUAY]
        await pilot.press("n")
        await until(pilot, lambda: "answered 404" in picture(pilot))
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, PictureScreen)


async def test_a_picture_without_an_address_is_said_to_be_one() -> None:
    figure, given = Block("figure", Kind.FIGURE, "The quay, asleep."), commentary()
    async with reading(FakeSession(replace(given, blocks=(figure, *given.blocks)))) as (pilot, screen):
        await pilot.press("I")
        await pilot.pause()
        assert "The page gives no address for this picture." in screen.footer.render().plain


async def test_a_key_after_a_number_that_is_not_ended_does_what_it_does() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("1", "W")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen))
        await pilot.press("escape")
        assert "Link 1" not in screen.footer.render().plain


async def test_a_note_is_previewed_from_the_sentence() -> None:
    async with reading(FakeSession(article()), size=(120, 40)) as (pilot, screen):
        await pilot.press("tab")
        await until(pilot, lambda: "The board never voted, say the minutes." in text(screen, "#passage"))
    async with reading(FakeSession(article()), size=(80, 24)) as (pilot, screen):
        await pilot.press("tab")
        await until(pilot, lambda: "The board never voted" in screen.footer.said)


async def test_the_paragraph_one_is_at_is_marked_and_nothing_else() -> None:
    async with page(article(), (80, 30)) as (_, pane, pilot):

        def marked() -> set[int | None]:
            found = set()
            for y in range(pane.size.height):
                if UNICODE.here in pane.render_line(y).text:
                    chunk = pane._page.columns[0].row(pane._top + y).chunk
                    found.add(chunk.block if chunk else None)
            return found

        assert marked() == {0}
        await pilot.press("space")
        assert len(marked()) == 1
        assert marked() == {pane._marks.here}
        await pilot.press("g", "tab")
        assert marked() == {0}


@pytest.mark.parametrize(("width", "told"), [(120, True), (60, False)])
async def test_the_heading_tells_how_many_minutes_are_left(width: int, told: bool) -> None:
    linked = paragraph(1, "The wire says so.", ("The wire", "https://wire.example/lease"))
    long = Article((linked, *filler(2, 60)))
    async with reading(FakeSession(long), size=(width, 24)) as (pilot, screen):
        shown = screen.heading.render().plain
        assert shown.endswith("%")
        assert ("min left" in shown) is told
        await pilot.press("end")
        assert screen.heading.render().plain.endswith(" 100%")
        assert "min left" not in screen.heading.render().plain


def test_characters_take_longer_to_read_than_letters() -> None:
    def of(language: str) -> Article:
        blocks = (Block("b1", Kind.PARAGRAPH, "a" * 1400),)
        return Article(blocks, Metadata(language=(Fact(language, "html lang"),)))

    assert minutes_of(of("en")) == pytest.approx(1)
    assert minutes_of(of("zh-Hans")) > 3


def test_half_blocks_hold_every_pixel() -> None:
    red, green, blue = bytes((255, 0, 0)), bytes((0, 255, 0)), bytes((0, 0, 255))
    drawn = half_blocks(Pixels(2, 3, red * 2 + green * 2 + blue * 2, (2, 3)))
    assert [[segment.text for segment in row] for row in drawn] == [["▀▀"], ["▀▀"]]
    style = drawn[0][0].style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    assert (style.color.name, style.bgcolor.name) == ("#ff0000", "#00ff00")


def test_a_view_without_a_picture_has_room() -> None:
    assert PictureView().room == (1, 1)
