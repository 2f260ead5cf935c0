"""What a source said before, from the library, in the verdicts of a reading."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import reader
from reader.options import Options
from reader.quotes.judging import Verdict
from reader.recalling import recall
from reader.report import report
from reader.session import Session
from reader.sources.memory import LIVE, Capture, Remembered
from reader.sources.model import Page
from tests.test_reading import SOURCE, STORY, Shelf

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from reader.library.library import Library
    from reader.reading import Reading

WORDS = "The north quay has been let for nine years to a company with no telephone"
POST = f"""\
---
title: The quay is nobody's
date: 2024-03-12
---

The [Courier]({STORY}) had the papers before the council did:

> {WORDS}.
"""
FEW = SOURCE.replace("nine years", "six years")


@pytest.fixture
async def session(tmp_path: Path) -> AsyncIterator[Session]:
    session = Session(Options(library=tmp_path / "library.db"))
    yield session
    await session.close(1)


def kept(library: Library, html: str, day: int) -> None:
    """The library got this page of the source on a day of March 2024."""
    got = datetime(2024, 3, day, 9, tzinfo=UTC)
    page = Page(STORY, STORY, 200, "text/html", html.encode())
    library.keep(Remembered(STORY, got), Capture(page, got, LIVE, reader.read(html, "text/html").text))
    assert library.settle(5)


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [
        (SOURCE, FEW, {"stood": "2024-03-14", "gone_since": None, "added_after": None}),
        (FEW, SOURCE, {"stood": None, "gone_since": None, "added_after": "2024-03-14"}),
        (SOURCE, SOURCE, None),
    ],
    ids=["gone", "added", "the same"],
)
async def test_what_a_source_said_before_decides(
    session: Session, before: str, now: str, says: dict[str, str | None] | None
) -> None:
    kept(await session.shelf.library(), before, 14)
    session._fetch = Shelf({STORY: now})
    reading = session.reading(reader.read(POST, "text/markdown"), lambda _: None)
    await reading.follow()
    (quotation,) = reading.article.quotations
    assert reading.finding(quotation).judgement.verdict is Verdict.VERBATIM
    (found,) = report(reading, "post.md")["quotes"]
    version = found["version"]
    if says is None:
        assert version is None
    else:
        assert version | {"gone_since": None} == says
    if now is FEW:
        assert version["gone_since"] is not None
        assert WORDS in (reading.words_of_source(quotation) or "")
        assert reading.stretches(quotation) == ()


async def test_every_text_that_is_not_that_of_today_is_one_of_earlier(session: Session) -> None:
    library = await session.shelf.library()
    kept(library, SOURCE, 14)
    kept(library, SOURCE + "<p>One more line of it.</p>", 15)
    kept(library, FEW, 16)
    session._fetch = Shelf({STORY: FEW})
    reading = session.reading(reader.read(POST, "text/markdown"), lambda _: None)
    await reading.follow()
    assert [one.day.day for one in reading.earlier("s1")] == [14, 15]


KEY = "https://tidewatch.example/quay"


async def read_before(session: Session) -> None:
    """The article was open before, and its quotation stood in its source."""
    article = reader.read(POST, "text/markdown")
    session._fetch = Shelf({STORY: SOURCE})
    await session.shelf.opened(KEY, article, KEY)
    first = session.reading(article, lambda _: None)
    await first.follow()
    session.shelf.followed(KEY, first)
    assert (await session.shelf.library()).settle(5)


async def read_now(session: Session, post: str) -> Reading:
    """The article is open again, where nothing can be reached."""
    lost = Session(Options(offline=True)).reading(reader.read(post, "text/markdown"), lambda _: None)
    await recall(session.shelf, lost, KEY)
    await lost.follow()
    return lost


async def test_a_verdict_that_is_worse_than_the_last_time_says_so(session: Session) -> None:
    await read_before(session)
    lost = await read_now(session, POST)
    (quotation,) = lost.article.quotations
    worse = lost.finding(quotation).worse
    assert worse is not None
    assert (worse.before.verdict, worse.why) == (Verdict.VERBATIM, "its source is gone")
    lost.looked_at(quotation)
    assert lost.finding(quotation).worse is None


async def test_what_was_seen_of_other_quotations_is_not_taken_for_these(session: Session) -> None:
    await read_before(session)
    lost = await read_now(session, POST.replace(STORY, "https://wire.example/other"))
    assert lost.finding(lost.article.quotations[0]).worse is None
