"""What a session takes from the library and puts into it: articles, their sources, and what is there offline."""

from __future__ import annotations

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import ref

import pytest

from reader.article.model import Because, Voice
from reader.errors import OpenError
from reader.library.library import Library
from reader.library.records import Mark, Place
from reader.opening import Given
from reader.options import Options
from reader.session import Session
from reader.shelf import key_of
from reader.sources.model import Validators
from tests.library.making import capture as page_of_story
from tests.library.making import remembered
from tests.test_reading import POST, SOURCE, STORY, Shelf

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from reader.sources.memory import Memory
    from reader.sources.model import Page

BLOG = "https://tidewatch.example/quay?utm_source=feed"
KEY = "https://tidewatch.example/quay"
HTML = (
    "<title>The quay is nobody's</title><meta property='og:site_name' content='Tidewatch'><h1>The quay</h1>"
    f"<p>The <a href='{STORY}'>Courier</a> had the papers before the council did, and it said so at once:</p>"
    "<blockquote><p>The north quay has been let for nine years to a company with no telephone.</p></blockquote>"
    + "<p>Nobody had asked the gulls, who have been there for longer than the council has.</p>"
    * 12
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


@asynccontextmanager
async def session(
    file: Path | None, pages: dict[str, str] | None = None, **options: object
) -> AsyncIterator[tuple[Session, list[str]]]:
    told: list[str] = []
    found = Session(Options(library=file, **options), tell=told.append)  # type: ignore[arg-type]
    if pages is not None:
        found._fetch = Shelf(pages)
    try:
        yield found, told
    finally:
        await found.close()


async def test_an_article_is_noted_with_its_voices_sources_and_verdicts(file: Path) -> None:
    async with session(file, {BLOG: HTML, STORY: SOURCE}) as (run, told):
        opened = await run.enter(BLOG)
        assert opened.kept is None
        await run.reading(opened.article, lambda _: None).follow()
    library = Library(file)
    (entry,) = library.articles()
    assert entry.key == KEY
    assert (entry.facts.title, entry.facts.site, entry.facts.quoted) == ("The quay is nobody's", "Tidewatch", 15)
    assert entry.facts.commentary > 100
    assert entry.sources == 1
    assert entry.verdicts["verbatim"] == 1
    assert [(one.name, one.quotes, one.faithful, one.wrong) for one in library.cited(KEY)] == [
        ("courier.example", 1, 1, 0)
    ]
    assert [one.verdict for one in library.judged(KEY)] == ["verbatim"]
    assert [hit.article for hit in library.search("council gulls")] == [entry.number]
    assert library.close()
    assert told == []


async def test_what_an_article_cites_is_noted_before_it_is_followed(file: Path) -> None:
    async with session(file, {BLOG: HTML, STORY: SOURCE}) as (run, _):
        opened = await run.enter(BLOG)
        first = run.reading(opened.article, lambda _: None)
        cited = await run.shelf.ask(lambda library: library.cited(KEY))
        assert cited is not None
        assert [(one.name, one.state) for one in cited] == [("courier.example", "queued")]
        article = await run.parse(Given(HTML.encode(), "text/html", BLOG))
        begun = run.reading(article, lambda _: None)  # a file that the parser was handed is read before it is noted
        await run.noted("quay.html", article, keeps=False)
        assert await run.shelf.ask(lambda library: library.cited(key_of("quay.html") or "")) == cited
        assert first.sources
        assert begun.sources


async def test_a_known_article_is_there_at_once_and_without_the_network(file: Path) -> None:
    async with session(file, {BLOG: HTML}) as (run, _):
        first = await run.enter(BLOG)
        run.shelf.left(KEY, Place(5, 3, "together", 0.5))
        run.shelf.mark(KEY, "a", Mark(2, 0))
    async with session(file, offline=True) as (run, told):
        again = await run.enter(BLOG)
        assert again.article == first.article
        assert again.kept is not None
        assert again.left.place == Place(5, 3, "together", 0.5)
        assert again.left.marks == {"a": Mark(2, 0)}
        assert told == []
        assert "Nobody had asked the gulls" in (await run.open(BLOG, whole=True)).text
        with pytest.raises(OpenError, match="offline"):
            await run.enter("https://tidewatch.example/other")


async def test_what_is_asked_for_afresh_comes_from_the_library_only_where_it_cannot_be_had(file: Path) -> None:
    async with session(file, {BLOG: HTML}) as (run, told):
        await run.open(BLOG)
        assert told == []
    async with session(file, {}) as (run, told):
        article = await run.open(BLOG)
        assert article.title == "The quay is nobody's"
        assert "could not be opened" in told[0]
        assert "This is the page as it was on" in told[0]


async def test_a_refresh_tells_another_text_from_the_same(file: Path) -> None:
    pages = {BLOG: HTML}
    async with session(file, pages) as (run, _):
        await run.enter(BLOG)
        opened = await run.enter(BLOG)
        assert opened.kept is not None
        assert await run.refreshed(opened, BLOG) is None
        pages[BLOG] = HTML.replace("<title>", "<!-- another advertisement --><title>")
        assert await run.refreshed(opened, BLOG) is None
        pages[BLOG] = HTML.replace("Nobody had asked", "Somebody has asked")
        newer = await run.refreshed(opened, BLOG)
        assert newer is not None
        assert "Somebody has asked" in newer.text
        pages.clear()
        with pytest.raises(OpenError):
            await run.refreshed(opened, BLOG)
        library = await run.shelf.library()
        assert len(library.versions(KEY)) == 2
        assert (await run.enter(BLOG)).article == newer


async def test_a_refresh_asks_only_whether_the_page_is_still_the_same(file: Path) -> None:
    asked: list[Validators | None] = []

    class Server(Shelf):
        async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:
            asked.append(known)
            page = await super().get(url, background=background)
            return replace(page, status=304, body=b"") if known else replace(page, etag='"one"')

    async with session(file) as (run, _):
        run._fetch = Server({BLOG: HTML})
        await run.enter(BLOG)
        opened = await run.enter(BLOG)
        assert await run.refreshed(opened, BLOG) is None
        library = await run.shelf.library()
        (version,) = library.versions(KEY)
        assert version.words > 100
    assert asked == [None, Validators(BLOG, '"one"', None)]


async def test_what_was_found_of_a_source_is_there_without_the_network(file: Path) -> None:
    async with session(file, {BLOG: HTML, STORY: SOURCE}) as (run, _):
        opened = await run.enter(BLOG)
        before = run.reading(opened.article, lambda _: None)
        await before.follow()
    async with session(file, offline=True) as (run, told):
        again = await run.enter(BLOG)
        after = run.reading(again.article, lambda _: None)
        await after.follow()
        for one in before.sources:
            assert after.tracked[one.id].article == before.tracked[one.id].article is not None
        assert [after.finding(one) for one in again.article.quotations] == [
            before.finding(one) for one in opened.article.quotations
        ]
    assert told == []


async def test_a_file_is_kept_as_well_and_there_when_it_is_gone(file: Path, tmp_path: Path) -> None:
    post = tmp_path / "a post.md"
    post.write_text(POST)
    async with session(file, {}) as (run, _):
        article = await run.open(str(post))
        assert (await run.noted(str(post), article)).left.place is None
    post.unlink()
    async with session(file, {}) as (run, told):
        assert (await run.open(str(post))).text == article.text
        assert "There is no file" in told[0]
    library = Library(file)
    assert library.articles()[0].facts.address == str(post)
    assert library.close()


async def test_standard_input_is_not_kept(file: Path) -> None:
    async with session(file) as (run, _):
        article = await run.parse(Given(POST.encode()))
        assert (await run.noted("-", article)).key is None
        assert (await run.shelf.library()).articles() == ()


async def test_what_one_said_of_a_paragraph_holds_the_next_time(file: Path) -> None:
    async with session(file, {BLOG: HTML, STORY: SOURCE}) as (run, _):
        opened = await run.enter(BLOG)
        reading = run.reading(opened.article, lambda _: None)
        last = opened.article.blocks[-1]
        assert last.voice is Voice.COMMENTARY
        await reading.correct([last.id], quoted=True)
        run.corrected(reading)
        await reading.follow()
    async with session(file, offline=True) as (run, _):
        opened = await run.enter(BLOG)
        again = run.reading(opened.article, lambda _: None).article.blocks[-1]
        assert (again.voice, again.because) == (Voice.QUOTED, Because.READER)
        (entry,) = (await run.shelf.library()).articles()
        assert entry.verdicts["verbatim"] >= 1  # what was found is noted, although the voices are others since


async def test_two_runs_read_the_same_article_at_once(file: Path) -> None:
    async with session(file, {BLOG: HTML, STORY: SOURCE}) as (one, first), session(file, {}) as (two, second):
        opened = await one.enter(BLOG)
        (await one.shelf.library()).settle()
        seen = await two.enter(BLOG)
        assert seen.article == opened.article
        for run in (one, two):
            run.shelf.left(KEY, Place(4, 1))
            await run.reading(opened.article, lambda _: None).follow()
    assert first == second == []
    library = Library(file)
    assert len(library.articles()) == 1
    assert library.place(KEY) == Place(4, 1)
    assert library.close()


async def test_a_library_that_cannot_be_opened_is_said_and_nothing_else_is_different(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Buy milk. " * 99)
    async with session(notes, {BLOG: HTML}) as (run, told):
        assert (await run.enter(BLOG)).article.title == "The quay is nobody's"
        assert (await run.enter(BLOG)).kept is not None
    assert len(told) == 1
    assert "is no library" in told[0]
    assert notes.read_text() == "Buy milk. " * 99


async def test_nothing_is_kept_where_nothing_is_to_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    async with session(None, {BLOG: HTML}) as (run, _):
        await run.enter(BLOG)
    assert not (tmp_path / "data").exists()


async def test_trackers_on_other_threads_ask_the_same_library(file: Path) -> None:
    async with session(file, {}) as (run, _):
        memory: Memory = run.shelf.memory
        one = remembered(STORY)
        assert await asyncio.gather(*(asyncio.to_thread(memory.recall, STORY) for _ in range(8))) == [None] * 8
        await asyncio.to_thread(memory.keep, one, page_of_story(STORY))
        assert await asyncio.to_thread(memory.recall, STORY) == one
        (version,) = await asyncio.to_thread(memory.versions, STORY)
        assert await asyncio.to_thread(memory.capture, version.id) == page_of_story(STORY)
        assert await asyncio.to_thread(memory.known) == (one,)
    library: Memory = Library(file)
    assert library.recall(STORY) == one


async def test_a_stand_in_for_an_address_is_not_kept_as_its_page(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.html"
    copy.write_text(HTML)
    async with session(file, copies={BLOG: copy}) as (run, _):
        assert (await run.enter(BLOG)).article.title == "The quay is nobody's"
        library = await run.shelf.library()
        assert library.count() == 1
        assert library.versions(KEY) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BLOG, "tidewatch.example/quay#notes"),
        ("./a/../b.md", "a/../b.md"),
    ],
)
def test_the_same_article_has_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other) is not None


