from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from reader.settings import Settings
from reader.tui.browser import NoBrowserError, arguments, command, open_address
from tests.tui.driving import reading, until

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that writes its arguments down, one a line."""
    script = tmp_path / "a browser"
    script.write_text(f'#!/bin/sh\nfor one in "$@"; do echo "$one" >> "{tmp_path}/seen"; done\n', encoding="utf-8")
    script.chmod(0o755)
    return script


@pytest.mark.parametrize(
    "url", ["https://e.example/a?b=c&d", "https://e.example/$(touch P)", "https://e.example/';touch P;'"]
)
def test_an_address_is_one_argument(browser: Path, tmp_path: Path, url: str) -> None:
    open_address(f"'{browser}' --new", url, {"PATH": os.environ["PATH"]})
    option, address = (tmp_path / "seen").read_text(encoding="utf-8").splitlines()
    assert option == "--new"
    assert address.startswith("https://e.example/")
    assert not (tmp_path / "P").exists()


@pytest.mark.parametrize(
    "url", ["--remote-debugging-port=9", "%action--incognito", "file:///etc/passwd", "javascript:alert(1)", ""]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        arguments(["firefox"], url)


def test_the_setting_comes_before_the_environment_and_that_before_the_desktop(tmp_path: Path) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text("#!/bin/sh\n", encoding="utf-8")
    opener.chmod(0o755)
    desktop = {"DISPLAY": ":0", "PATH": str(tmp_path)}
    assert command("one --tab", {**desktop, "BROWSER": "two"}, "linux") == ["one", "--tab"]
    assert command("", {**desktop, "BROWSER": "two:three"}, "linux") == ["two"]
    assert command("", desktop, "linux") == ["xdg-open"]
    assert command("", {}, "darwin") == ["open"]


@pytest.mark.parametrize("environment", [{}, {"PATH": "/nowhere", "DISPLAY": ":0"}, {"BROWSER": "'"}])
def test_where_there_is_no_browser_that_is_said(environment: dict[str, str]) -> None:
    with pytest.raises(NoBrowserError):
        command("", environment, "linux")


def test_a_place_for_the_address_is_filled_whole() -> None:
    assert arguments(["b", "%s", "-n"], "https://e.example/") == ["b", "https://e.example/", "-n"]
    assert arguments(["sh", "-c", "x %s"], "https://e.example/") == ["sh", "-c", "x %s", "https://e.example/"]


async def test_o_opens_the_selected_link(browser: Path, tmp_path: Path) -> None:
    async with reading(settings=Settings(browser=f"'{browser}'")) as (pilot, screen):
        await pilot.press("tab", "o")
        await until(pilot, lambda: (tmp_path / "seen").exists() and not screen.workers._workers)
        assert (tmp_path / "seen").read_text(encoding="utf-8") == "https://wire.example/lease\n"


async def test_o_without_a_browser_copies_the_address_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with reading() as (pilot, screen):
        await pilot.press("tab", "o")
        await until(pilot, lambda: "There is no browser here" in screen.footer.said)
        assert pilot.app.clipboard == "https://wire.example/lease"
        assert pilot.app.clipboard in screen.footer.said


async def test_y_copies_one_clean_line() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("y")
        assert pilot.app.clipboard == "https://tidewatch.example/deal"
        screen._copy("https://e.example/\nrm -rf ~\x1b[2J")
        assert pilot.app.clipboard == "https://e.example/ rm -rf ~[2J"


async def test_r_fetches_the_chosen_source_again_and_capital_r_all() -> None:
    from tests.tui.fakes import FakeSession

    session = FakeSession()
    async with reading(session) as (pilot, _):
        await pilot.press("tab", "r")
        await until(pilot, lambda: session.readings[0].asked == ["s1"])
        await pilot.press("R")
        await until(pilot, lambda: len(session.readings[0].asked) == 5)
        assert sorted(session.readings[0].asked[1:]) == ["s1", "s2", "s3", "s4"]
