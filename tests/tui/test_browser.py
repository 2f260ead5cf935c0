from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.settings import Settings
from reader.tui.browser import CONSOLE, NoBrowserError, arguments, browser, start
from reader.tui.screens.addresses import Meant
from tests.terminal import Terminal
from tests.tui.driving import reading, until


@pytest.fixture
def logging(tmp_path: Path) -> Path:
    """A browser that writes its arguments down, one a line."""
    script = tmp_path / "a browser"
    script.write_text(f'#!/bin/sh\nfor one in "$@"; do echo "$one" >> "{tmp_path}/seen"; done\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def installed(folder: Path, name: str, code: str = "") -> Path:
    """A program of that name."""
    script = folder / name
    script.write_text(f"#!/bin/sh\n{code}\n", encoding="utf-8")
    script.chmod(0o755)
    return script


def open_in(setting: str, url: str) -> None:
    start(arguments(browser(setting).words, url))


@pytest.mark.parametrize(
    ("url", "handed"),
    [
        ("https://e.example/a?b=c&d", "https://e.example/a?b=c&d"),
        ("https://e.example/$(touch P)", "https://e.example/$(touch%20P)"),
        ("https://e.example/';touch P;'", "https://e.example/%27;touch%20P;%27"),
        ('https://e.example/"`touch P`|<a>{b}^', "https://e.example/%22%60touch%20P%60%7C%3Ca%3E%7Bb%7D%5E"),
        ("https://e.example/--remote-debugging-port=9", "https://e.example/--remote-debugging-port=9"),
    ],
)
def test_an_address_is_one_argument(logging: Path, tmp_path: Path, url: str, handed: str) -> None:
    open_in(f"'{logging}' --new", url)
    assert (tmp_path / "seen").read_text(encoding="utf-8").splitlines() == ["--new", handed]
    assert not (tmp_path / "P").exists()
    assert not Path("P").exists()


@pytest.mark.parametrize(
    "url",
    [
        "--remote-debugging-port=9",
        "%action--incognito",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://e.example/\nX",
        "https://e.example\\@f.example/",
        "https://me:secret@e.example/",
        "",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        arguments(["firefox"], url)


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_whatever_is_handed_over_is_plain_and_cannot_be_an_option(tail: str) -> None:
    try:
        [address] = arguments([], f"https://e.example/{tail}")
    except ValueError:
        return
    assert re.fullmatch(r"https://e\.example/[!$%&()*+,./0-9:;=?@A-Z_a-z~#-]*", address)


def test_the_setting_comes_before_the_environment_and_that_before_the_desktop(tmp_path: Path) -> None:
    for name in ("one", "two", "xdg-open"):
        installed(tmp_path, name)
    desktop = {"DISPLAY": ":0", "PATH": str(tmp_path)}
    assert browser("one --tab", {**desktop, "BROWSER": "two"}, "linux").words == ["one", "--tab"]
    assert browser("", {**desktop, "BROWSER": "missing:two %s &:one"}, "linux").words == ["two", "%s"]
    assert browser("", desktop, "linux").words == ["xdg-open"]
    assert browser("", {}, "darwin").words == ["open"]


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "no browser here"),
        ({"DISPLAY": ":0"}, "no browser here"),
        ({"BROWSER": "'"}, "quotation mark"),
        ({"BROWSER": "missing"}, "There is no command missing here"),
        ({"BROWSER": "&"}, "is empty"),
    ],
)
def test_where_there_is_no_browser_that_is_said(environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(NoBrowserError, match=sentence):
        browser("", {"PATH": "/nowhere", **environment}, "linux")


def test_a_place_for_the_address_is_filled_whole_or_not_at_all() -> None:
    assert arguments(["b", "%s", "-n"], "https://e.example/") == ["b", "https://e.example/", "-n"]
    for words in (["sh", "-c", "x %s"], ["b", "--url=%s"]):
        with pytest.raises(NoBrowserError, match="by itself"):
            arguments(words, "https://e.example/")


def test_a_console_browser_is_known_by_its_name_or_by_what_its_name_stands_for(tmp_path: Path) -> None:
    environment = {"PATH": str(tmp_path)}
    (tmp_path / "mine").symlink_to(installed(tmp_path, "w3m"))
    installed(tmp_path, "firefox")
    assert browser("w3m -o x=y", environment, "linux").in_terminal
    assert browser(f"{tmp_path}/mine", environment, "linux").in_terminal
    assert not browser("firefox", environment, "linux").in_terminal


@pytest.mark.parametrize("name", CONSOLE)
def test_a_console_browser_that_nobody_asked_for_is_not_started(tmp_path: Path, name: str) -> None:
    installed(tmp_path, name)
    with pytest.raises(NoBrowserError, match=f"only {name} here"):
        browser("", {"PATH": str(tmp_path)}, "linux")


def test_a_browser_that_fails_or_cannot_be_started_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoBrowserError, match=r"failed \(status 3\)"):
        open_in(str(installed(tmp_path, "failing", "exit 3")), "https://e.example/")
    broken = tmp_path / "broken"
    broken.write_bytes(b"\0")
    broken.chmod(0o755)
    with pytest.raises(NoBrowserError, match="cannot be started"):
        open_in(str(broken), "https://e.example/")


