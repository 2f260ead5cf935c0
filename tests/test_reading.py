"""A reading: opening, following, attributing, and the passage that a reference means."""

from __future__ import annotations

import asyncio
import io
import sys
from dataclasses import replace
from itertools import permutations
from threading import Event
from typing import TYPE_CHECKING

import pytest

import reader
from reader.errors import FetchError, OpenError, UnreadableError
from reader.opening import Given, is_address, take
from reader.options import Options
from reader.quotes.judging import Verdict
from reader.report import is_wrong, report
from reader.report_lines import version_words
from reader.session import Session
from reader.sources.model import Mention, Page, State, Tracked, Validators
from reader.sources.references import gather
from reader.standing_in import standing_in
from reader.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from reader.reading import Reading

STORY = "https://courier.example/quay"
POST = f"""\
# The quay is nobody's

The [Courier]({STORY}) had the papers before the council did:

> The north quay has been let for nine years to a company with no telephone.

And a [ferry timetable](https://ferry.example/) says the last boat was in May.
"""
SOURCE = (
    "<title>Quay let</title><meta name=author content='M. Okafor'><h1>Quay let</h1>"
    + "".join(f"<p>Paragraph {n} is about gulls, nets and the price of tar in the lower town.</p>" for n in range(20))
    + "<p>The north quay has been let for nine years to a company with no telephone, the papers say.</p>"
    + "<p>The last boat of the year left in May.</p>"
)


class Shelf:
    """A Fetch that answers from memory, and fails for what it does not hold."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = pages
        self.asked: list[tuple[str, bool]] = []

    async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:  # noqa: ARG002
        self.asked.append((url, background))
        if url not in self.pages:
            raise FetchError("dns", f"There is no host for {url}.")
        return Page(url, url, 200, "text/html", self.pages[url].encode())

    async def close(self) -> None:
        self.pages.clear()


@pytest.fixture
async def session() -> AsyncIterator[Session]:
    session = Session(Options())
    session._fetch = Shelf({STORY: SOURCE})
    yield session
    await session.close()


async def followed(session: Session) -> tuple[Reading, list[Tracked]]:
    seen: list[Tracked] = []
    reading = session.reading(reader.read(POST, "text/markdown"), seen.append)
    await reading.follow()
    return reading, seen


async def test_every_source_settles_and_every_change_is_published(session: Session) -> None:
    reading, seen = await followed(session)
    assert {one.source.name: one.state for one in reading.tracked.values()} == {
        "courier.example": State.OK,
        "ferry.example": State.STRIKE,
    }
    assert {(one.source.id, one.state) for one in seen} >= {("s1", State.FETCHING), ("s1", State.OK)}
    article = reading.tracked["s1"].article
    assert article is not None
    assert (article.title, article.byline) == ("Quay let", "M. Okafor")


async def test_what_arrives_while_quotations_are_judged_is_judged_together(monkeypatch: pytest.MonkeyPatch) -> None:
    story = "https://courier{}.example/quay"
    post = "".join(
        f"The [Courier]({story.format(n)}) says:\n\n> The quay of town {n} has been let for nine years, it says.\n\n"
        for n in range(8)
    )
    session = Session(Options())
    session._fetch = Shelf({story.format(n): SOURCE for n in range(8)})
    arrived, judge, runs = Event(), Verdicts.judge, 0

    def judged(verdicts: Verdicts, *, finally_: bool = False) -> list[str]:
        nonlocal runs
        runs += 1
        assert arrived.wait(10)  # the first run takes so long that all the others come meanwhile
        return judge(verdicts, finally_=finally_)

    def publish(_: Tracked) -> None:
        if all(one.state.settled for one in reading.tracked.values()):
            arrived.set()

    monkeypatch.setattr(Verdicts, "judge", judged)
    reading = session.reading(reader.read(post, "text/markdown"), publish)
    await reading.follow()
    assert {one.state for one in reading.tracked.values()} == {State.OK}
    assert {reading.finding(one).judgement.verdict for one in reading.article.quotations} == {Verdict.NOT_FOUND}
    assert runs <= 3
    await session.close()


async def test_the_verdicts_are_the_same_whatever_the_order_in_which_sources_arrive() -> None:
    words = ("has been let for nine years, it says", "was sold to a circus in the spring", "has no telephone at all")
    urls = [f"https://courier{number}.example/quay" for number in range(3)]
    post = "".join(
        f"The [Courier]({url}) says:\n\n> The north quay {said}.\n\n" for url, said in zip(urls, words, strict=True)
    )
    has = dict(zip(urls, ((0,), (2,), (1, 0)), strict=True))
    pages = {
        url: SOURCE + "".join(f"<p>The north quay {words[one]}. So it goes.</p>" for one in ones)
        for url, ones in has.items()
    }

    class Ordered(Shelf):
        async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:
            await may_come[url].wait()
            return await super().get(url, background=background, known=known)

    found = set()
    for order in permutations(urls):
        may_come = {url: asyncio.Event() for url in urls}
        came = {url: asyncio.Event() for url in urls}

        def publish(tracked: Tracked, came: dict[str, asyncio.Event] = came) -> None:
            if tracked.state.settled and tracked.source.url in came:
                came[tracked.source.url].set()

        session = Session(Options())
        session._fetch = Ordered(dict(pages))
        reading = session.reading(reader.read(post, "text/markdown"), publish)
        following = asyncio.create_task(reading.follow())
        for url in order:
            may_come[url].set()
            await came[url].wait()
        await following
        found.add(tuple(replace(reading.finding(one), worse=None) for one in reading.article.quotations))
        await session.close()
    (verdicts,) = found
    assert {one.judgement.verdict for one in verdicts} == {Verdict.VERBATIM}  # copies of one story
    assert [one.found_in for one in verdicts] == ["s1", "s3", "s2"]


async def test_what_is_concluded_stays_so_though_something_was_still_being_judged(
    monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    """A judging that had begun goes on after the time is up, and takes in what came during it."""
    begun, going_on, judge, final = asyncio.Event(), Event(), Verdicts.judge, list[bool]()
    loop = asyncio.get_running_loop()

    class Slow(Shelf):
        async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:
            if url == "https://late.example/":
                await asyncio.Event().wait()
            return await super().get(url, background=background, known=known)

    def judged(verdicts: Verdicts, *, finally_: bool = False) -> list[str]:
        final.append(finally_)
        loop.call_soon_threadsafe(begun.set)
        assert finally_ or going_on.wait(10)
        return judge(verdicts, finally_=finally_)

    session._fetch = Slow({STORY: SOURCE})
    post = (
        POST
        + "\nThe [late paper](https://late.example/) says:\n\n> The boats of the lower town were all sold, it says.\n"
    )
    reading = session.reading(reader.read(post, "text/markdown"), lambda _: None)
    monkeypatch.setattr(Verdicts, "judge", judged)
    following = asyncio.create_task(reading.follow())
    await begun.wait()
    following.cancel()
    concluding = asyncio.create_task(reading.conclude())
    reading._arrived(reading.tracked["s1"])
    await asyncio.sleep(0)
    going_on.set()
    await asyncio.gather(concluding, following, return_exceptions=True)
    await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}))
    assert final[0] is False
    assert final[1:]
    assert all(final[1:])


async def test_background_fetches_say_that_they_are(session: Session) -> None:
    await followed(session)
    shelf = session._fetch
    assert isinstance(shelf, Shelf)
    assert shelf.asked
    assert all(background for _, background in shelf.asked)
    await session.open(STORY)
    assert shelf.asked[-1] == (STORY, False)


async def test_the_passage_of_a_quotation_is_where_it_stands(session: Session) -> None:
    reading, _ = await followed(session)
    article = reading.tracked["s1"].article
    passage = reading.passage("s1")
    assert article is not None
    assert passage is not None
    assert article.block(passage.block).text[passage.start : passage.end].startswith("The north quay has been let")


async def test_there_is_no_passage_in_a_source_without_text(session: Session) -> None:
    reading, _ = await followed(session)
    assert reading.passage("s2", Mention("b5", 6, 21)) is None


FLAT = f"""\
The quay is nobody's

