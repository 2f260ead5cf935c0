"""What a person sees and decides of the requests: the key for background fetching, the log, the first start."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader import demo
from reader.options import Options, Prefetch
from reader.session import Session
from reader.settings import Settings
from reader.sources.requests import Request
from reader.tui.app import PullquoteApp
from reader.tui.keys import table
from reader.tui.panes.requests import RequestList, came
from reader.tui.screens.log import LogScreen
from reader.tui.screens.reading import ReadingScreen
from tests.terminal import Terminal
from tests.tui.driving import SIZES, picture, reading, text, until
from tests.tui.fakes import HOSTILE, FakeSession, commentary

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

ONE = Request(1_709_985_605, "https://wire.example/lease", "background", "200 OK", 12_345)
ROW = re.compile(r"(?<=:05 )[✕●] .*?(?:bytes|kB)")
LONG = f"https://{'quay.' * 50}courier.example/deal"


def requests(screen: ReadingScreen, *found: Request) -> None:
    for one in found:
        screen.session.log.note(one)


async def opened(pilot: Pilot[None]) -> LogScreen:
    await pilot.press("w")
    await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
    assert isinstance(pilot.app.screen, LogScreen)
    return pilot.app.screen


async def test_the_key_goes_round_and_the_next_article_follows_it() -> None:
    session = FakeSession()
    async with reading(session, size=(60, 20)) as (pilot, screen):
        for which in (Prefetch.SAME_SITE, Prefetch.OFF, Prefetch.ALL, Prefetch.SAME_SITE, Prefetch.OFF):
            await pilot.press("P")
            assert picture(pilot).splitlines()[-1].strip() == f"Background fetching: {which}; P changes it."
            assert session.prefetch is which
        await until(pilot, lambda: session.readings[0].prefetch is Prefetch.OFF)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: bool(screen.trail and screen.trail.behind))
        assert session.readings[1].prefetch is Prefetch.OFF


async def test_off_leaves_alone_what_waits_and_all_fetches_it() -> None:
    session = FakeSession()
    session.hold = True
    async with reading(session) as (pilot, screen):
        await until(pilot, lambda: "↻4" in picture(pilot))
        await pilot.press("tab", "P", "P")
        await until(pilot, lambda: "Nothing is fetched by itself" in text(screen, "#facts"))
        await until(pilot, lambda: picture(pilot).count("–") >= 4)
        session.readings[0].gate.set()
        await pilot.press("P")
        await until(pilot, lambda: "SOURCES 5  ✓3 ✕1" in picture(pilot))


async def test_an_article_behind_is_followed_again_when_one_comes_back() -> None:
    session = FakeSession()
    async with reading(session) as (pilot, _):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: len(session.readings) > 1 and session.readings[1].followed == 1)
        first = session.readings[0]
        await pilot.press("P", "P", "P")
        await until(pilot, lambda: session.readings[1].followed == 4)
        assert first.followed == 1
        await pilot.press("backspace")
        await until(pilot, lambda: first.followed == 2)


async def test_enter_fetches_what_waits_for_a_person_to_ask() -> None:
    async with reading(FakeSession(options=Options(prefetch=Prefetch.OFF))) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: bool(screen.trail and screen.trail.behind))


async def test_offline_there_is_nothing_to_change() -> None:
    session = FakeSession(options=Options(offline=True))
    async with reading(session) as (pilot, screen):
        await pilot.press("P")
        assert "--offline" in screen.footer.said
        assert session.prefetch is Prefetch.ALL


@pytest.mark.slow
async def test_nothing_is_asked_before_the_key_and_everything_after_it() -> None:
    with demo.Site() as site:
        session = Session(Options(routes=site.routes(), prefetch=Prefetch.OFF))
        app = PullquoteApp(session, demo.ADDRESS)
        async with app.run_test(size=(120, 40)) as pilot:
            screen = app.screen
            assert isinstance(screen, ReadingScreen)
            await until(pilot, lambda: "SOURCES 15" in picture(pilot))
            await pilot.press("tab")
            await until(pilot, lambda: "Nothing is fetched by itself" in text(screen, "#facts"))
            assert len(site.requests) == 1
            await pilot.press("P")
            await until(pilot, lambda: "✓12 ✕1 ⊘1" in picture(pilot) and "↻" not in picture(pilot))
            log = await opened(pilot)
            assert session.log.requests[0].address == demo.ADDRESS
            assert len(session.log.requests) == len(site.requests) > 12
            assert text(log, "#requests-title").startswith(f"{len(site.requests)} requests")


@pytest.mark.parametrize("size", SIZES)
async def test_the_log_shows_what_was_asked_newest_first(size: tuple[int, int]) -> None:
    async with reading(size=size) as (pilot, screen):
        requests(
            screen,
            ONE,
            ONE._replace(address="http://lost.example/page", why="opened", result="404 Not Found"),
            ONE._replace(address="https://slow.example/", result="slow.example did not answer in time.", bytes=0),
        )
        log = await opened(pilot)
        await until(pilot, lambda: "wire.example" in picture(pilot))
        rows = [one[0].split() for row in picture(pilot).splitlines() if (one := ROW.search(row))]
        assert [row[:3] for row in rows] == [
            ["✕", "slow.example", "background"],
            ["✕", "404", "lost.example/page"],
            ["●", "200", "wire.example/lease"],
        ]
        assert rows[2][3:] == ["background", "12", "kB"]
        assert "slow.example did not answer in time." in text(log, "#requests-about")
        await pilot.press("j", "j")
        await until(pilot, lambda: "200 OK" in text(log, "#requests-about"))
        assert "3 requests" in picture(pilot)
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.screen is screen)


async def test_the_log_is_live_and_what_one_looks_at_stays() -> None:
    async with reading() as (pilot, screen):
        log = await opened(pilot)
        assert "No request was made in this run." in picture(pilot)
        rows = log.query_one(RequestList)
        requests(screen, *(ONE._replace(address=f"https://wire.example/{n}") for n in range(60)))
        log._look()
        await until(pilot, lambda: "wire.example/59" in picture(pilot))
        requests(screen, ONE._replace(address="https://wire.example/60"))
        log._look()
        await until(pilot, lambda: "wire.example/60" in text(log, "#requests-about"))
        for key in ("j", "G", "b"):
            await pilot.press(key)
            await pilot.pause()
            chosen, row = rows.chosen, rows._cursor - rows.scroll_offset.y
            requests(screen, ONE, ONE)
            log._look()
            await pilot.pause()
            assert (rows.chosen, rows._cursor - rows.scroll_offset.y) == (chosen, row)
        await pilot.press("g", "k")
        assert rows._cursor == 0
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)


async def test_the_log_looks_by_itself() -> None:
    async with reading() as (pilot, screen):
        await opened(pilot)
        requests(screen, ONE)
        await until(pilot, lambda: "wire.example/lease" in picture(pilot))


async def test_of_a_host_that_is_too_long_the_end_is_shown() -> None:
    async with reading(size=(60, 20)) as (pilot, screen):
        requests(screen, ONE._replace(address=LONG))
        await opened(pilot)
        await until(pilot, lambda: "courier.example background" in picture(pilot))


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_words_stand_there_literally(words: str) -> None:
    async with reading(size=(200, 50)) as (pilot, screen):
        requests(screen, ONE._replace(address=f"https://e.example/{words}", result=words))
        await opened(pilot)
        await until(pilot, lambda: picture(pilot).count(words) >= 3)


async def test_signs_of_the_log_in_ascii() -> None:
    async with reading(settings=Settings(ascii=True), size=(60, 20)) as (pilot, screen):
        requests(
            screen, ONE, ONE._replace(result="301 Moved Permanently"), ONE._replace(address=LONG, result="given up")
        )
        await opened(pilot)
        await until(pilot, lambda: "* 200" in picture(pilot))
        rows = [row for row in picture(pilot).splitlines() if "background" in row]
        assert [row.split()[1] for row in rows[:3]] == ["x", ">", "*"]
        assert all(row.isascii() for row in rows)


@pytest.mark.parametrize(
    ("result", "tone", "status"),
    [
        ("200 OK", "good", "200"),
        ("302 Found", "quiet", "302"),
        ("404 Not Found", "bad", "404"),
        ("999", "bad", "999"),
        ("200 OK; it broke off", "bad", "200"),
        ("127.0.0.1 does not accept connections.", "bad", ""),
        ("", "bad", ""),
    ],
)
def test_what_came_of_it_is_told_by_the_words(result: str, tone: str, status: str) -> None:
    assert came(result)[2:] == (tone, status)


@pytest.mark.parametrize(
    ("size", "keys", "said"),
    [
        ((120, 40), {}, "As you read, linked pages are fetched; sites see your address. P changes that."),
        ((80, 24), {}, "As you read, linked pages are fetched; sites see your address. P changes that."),
        ((60, 20), {}, "Linked pages are fetched; sites see that. P changes that."),
        (
            (60, 20),
            {"network.prefetch": "ctrl+t"},
            "As you read, linked pages are fetched; sites see your address. Ctrl+T changes that.",
        ),
    ],
)
async def test_the_first_start_says_once_what_fetching_means(
    size: tuple[int, int], keys: dict[str, str], said: str, tmp_path: Path
) -> None:
    log = tmp_path / "requests.jsonl"
    session = FakeSession(options=Options(log=log))
    async with reading(session, size=size, settings=Settings(keys=keys)) as (pilot, screen):
        assert " ".join(picture(pilot).split()).endswith(said)
        await pilot.press("j")
        assert not screen.footer.said
    log.touch()
    async with reading(FakeSession(options=Options(log=log)), size=size) as (_, screen):
        assert not screen.footer.said


async def test_a_page_that_may_be_no_article_says_so_after_the_first_sentence(tmp_path: Path) -> None:
    doubtful = replace(commentary(), found=0.1)
    session = FakeSession(doubtful, options=Options(log=tmp_path / "requests.jsonl"))
    async with reading(session) as (pilot, screen):
        assert "sites see your address" in screen.footer.said
        await pilot.press("j")
        assert "may not be the article" in screen.footer.said
        await pilot.press("j")
        assert not screen.footer.said


@pytest.mark.parametrize(
    "changed", [{"prefetch": Prefetch.OFF}, {"offline": True}, {"log": None}, {"log": "unreadable"}]
)
async def test_who_is_not_concerned_is_not_told(changed: dict[str, object], tmp_path: Path) -> None:
    if changed.get("log") == "unreadable":
        changed = {"log": tmp_path / ("x" * 300)}  # a name that no file can have
    options = Options(**{"log": tmp_path / "requests.jsonl", **changed})  # type: ignore[arg-type]  # as the cases say
    async with reading(FakeSession(options=options)) as (_, screen):
        assert not screen.footer.said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Options(), "their sites see your address"),
        (Options(prefetch=Prefetch.SAME_SITE), "on its own site"),
        (Options(prefetch=Prefetch.OFF), "Nothing is fetched by itself"),
        (Options(offline=True), "--offline"),
    ],
)
async def test_the_start_screen_says_it_where_there_is_one_and_only_there(
    options: Options, words: str, tmp_path: Path
) -> None:
    session = FakeSession(options=options._replace(log=tmp_path / "requests.jsonl"))
    app = PullquoteApp(session.session, None)
    async with app.run_test(size=(80, 24)) as pilot:
        assert words in " ".join(picture(pilot).split())
        await pilot.press(*"deal", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.reading is not None)
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await pilot.pause()
        assert not screen.footer.said


@pytest.mark.slow
def test_the_sentence_is_said_at_the_first_start_in_a_terminal(tmp_path: Path) -> None:
    post = tmp_path / "post.html"
    post.write_text("<h1>The quay</h1><p>Nobody asked <a href='http://127.0.0.1:1/'>the harbour</a> about it.</p>")
    argv = [sys.executable, "-m", "reader", str(post)]
    with Terminal(argv, (80, 24), first_start=True) as terminal:
        terminal.wait_for("sites see your address. P changes that.")
        terminal.press("j")
        terminal.wait_for("? help")
    with Terminal(argv, (80, 24)) as terminal:
        terminal.wait_for("sources  ? help")
        terminal.settle()
        assert not any("P changes that." in row for row in terminal.screen())


def test_the_keys_are_in_the_table() -> None:
    keys = {key.id: key.keys for key in table()["screen"]}
    assert (keys["network.prefetch"], keys["network.requests"]) == ("P", "w")
