"""A document with pages: how many it has, and where each begins."""

from __future__ import annotations

import pytest

from reader.article.model import Article, Format
from reader.plain.spoken import heading
from reader.tui.panes.describe import credits_of
from reader.tui.panes.room import Room
from tests.tui.driving import SIZES, picture, reading
from tests.tui.fakes import FakeSession, commentary, metadata, paragraph, sources_of

TEXT = "The lease of the north quay runs for ninety-nine years, less the day on which it was signed."
LINK = ("north quay", "https://wire.example/lease")
BUDGET = Article(
    tuple(paragraph(n, TEXT, LINK)._replace(page=page) for n, page in enumerate((1, 1, 2, 4))),
    metadata("The budget", "Port Office"),
    Format.PDF,
    "https://port.example/budget.pdf",
    pages=12,
)


@pytest.mark.parametrize("size", SIZES)
async def test_its_pages_are_counted_and_headed(size: tuple[int, int]) -> None:
    async with reading(FakeSession(BUDGET), size=size) as (pilot, _):
        shown = picture(pilot)
        assert "PDF, 12 pages" in shown
        assert [one for one in range(1, 6) if f"Page {one}" in shown] == [2, 4]
        assert shown.index("Page 2") < shown.index("Page 4")
        if size[0] >= 120:
            assert "PDF, 12 pages, 72 words" in shown.splitlines()[0]


def test_the_preview_says_how_long_it_is() -> None:
    linked = sources_of(commentary())[3]
    told = credits_of(BUDGET, linked, Room(80, 20, plain=False))
    assert told == "Port Office · PDF, 12 pages · Ruth Okafor · 12 Mar 2024 · 72 words"
    assert "PDF, 12 pages" in credits_of(BUDGET, linked, Room(40, 20, plain=False))


def test_in_plain_words_it_says_so_too() -> None:
    assert heading(BUDGET).splitlines()[1] == "from: Port Office, PDF, 12 pages, Ruth Okafor, 2024-03-12"
