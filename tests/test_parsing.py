"""The parser's process: articles come back whole, and a page that brings it down does not bring us down."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psutil
import pytest

import reader
from reader.errors import UnreadableError
from reader.parsing import Parser

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (
    "<title>Quay</title><article><h1>The quay</h1><p>Nobody asked the harbour, and the harbour noticed.</p></article>"
)


@pytest.fixture
def parser() -> Iterator[Parser]:
    parser = Parser()
    yield parser
    parser.close()


def test_the_same_article_as_in_process(parser: Parser) -> None:
    assert parser.read(PAGE, "text/html", "https://tide.example/q") == reader.read(
        PAGE, "text/html", "https://tide.example/q"
    )


def test_the_sentence_of_an_unreadable_page_comes_back(parser: Parser) -> None:
    with pytest.raises(UnreadableError) as there:
        parser.read(b"")
    with pytest.raises(UnreadableError) as here:
        reader.read(b"")
    assert str(there.value) == str(here.value)


def test_the_next_page_opens_after_the_child_was_killed(parser: Parser) -> None:
    parser.start()
    child = parser._child
    assert child is not None
    os.kill(child.pid, signal.SIGSEGV)
    child.wait()
    assert parser.read(PAGE).title == "Quay"


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_opens() -> None:
    parser = Parser(seconds=0.0)
    try:
        with pytest.raises(UnreadableError, match="too complex"):
            parser.read(PAGE)
        parser._seconds = 30.0
        assert parser.read(PAGE).title == "Quay"
    finally:
        parser.close()


def test_threads_take_turns(parser: Parser) -> None:
    with ThreadPoolExecutor(4) as pool:
        titles = pool.map(lambda n: parser.read(f"<title>Pier {n}</title><p>Word {n} of it.</p>").title, range(12))
    assert list(titles) == [f"Pier {n}" for n in range(12)]


def test_page_after_page_takes_no_more_memory(parser: Parser) -> None:
    page = "<title>Pier</title><article>" + "<p>Nobody asked the harbour, and the harbour noticed.</p>" * 4000
    parser.start()
    child = parser._child
    assert child is not None
    memory = psutil.Process(child.pid).memory_info
    sizes = []
    for _ in range(8):
        parser.read(page)
        sizes.append(memory().rss)
    assert max(sizes[4:]) < sizes[2] + (4 << 20)


def test_a_closed_parser_says_so() -> None:
    parser = Parser()
    parser.start()
    parser.close()
    with pytest.raises(UnreadableError, match="closing"):
        parser.read(PAGE)


def test_the_child_does_not_import_from_the_folder_it_stands_in(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, parser: Parser
) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "selectolax.py").write_text("raise SystemExit(1)")
    (folder / "reader.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(folder)
    assert parser.read(PAGE).title == "Quay"
