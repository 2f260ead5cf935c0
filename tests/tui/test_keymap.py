"""Keys that a person may change: every one of them, from a preset on, and never two bindings for one key."""

from __future__ import annotations

import pytest

from reader.choices import PRESETS as NAMES
from reader.settings import Settings
from reader.tui.keymap import TITLES, effective, every_scope, own_keys, problems
from reader.tui.keys import APP, SCREEN
from reader.tui.keytops import names
from reader.tui.presets import PRESETS
from tests.tui.driving import reading, until

SHARED = {("app.interrupt", "text.copy"): {"ctrl+c"}}
"""The keys that two bindings have on purpose: the first copies where something is marked, else the other holds."""


def test_the_presets_are_those_that_may_be_set() -> None:
    assert tuple(PRESETS) == NAMES
    ids = {key.id for keys in every_scope().values() for key in keys}
    assert all(ids.issuperset(preset) for preset in PRESETS.values())


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_has_two_meanings_in_one_place(preset: str) -> None:
    own = own_keys(Settings(keys_preset=preset))
    assert problems(Settings(keys_preset=preset)) == []
    held: dict[str, dict[str, str]] = {}
    for scope, key in effective(own):
        for name in names(key.keys):
            for place in {scope} | ({"page", "sources", "preview"} if scope in ("app", "screen") else set()):
                other = held.setdefault(place, {}).setdefault(name, key.id)
                assert other == key.id or name in SHARED.get((other, key.id), ()), (place, name, other, key.id)


def test_the_presets_ask_for_no_key_that_terminals_do_not_send() -> None:
    """Of Alt and a sign that is no letter most terminals send what Textual takes for the sign alone."""
    keys = [name for preset in PRESETS.values() for held in preset.values() for name in names(held)]
    assert all(len(key) == 5 or key in ("alt+left", "alt+right") for key in keys if key.startswith("alt+"))
    assert not {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j"} & set(keys)  # Tab, Enter and Backspace to a terminal


def test_every_sheet_has_keys_that_can_be_changed() -> None:
    sheets = set(every_scope()) - set(TITLES)
    assert {"help", "contents", "entries", "requests", "differences"} <= sheets
    wrong = problems(Settings(keys={"contents.down": "q", "contents.dwn": "x"}))
    assert [one.binding for one in wrong] == ["contents.dwn", "contents.down"]
    assert "did you mean 'contents.down'?" in wrong[0].sentence
    assert "q is given to both" in wrong[1].sentence


@pytest.mark.parametrize(
    ("binding", "keys", "why"),
    [
        ("select.next_word", "j", "j is given to both"),
        ("select.copy", "ctrl+q", "Ctrl+Q is given to both"),
        ("hints.leave", "a", "a is given to both"),
        ("hints.letters", "a", "wants 2 small letters or more"),
        ("hints.letters", "a,b,ctrl+c", "wants 2 small letters or more"),
        ("preview.next", "p", "p is given to both"),
    ],
)
def test_what_holds_for_a_while_and_the_preview_can_be_changed_and_may_not_clash(
    binding: str, keys: str, why: str
) -> None:
    wrong = problems(Settings(keys={binding: keys}))
    assert [one.binding for one in wrong][:1] == [binding]
    assert why in wrong[0].sentence


async def test_own_keys_hold_in_the_preview_and_while_text_is_selected() -> None:
    own = {"preview.next": "N,ctrl+n", "find.previous": "ctrl+r", "select.begin": "S", "select.paragraph": "P"}
    async with reading(settings=Settings(keys=own)) as (pilot, screen):
        await pilot.press("alt+3", "N")
        await until(pilot, lambda: screen.panes.chosen == "s1")
        await pilot.press("1", "S")
        await until(pilot, lambda: "P whole paragraph" in screen.footer.said)
        await pilot.press("P")
        assert screen.get_selected_text() == "The wire says the lease is dead. So here we are:"


def test_what_the_table_lets_two_bindings_share_they_may_keep() -> None:
    assert problems(Settings(keys={"text.copy": "ctrl+c,alt+w"})) == []
    assert [one.binding for one in problems(Settings(keys={"text.copy": "y"}))] == ["text.copy"]
    assert {key.id for key in (*APP, *SCREEN)} >= {"text.copy", "app.interrupt"}


@pytest.mark.parametrize(
    ("preset", "down", "find"), [("vim", "ctrl+e", "slash"), ("emacs", "ctrl+n", "ctrl+s"), ("default", "j", "slash")]
)
async def test_the_keys_of_a_preset_work(preset: str, down: str, find: str) -> None:
    settings = Settings(keys_preset=preset, keys={"view.zen": "Z"})
    async with reading(settings=settings) as (pilot, screen):
        await pilot.press(down)
        await until(pilot, lambda: screen.page.scroll_y == 1)
        await pilot.press("Z")
        assert screen.panes.zen
        await pilot.press(find)
        await until(pilot, lambda: bool(screen.query("FindBar")))


async def test_the_emacs_palette_is_on_alt_x() -> None:
    async with reading(settings=Settings(keys_preset="emacs")) as (pilot, screen):
        await pilot.press("ctrl+n", "ctrl+p")
        await until(pilot, lambda: screen.page.scroll_y == 0)
        assert pilot.app.screen is screen
        await pilot.press("alt+x")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "Palette")
