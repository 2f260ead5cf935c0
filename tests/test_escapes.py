"""No escape of a stranger's reaches the terminal: every kind of place that shows remote text, times every payload.

The program runs in a real terminal (the headless driver writes nothing and would prove nothing). Each place is shown
to be on the screen by what is left there of the payloads; then all bytes that the program wrote are searched.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.hostile_pages import (
    FATES,
    IN_A_NAME,
    NEVER_SENT,
    PAYLOADS,
    PLACES,
    Payload,
    payloads_of,
    shown,
    site,
    source_path,
    token,
    tokens,
)
from tests.terminal import ROOT, Terminal, TerminalError, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

pytestmark = pytest.mark.slow

PROGRAM = (sys.executable, "-m", "reader")
LARGE = (240, 150)
"""Columns and rows in which the whole article is on the screen at once."""

SECONDS = 10.0
"""How long a place is waited for."""

FEWEST_PLACES, FEWEST_PAYLOADS = 15, 14

PASTED = tuple(one for one in PAYLOADS if one.first != "\x1b")
"""What a paste can bring. Textual takes what begins with ESC out of a paste and types it, with a circumflex for it."""

CLEAR_LINE = "\x15"
"""Ctrl+U."""

LEAVES_SCREEN = b"\x1b[?1049l"
COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
LINKED = re.compile(rb"\x1b\]8;[^;]*;([^\x07\x1b]*)")


class Walk(NamedTuple):
    """The places that were seen, each with the payloads on it; all that was written meanwhile; what was copied."""

    places: dict[str, int]
    raw: bytes
    copied: list[str]


def leaks(raw: bytes | bytearray) -> list[str]:
    """Each place and payload of which the raw characters stand in what was written."""
    found: set[str] = set()
    for payload in PAYLOADS:
        for match in re.finditer(re.escape((payload.first + payload.rest).encode()), raw):
            before = raw[match.start() - 1 : match.start()].decode("latin-1")
            found.add(f"{PLACES.get(before, f'after {before!r}')}: {payload.name}")
    found |= {f"somewhere: {one!r}" for one in NEVER_SENT if one in raw}
    if re.search(rb"\x1b\][012];", raw):
        found.add("the title of the window was set")
    return sorted(found)


def heading(rows: list[str]) -> str:
    return rows[0]


def trail(rows: list[str]) -> str:
    return rows[1]


def last_row(rows: list[str]) -> str:
    return rows[-1]


def page(rows: list[str]) -> str:
    """What stands left of the last line between the panes."""
    return "\n".join(row.rpartition("│")[0] for row in rows[1:-1])


def beside(rows: list[str]) -> str:
    """The sources and the preview."""
    return "\n".join(row.rpartition("│")[2].strip() for row in rows[1:-1])


def whole(rows: list[str]) -> str:
    return "\n".join(rows)


class Walker:
    """Goes from place to place in a running program, and waits for what must be seen at each."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.places: dict[str, int] = {}

    def sees(self, where: str, part: Callable[[list[str]], str], *texts: str) -> None:
        """Wait until all of the texts stand in a part of the screen."""

        def missing() -> list[str]:
            there = part(self.terminal.screen())
            return [text for text in texts if text not in there]

        try:
            self.terminal.wait_until(lambda: not missing(), "something is missing", SECONDS)
        except TerminalError as screen:
            raw = leaks(self.terminal.raw)
            raise AssertionError(f"{where}: {missing()} is not seen there. Raw so far: {raw}.\n{screen}") from None

    def place(
        self, where: str, part: Callable[[list[str]], str], letters: str, payloads: Sequence[Payload] | None = None
    ) -> None:
        """See what is left of every payload at a place."""
        expected = [(letter, one) for letter in letters for one in payloads or payloads_of(letter)]
        self.sees(where, part, *(shown(letter, one) for letter, one in expected))
        self.places[where] = len(expected) // len(letters)

    def pastes(self, where: str, part: Callable[[list[str]], str], letter: str) -> None:
        """Paste the payloads, and see what is left of them; what begins with ESC comes last, for it is typed."""
        self.paste(" ".join(token(letter, one) for one in PASTED))
        self.place(where, part, letter, PASTED)
        self.paste(f"{tokens(letter)} and so on")
        self.sees(where, part, "and so on")

    def paste(self, text: str) -> None:
        self.terminal.press(f"\x1b[200~{text}\x1b[201~")

    def escapes(self, words: str) -> None:
        """Press Escape, and wait until some words that stand there have gone."""
        self.terminal.press("escape")
        self.terminal.wait_until(lambda: words not in whole(self.terminal.screen()), f"{words!r} stays")

    def copied(self) -> list[str]:
        """What the program has put on the clipboard so far."""
        return [base64.b64decode(one).decode() for one in COPIED.findall(self.terminal.raw)]

    def copies(self) -> None:
        """Wait until something more is on the clipboard."""
        before = len(self.copied())
        self.terminal.wait_until(lambda: len(self.copied()) > before, "nothing was copied")


