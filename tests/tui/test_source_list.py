"""In the list of sources: one is always at one of them, digits go to others, and no paragraph is meant there."""

from __future__ import annotations

from dataclasses import replace

from reader.article.model import Article, Voice
from reader.quotes.checking import Finding
from reader.quotes.judging import Judgement, Verdict
from reader.tui.trail import Focus
from tests.tui.driving import picture, reading, text, until
from tests.tui.fakes import FakeSession, commentary, paragraph


def many(count: int) -> Article:
    """An article with a source for each of its paragraphs."""
    blocks = [
        paragraph(n, f"The harbour, {n} years on, has its report.", ("report", f"https://n{n}.example/"))
        for n in range(1, count + 1)
    ]
    return replace(commentary(), blocks=tuple(blocks), quotations=())


async def test_who_comes_to_the_list_is_at_the_first_source_and_enter_opens_it() -> None:
    async with reading() as (pilot, screen):
        before = screen.page.place
        await pilot.press("l")
        await until(pilot, lambda: "Port authority drops lease" in text(screen, "#facts"))
        assert "▸1 ● wire.example" in picture(pilot)
        assert screen.page.place == before
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.trail and screen.trail.behind))


async def test_who_comes_to_the_list_from_a_quotation_is_at_its_source() -> None:
    session = FakeSession()
    async with reading(session) as (pilot, screen):
        session.readings[0].findings["q1"] = Finding(Judgement(Verdict.VERBATIM), found_in="s2")
        await pilot.press("]", "l")
        await until(pilot, lambda: "▸2 " in picture(pilot))
        assert screen.sources.chosen == "s2"


async def test_a_source_that_was_chosen_stays_so() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("tab", "tab", "l")
        assert screen.sources.chosen == "s2"
        await pilot.press("escape", "l")
        assert screen.sources.chosen == "s2"


async def test_the_list_that_comes_later_chooses_too() -> None:
    session = FakeSession()
    session.hold = True
    async with reading(session, size=(80, 24)) as (pilot, screen):
        await pilot.press("l")
        await until(pilot, lambda: "▸1 ↻ wire.example" in picture(pilot))
        assert screen.panes.chosen == "s1"


async def test_a_click_on_the_source_one_is_at_shows_its_mention() -> None:
    async with reading() as (pilot, screen):
        assert screen.page.selected is None
        await pilot.click(screen.sources, offset=(6, 0))
        await until(pilot, lambda: screen.page.selected is not None and screen.page.selected.source == "s1")


async def test_digits_go_to_the_source_of_that_number() -> None:
    async with reading(FakeSession(many(120))) as (pilot, screen):
        await pilot.press("l", "4")
        assert screen.sources.chosen == "s4"
        await until(pilot, lambda: "Source 4 … or another digit; Enter opens it." in screen.footer.said)
        await pilot.press("2")
        assert screen.sources.chosen == "s42"
        await until(pilot, lambda: not screen.footer.said)  # no source has a number that goes on like that
        await pilot.press("1", "0", "7")
        assert screen.sources.chosen == "s107"
        assert screen.page.selected is not None
        assert screen.page.selected.source == "s107"
        await pilot.press("1", "j", "1")  # another key between them: two numbers
        assert screen.sources.chosen == "s1"
        await until(pilot, lambda: "Source 1 …" in screen.footer.said)
        await pilot.press("escape")
        await until(pilot, lambda: not screen.footer.said)
        assert screen.panes.focus is Focus.PAGE


async def test_a_number_that_no_source_has_is_told() -> None:
    async with reading(FakeSession(many(12))) as (pilot, screen):
        await pilot.press("l", "1", "9")
        assert screen.sources.chosen == "s9"  # there is no 19: another number begins
        await pilot.press("0")
        assert screen.sources.chosen == "s9"
        await until(pilot, lambda: "There is no source 0; the last one is 12." in screen.footer.said)


async def test_digits_lead_to_panes_where_they_are_no_numbers() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("alt+3", "2")
        assert screen.panes.focus is Focus.SOURCES
        await pilot.press("alt+1")
        assert screen.focused is screen.page


async def test_elsewhere_no_paragraph_is_said_to_be_quoted() -> None:
    async with reading() as (pilot, screen):
        assert screen.reading is not None
        before = screen.reading.article
        for pane in ("alt+2", "alt+3"):
            for key in ("x", "X", "c"):
                await pilot.press(pane, key)
                await until(
                    pilot, lambda: "That is for a paragraph of the article: Esc goes there." in screen.footer.said
                )
        assert screen.reading.article is before
        assert not screen.page.ranged
        await pilot.press("escape", "x")
        await until(pilot, lambda: "quoted" in screen.footer.said)
        assert screen.reading.article.blocks[0].voice is Voice.QUOTED