def test_what_cannot_be_opened_has_no_key() -> None:
    assert [key_of(one) for one in ("-", "~no-such-user/x", "http://\x00/")] == [None] * 3


async def test_reading_waits_for_no_writer(file: Path) -> None:
    """Another program holds the write lock: what is read is read, what is noted waits."""
    import sqlite3

    Library(file).close()
    holder = sqlite3.connect(file, isolation_level=None)
    async with session(file, {BLOG: HTML}) as (run, told):
        await run.shelf.library()
        holder.execute("BEGIN IMMEDIATE")
        opened = await asyncio.wait_for(run.enter(BLOG), 5)
        assert opened.article.title == "The quay is nobody's"
        holder.execute("ROLLBACK")
        assert (await run.shelf.library()).settle(10)
    holder.close()
    assert told == []


@pytest.mark.parametrize("door", ["<title>Just a moment...</title><p>Checking.</p>", "<title>404</title><p>Gone.</p>"])
async def test_a_door_before_a_page_does_not_take_its_place(file: Path, door: str) -> None:
    pages = {BLOG: HTML}
    async with session(file, pages) as (run, told):
        opened = await run.enter(BLOG)
        pages[BLOG] = door
        with pytest.raises(OpenError, match="The server answered"):
            await run.refreshed(opened, BLOG)
        assert (await run.open(BLOG)).title == "The quay is nobody's"
        assert "This is the page as it was on" in told[0]
    async with session(file, offline=True) as (run, _):
        again = await run.enter(BLOG)
        assert again.article == opened.article


