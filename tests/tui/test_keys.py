from __future__ import annotations

import pytest
from textual.binding import Binding
from textual.command import CommandList

from reader.errors import SettingsError
from reader.settings import Settings
from reader.tui.app import PullquoteApp
from reader.tui.commands import KeyCommands
from reader.tui.fitting import hinted
from reader.tui.footer import hint_line, hints
from reader.tui.keymap import check
from reader.tui.keys import FOOTERS, page_keys, table
from reader.tui.keytops import names, shown
from reader.tui.panes.preview import PreviewPane
from reader.tui.panes.requests import RequestList
from reader.tui.panes.sources import SourceList
from reader.tui.screens.contents import ContentsScreen
from reader.tui.screens.find_bar import FindBar
from reader.tui.screens.help import HelpScreen, help_rows, help_text
from reader.tui.screens.log import LogScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.start import StartScreen
from tests.tui.driving import picture, reading, until

PANES = (SourceList, PreviewPane, RequestList, FindBar)
OURS = (PullquoteApp, ReadingScreen, StartScreen, ContentsScreen, HelpScreen, LogScreen, *PANES)


@pytest.mark.parametrize("where", OURS)
def test_every_binding_but_the_digits_of_a_number_has_an_id(where: type[PullquoteApp]) -> None:
    for binding in Binding.make_bindings(where.__dict__.get("BINDINGS", [])):
        assert binding.id or (binding.system and binding.key.isdecimal()), f"{where.__name__}: {binding.key}"


def test_ids_are_unique() -> None:
    ids = [key.id for keys in table().values() for key in keys]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("scope", sorted(table()))
def test_no_key_is_given_twice_in_a_scope(scope: str) -> None:
    keys = [name for key in table()[scope] for name in names(key.keys)]
    assert len(keys) == len(set(keys))


def test_the_keys_of_the_whole_screen_work_in_every_pane() -> None:
    """A pane may take a key of the screen only for what it is for there: Tab, and the digits of a link's number."""
    everywhere = {name for key in (*table()["screen"], *table()["app"]) for name in names(key.keys)}
    for pane in ("page", "sources", "preview"):
        own = {name for key in table()[pane] for name in names(key.keys)}
        assert not own & everywhere


def test_the_reading_pane_brings_its_keys() -> None:
    found = {key.id: key.keys for key in page_keys()}
    assert names(found["move.down"]) == ["j", "down"]
    assert {"link.next", "link.open", "link.hints", "quotation.next", "heading.previous", "voice.next"} <= set(found)


@pytest.mark.parametrize("pane", ["page", "sources", "preview"])
def test_help_lists_every_key_of_the_pane_and_the_screen(pane: str) -> None:
    words = {row[2] for row in help_rows(pane, {})}
    for scope in (pane, "screen", "app"):
        assert {key.words for key in table()[scope]} <= words


def test_help_shows_digits_as_keys_only_where_they_are_none_of_a_number() -> None:
    for pane, keys in (("page", "Alt+1"), ("sources", "Alt+1"), ("preview", "1 Alt+1")):
        assert next(row[1] for row in help_rows(pane, {}) if row[2] == "to the article") == keys


def test_help_is_searched_by_word_and_shows_the_persons_own_keys() -> None:
    found = str(help_text("page", {"view.zen": "ctrl+t"}, "alone"))
    assert "Ctrl+T" in found
    assert "preview" not in found
    assert str(help_text("page", {}, "no such quokka")) == "No key does that, and no sign means that."


@pytest.mark.parametrize(
    ("query", "sign", "words"),
    [
        ("dead", "✕   x", "Dead, gone for good."),
        ("wall", "⊘   !", "Behind a paywall or a sign-in."),
        ("✕", "✕   x", "The server says so"),
        ("❝", "❝2  q2", "So many quotations are from this source."),
        ("→", "→2  >2", "So many places"),
        ("≠", "≠   #", "Altered."),
        ("current quotation", "▌   #", "Beside the current quotation"),
        ("got worse", "↓   v", "it got worse since you saw it"),
    ],
)
def test_help_tells_what_each_sign_means(query: str, sign: str, words: str) -> None:
    found = str(help_text("page", {}, query))
    assert sign in found
    assert words in found
    assert sign.rsplit(maxsplit=1)[-1] in str(help_text("page", {}, words, plain=True))
    assert "✕" not in str(help_text("page", {}, "", plain=True))


@pytest.mark.parametrize("width", [50, 66, 120])
def test_help_wraps_words_under_words(width: int) -> None:
    rows = [row.rstrip() for row in str(help_text("page", {}, "", width)).splitlines()]
    assert max(map(len, rows)) <= width
    wrapped = [row for row in rows if row.startswith(" " * 27)]
    assert len(wrapped) > 5


