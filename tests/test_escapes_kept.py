"""No escape reaches the terminal from what is kept, either: a library that somebody else filled, feeds, pictures.

The library is written with every payload as it is, past all that cleans: whoever hands one over can put anything there.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library
from reader.library.records import Cited, Facts
from reader.sources.feedstore import FeedEntry
from reader.sources.memory import LIVE, Capture, Liveness, Remembered
from reader.sources.model import Page
from tests.hostile_pages import PAYLOADS, shown, site, token
from tests.terminal import Terminal
from tests.test_escapes import LARGE, PROGRAM, Walker, leaks, run, whole

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with payloads in every column that is shown."""
    folder = tmp_path_factory.mktemp("library")
    folder.chmod(0o700)
    library = Library(folder / "library.db")
    for number, one in enumerate(PAYLOADS):
        url, source = f"https://tide.example/{number}", f"https://wire.example/{number}/{token('A', one)}"
        facts = Facts(url, token("H", one), token("Y", one), token("S", one), NOW, token("G", one), "html", 9, 3, 0)
        library.opened(url, facts, _capture(url, token("R", one)))
        was = NOW - timedelta(days=9)
        library.keep(
            Remembered(
                source, was, Liveness.DEAD, checked=NOW, last_ok=was, why=token("W", one), drifted=NOW,
                title=token("N", one), byline=token("B", one), site=token("E", one),
            ),
            _capture(source, token("P", one)),
        )  # fmt: skip
        library.followed(url, [Cited(source, token("C", one), token("L", one), 1, 1, 0)], [])
        feed = f"https://feeds.example/{number}"
        library.subscribe(feed, token("F", one), token("D", one))
        library.note_entries(
            feed, [FeedEntry(feed, f"{url}/{n}", token("T", one)) for n, one in enumerate(PAYLOADS)], NOW
        )
    assert library.settle(10)
    library.close()
    return folder / "library.db"


def _capture(url: str, words: str) -> Capture:
    page = Page(url, url, 200, "text/html", b"<p>" + words.encode())
    return Capture(page, NOW, LIVE, f"The harbour let the quay, {words} said the board.")


def test_no_payload_of_a_library_or_of_the_feeds_in_it_reaches_the_terminal(library: Path) -> None:
    with Terminal([*PROGRAM, "--library", str(library), "--offline"], LARGE) as terminal:
        walker = Walker(terminal)
        walker.sees("what was read last", whole, shown("H", PAYLOADS[-1]), shown("S", PAYLOADS[-1]))
        terminal.press("\x1bOQ")  # F2
        walker.place("the titles of the articles", whole, "H")
        walker.place("their sites", whole, "S")
        for key, letters in (("2", "NW"), ("3", "NW"), ("4", "NW"), ("5", "C")):
            terminal.press(key)
            for letter in letters:
                walker.place(f"list {key}: {letter}", whole, letter)
        terminal.press("/")
        terminal.settle()  # only the cursor goes to the line
        terminal.press("quay", "enter")
        walker.sees("what was found", whole, "The harbour let the quay")
        walker.place("the words of the articles", whole, "R")
        terminal.press("F")
        walker.place("the feeds", whole, "F")
        walker.place("their folders", whole, "D")
        terminal.press("enter")
        walker.sees("the entries", whole, "Backspace back")
        walker.place("the entries", whole, "T")
        terminal.press("r")
        walker.sees("what came of asking for a feed", whole, "Nothing new. F")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert leaks(terminal.raw) == []


def test_no_payload_reaches_the_terminal_from_what_opens_over_an_article() -> None:
    with site() as address, Terminal([*PROGRAM, f"http://{address}/", "--allow-host", address], LARGE) as terminal:
        walker = Walker(terminal)
        walker.place("a picture's caption", whole, "C")
        terminal.press("I")
        walker.sees("the picture", lambda rows: " ".join(whole(rows).split()), "could not be decoded", "Esc closes")
        walker.escapes("1 of 1")
        terminal.press("W")
        walker.sees("the export", whole, "Export this article")
        walker.escapes("Export this article")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert leaks(terminal.raw) == []


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        (("library", "list"), "HS"),
        (("library", "list", "--json"), "HSY"),
        (("library", "list", "--sources", "dead"), "A"),
        (("library", "list", "--sources", "all", "--json"), "NW"),
        (("library", "list", "--outlets"), "C"),
        (("library", "search", "quay", "--limit", "90"), "HRP"),
        (("library", "search", "quay", "--limit", "90", "--json"), "HRP"),
        (("feeds", "list"), "FD"),
        (("feeds", "list", "--json"), "FD"),
        (("feeds", "export"), "F"),
        (("recheck", "--offline"), ""),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_no_payload_of_a_library_reaches_what_is_printed(
    library: Path, tmp_path: Path, words: tuple[str, ...], letters: str
) -> None:
    printed = run(*words, "--library", str(library), home=tmp_path)
    text = printed.stdout.decode().replace("\\", "")
    assert [(letter, one.name) for letter in letters for one in PAYLOADS if shown(letter, one) not in text] == []
    assert leaks(printed.stdout + printed.stderr) == []


@pytest.mark.parametrize("form", ["markdown", "html", "json", "csl", "bibtex"])
def test_no_payload_of_an_article_reaches_an_export(tmp_path: Path, form: str) -> None:
    with site() as address:
        printed = run("export", f"http://{address}/", "--allow-host", address, "--format", form, home=tmp_path)
    assert printed.returncode == 0
    assert shown("H", PAYLOADS[-1]).encode() in printed.stdout
    assert leaks(printed.stdout + printed.stderr) == []
