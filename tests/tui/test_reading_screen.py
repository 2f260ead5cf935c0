"""The keys of the main screen, pressed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from reader.article.model import Article, Block, Kind
from reader.errors import UnreadableError
from reader.options import Options, Prefetch
from reader.parsing.parser import Opening
from reader.settings import Settings
from reader.sources.model import State
from reader.tui.app import PullquoteApp
from reader.tui.page.layout import Setting, lay_out
from reader.tui.screens.arranging import too_small
from reader.tui.screens.contents import ContentsScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.trail import Drawer, Focus
from tests.tui.driving import SIZES, picture, reading, settled, text, until
from tests.tui.fakes import FakeSession, commentary, filler, paragraph

if TYPE_CHECKING:
    from reader.tui.page.rows import Layout

NARROW = (80, 24)


@pytest.mark.parametrize("size", SIZES)
async def test_an_article_can_be_read_at_every_size(size: tuple[int, int]) -> None:
    async with reading(size=size) as (pilot, screen):
        shown = picture(pilot)
        assert "The harbour deal is off" in shown
        assert "The wire says the lease is dead" in shown
        assert shown.splitlines()[-1].rstrip().endswith("? help")
        assert ("SOURCES 5  ✓3 ✕1" in shown) is (size[0] >= 90)
        assert not screen.query("#small")


async def test_an_article_that_is_there_is_in_the_first_frame() -> None:
    opening = Opening()
    article = commentary()
    opening.run(lambda _begun: article)
    app = PullquoteApp(FakeSession().session, "deal", opening=opening)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, lambda: screen.reading is not None)
        assert screen.reading is not None
        assert screen.reading.article is article


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_frame_is_laid_out_for_the_width_that_it_has(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    widths = set()

    def noted(article: Article, setting: Setting) -> Layout:
        widths.add(setting.width)
        return lay_out(article, setting)

    monkeypatch.setattr("reader.tui.page.sheet.lay_out", noted)
    opening = Opening()
    opening.run(lambda _begun: commentary())
    app = PullquoteApp(FakeSession().session, "deal", opening=opening)
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, screen.side.furnished.is_set)
        assert widths == {screen.page.scrollable_content_region.width}


async def test_the_whole_of_a_long_article_takes_the_place_of_its_beginning_and_nothing_moves() -> None:
    opening = Opening()
    whole = replace(commentary(), blocks=(*commentary().blocks, *filler(50, 90)))
    cut = whole.blocks[-1]._replace(text=whole.blocks[-1].text[:9])
    opening.beginning.set_result(replace(whole, blocks=(*whole.blocks[:-40], cut)))
    app = PullquoteApp(FakeSession().session, "deal", opening=opening)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, lambda: "The harbour deal is off" in picture(pilot))  # before that a key waits its turn
        await pilot.press("tab", "tab", *"jjj")
        place, selected = screen.page.place, screen.page.selected
        assert selected is not None
        assert screen.reading is None
        opening.article.set_result(whole)
        await until(pilot, lambda: screen.reading is not None)
        await pilot.pause()
        assert screen.page.place == place
        assert screen.page.selected is not None
        assert screen.page.selected[:3] == selected[:3]
        await pilot.press("end")
        assert whole.blocks[-1].text[-9:] in picture(pilot)


async def test_a_beginning_that_was_another_part_of_the_page_gives_way_to_the_article() -> None:
    opening = Opening()
    opening.beginning.set_result(replace(commentary(), blocks=tuple(filler(1, 80)), quotations=()))
    app = PullquoteApp(FakeSession().session, "deal", opening=opening)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await pilot.press("pagedown")
        opening.article.set_result(commentary())
        await until(pilot, lambda: screen.reading is not None)
        assert "The harbour deal is off" in picture(pilot)


async def test_where_the_rest_cannot_be_read_it_says_so() -> None:
    opening = Opening()
    opening.beginning.set_result(commentary())
    app = PullquoteApp(FakeSession().session, "deal", opening=opening)
    async with app.run_test(size=(80, 24)) as pilot:
        opening.article.set_exception(UnreadableError("This page is too complex."))
        await until(pilot, lambda: "too complex" in picture(pilot))
        await pilot.press("q")
    assert app.return_code == 3


async def test_an_article_that_cannot_be_opened_says_why_and_can_be_tried_again() -> None:
    session = FakeSession()
    app = PullquoteApp(session.session, "nothing.html")
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, lambda: "There is no file nothing.html" in text(screen, "#opening"))
        screen._where = "deal"
        await pilot.press("r")
        await until(pilot, lambda: screen.trail is not None)
        assert "-opening" not in screen.classes


async def test_tab_selects_a_link_and_shows_its_source() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("tab")
        await until(pilot, lambda: "Port authority drops lease" in text(screen, "#facts"))
        assert screen.sources.chosen == "s1"
        await until(pilot, lambda: "The port authority is abandoning its plan" in text(screen, "#passage"))
        assert "wire.example/lease" in text(screen, "#facts")
        assert "The Wire · A. Reporter · 12 Mar 2024" in text(screen, "#facts")


async def test_the_list_selects_the_mention_in_the_text() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("l", "j")
        await until(pilot, lambda: screen.page.selected is not None and screen.page.selected.source == "s2")
        assert screen.panes.focus is Focus.SOURCES
        await pilot.press("escape")
        assert screen.focused is screen.page


async def test_a_dead_source_says_what_was_tried_and_which_keys_help() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("tab", "tab", "tab")
        await until(pilot, lambda: "dead" in text(screen, "#facts"))
        facts = text(screen, "#facts")
        assert "404 Not Found" in facts
        assert "r tries again" in facts
        await pilot.press("enter")
        await until(pilot, lambda: "cannot be opened" in screen.footer.said)
        assert screen.trail is not None
        assert not screen.trail.behind


async def test_a_document_and_a_name_say_what_they_are() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("tab", "tab", "tab", "tab")
        await until(pilot, lambda: "a PDF document, 1.2 MB" in text(screen, "#facts"))
        await pilot.press("enter")
        await until(pilot, lambda: "o opens it in the browser" in screen.footer.said)
        await pilot.press("tab")
        await until(pilot, lambda: "named in the text, no link" in text(screen, "#facts"))


async def test_arrivals_move_neither_choice_nor_focus_nor_text() -> None:
    session = FakeSession()
    session.hold = True
    async with reading(session) as (pilot, screen):
        await pilot.press("j", "j", "tab", "l", "j")
        await pilot.pause()
        before = (screen.page.place, screen.sources.chosen, screen.focused, screen.panes)
        assert "↻" in picture(pilot)
        screen.background.call(session.readings[0].gate.set)
        await settled(pilot, screen)
        await until(pilot, lambda: "✓3 ✕1" in text(screen, "#sources-title"))
        assert (screen.page.place, screen.sources.chosen, screen.focused, screen.panes) == before
        await until(pilot, lambda: session.readings[0].attended[-1:] == [before[1]])


@pytest.mark.parametrize("size", SIZES)
async def test_a_source_opens_here_and_back_and_forward_are_exact(size: tuple[int, int]) -> None:
    async with reading(size=size) as (pilot, screen):
        await pilot.press("tab", "down", "down", "s", "p")
        await pilot.pause()
        left = (screen.page.place, screen.panes)
        await pilot.press("enter")
        await until(pilot, lambda: screen.trail is not None and len(screen.trail.behind) == 1)
        await settled(pilot, screen)
        assert "Tidewatch › wire.example" in picture(pilot)
        assert "The port authority is abandoning its plan" in picture(pilot)
        await pilot.press("tab", "up")
        await until(pilot, lambda: screen.panes.chosen == "s1")
        deeper = (screen.page.place, screen.panes)
        await pilot.press("backspace")
        await until(pilot, lambda: screen.trail is not None and not screen.trail.behind)
        assert (screen.page.place, screen.panes) == left
        await pilot.press("L")
        await until(pilot, lambda: screen.trail is not None and bool(screen.trail.behind))
        assert (screen.page.place, screen.panes) == deeper
        await pilot.press("q")
        await until(pilot, lambda: screen.trail is not None and not screen.trail.behind)
        assert (screen.page.place, screen.panes) == left


async def test_a_source_is_followed_once_however_often_one_comes_back() -> None:
    session = FakeSession()
    async with reading(session) as (pilot, screen):
        await pilot.press("tab")
        for _ in range(2):
            await pilot.press("enter")
            await until(pilot, lambda: bool(screen.trail and screen.trail.behind))
            await pilot.press("backspace")
            await until(pilot, lambda: bool(screen.trail and not screen.trail.behind))
        assert len(session.readings) == 2


async def test_waiting_for_a_source_can_be_abandoned() -> None:
    session = FakeSession()
    session.hold = True
    async with reading(session) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "Opening wire.example" in screen.footer.said)
        await pilot.press("escape")
        await until(pilot, lambda: not screen.footer.said)
        screen.background.call(session.readings[0].gate.set)
        await settled(pilot, screen)
        assert screen.trail is not None
        assert not screen.trail.behind


async def test_a_source_that_is_waited_for_opens_when_it_comes() -> None:
    session = FakeSession()
    session.hold = True
    async with reading(session) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "Opening wire.example" in screen.footer.said)
        screen.background.call(session.readings[0].gate.set)
        await until(pilot, lambda: bool(screen.trail and screen.trail.behind))
        assert session.readings[0].asked == ["s1"]


async def test_unfold_opens_the_passage_and_closes_it_again() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("tab", "i")
        await until(pilot, lambda: bool(screen.page.place.unfolded))
        assert "a letter shows" in picture(pilot)
        await pilot.press("i")
        await until(pilot, lambda: not screen.page.place.unfolded)


async def test_find_next_previous_and_clear() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("slash", *"gulls", "enter")
        await until(pilot, lambda: "1 of" in screen.footer.said)
        await pilot.press("n")
        assert "2 of" in screen.footer.said
        await pilot.press("N")
        assert "1 of" in screen.footer.said
        await pilot.press("escape")
        assert not screen.footer.said
        await pilot.press("slash", *"zeppelin", "enter")
        await until(pilot, lambda: "is not in this article" in screen.footer.said)


async def test_contents_jumps_to_a_heading() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("G", "t")
        await until(pilot, lambda: isinstance(pilot.app.screen, ContentsScreen))
        assert "What comes next" in picture(pilot)
        await pilot.press("j", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert "What comes next" in picture(pilot)


async def test_what_was_found_is_not_told_of_another_article_and_the_next_match_is_looked_for_there() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("slash", *"lease", "enter")
        await until(pilot, lambda: "/lease  1 of" in picture(pilot))
        first = screen.reading
        await pilot.press("tab", "enter")
        await until(pilot, lambda: screen.reading is not first)
        assert "/lease  " not in picture(pilot)
        await pilot.press("n")
        await until(pilot, lambda: "/lease  " in picture(pilot))
        assert "is not in this article" not in screen.footer.said


async def test_two_clicks_on_a_heading_leave_the_article_where_it_is() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, ContentsScreen))
        listed = pilot.app.screen.query_one(OptionList)
        for _ in range(2):
            listed.post_message(OptionList.OptionSelected(listed, listed.get_option_at_index(0), 0))
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("j")
        assert pilot.app.screen is screen


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_opens_is_searched_and_closes(key: str) -> None:
    async with reading() as (pilot, screen):
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        await pilot.press(*"zen")
        await pilot.press("backspace", "backspace", "backspace", *"alone")
        assert "the article alone" in picture(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)


async def test_zen_leaves_the_article_alone() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("z")
        await pilot.pause()
        assert "SOURCES" not in picture(pilot)
        await pilot.press("z")
        await pilot.pause()
        assert "SOURCES" in picture(pilot)
        assert screen.focused is screen.page


@pytest.mark.parametrize("size", [NARROW, (60, 20)])
async def test_drawers_open_from_below_and_close_by_the_same_key_or_escape(size: tuple[int, int]) -> None:
    async with reading(size=size) as (pilot, screen):
        for key, title, drawer in (("l", "SOURCES", Drawer.SOURCES), ("p", "PREVIEW", Drawer.PREVIEW)):
            for closing in (key, "escape"):
                await pilot.press(key)
                await pilot.pause()
                assert screen.panes.drawer is drawer
                row = next(row for row in picture(pilot).splitlines() if title in row)
                assert row.startswith(f" {title}")
                await pilot.press(closing)
                await pilot.pause()
                assert title not in picture(pilot)
                assert screen.focused is screen.page


async def test_panes_beside_the_article_are_put_away_and_brought_back() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("p")
        await pilot.pause()
        assert "PREVIEW" not in picture(pilot)
        await pilot.press("l", "l")
        await pilot.pause()
        assert "SOURCES" not in picture(pilot)
        await pilot.press("l", "alt+3")
        await pilot.pause()
        assert screen.panes.focus is Focus.PREVIEW
        assert "PREVIEW" in picture(pilot)
        await pilot.press("1")
        assert screen.focused is screen.page


async def test_a_resize_is_followed_at_once() -> None:
    async with reading(size=(200, 50)) as (pilot, screen):
        await pilot.press("l", "j")
        top = screen.page.place
        for width, height, beside in ((80, 24, False), (120, 40, True), (50, 15, False), (200, 50, True)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert ("SOURCES" in picture(pilot)) is beside
            assert ("Pullquote wants" in picture(pilot)) is (width < 60)
            assert screen.focused is not None
            assert screen.focused.region.area
        assert (screen.page.place.block, screen.page.place.offset) == (top.block, top.offset)


async def test_q_goes_back_and_then_quits() -> None:
    session = FakeSession()
    async with reading(session) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: bool(screen.trail and screen.trail.behind))
        await pilot.press("q")
        await until(pilot, lambda: bool(screen.trail and not screen.trail.behind))
        assert pilot.app.is_running
        await pilot.press("q")
    assert session.closed
    assert pilot.app.return_code == 0


async def test_what_a_pane_has_to_say_stands_in_the_footer() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("J", "enter")
        await until(pilot, lambda: "No link is selected" in screen.footer.said)
        await pilot.press("ctrl+c")
        await until(pilot, lambda: screen.footer.said == "q quits.")


async def test_nothing_is_fetched_where_the_settings_say_so() -> None:
    session = FakeSession(options=Options(prefetch=Prefetch.OFF))
    app = PullquoteApp(session.session, "deal")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, lambda: screen.trail is not None)
        await pilot.press("tab")
        await until(pilot, lambda: "Nothing is fetched by itself" in text(screen, "#facts"))
        assert "✓" not in picture(pilot)
        await pilot.press("r")
        await until(pilot, lambda: "Port authority drops lease" in text(screen, "#facts"))
        states = {one.state for one in session.readings[0].tracked.values()}
        assert states == {State.OK, State.SKIPPED, State.NAMED}


async def test_ascii_signs() -> None:
    async with reading(settings=Settings(ascii=True)) as (pilot, screen):
        assert "SOURCES 5  +3 x1" in picture(pilot)
        assert "●" not in picture(pilot).replace(screen.page.id or "", "")


async def test_slash_twice_in_one_burst_opens_one_line() -> None:
    async with reading() as (pilot, screen):
        screen.action_find()
        screen.action_find()
        await until(pilot, lambda: len(screen.query("#find")) == 1)
        await pilot.press(*"gulls", "enter")
        await until(pilot, lambda: "1 of" in screen.footer.said)


async def test_a_drawer_keeps_the_selected_link_in_sight_and_back_is_exact() -> None:
    low = paragraph(4, "And the wire says so.", ("the wire", "https://wire.example/lease"))
    article = replace(commentary(), blocks=(*filler(2, 2), low, *filler(5, 20)), quotations=())
    async with reading(FakeSession(article), size=NARROW) as (pilot, screen):
        await pilot.press("tab")
        assert screen.page.scroll_offset.y == 0
        await pilot.press("p")
        await until(pilot, lambda: screen.page.scroll_offset.y > 0)
        assert screen.page.selected_in_sight
        left = (screen.page.place, screen.page.scroll_offset, screen.panes)
        await pilot.press("enter")
        await until(pilot, lambda: bool(screen.trail and screen.trail.behind))
        assert screen.panes.drawer is Drawer.SHUT
        await pilot.press("backspace")
        await until(pilot, lambda: screen.panes.drawer is Drawer.PREVIEW)
        await until(pilot, lambda: (screen.page.place, screen.page.scroll_offset, screen.panes) == left)


async def test_forward_again_the_passage_is_still_lit() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: bool(screen.trail and screen.trail.behind))
        lit = screen.page._marks.lit
        assert lit is not None
        await pilot.press("j", "backspace", "L")
        await until(pilot, lambda: bool(screen.trail and screen.trail.behind))
        assert screen.page._marks.lit == lit


@pytest.mark.parametrize("key", ["j", "slash", "tab", "2", "question_mark"])
async def test_whoever_moves_on_waits_no_longer(key: str) -> None:
    session = FakeSession()
    session.hold = True
    async with reading(session) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "Opening wire.example" in screen.footer.said)
        await pilot.press(key)
        await until(pilot, lambda: "Opening" not in screen.footer.said)
        assert not screen.is_waiting
        screen.background.call(session.readings[0].gate.set)
        await settled(pilot, screen)
        assert screen.trail is not None
        assert not screen.trail.behind


async def test_the_wheel_moves_on_too() -> None:
    session = FakeSession()
    session.hold = True
    async with reading(session, size=(80, 24)) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: screen.is_waiting)
        screen.page.action_rows(3)
        await until(pilot, lambda: not screen.is_waiting)


async def test_a_line_that_was_said_ends_with_the_next_key_and_hides_no_prompt() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("y")
        assert screen.footer.said.startswith("Copied ")
        await pilot.press("j")
        assert not screen.footer.is_saying
        await pilot.press("y", "2")
        await until(pilot, lambda: "Link 2 … Enter opens it, Esc gives up." in picture(pilot))
        screen.say("Something else came.")
        await until(pilot, lambda: "Link 2  Something else came." in picture(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Link" not in screen.footer.said)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_refusal_can_be_read_at_every_width_and_moves_nothing(size: tuple[int, int]) -> None:
    async with reading(size=size) as (pilot, screen):
        await pilot.press("tab", "tab", "tab")
        await until(pilot, lambda: screen.is_narrow or "Tried:" in picture(pilot))  # the preview has come
        above = picture(pilot).splitlines()[:-4]
        await pilot.press("enter")
        await until(pilot, lambda: "cannot be opened" in screen.footer.said)
        rows = picture(pilot).splitlines()
        assert rows[-1].rstrip().endswith("r tries again, o opens it in the browser.")
        assert "lost.example cannot be opened: The server answered 404 Not Found." in " ".join(" ".join(rows).split())
        assert rows[:-4] == above
        await pilot.press("j")
        await until(pilot, lambda: "lost.example cannot" not in picture(pilot))
        assert "? help" in picture(pilot).splitlines()[-1]


async def test_what_was_wrapped_fits_another_size() -> None:
    async with reading(size=(60, 20)) as (pilot, screen):
        words = "The settings cannot be used: there is no theme of that name, and those from before hold."
        screen.say(words)
        await until(pilot, lambda: picture(pilot).splitlines()[-1].strip().endswith("hold."))
        assert words not in picture(pilot)
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: picture(pilot).splitlines()[-1].strip() == words)
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: words in " ".join(picture(pilot).split()))


@pytest.mark.parametrize(("key", "status"), [("q", 3), ("ctrl+q", 3), ("ctrl+c", 130)])
async def test_an_article_that_was_not_read_shows_in_the_exit_status(key: str, status: int) -> None:
    app = PullquoteApp(FakeSession().session, "nothing.html")
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: picture(pilot).splitlines()[-1].strip() == "r try again  q quit  ? help")
        await pilot.press("j", "s", "l", "slash")
        assert picture(pilot).splitlines()[-1].strip() == "r try again  q quit  ? help"
        await pilot.press(key)
    assert app.return_code == status


async def test_while_the_article_is_on_its_way_the_footer_says_what_can_be_done() -> None:
    session = FakeSession()
    session.slow = True
    app = PullquoteApp(session.session, "deal")
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: picture(pilot).splitlines()[-1].strip() == "q quit  ? help")
        await pilot.press("q")
    assert app.return_code == 0


async def test_contents_say_in_full_what_the_row_above_had_to_cut() -> None:
    title = "The harbour deal is off, and everyone from the ministry to the pilots has known it since the spring"
    async with reading(FakeSession(commentary(title)), size=(60, 20)) as (pilot, _):
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, ContentsScreen))
        shown = " ".join(picture(pilot).split())
        assert "has known it since the spring" in shown
        assert "Tidewatch · Ruth Okafor · 12 Mar 2024" in shown
        assert pilot.app.screen.query_one("#contents").size.height < 12


@pytest.mark.parametrize("size", SIZES)
async def test_the_last_of_many_headings_can_be_seen(size: tuple[int, int]) -> None:
    article = commentary()
    headings = [Block(f"h{number}", Kind.HEADING, f"Chapter {number}.", level=2) for number in range(60)]
    article = replace(article, blocks=(*article.blocks, *headings))
    async with reading(FakeSession(article), size=size) as (pilot, _):
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, ContentsScreen))
        await pilot.press("end")
        await until(pilot, lambda: "Chapter 59." in picture(pilot))
        assert "Esc closes" in picture(pilot)


async def test_side_by_side_is_explained_where_there_is_no_room() -> None:
    async with reading(size=NARROW, settings=Settings(view="together")) as (pilot, screen):
        await pilot.press("s")
        assert screen.footer.said == "View: commentary only; side by side needs more columns."


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((40, 12), "Pullquote wants 60×20; this is 40×12."),
        ((40, 30), "Pullquote wants 60 columns, has 40."),
        ((80, 12), "Pullquote wants 20 rows, has 12."),
        ((60, 20), ""),
    ],
)
def test_a_small_terminal_is_told_what_it_lacks(size: tuple[int, int], words: str) -> None:
    assert too_small(*size) == words
    assert len(words) <= 38


async def test_what_is_marked_and_selected_by_keys_is_said_and_copied() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("m")
        assert "letter" in screen.footer.said
        await pilot.press("a")
        assert "Marked as a" in screen.footer.said
        await pilot.press("`")
        assert "marks: a" in screen.footer.said
        await pilot.press("escape", "V", "space", "right")
        assert "2 words" in screen.footer.said
        await pilot.press("y")
        assert screen.footer.said == "Copied 2 words."
        assert len(pilot.app.clipboard.split()) == 2
        assert screen.get_selected_text() is None