def see_the_article(walker: Walker) -> None:
    walker.place("the title in the heading", heading, "H")
    walker.place("the site in the heading", heading, "S")
    walker.place("the title over the text", page, "H")
    for letter in "PGIKTVCQWL":
        walker.place(PLACES[letter], page, letter)
    # Of the credits over the text only one row is shown.
    walker.sees("the credits over the text", page, *(shown("S", one) for one in IN_A_NAME[:6]))


def see_the_sources(walker: Walker) -> None:
    """Go down the list; each source shows its own payload in what is told of it, and all of them in its passage."""
    walker.terminal.wait_until(
        lambda: (
            f"SOURCES {len(PAYLOADS) + len(FATES)}" in beside(walker.terminal.screen())
            and "↻" not in beside(walker.terminal.screen())
        ),
        "not every source is settled",
    )
    walker.terminal.press("l")
    walker.sees("a preview", beside, "PREVIEW  ")
    walker.terminal.press("g")
    for number, payload in enumerate(PAYLOADS, 1):
        if number > 1:
            walker.terminal.press("j")
        walker.sees("the preview's title", beside, f"PREVIEW  {number} ", f"\n{shown('N', payload)} is a title")
        walker.sees("the list", beside, f"  {shown('N', payload)} is a title")
        if payload in IN_A_NAME:
            walker.sees("the preview's credits", beside, shown("E", payload), shown("B", payload))
        walker.sees("the preview's address", lambda rows: beside(rows).replace("\n", ""), f"-to{number}")
        walker.sees("the preview's passage", beside, *(shown("R", one) for one in PAYLOADS))
    for where in ("title in the list", "title", "address", "passage"):
        walker.places[f"a source's {where}"] = len(PAYLOADS)
    for where in ("site", "byline"):
        walker.places[f"a source's {where}"] = len(IN_A_NAME)
    for number, (_, words) in enumerate(FATES.values(), len(PAYLOADS) + 1):
        walker.terminal.press("j")
        walker.sees("the preview's title", beside, f"PREVIEW  {number} ")
        walker.sees("why a source cannot be read", lambda rows: " ".join(beside(rows).split()), words)
    walker.terminal.press("enter")
    walker.sees("why a source cannot be opened", last_row, "cannot be opened")


def see_one_source(walker: Walker) -> None:
    """Copy the address of the first source, unfold its passage, open it, and come back."""
    terminal = walker.terminal
    terminal.press("g")
    walker.sees("the preview's title", beside, "PREVIEW  1 ")
    terminal.press("y")
    walker.copies()
    walker.sees("the line that says what was copied", last_row, "Copied http", "-to1")
    terminal.press("1", "i")
    walker.place("the passage unfolded in the text", page, "R")
    terminal.press("enter")
    walker.place("the trail", trail, "S")
    walker.sees("the title of the open source", heading, shown("N", PAYLOADS[0]))
    terminal.press("backspace")
    walker.place("the title in the heading, again", heading, "H")