async def test_o_opens_the_selected_link(logging: Path, tmp_path: Path) -> None:
    async with reading(settings=Settings(browser=f"'{logging}'")) as (pilot, screen):
        await pilot.press("tab", "o")
        await until(pilot, lambda: (tmp_path / "seen").exists() and not screen.workers._workers)
        assert (tmp_path / "seen").read_text(encoding="utf-8") == "https://wire.example/lease\n"


async def test_o_without_a_browser_copies_the_address_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    async with reading() as (pilot, screen):
        await pilot.press("tab", "o")
        await until(pilot, lambda: "There is no browser here" in screen.footer.said)
        assert pilot.app.clipboard == "https://wire.example/lease"
        assert pilot.app.clipboard in screen.footer.said


async def test_in_a_web_page_the_browser_that_shows_it_opens_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    async with reading(settings=Settings(browser="/no/such/browser")) as (pilot, screen):
        monkeypatch.setattr(type(pilot.app), "is_web", True)
        monkeypatch.setattr(pilot.app, "open_url", opened.append)
        await pilot.press("tab", "o")
        await until(pilot, lambda: opened == ["https://wire.example/lease"])
        assert "wire.example" in screen.footer.said
        await screen._browse(Meant(None), "javascript:alert(1)")
        assert len(opened) == 1


async def test_where_a_host_has_too_little_room_its_end_is_shown() -> None:
    async with reading(size=(60, 20)) as (_, screen):
        url = f"https://{'wire.example.' * 8}deceiver.example/a"
        assert screen._copied(url).endswith("example.deceiver.example")
        assert screen._opening(url).endswith("example.deceiver.example in the browser …")


@pytest.mark.slow
def test_a_console_browser_has_the_terminal_to_itself_and_gives_it_back(tmp_path: Path) -> None:
    installed(tmp_path, "lynx", 'echo "lynx shows $1"; test -t 0 && read word && test "$word" = quit')
    with Terminal([sys.executable, "-m", "reader", "demo"], env={"BROWSER": f"{tmp_path}/lynx"}) as terminal:
        terminal.wait_for("SOURCES 15")
        terminal.press("o")
        terminal.wait_for("lynx shows http")
        assert terminal.raw.rindex(b"\x1b[?1049l") < terminal.raw.rindex(b"lynx shows")
        terminal.press("quit\n")
        terminal.wait_for("? help")
        terminal.press("q")
        assert terminal.wait_exit() == 0


@pytest.mark.slow
def test_what_a_console_browser_is_interrupted_by_does_not_end_the_reader(tmp_path: Path) -> None:
    installed(tmp_path, "lynx", 'echo "lynx shows $1"; read word')
    with Terminal([sys.executable, "-m", "reader", "demo"], env={"BROWSER": f"{tmp_path}/lynx"}) as terminal:
        terminal.wait_for("SOURCES 15")
        terminal.press("o")
        terminal.wait_for("lynx shows http")
        terminal.press("ctrl+c")
        terminal.wait_for("? help")
        terminal.press("q")
        assert terminal.wait_exit() == 0


@pytest.mark.slow
def test_a_browser_that_stays_in_front_does_not_delay_the_end(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    program = installed(tmp_path, "firefox", f'echo "$1" > "{seen}"; exec sleep 15')
    with Terminal([sys.executable, "-m", "reader", "demo"], env={"BROWSER": str(program)}) as terminal:
        terminal.wait_for("SOURCES 15")
        terminal.press("o")
        terminal.wait_until(seen.exists, "the browser was not started")
        terminal.press("q")
        assert terminal.wait_exit(4.0) == 0


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
