"""Finding copies: by redirect, by index, through a TimeGate; what is passed over, and when an archive is left alone."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from reader.api import read as read_article
from reader.options import Archives
from reader.sources.archives.copies import gate_headers, gated, indexed, map_address, mapped, probed
from reader.sources.archives.finding import MOST, Finder
from reader.sources.archives.given import dated, given, moment, stamp
from reader.sources.archives.pace import A_MINUTE, REFUSALS, Pace, RefusedError
from reader.sources.fetcher import Fetcher
from reader.sources.memory import Archived, Copy
from reader.sources.model import Page
from tests.sources.archive_server import Archive, Held
from tests.sources.server import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.article.model import Article
    from tests.sources.server import Server

URL = "http://gone.example/page?a=1"
ARTICLE = datetime(2024, 3, 12, 10, tzinfo=UTC)
DAY = timedelta(days=1)
TEXT = b"<html><title>Quay</title><p>" + b"The pilots went home before the vote was held. " * 40
GONE = b"<html><title>Page not found</title><p>" + b"word " * 200
WALL = b"<html><title>Subscribe to read</title><p>" + b"word " * 200


def held(days: int, body: bytes = TEXT, status: str = "200 OK") -> Held:
    return Held(URL, ARTICLE + days * DAY, body, status)


async def read(page: Page, _background: bool) -> Article:
    return read_article(page.body, page.content_type, page.final_url)


@asynccontextmanager
async def archive(
    *captures: Held, gates: bool = False, wayback: bool = True
) -> AsyncIterator[tuple[Archive, Server, Finder]]:
    """An archive, and a finder that may ask it."""
    kept = Archive(*captures)
    async with serving({"*": kept.serve}) as server:
        kept.server = server
        fetcher = Fetcher(allow_hosts=frozenset({server.place}))
        where = Archives(
            wayback=server.url("/web") if wayback else "",
            cdx=server.url("/cdx") if wayback else "",
            timegates=(server.url("/gate/"),) if gates else (),
        )
        yield kept, server, Finder(where, fetcher.ask, read, own=frozenset({"127.0.0.1"}))
        await fetcher.close()


async def test_the_copy_nearest_to_the_date_is_found_by_one_redirect_and_read_as_it_was_captured() -> None:
    async with archive(held(-300), held(-2), held(5)) as (_, server, finder):
        found = await finder.find(URL, ARTICLE)
        assert found.copy == Copy(
            server.url(f"/web/20240310100000/{URL}"),
            server.url(f"/web/20240310100000id_/{URL}"),
            ARTICLE - 2 * DAY,
            server.place,
        )
    assert found.archived is Archived.HAVE
    assert found.page is not None
    assert (found.page.final_url, found.page.body) == (URL, TEXT)
    assert found.article is not None
    assert found.article.url == URL
    assert server.paths == [f"/web/20240312100000/{URL}", f"/web/20240310100000id_/{URL}"]


async def test_without_a_date_the_newest_is_wanted() -> None:
    async with archive(held(-300), held(5)) as (_, _server, finder):
        found = await finder.find(URL, None)
    assert found.copy is not None
    assert found.copy.taken == ARTICLE + 5 * DAY


async def test_where_there_is_no_copy_all_are_asked_once() -> None:
    async with archive(gates=True) as (_, server, finder):
        assert (await finder.find(URL, ARTICLE)).archived is Archived.NONE
    assert [path.split("/")[1].partition("?")[0] for path in server.paths] == ["web", "cdx", "gate"]


@pytest.mark.parametrize(
    "bad", [held(0, b"", "404 Not Found"), held(0, GONE), held(0, WALL), held(0, b"", "429 Too Many Requests")]
)
async def test_a_copy_of_an_error_or_a_wall_is_passed_over_for_the_next_nearest(bad: Held) -> None:
    async with archive(bad, held(9), held(-4)) as (_, server, finder):
        found = await finder.find(URL, ARTICLE)
        again = await finder.find(URL, ARTICLE)
    assert found.copy is not None
    assert found.copy.taken == ARTICLE - 4 * DAY
    assert again.copy == found.copy  # an archived 429 is none of the archive's own
    assert not any("id_" in path and "0321" in path for path in server.paths)


async def test_after_a_few_bad_copies_there_is_none() -> None:
    bad = [held(n, GONE) for n in range(6)]
    async with archive(*bad, held(50)) as (_, server, finder):
        assert (await finder.find(URL, ARTICLE)).archived is Archived.NONE
    assert sum("id_" in path for path in server.paths) == MOST


async def test_a_timegate_leads_to_its_copy_and_lists_the_others() -> None:
    async with archive(held(0, GONE), held(3), held(40), gates=True, wayback=False) as (_, server, finder):
        found = await finder.find(URL, ARTICLE)
    assert found.copy is not None
    assert found.copy.taken == ARTICLE + 3 * DAY
    assert b"Accept-Datetime: Tue, 12 Mar 2024 10:00:00 GMT\r\n" in server.heads[0]
    assert [path.split("/")[1] for path in server.paths] == ["gate", "web", "map", "web"]


async def test_an_archive_that_refuses_is_no_proof_that_there_is_no_copy() -> None:
    async with archive(held(0)) as (kept, server, finder):
        kept.fails = {"/web/2024031210": "429 Too Many Requests", "/cdx": "503 Service Unavailable"}
        assert (await finder.find(URL, ARTICLE)).archived is Archived.ERROR
        kept.fails = {"/web/20240312100000/": "503 Service Unavailable"}
        found = await finder.find(URL, ARTICLE)
    assert found.archived is Archived.HAVE  # by the index
    assert server.paths[-2].startswith("/cdx")


async def test_a_page_that_an_archive_shows_to_nobody_is_no_refusal() -> None:
    async with archive(held(0)) as (kept, server, finder):
        kept.fails = {"/": "403 Forbidden"}
        for _ in range(REFUSALS):
            assert (await finder.find(URL, ARTICLE)).archived is Archived.NONE
        kept.fails = {}
        assert (await finder.find(URL, ARTICLE)).archived is Archived.HAVE
    assert len(server.paths) == 2 * REFUSALS + 2


async def test_an_archive_that_refuses_again_and_again_is_left_alone() -> None:
    async with archive(held(0)) as (kept, server, finder):
        kept.fails = {"/": "503 Service Unavailable"}
        for _ in range(REFUSALS):
            assert (await finder.find(URL, ARTICLE)).archived is Archived.ERROR
    assert len(server.paths) == REFUSALS


@pytest.mark.parametrize(
    "url",
    [
        "http://intranet/x",
        "http://192.168.1.4/x",
        "http://wiki.corp.internal/",
        "http://[::1]/",
        "https://courier.com/post?access_token=k3y",
        "https://courier.com/token/k3y",
    ],
)
async def test_a_public_archive_is_told_of_no_private_page(url: str) -> None:
    async with archive(held(0), gates=True) as (_, server, finder):
        finder._own = frozenset()
        assert (await finder.find(url, ARTICLE)).archived is Archived.NONE
    assert server.paths == []


async def test_so_many_questions_a_minute_one_at_a_time() -> None:
    now = 0.0
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        nonlocal now
        slept.append(seconds)
        now += seconds

    pace = Pace(lambda: now, sleep)
    for _ in range(A_MINUTE):
        async with pace.turn():
            now += 1
    async with pace.turn():
        pass
    assert slept == [60 - A_MINUTE]
    with pytest.raises(RefusedError):
        async with pace.turn():
            raise RefusedError(30)
    with pytest.raises(RefusedError):
        async with pace.turn():
            raise AssertionError
    now += 30
    async with pace.turn():
        pass
    assert not pace.closed


@pytest.mark.parametrize(
    ("url", "archive_", "taken", "original"),
    [
        (f"https://web.archive.org/web/20240312101500/{URL}", "web.archive.org", "20240312101500", URL),
        (f"https://web.archive.org/web/20240312101500if_/{URL}", "web.archive.org", "20240312101500", URL),
        (
            "https://web.archive.org/web/2024/http:/gone.example/",
            "web.archive.org",
            "20240101000000",
            "http://gone.example/",
        ),
        (f"https://arquivo.pt/wayback/20240312101500/{URL}", "arquivo.pt", "20240312101500", URL),
        ("https://archive.ph/aBc12", "archive.ph", None, None),
        ("https://archive.today/2024.03.12-101500/https://gone.example/", "archive.today", None, None),
        ("https://perma.cc/AB12-CD34", "perma.cc", None, None),
    ],
)
def test_a_link_to_an_archive_is_known(url: str, archive_: str, taken: str | None, original: str | None) -> None:
    found = given(url)
    assert found is not None
    assert (found.archive, found.original) == (archive_, original)
    assert (stamp(found.copy.taken) if found.copy else None) == taken
    assert found.asks_people is archive_.startswith("archive.")
    if found.copy:
        assert "id_/" in found.copy.raw
        assert dated(found.copy.raw) == dated(found.copy.url) == found.copy


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/web/20240312101500/http://a.example/",
        "https://web.archive.org/about",
        "https://web.archive.org/web/20249999/http://a.example/",
        "https://perma.cc/about",
    ],
)
def test_other_links_are_none(url: str) -> None:
    assert given(url) is None


def test_a_stamp_is_a_moment_as_far_as_it_goes() -> None:
    assert moment("2024") == datetime(2024, 1, 1, tzinfo=UTC)
    assert moment("20240312") == datetime(2024, 3, 12, tzinfo=UTC)
    assert moment("20241399") is None


def page(url: str, status: int = 200, **more: str) -> Page:
    return Page(url, url, status, None, b"", **more)  # type: ignore[arg-type]


def test_a_redirect_to_another_host_or_to_no_copy_is_no_copy() -> None:
    at = "https://web.archive.org/web/20240312000000/http://a.example/"
    assert probed(page(at, 302, location="/web/20240311/http://a.example/")) is not None
    assert probed(page(at, 302, location="https://evil.example/web/20240311/http://a.example/")) is None
    assert probed(page(at, 302, location="/about")) is None
    assert probed(page(at, 200)) is None


def test_both_forms_of_an_index_are_read_and_nonsense_is_not() -> None:
    base = "https://archive.example/web"
    lines = b'{"timestamp": "20240311", "status": "200"}\n{"timestamp": "2023", "status": "404"}'
    array = b'[["timestamp","original","statuscode"],["20230101000000","http://a.example/","-"],["x","y","200"],["20240401","http://a.example/","200"]]'
    assert [stamp(one.taken) for one in indexed(lines, base, URL, ARTICLE)] == ["20240311000000"]
    assert [stamp(one.taken) for one in indexed(array, base, URL, ARTICLE)] == ["20240401000000", "20230101000000"]
    for nonsense in (b"", b"[]", b"<html>", b"[1, 2]", b'["a"]', b"[" * 100_000):
        assert indexed(nonsense, base, URL, ARTICLE) == ()


def test_a_memento_of_another_page_is_not_taken_for_this_one() -> None:
    when = "Tue, 12 Mar 2024 10:00:00 GMT"
    other = f'<https://a.example/web/20240312100000/http://other.example/>; rel="memento"; datetime="{when}"'
    assert gated(page("https://a.example/gate", links=other), URL) is None
    where = "https://a.example/web/20240312100000mp_/https://www.gone.example/page?a=1"
    same = f'<{where}>; rel="first memento"; datetime="{when}"'
    found = gated(page("https://a.example/gate", links=same), URL)
    assert found is not None
    assert found.raw == "https://a.example/web/20240312100000id_/https://www.gone.example/page?a=1"
    plain = gated(page("https://a.example/m/1", memento=when), URL)
    assert plain == Copy("https://a.example/m/1", "https://a.example/m/1", ARTICLE, "a.example")
    assert gate_headers(None) == {}


@pytest.mark.parametrize("url", ["http://[bad/web/20240312/http://a.example/", "//[/web/2024/http://a.example/"])
def test_an_archive_that_gives_what_is_no_address_gives_no_copy(url: str) -> None:
    time = "Tue, 12 Mar 2024 10:00:00 GMT"
    assert probed(page("https://a.example/", 302, location=url)) is None
    assert dated(url) is None
    assert map_address(page("https://a.example/", links=f'<{url}>; rel="timemap"')) is None
    # These name one all the same; that nothing can be fetched there is found when it is asked for.
    named = f'<{url}>; rel="memento"; datetime="{time}"'
    assert gated(page("https://a.example/", links=named), URL) is not None
    assert len(mapped(named.encode(), URL, None)) == 1


@pytest.mark.parametrize("year", [1, 800, 2024, 9999])
@pytest.mark.parametrize("hours", [-14, 0, 14])
def test_any_time_of_the_calendar_in_any_zone_can_be_asked_for(year: int, hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    for when in (datetime(year, 1, 1, tzinfo=zone), datetime(year, 12, 31, 23, tzinfo=zone)):
        assert moment(stamp(when)) is not None
        assert gate_headers(when)["Accept-Datetime"].endswith(" GMT")
    gated(page("https://a.example/", memento=f"Fri, 31 Dec {year:04} 23:59:59 -1400"), URL)


@given_any(st.binary(), st.text())
def test_whatever_an_archive_answers(body: bytes, header: str) -> None:
    indexed(body, "https://a.example/web", URL, ARTICLE)
    mapped(body, URL, ARTICLE)
    gated(page("https://a.example/", links=header, memento=header), URL)
    probed(page("https://a.example/", 302, location=header))