def see_what_opens_over_it(walker: Walker) -> None:
    terminal = walker.terminal
    terminal.press("t")
    walker.sees("the contents", whole, "Esc closes")
    walker.place("the byline in the contents", whole, "Y")
    walker.place("the title and the headings in the contents", whole, "HG")
    walker.escapes("Esc closes")
    terminal.press("/")
    walker.sees("the find bar", last_row, "find in the article")
    walker.paste(" ".join(token("P", one) for one in PASTED))
    walker.place("the find bar", last_row, "P", PASTED)
    terminal.press("enter")
    walker.sees("what was found", last_row, "1 of 1")
    walker.place("what was found", last_row, "P", PASTED)
    walker.escapes("Esc clears")
    terminal.press("/")
    walker.sees("the find bar", last_row, "find in the article")
    walker.pastes("the find bar, filled", last_row, "F")
    terminal.press("enter")
    walker.sees("what was not found", last_row, "is not in this article", shown("F", PASTED[0]))
    terminal.press("?")
    walker.sees("the help", whole, "type to find a key")
    walker.pastes("the help", whole, "U")
    walker.escapes("Esc closes")


def copy_with_the_mouse(walker: Walker) -> None:
    """Drag from the first paragraph down into the code, and copy."""
    rows = walker.terminal.screen()
    first = next(row for row, text in enumerate(rows) if shown("P", PAYLOADS[0]) in text)
    last = next(row for row, text in enumerate(rows) if shown("K", PAYLOADS[-1]) in text)
    column = rows[first].index(shown("P", PAYLOADS[0])) + 1
    walker.terminal.press(f"\x1b[<0;{column};{first + 1}M", f"\x1b[<32;{column + 4};{last}M")
    walker.terminal.press(f"\x1b[<32;{column + 6};{last + 1}M", f"\x1b[<0;{column + 6};{last + 1}m", "ctrl+c")
    walker.copies()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with site() as place:
        yield place


@pytest.fixture(scope="module")
def article(address: str) -> Walk:
    """All places of the reading screen, in one run."""
    with Terminal([*PROGRAM, f"http://{address}/", "--allow-host", address], LARGE) as terminal:
        walker = Walker(terminal)
        see_the_article(walker)
        see_the_sources(walker)
        see_one_source(walker)
        see_what_opens_over_it(walker)
        copy_with_the_mouse(walker)
        terminal.press("q")
        assert terminal.wait_exit() == 0
        return Walk(walker.places, bytes(terminal.raw), walker.copied())


def test_enough_places_were_seen_with_enough_payloads(article: Walk) -> None:
    assert sum(count >= FEWEST_PAYLOADS for count in article.places.values()) >= FEWEST_PLACES


def test_no_payload_of_an_article_or_its_sources_reaches_the_terminal(article: Walk) -> None:
    assert leaks(article.raw) == []


def test_only_web_addresses_in_ascii_are_linked(article: Walk) -> None:
    assert [one for one in LINKED.findall(article.raw) if not re.fullmatch(rb"(?:https?://[!-~]+)?", one)] == []


def test_what_is_copied_is_one_clean_line(article: Walk, address: str) -> None:
    by_key, by_mouse = article.copied
    assert by_key == f"http://{address}{source_path(1)}"
    assert shown("P", PAYLOADS[0]) in by_mouse
    assert shown("K", PAYLOADS[0]) in by_mouse
    assert by_mouse.isprintable()  # so without a line feed: pasted into a shell it runs nothing


def test_no_payload_of_a_file_s_name_or_a_typed_address_reaches_the_terminal(tmp_path: Path) -> None:
    halves = {"a": PAYLOADS[::2], "b": PAYLOADS[1::2]}  # the list is short
    for folder, payloads in halves.items():
        (tmp_path / folder).mkdir()
        for payload in payloads:
            (tmp_path / folder / f"{token('X', payload)}.txt").touch()
    with Terminal([*PROGRAM], LARGE, {"PYTHONPATH": str(ROOT)}, cwd=tmp_path) as terminal:
        walker = Walker(terminal)
        for folder, payloads in halves.items():
            walker.sees("the start screen", whole, "an address, or the path of a file")
            terminal.press(f"{folder}/")
            walker.place("the list of files", whole, "X", payloads)
            terminal.press(CLEAR_LINE)
        walker.sees("the start screen", whole, "an address, or the path of a file")
        walker.pastes("the line to type in", whole, "Z")
        terminal.press("enter")
        walker.sees("why it cannot be opened", lambda rows: " ".join(whole(rows).split()), "There is no file", "check")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert leaks(terminal.raw) == []


