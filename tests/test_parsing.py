"""The parser's process: articles come back whole, and a page that brings it down does not bring us down."""

from __future__ import annotations

import fcntl
import gc
import os
import signal
import subprocess
import sys
import termios
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reader
from reader.article.model import Article
from reader.errors import ClosingError, UnreadableError
from reader.parsing import process, spawning
from reader.parsing.child import BEGINS_WITH, LONG, beginning
from reader.parsing.parser import Parser
from reader.quotes.comparing import Sought, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = (
    "<title>Quay</title><article><h1>The quay</h1><p>Nobody asked the harbour, and the harbour noticed.</p></article>"
)


def child_of(parser: Parser) -> subprocess.Popen[bytes]:
    child = parser._first._child
    assert child is not None
    return child


def waiting_for(child: subprocess.Popen[bytes]) -> int:
    """Bytes that were sent to it and not read yet."""
    assert child.stdin is not None
    waiting = fcntl.ioctl(child.stdin, termios.FIONREAD, bytes(4))
    return int.from_bytes(waiting, sys.byteorder)


def until(holds: Callable[[], bool]) -> None:
    """Wait for what another thread is about to do."""
    while not holds():
        threading.Event().wait(0.001)


@pytest.fixture
def parser() -> Iterator[Parser]:
    parser = Parser()
    yield parser
    parser.close()


def test_the_same_article_as_in_process(parser: Parser) -> None:
    assert parser.read(PAGE, "text/html", "https://tide.example/q") == reader.read(
        PAGE, "text/html", "https://tide.example/q"
    )


@pytest.mark.parametrize("page", ["<article>{}</article>", "{}"], ids=["html", "text"])
def test_a_long_page_begins_before_it_is_read(parser: Parser, page: str) -> None:
    html = page.startswith("<")
    paragraphs = [
        f"Word {n} of the harbour, which nobody asked, and which noticed it all the same." for n in range(5000)
    ]
    text = page.format("".join(f"<p>{one}</p>" for one in paragraphs) if html else "\n\n".join(paragraphs))
    begun: list[Article] = []
    article = parser.read(text.encode(), "text/html" if html else "text/plain", begun=begun.append)
    assert len(article.blocks) == 5000
    assert [one.text for one in begun[0].blocks] == [one.text for one in article.blocks[: len(begun[0].blocks)]]
    assert 500 < len(begun[0].blocks) < 2000


def test_a_short_page_and_one_that_begins_with_no_text_are_read_in_one_step(parser: Parser) -> None:
    script = "<script>" + "var pier = 1;\n" * 30_000 + "</script>"
    for page in (PAGE, script + PAGE):
        begun: list[Article] = []
        assert parser.read(page, begun=begun.append).title == "Quay"
        assert not begun


def test_an_opening_ends_whatever_becomes_of_it(parser: Parser) -> None:
    opening = parser.open(PAGE.encode(), None, None, None)
    assert opening.article.result(20) == opening.beginning.result(20)
    for future in (parser.open(b"", None, None, None).article, parser.open(b"", None, None, None).beginning):
        with pytest.raises(UnreadableError):
            future.result(20)


