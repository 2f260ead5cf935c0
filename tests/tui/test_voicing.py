from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.model import Article, Because, Block, Format, Kind, Link, Voice
from reader.quotes.checking import Candidate
from reader.sources.model import Mention, Source, SourceKind
from tests.tui.driving import picture, reading, until
from tests.tui.fakes import FakeSession, metadata

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from reader.tui.screens.reading import ReadingScreen

LEASE = (
    "The north quay has been let for nine years to a company with no telephone, and nobody at the council will say "
    "who signed the lease or for how much."
)
SOURCE = Source("s9", SourceKind.LINK, "courier.example", "https://courier.example/quay", (Mention("b2", 0, 1),))


def flat(paragraphs: int = 60) -> Article:
    """A text without marks: guesses all of them, none of them quoted."""
    texts = [f"I walked along quay number {n} and I must say I did not like it there." for n in range(paragraphs)]
    texts[1] = "I have it from a friend."
    texts[40:41] = [LEASE] if paragraphs > 40 else []
    blocks = [Block("b1", Kind.HEADING, "The quays", level=1)]
    blocks += [
        Block(f"b{n}", Kind.PARAGRAPH, text, because=Because.PROSE, confidence=0.9, why="guess: speaks as ‘I’")
        for n, text in enumerate(texts, 2)
    ]
    blocks[1] = blocks[1]._replace(links=(Link(2, 8, "https://courier.example/quay", "walked"),))
    return Article(tuple(blocks), metadata("The quays", "Tidewatch"), Format.TEXT)


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until what they ask of the background is done."""
    for key in keys:
        await pilot.press(key)
        await until(pilot, lambda: not any(one.group == "voices" and not one.is_finished for one in pilot.app.workers))
    await pilot.pause()


def voices(screen: ReadingScreen) -> dict[str, Voice]:
    assert screen.reading is not None
    return {block.id: block.voice for block in screen.reading.article.blocks}


async def test_x_flips_the_paragraph_pointed_at_and_ctrl_z_takes_it_back() -> None:
    async with reading(FakeSession(flat())) as (pilot, screen):
        await pressed(pilot, "J", "J", "J")
        assert screen.page.pointed is not None
        assert screen.page.pointed.id == "b3"
        assert "▶ I have it" in picture(pilot)
        await pressed(pilot, "x")
        assert voices(screen)["b3"] is Voice.QUOTED
        assert "“I have it from a …”: quoted" in screen.footer.said
        assert "┃ I have it" in picture(pilot)
        assert screen.reading is not None
        block = screen.reading.article.block("b3")
        assert (block.because, block.confidence, block.why) == (Because.READER, 1.0, "you said that it is quoted")
        await pressed(pilot, "x")
        assert voices(screen)["b3"] is Voice.COMMENTARY
        await pressed(pilot, "ctrl+z")
        assert voices(screen)["b3"] is Voice.QUOTED
        await pressed(pilot, "ctrl+z", "ctrl+z")
        assert screen.reading.article.block("b3").because is Because.PROSE
        assert screen.footer.said == "Nothing to take back. Alt+Z suspends."


async def test_x_keeps_the_top_of_the_screen_and_the_focus() -> None:
    async with reading(FakeSession(flat())) as (pilot, screen):
        await pressed(pilot, "space", "space", "J", "J")
        place, focus = screen.page.place, screen.focused
        await pressed(pilot, "x")
        assert (screen.page.place, screen.focused) == (place, focus)


async def test_enter_opens_a_folded_line_and_the_next_view_folds_it_again() -> None:
    async with reading(FakeSession(flat(12))) as (pilot, screen):
        await pressed(pilot, "J", "J", "J", "x")
        while screen.page.view != "commentary only":
            await pressed(pilot, "s")
        assert "I have it from" not in picture(pilot)
        assert screen.page.pointed is None
        await pressed(pilot, "x")
        assert "J goes to the next" in screen.footer.said
        await pressed(pilot, "K", "J", "enter")
        assert "┃ I have it from" in picture(pilot).replace("▌", "┃")
        await pressed(pilot, "s", "s", "s", "s")
        while screen.page.view != "commentary only":
            await pressed(pilot, "s")
        assert "I have it from" not in picture(pilot)


async def test_a_click_opens_a_folded_line() -> None:
    async with reading(FakeSession(flat(12))) as (pilot, screen):
        await pressed(pilot, "J", "J", "J", "x")
        while screen.page.view != "commentary only":
            await pressed(pilot, "s")
        row, line = next((y, line) for y, line in enumerate(picture(pilot).splitlines()) if "courier.example, " in line)
        await pilot.click(offset=(line.index("courier.example, "), row))
        await pilot.pause()
        assert "┃ I have it from" in picture(pilot).replace("▌", "┃")


async def test_the_words_of_each_voice_are_counted_above_the_article() -> None:
    made = flat(4)
    words = sum(len(block.text.split()) for block in made.blocks[1:])
    async with reading(FakeSession(made), size=(160, 40)) as (pilot, _):
        assert f"  {words} words  " in picture(pilot).splitlines()[0]
        await pressed(pilot, "J", "J", "J", "x")
        own, quoted = (
            int(part.split(maxsplit=1)[0]) for part in picture(pilot).splitlines()[0].split("  ")[-2].split(", ")
        )
        assert own + quoted == words
        assert quoted >= 6


async def test_a_click_points_at_a_paragraph() -> None:
    async with reading(FakeSession(flat())) as (pilot, screen):
        row = next(y for y, line in enumerate(picture(pilot).splitlines()) if "quay number 3 " in line)
        await pilot.click(offset=(30, row))
        await pressed(pilot, "x")
        assert voices(screen)["b5"] is Voice.QUOTED


async def test_a_range_is_quoted_from_here_to_there() -> None:
    async with reading(FakeSession(flat())) as (pilot, screen):
        await pressed(pilot, "J", "J", "J", "X", "J", "J")
        assert "A range from “I have it" in screen.footer.said
        assert [block.id for block in screen.page.ranged] == ["b3", "b4", "b5"]
        await pressed(pilot, "X")
        assert [one for one, voice in voices(screen).items() if voice is Voice.QUOTED][:3] == ["b3", "b4", "b5"]
        assert "3 paragraphs: quoted" in screen.footer.said
        await pressed(pilot, "ctrl+z")
        assert voices(screen)["b4"] is Voice.COMMENTARY


async def test_escape_gives_a_range_up() -> None:
    async with reading(FakeSession(flat())) as (pilot, screen):
        before = voices(screen)
        await pressed(pilot, "J", "X", "J", "J", "escape")
        assert screen.page.ranged == ()
        assert "range" not in screen.footer.said
        await pressed(pilot, "X", "escape")
        assert voices(screen) == before


async def test_c_tells_why_a_paragraph_is_taken_for_what_it_is() -> None:
    async with reading(FakeSession(flat())) as (pilot, screen):
        await pressed(pilot, "J", "J", "c")
        assert screen.footer.said == "The author’s own words, 90% sure — guess: speaks as ‘I’."
        await pressed(pilot, "x", "c")
        assert screen.footer.said == "Quoted — you said that it is quoted."


async def test_what_a_source_shows_moves_nothing_that_is_on_the_screen() -> None:
    app = FakeSession(flat())
    async with reading(app, size=(100, 30)) as (pilot, screen):
        screen.page.go_to("b40")
        await pilot.pause()
        assert LEASE[:30] in picture(pilot)
        shown, place = body(pilot), screen.page.place
        found = app.readings[0]
        source = Candidate("s9", f"Nobody knew it then. {LEASE} It rained. " + "There was more to say of it. " * 40)
        assert found.voicing.look([source], {"s9": SOURCE})
        assert found.revoiced is not None
        found.revoiced()
        await pilot.pause()
        assert "A paragraph stands in a source" in screen.footer.said
        assert (body(pilot), screen.page.place) == (shown, place)
        assert voices(screen)["b42"] is Voice.QUOTED
        await pressed(pilot, "g", "G")
        screen.page.go_to("b40")
        await pilot.pause()
        assert f"▌ {LEASE[:30]}" in picture(pilot)
        screen.page.point_at("b42")
        await pressed(pilot, "c")
        assert screen.footer.said == "Quoted — stands word for word in courier.example."


def body(pilot: Pilot[None]) -> list[str]:
    """The rows between the heading and the footer."""
    return picture(pilot).splitlines()[1:-1]