def test_no_payload_of_the_name_of_an_open_file_reaches_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / f"{tokens('D')}.txt"
    file.write_text("Some prose, with words enough to be read as a paragraph of text, and no title.")
    with Terminal([*PROGRAM, str(file), "--offline"], LARGE) as terminal:
        walker = Walker(terminal)
        walker.place("the heading of a text without a title", heading, "D")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert leaks(terminal.raw) == []


def test_no_payload_of_an_address_that_cannot_be_opened_reaches_the_terminal() -> None:
    with Terminal([*PROGRAM, f"http://courier.example/{tokens('O')}"], LARGE) as terminal:
        walker = Walker(terminal)
        walker.sees("the screen", whole, "q quits")
        walker.place("why the article cannot be opened", whole, "O")
        terminal.press("q")
        assert terminal.wait_exit() == 3
    assert leaks(terminal.raw) == []
    left = terminal.raw[terminal.raw.rindex(LEAVES_SCREEN) :].decode()
    assert [one.name for one in PAYLOADS if shown("O", one) not in left] == []


def test_no_payload_of_an_address_that_is_being_opened_reaches_the_terminal(address: str) -> None:
    legal = [one for one in PAYLOADS if one.first > "\x9f"]  # with any other it is refused at once
    waits = f"http://{address}/waits/{' '.join(token('O', one) for one in legal)}"
    with Terminal([*PROGRAM, waits, "--allow-host", address], LARGE) as terminal:
        walker = Walker(terminal)
        walker.sees("the notice", whole, "Opening http")
        walker.place("what is being opened", whole, "O", legal)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert leaks(terminal.raw) == []


def test_no_payload_that_is_pasted_into_the_palette_reaches_the_terminal(address: str) -> None:
    with Terminal([*PROGRAM, f"http://{address}/s1/", "--allow-host", address], LARGE) as terminal:
        walker = Walker(terminal)
        walker.place("an article", page, "R")
        terminal.press(":")
        walker.sees("the palette", whole, "what to do, a source")
        walker.paste("what about " + " ".join(token("M", one) for one in PASTED))
        walker.sees("the palette", whole, "what about")
        assert leaks(terminal.raw) == []
        walker.place("the palette", whole, "M", PASTED)


def run(*words: str, home: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *words], cwd=ROOT, env=environment(home), capture_output=True, timeout=60)


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        (("--plain",), "HSYPGIKTVCQWL"),
        (("check",), "H"),
        (("check", "--markdown"), "HQ"),
        (("check", "--json"), "HSYPGIKTCQWLNEB"),
    ],
    ids=" ".join,
)
def test_no_payload_reaches_what_is_printed(address: str, tmp_path: Path, words: tuple[str, ...], letters: str) -> None:
    printed = run(*words, f"http://{address}/", "--allow-host", address, home=tmp_path)
    text = printed.stdout.decode().replace("\\", "")
    expected = [(letter, one) for letter in letters for one in payloads_of(letter)]
    assert [(letter, one.name) for letter, one in expected if shown(letter, one) not in text] == []
    assert leaks(printed.stdout + printed.stderr) == []


@pytest.mark.parametrize("words", [("--plain",), ("check",), ("check", "--json"), ("--no-such-option",)], ids=" ".join)
def test_no_payload_of_the_command_line_reaches_what_is_said_of_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    said = run(*words, str(tmp_path / tokens("D")), home=tmp_path)
    assert said.returncode > 0
    assert said.stderr.count(b"\n") == 1
    assert leaks(said.stdout + said.stderr) == []


@pytest.mark.parametrize("words", [("check",), ("check", "--markdown"), ("check", "--json")], ids=" ".join)
def test_no_payload_of_a_file_s_name_reaches_the_report_about_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / f"{tokens('D')}.txt"
    file.write_text("Some prose, with words enough to be read as a paragraph of text, and no title.")
    printed = run(*words, str(file), "--offline", home=tmp_path).stdout
    assert [one.name for one in PAYLOADS if one.rest not in printed.decode().replace("\\", "")] == []
    assert leaks(printed) == []
    if "--json" in words:
        assert json.loads(printed)["article"]["source"] == str(file)  # as it was given, all the same