@pytest.mark.parametrize("pane", ["page", "sources", "preview"])
def test_the_footer_shows_six_to_eight_keys_that_exist(pane: str) -> None:
    ids = {key.id for keys in table().values() for key in keys}
    assert all(one in ids for wanted, _ in FOOTERS[pane] for one in wanted)
    assert 6 <= len(hints(pane, {}, deeper=False)) <= 8
    assert hints(pane, {}, deeper=True)[0].words == "back"


async def test_the_palette_lists_every_action_of_screen_and_pane() -> None:
    async with reading() as (pilot, screen):
        found = {command.words.lower() for command in KeyCommands(screen).commands()}
        for scope in ("screen", "page"):
            assert {key.words.lower() for key in table()[scope]} - {"copy what is marked with the mouse"} <= found
        await pilot.press("colon")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "Palette")


async def test_the_palette_runs_an_action() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "Palette")
        await pilot.press(*"alone")
        await until(pilot, lambda: "The article alone  z" in picture(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: screen.panes.zen)


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"no.such": "x"}, "there is no binding"),
        ({"view.zen": "p"}, "p is given to both"),
        ({"view.zen": "j"}, "j is given to both"),
        ({"view.zen": "a", "view.cycle": "a"}, "a is given to both"),
        ({"view.zen": "a,,b"}, "names no key"),
    ],
)
def test_own_keys_that_cannot_work_are_refused(own: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        check(Settings(keys=own))


def test_own_keys_may_be_swapped() -> None:
    check(Settings(keys={"view.zen": "s", "view.cycle": "z"}))


async def test_own_keys_work() -> None:
    async with reading(settings=Settings(keys={"view.zen": "s", "view.cycle": "z"})) as (pilot, screen):
        await pilot.press("s")
        assert screen.panes.zen
        await pilot.press("s")
        assert not screen.panes.zen


@pytest.mark.parametrize(
    ("key", "top"),
    [
        ("slash", "/"),
        ("ctrl+p", "Ctrl+P"),
        ("right_square_bracket", "]"),
        ("H", "H"),
        ("alt+left", "Alt+←"),
        ("f1", "F1"),
    ],
)
def test_keys_are_shown_as_on_their_tops(key: str, top: str) -> None:
    assert shown(key) == top


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_foot_drops_what_there_is_no_room_for_but_not_the_way_out(width: int) -> None:
    for pane, last in (("library", "? help"), ("start", "F1 help")):
        row = hinted(f"Enter opens · {hint_line(pane, {})}", width - 2)
        assert row.cell_length <= width - 2
        assert row.plain.startswith("Enter opens")
        assert row.plain.endswith(last)
    assert "Z back" in hint_line("library", {"library.leave": "Z"})


async def test_the_footer_says_what_to_do_while_a_link_is_chosen_and_then_what_stood_there_before() -> None:
    async with reading(size=(60, 20)) as (pilot, screen):
        await pilot.press("slash", *"quay", "enter")
        await until(pilot, lambda: "n next" in screen.footer.said)
        await pilot.press("f")
        await until(pilot, lambda: "type its letters · Esc gives up" in picture(pilot))
        await pilot.press("escape", "3")
        await until(pilot, lambda: "Link 3 …" in screen.footer.said)
        await pilot.press("escape")
        await until(pilot, lambda: "n next" in screen.footer.said)
        await pilot.press("escape")
        assert screen.footer.said == ""


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_no_row_of_the_help_goes_on_under_its_keys(size: tuple[int, int]) -> None:
    async with reading(size=size) as (pilot, _):
        await pilot.press("question_mark")
        await until(pilot, lambda: "to a part of" in picture(pilot))
        rows = picture(pilot).splitlines()
        (first,) = [number for number, row in enumerate(rows) if "to a part of" in row]
        at = rows[first].index("to a part of")
        words = rows[first][at:].split()
        for row in rows[first + 1 :]:
            if "50%" in words:
                break
            assert not row[:at].strip(" ▌▏│┃")
            words += row[at:].split()
        assert " ".join(words).startswith("to a part of the article: 50%")


async def test_end_is_the_end_in_the_palette_too() -> None:
    async with reading() as (pilot, _):
        await pilot.press("colon")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "Palette")
        commands = pilot.app.screen.query_one(CommandList)
        await until(pilot, lambda: commands.option_count > 20)
        await pilot.press("end")
        await until(pilot, lambda: commands.highlighted == commands.option_count - 1)
        await pilot.press("home")
        await until(pilot, lambda: commands.highlighted == 0)