I read it in the paper and I thought of my father, who never liked the place ({STORY}).

The north quay has been let for nine years to a company with no telephone, the papers say.

I do not know what to make of that, and nobody that I have asked has an idea.
"""


async def test_a_paragraph_that_stands_in_a_source_is_quoted_from_it(session: Session) -> None:
    told: list[str] = []
    reading = session.reading(reader.read(FLAT, "text/plain"), lambda _: None, revoiced=lambda: told.append("revoiced"))
    await reading.follow()
    found = next(one for one in reading.article.blocks if one.text.startswith("The north quay"))
    assert (found.voice, found.because) == ("quoted", "source")
    assert found.why == "stands word for word in courier.example"
    quotation = reading.quotation(found.quotation)
    assert quotation is not None
    assert reading.source_of(quotation) == "s1"
    assert reading.finding(quotation).judgement.verdict == "verbatim"
    assert told == ["revoiced"]
    assert [one.id for one in reading.given.blocks] == [one.id for one in reading.article.blocks]
    assert next(one for one in report(reading, "post.txt")["blocks"] if one["id"] == found.id)["because"] == "source"


async def test_the_reader_overrules_what_stands_in_a_source_and_takes_it_back(session: Session) -> None:
    reading = session.reading(reader.read(FLAT, "text/plain"), lambda _: None)
    await reading.follow()
    block = next(one.id for one in reading.article.blocks if one.text.startswith("The north quay"))
    await reading.correct([block], quoted=False)
    assert (reading.article.block(block).voice, reading.article.block(block).because) == ("commentary", "reader")
    kept = reading.corrections
    assert len(kept) == 1
    assert await reading.undo()
    assert reading.article.block(block).because == "source"
    assert reading.corrections == ()
    assert not await reading.undo()
    again = session.reading(reader.read(FLAT, "text/plain"), lambda _: None, corrections=kept)
    assert again.article.block(block).because == "reader"


async def test_quotations_are_attributed_to_sources(session: Session) -> None:
    reading, _ = await followed(session)
    assert [reading.source_of(one) for one in reading.article.quotations] == ["s1"]


async def test_the_report_tells_states_and_reasons(session: Session) -> None:
    reading, _ = await followed(session)
    found = report(reading, "post.md")
    assert [one["state"] for one in found["sources"]] == ["ok", "strike"]
    assert found["sources"][1]["error"]["phase"] == "dns"
    assert [one["source"] for one in found["blocks"] if one["voice"] == "quoted"] == ["s1"]
    assert (found["quotes"][0]["verdict"], found["quotes"][0]["found_in"]) == ("verbatim", "s1")
    assert not is_wrong(found)


async def test_an_error_page_is_no_article(session: Session) -> None:
    class Gone(Shelf):
        async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:  # noqa: ARG002
            return Page(url, url, 404, "text/html", b"<p>Gone")

    session._fetch = Gone({})
    with pytest.raises(OpenError, match="404 Not Found"):
        await session.open("https://courier.example/gone")


async def test_opening_what_cannot_be_reached_says_why(session: Session) -> None:
    with pytest.raises(OpenError, match="no host"):
        await session.open("https://nowhere.example/")


async def test_following_can_be_stopped(session: Session) -> None:
    started = asyncio.Event()

    class Hanging(Shelf):
        async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:  # noqa: ARG002
            started.set()
            await asyncio.Event().wait()
            raise AssertionError

    session._fetch = Hanging({})
    reading = session.reading(reader.read(POST, "text/markdown"), lambda _: None)
    task = asyncio.create_task(reading.follow())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(asyncio.all_tasks()) == 1


async def test_a_file_is_opened_with_the_address_it_was_published_at(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "saved.html"
    file.write_text("<title>T</title><article><p>See <a href='/b'>the other one</a> for the rest of it.</p></article>")
    article = await session.open(str(file), "https://tide.example/a")
    assert article.blocks[-1].links[0].url == "https://tide.example/b"


async def test_unreadable_bytes_are_said_to_be(session: Session) -> None:
    with pytest.raises(UnreadableError):
        await session.parse(Given(b"%PDF-1.4\n"))


@pytest.mark.parametrize(
    ("where", "address"),
    [
        ("https://tide.example/x", True),
        ("http://127.0.0.1:8000/", True),
        ("tide.example", True),
        ("tide.example/x.html", True),
        ("tide.example:8080/x", True),
        ("missing.html", False),
        ("notes.md", False),
        ("./tide.example", False),
        ("/etc/hosts", False),
        ("~/post.md", False),
        ("-", False),
        ("a phrase with a full.stop", False),
        ("readme", False),
        ("", False),
    ],
)
def test_what_a_person_means_by_it(where: str, address: bool) -> None:
    assert is_address(where) == address


def test_a_file_named_like_a_host_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tide.example").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert not is_address("tide.example")
    assert take("tide.example").data == b"x"


def test_standard_input_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"words")))
    assert take("-", "https://tide.example/") == Given(b"words", url="https://tide.example/")


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("/dev/null", "no regular file"),
        ("ftp://tide.example/", "only http and https"),
        ("file:///etc/hosts", "only http and https"),
        ("nothing\0here", "cannot be read"),
    ],
)
def test_what_is_no_file_is_refused_with_a_sentence(where: str, words: str) -> None:
    with pytest.raises(OpenError, match=words):
        take(where)


def test_a_copy_stands_in_for_an_outlet_that_is_only_named() -> None:
    article = reader.read("# Quay\n\nThe Associated Press has learned it, and Politico has not.\n", "text/markdown")
    plain = gather(article)
    given = standing_in(plain, ["https://www.apnews.com/a", "https://apnews.com/b", "https://unknown.example/c"])
    assert [(one.name, one.kind.value, one.url) for one in given] == [
        ("Associated Press", "link", "https://www.apnews.com/a"),
        ("Politico", "named", None),
    ]
    assert standing_in(plain, []) == plain


@pytest.mark.parametrize(
    ("stood", "gone", "added", "words"),
    [
        ("2024-03-11", "2024-03-15", None, "gone since 2024-03-15: it stood there on 2024-03-11"),
        ("2024-03-11", None, None, "gone by now: it stood there on 2024-03-11"),
        (None, None, "2024-03-12", "added after the article: not there yet on 2024-03-12"),
    ],
)
def test_what_became_of_a_passage_in_words(stood: str | None, gone: str | None, added: str | None, words: str) -> None:
    assert version_words({"stood": stood, "gone_since": gone, "added_after": added}) == words


async def test_a_quotation_of_voices_that_are_no_more_is_not_judged_yet(session: Session) -> None:
    """The screen asks while another thread takes other voices: then there may be fewer quotations."""
    reading, _ = await followed(session)
    (own,) = reading.article.quotations
    assert reading.finding(own).judgement.verdict == "verbatim"
    gone = own._replace(id="q9")
    assert reading.finding(gone).judgement.reason == "pending"
    reading.looked_at(gone)