async def test_a_door_is_shown_where_nothing_else_is_there_and_not_kept(file: Path) -> None:
    async with session(file, {BLOG: "<title>Just a moment...</title><p>Checking.</p>"}) as (run, _):
        assert (await run.enter(BLOG)).article.title == "Just a moment..."
        assert await run.shelf.kept(KEY) is None


async def test_what_was_found_is_noted_when_the_voices_are_others_since(file: Path) -> None:
    async with session(file, {BLOG: HTML, STORY: SOURCE}) as (run, _):
        reading = run.reading(await run.open(BLOG), lambda _: None)
        await reading.correct([reading.given.blocks[2].id], quoted=False)
        assert reading.article is not reading.given
        await reading.follow()
        library = await run.shelf.library()
        assert [one.state for one in library.cited(KEY)] == ["ok"]


async def test_articles_that_were_left_are_let_go(file: Path) -> None:
    pages = {f"https://tidewatch.example/{n}": HTML for n in range(5)}
    threads = ThreadPoolExecutor()
    asyncio.get_running_loop().set_default_executor(threads)
    async with session(file, {**pages, STORY: SOURCE}) as (run, _):
        readings = []
        for url in pages:
            reading = run.reading(await run.open(url), lambda _: None)
            await reading.follow()
            readings.append(ref(reading))
            del reading
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())
        threads.shutdown()  # until then one may hold what it did last
        gc.collect()
        assert [one() for one in readings] == [None] * 5
        assert [one.sources for one in (await run.shelf.library()).articles()] == [1] * 5
