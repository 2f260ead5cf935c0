"""What a session does on hosts that are not the person's own, and what on those that are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import OpenError
from reader.options import Archives, Options, archives_of
from reader.session import Session
from reader.settings import Settings
from reader.sources.archives.saving import SavingError
from reader.sources.model import State
from tests.sources.server import answer, serving

if TYPE_CHECKING:
    from tests.sources.server import Server

ARTICLE = "<html><article><p>" + "It is a long story. " * 60 + '<a href="/source">A source</a> says so.</p></article>'
PAGES = {
    "/article": answer(ARTICLE.encode(), Content_Type="text/html"),
    "/source": answer(status="404 Not Found"),
    "/robots.txt": answer(b"User-agent: *\nDisallow: /source", Content_Type="text/plain"),
}


def test_the_settings_say_which_archives_are_asked() -> None:
    found = archives_of(Settings(timegates=("https://a.example/timegate", "https://b.example/gate?url=")))
    assert found.timegates == ("https://a.example/timegate/", "https://b.example/gate?url=")
    assert found.wayback == "https://web.archive.org/web"
    assert found.keys is None
    assert not archives_of(Settings(wayback=False)).any
    assert archives_of(Settings(save_key="a", save_secret="b")).keys == ("a", "b")


async def followed(server: Server, *, own: bool) -> State:
    where = Archives(wayback="http://127.0.0.1:9/web", cdx="http://127.0.0.1:9/cdx")
    session = Session(Options(allow_hosts=frozenset({server.place}), archives=where))
    if not own:
        vars(session)["_own"] = frozenset()
    reading = session.reading(await session.open(server.url("/article")), lambda _: None)
    await reading.follow()
    await session.close()
    return reading.tracked["s1"].state


async def test_what_a_site_closes_to_programs_is_not_fetched_by_itself() -> None:
    async with serving(dict(PAGES)) as server:
        assert await followed(server, own=False) is State.SKIPPED
    assert server.paths == ["/article", "/robots.txt"]


async def test_of_hosts_that_the_person_allows_nothing_is_asked_first() -> None:
    async with serving(dict(PAGES)) as server:
        assert await followed(server, own=True) is State.STRIKE
    assert server.paths == ["/article", "/source"]


@pytest.mark.parametrize("url", ["http://intranet/x", "https://courier.com/post?access_token=k3y"])
def test_no_archive_is_handed_what_is_nobodys_business(url: str) -> None:
    archives = Archives(save="https://archive.example/save", keys=("key", "secret"))
    session = Session(Options(archives=archives))
    assert session.saver("https://courier.com/post") is not None
    with pytest.raises(SavingError, match="no archive is told of it"):
        session.saver(url)


async def test_of_an_article_that_no_archive_can_know_it_is_said_that_none_was_asked() -> None:
    session = Session(Options(archives=Archives(wayback="https://archive.example/web/")))
    with pytest.raises(OpenError, match="not on the public web, so no public archive was asked"):
        await session.copy_of("http://127.0.0.1:8000/draft")
    await session.close()