@given(st.text(alphabet="<>\n aé\u3042", min_size=0, max_size=40), st.sampled_from(["utf-8", "utf-16"]))
def test_a_beginning_is_a_prefix_that_ends_where_a_character_does(text: str, charset: str) -> None:
    data = (text * (LONG // max(1, len(text)) + 1)).encode(charset)
    part = beginning(data)
    if part is not None:
        assert isinstance(part, bytes)
        assert data.startswith(part)
        assert 0 < len(part) <= BEGINS_WITH
        part.decode(charset, errors="strict" if charset == "utf-8" else "replace")


def test_the_sentence_of_an_unreadable_page_comes_back(parser: Parser) -> None:
    with pytest.raises(UnreadableError) as there:
        parser.read(b"")
    with pytest.raises(UnreadableError) as here:
        reader.read(b"")
    assert str(there.value) == str(here.value)


def test_the_next_page_opens_after_the_child_was_killed(parser: Parser) -> None:
    parser.start()
    child = child_of(parser)
    os.kill(child.pid, signal.SIGSEGV)
    child.wait()
    assert parser.read(PAGE).title == "Quay"


def test_a_crash_in_the_middle_of_a_page_gives_up_that_page_only(parser: Parser) -> None:
    parser.start()
    child = child_of(parser)
    os.kill(child.pid, signal.SIGSTOP)  # it is at the page, and will never be done
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(parser.read, PAGE, background=True, own=True)
        until(lambda: waiting_for(child) > 0)
        os.kill(child.pid, signal.SIGSEGV)
        os.kill(child.pid, signal.SIGCONT)
        with pytest.raises(UnreadableError, match="too complex"):
            reading.result(60)
    assert parser.read(PAGE).title == "Quay"


def test_what_the_background_reads_is_the_same_article_though_it_is_unpacked_later(parser: Parser) -> None:
    page = PAGE.replace("</article>", "<blockquote><p>“It is <a href='/q'>let</a>.”</p></blockquote></article>")
    article = parser.read(page, "text/html", "https://tide.example/q", background=True)
    known = reader.read(page, "text/html", "https://tide.example/q")
    assert (article.title, article.text, article.words) == (known.title, known.text, known.words)
    assert article.index == known.index
    assert article == known
    assert known == article
    assert hash(article) == hash(known)
    other = replace(article, blocks=article.blocks[:1])
    assert (type(other), other.text) == (Article, known.blocks[0].text)
    assert other != article


def test_quotations_are_held_against_a_source_in_the_process_too(parser: Parser) -> None:
    sought = [
        Sought("Nobody asked the harbour, and the harbour noticed", judged=True),
        Sought("No such quay", judged=False),
    ]
    text = "It was late. Nobody asked the harbour, and the harbour noticed."
    assert parser.compare(text, sought) == compare(text, sought)
    assert parser.are_copies(text * 9, text * 9)
    assert not parser.are_copies(text * 9, PAGE)


def test_a_comparison_is_limited_as_a_page_is_and_its_page_is_still_there() -> None:
    parser = Parser(seconds=0.5)
    try:
        article = parser.read(PAGE, own=True)
        with pytest.raises(UnreadableError, match="too complex"):
            parser.compare(" ".join(f"word{n}" for n in range(2_000_000)), [Sought("a word or two of it", judged=True)])
        assert article.text
        assert parser.compare(article.text, [Sought("asked the harbour, and", judged=True)])[0].share == 1.0
    finally:
        parser.close()


def test_a_comparison_that_is_given_up_at_the_end_says_so(parser: Parser) -> None:
    parser.start()
    child = child_of(parser)
    os.kill(child.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(parser.compare, PAGE, [])
        until(lambda: waiting_for(child) > 0)
        parser.close()
        with pytest.raises(ClosingError):
            asked.result(60)


def test_a_person_does_not_wait_for_a_page_of_the_background(parser: Parser) -> None:
    parser.start()
    child = child_of(parser)
    os.kill(child.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(parser.read, PAGE, background=True, own=True)
        until(parser._first.turn.locked)
        assert parser.read(PAGE).title == "Quay"
        assert not reading.done()
        os.kill(child.pid, signal.SIGCONT)
        assert reading.result(60).title == "Quay"


@pytest.mark.parametrize(
    "page",
    [
        "<ul><li>" * 40_000,
        "<div>" * 200_000,
        "<div " + " ".join(f"a{i}=1" for i in range(300_000)) + ">",
        "<a href=x>" * 100_000,
        "<p><b><i>" * 50_000,
    ],
    ids=["lists", "divisions", "attributes", "links", "formatting"],
)
def test_a_page_made_to_hang_a_parser_is_given_up_and_the_next_one_opens(parser: Parser, page: str) -> None:
    with pytest.raises(UnreadableError, match="too complex"):
        parser.read(page, "text/html", background=True)
    assert parser.read(PAGE).title == "Quay"


@pytest.mark.parametrize("names", ["author" + "-" * 200_000, "author" * 50_000], ids=["hyphens", "authors"])
def test_long_names_of_an_element_do_not_use_up_the_time_of_its_page(parser: Parser, names: str) -> None:
    assert parser.read(f"{PAGE}<div class='{names}'></div>").title == "Quay"


def test_the_search_for_what_is_unreachable_goes_on_whatever_became_of_a_page() -> None:
    pages = [PAGE, "<div>" * 300_000, "<title>No text</title>", "", PAGE] * 3

    def read(page: str) -> bool:
        with suppress(UnreadableError):
            reader.read(page, "text/html")
        return True

    assert gc.isenabled()
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(read, pages))
    assert gc.isenabled()
    gc.disable()
    try:
        read(PAGE)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_opens() -> None:
    parser = Parser(seconds=1e-9)
    try:
        with pytest.raises(UnreadableError, match="too complex"):
            parser.read(PAGE)
        assert parser.read(PAGE, own=True).title == "Quay"
    finally:
        parser.close()


def test_what_counts_is_the_time_of_the_processor_and_not_of_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = Parser(seconds=0.05)
    monkeypatch.setattr(process, "_PATIENCE", 1e6)
    try:
        with pytest.raises(UnreadableError, match="too complex"):
            parser.read("<div><p>Nobody asked.</p>" * 20_000)
    finally:
        parser.close()


def test_threads_take_turns(parser: Parser) -> None:
    with ThreadPoolExecutor(4) as pool:
        titles = pool.map(lambda n: parser.read(f"<title>Pier {n}</title><p>Word {n} of it.</p>").title, range(12))
    assert list(titles) == [f"Pier {n}" for n in range(12)]


def test_page_after_page_takes_no_more_memory(parser: Parser) -> None:
    page = "<title>Pier</title><article>" + "<p>Nobody asked the harbour, and the harbour noticed.</p>" * 4000
    parser.start()
    child = child_of(parser)
    memory = psutil.Process(child.pid).memory_info
    sizes = []
    for _ in range(8):
        parser.read(page)
        sizes.append(memory().rss)
    assert max(sizes[4:]) < sizes[2] + (4 << 20)


def test_what_reading_a_large_page_took_is_given_back_as_its_process_ends(parser: Parser) -> None:
    parser.start()
    child = child_of(parser)
    assert parser.read(PAGE).title == "Quay"
    assert child.poll() is None
    assert parser.read(f"{PAGE}<!--{' ' * process.LARGE}-->").title == "Quay"
    assert child.poll() is not None
    assert parser.read(PAGE).title == "Quay"


@pytest.mark.parametrize("page", [PAGE, PAGE * 20_000], ids=["what the pipe holds", "more than the pipe holds"])
def test_a_process_that_ends_as_soon_as_it_begins_is_told(
    parser: Parser, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spawning, "CODE", "")
    with pytest.raises(UnreadableError):
        parser.read(page)


def test_the_process_that_was_begun_early_is_the_one_that_reads(parser: Parser) -> None:
    spawning.begin()
    parser.start()
    first = child_of(parser)
    other = Parser()
    other.start()
    assert child_of(other).pid > 0
    assert parser.read(PAGE).title == other.read(PAGE).title == "Quay"
    assert child_of(parser) is first
    assert child_of(other) is not first
    other.close()


def test_a_process_that_nobody_asks_for_ends_with_the_program() -> None:
    code = "from reader.parsing import spawning; spawning.begin(); print(spawning._begun[0].pid)"
    pid = int(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout)
    with suppress(psutil.NoSuchProcess):
        psutil.Process(pid).wait(timeout=30)


def test_a_person_may_have_set_a_lower_limit_of_memory() -> None:
    code = "from reader.parsing.child import OWN_MEMORY, _limit_memory as limit; import resource\n"
    code += "resource.setrlimit(resource.RLIMIT_AS, (OWN_MEMORY // 2, OWN_MEMORY // 2)); limit(OWN_MEMORY)"
    subprocess.run([sys.executable, "-c", code], check=True)  # once lowered it stays so: not in our process


def test_what_works_for_the_background_takes_no_more_of_the_processor_than_the_person_gave() -> None:
    code = "import os; from reader.parsing.child import _give_way; given = os.nice(15)\n"
    code += "_give_way(); print(os.nice(0) - given)"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b"0\n"


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
