"""The settings' files are changed while the app runs."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest

from reader.settings import Layers, Settings
from reader.tui import adopting
from reader.tui.adopting import watch
from reader.tui.app import PullquoteApp
from reader.tui.page.view import View
from tests.tui.driving import picture, reading, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def over() -> Iterator[Event]:
    """Set at the end of the test, which ends the watching."""
    event = Event()
    yield event
    event.set()


async def test_a_change_holds_at_once_and_a_mistake_changes_nothing(tmp_path: Path, over: Event) -> None:
    file = tmp_path / "config.toml"
    settings = Settings()
    async with reading(settings=settings) as (pilot, screen):
        first = pilot.app.theme
        watch(Layers(file, {}), pilot.app, over, seconds=0.02)
        file.write_text('theme = "pullquote-light"\nview = "quoted only"\nwidth = 50\n[keys]\n"view.zen" = "Z"\n')
        await until(pilot, lambda: pilot.app.theme == "pullquote-light")
        assert screen.page.view is View("quoted only")
        assert screen.page.measure == 50
        await until(pilot, lambda: "read again" in picture(pilot))
        await pilot.press("Z")
        await until(pilot, lambda: screen.panes.zen)

        (tmp_path / "keys.toml").write_text('help.close = "x"\nview.zen = "p"\n')
        await until(pilot, lambda: "keys.toml:2:12: keys: p is given to both" in screen.footer.said)
        assert "settings from before hold" in screen.footer.said
        await pilot.press("Z")
        await until(pilot, lambda: not screen.panes.zen)

        (tmp_path / "keys.toml").unlink()
        file.write_text('theme = "nowhere"')
        await until(pilot, lambda: "config.toml:1:9: There is no theme" in screen.footer.said)
        file.write_text("theme = 3")
        await until(pilot, lambda: "'theme' must be" in screen.footer.said)
        assert pilot.app.theme == "pullquote-light"

        file.unlink()
        await until(pilot, lambda: pilot.app.theme == first)
        assert screen.page.measure == settings.width


async def test_things_move_only_where_the_person_and_the_environment_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "full")
    for animations, level in ((False, "none"), (True, "full")):
        async with reading(settings=Settings(animations=animations)) as (pilot, _):
            assert pilot.app.animation_level == level
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    async with reading(settings=Settings(animations=True)) as (pilot, _):
        assert pilot.app.animation_level == "none"


def test_the_files_are_looked_at_every_second_or_two() -> None:
    assert 1 <= adopting.SECONDS <= 2


async def test_pictures_are_shown_as_the_settings_say_by_now(tmp_path: Path, over: Event) -> None:
    file = tmp_path / "config.toml"
    async with reading() as (pilot, _):
        app = pilot.app
        assert isinstance(app, PullquoteApp)
        assert app.drawing.setting == "auto"
        watch(Layers(file, {}), app, over, seconds=0.02)
        file.write_text('images = "off"')
        await until(pilot, lambda: app.images == "off")
        means = await app.drawing.means()
        assert means.why == "Pictures are off in your settings (images)."
