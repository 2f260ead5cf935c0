"""What a robots.txt says, and when it is asked for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from reader.errors import FetchError
from reader.sources.fetcher import Fetcher
from reader.sources.model import Page
from reader.sources.robots import DAY, HOUR, Robots
from reader.sources.robots_rules import allows, parse
from tests.sources.fetching import failure
from tests.sources.server import answer, hang, redirect, serving

if TYPE_CHECKING:
    from reader.sources.model import Question

SITE = "https://a.example"


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: *\nDisallow: /x", "/xy", False),
        ("User-agent: *\nDisallow: /x$", "/xy", True),
        ("User-agent: *\nDisallow: /x\nAllow: /xy", "/xyz", True),
        ("User-agent: *\nDisallow: /x\nAllow: /x", "/x", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?c", True),
        ("User-agent: *\nDisallow: /a*c*e", "/abcde", False),
        ("User-agent: *\nDisallow: /a*c*e", "/abed", True),
        ("User-agent: *\nDisallow: /*?", "/a?b=c", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: pullquote\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/y", True),
        ("User-agent: Pullquote/2.0\nDisallow: /x", "/x", False),
        ("User-agent: otherbot\nUser-agent: pullquote\nDisallow: /x", "/x", False),
        ("User-agent: otherbot\nDisallow: /x", "/x", True),
        ("User-agent: pullquote\nDisallow: /x\nUser-agent: b\nUser-agent: pullquote\nDisallow: /z", "/z", False),
        ("User-agent: *\nCrawl-delay: 90\nDisallow: /x", "/x", False),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%c3%a9", False),
        ("User-agent: *\nDisallow: /café", "/caf%C3%A9", False),
        ("\ufeffuser-agent : * # everybody\r\nDISALLOW : /x # not this\r\n", "/x", False),
        ("Disallow: /x", "/x", True),
        ("<html><p>User-agent and so on", "/x", True),
    ],
)  # fmt: skip
def test_a_file_and_an_address(text: str, path: str, wanted: bool) -> None:
    assert allows(parse(text), SITE + path) is wanted


PATTERN = st.text("/ab*", min_size=1, max_size=8).map(lambda one: f"/{one}".replace("**", "*"))
LINE = st.one_of(
    st.sampled_from(["User-agent: *", "User-agent: pullquote", "User-agent: other", "Sitemap: /s.xml", ""]),
    st.builds("{}: {}{}".format, st.sampled_from(["Allow", "Disallow"]), PATTERN, st.sampled_from(["", "$"])),
)


@given(st.lists(LINE, max_size=12), st.text("/ab", max_size=10))
def test_it_says_what_another_reader_of_such_files_says(lines: list[str], path: str) -> None:
    text = "\n".join(["User-agent: *", *lines])
    url = f"{SITE}/{path}"
    assert allows(parse(text), url) is Protego.parse(text).can_fetch(url, "pullquote")


@given(st.text(), st.text(max_size=200))
def test_whatever_stands_there(text: str, path: str) -> None:
    assert allows(parse(text), f"{SITE}/{path}") in (True, False)


def test_many_stars_and_a_long_address_take_no_time_to_speak_of() -> None:
    text = "User-agent: *\n" + ("Disallow: /" + "*a" * 40 + "*b\n") * 4000
    assert allows(parse(text), f"{SITE}/" + "a" * 7000)


class Asked:
    """Answers for robots.txt, and counts how often."""

    def __init__(self, *answers: Page | FetchError) -> None:
        self.answers = list(answers)
        self.urls: list[str] = []

    async def __call__(self, question: Question) -> Page:
        self.urls.append(question.url)
        await asyncio.sleep(0)
        found = self.answers.pop(0)
        if isinstance(found, FetchError):
            raise found
        return found


def said(status: int, body: bytes = b"") -> Page:
    return Page(f"{SITE}/robots.txt", f"{SITE}/robots.txt", status, "text/plain", body)


SHUT = said(200, b"User-agent: *\nDisallow: /x")


async def test_a_site_is_asked_once_a_day_by_however_many() -> None:
    now = 0.0
    robots, ask = Robots(clock=lambda: now), Asked(SHUT, said(404))
    found = await asyncio.gather(*(robots.refusal(f"{SITE}/{path}", ask) for path in "xyz"))
    assert [one is None for one in found] == [False, True, True]
    assert found[0] is not None
    assert "asks programs to leave this page alone" in found[0]
    now = DAY - 1
    assert await robots.refusal(f"{SITE}/x", ask)
    assert ask.urls == [f"{SITE}/robots.txt"]
    now = DAY
    assert await robots.refusal(f"{SITE}/x", ask) is None
    assert len(ask.urls) == 2


@pytest.mark.parametrize(
    ("answered", "open_"),
    [
        (said(403), True),
        (said(410), True),
        (said(429), False),
        (said(500), False),
        (said(503), False),
        (FetchError("http", "It does not answer."), False),
        (FetchError("body", "It broke off."), False),
    ],
)
async def test_what_an_answer_means(answered: Page | FetchError, open_: bool) -> None:
    now = 0.0
    robots, ask = Robots(clock=lambda: now), Asked(answered, said(404))
    assert (await robots.refusal(f"{SITE}/x", ask) is None) is open_
    now = HOUR
    assert await robots.refusal(f"{SITE}/x", ask) is None


async def test_a_site_out_of_reach_is_asked_again_by_whoever_comes_next() -> None:
    robots, ask = Robots(), Asked(FetchError("dns", "No."), SHUT)
    assert await robots.refusal(f"{SITE}/x", ask) is None
    assert await robots.refusal(f"{SITE}/x", ask) is not None


async def test_the_persons_own_hosts_are_not_asked() -> None:
    ask = Asked()
    assert await Robots(frozenset({"a.example"})).refusal(f"{SITE}:8000/x", ask) is None
    assert ask.urls == []


async def test_only_what_nobody_asked_for_heeds_it_on_every_hop() -> None:
    rules = answer(b"User-agent: pullquote\nDisallow: /closed", Content_Type="text/plain")
    pages = {
        "/robots.txt": rules,
        "/closed": answer(b"closed"),
        "/open": answer(b"open"),
        "/led": redirect("/closed"),
    }
    async with serving(pages) as server:
        fetcher = Fetcher(allow_hosts=frozenset({server.place}), robots=Robots())
        refused = await failure(fetcher, server.url("/closed"), background=True)
        assert refused.phase == "policy"
        assert refused.final_url is None
        assert (await fetcher.get(server.url("/open"), background=True)).body == b"open"
        assert (await failure(fetcher, server.url("/led"), background=True)).phase == "policy"
        assert (await fetcher.get(server.url("/closed"), background=False)).body == b"closed"
        await fetcher.close()
    assert server.paths == ["/robots.txt", "/open", "/led", "/closed"]
    assert b"Sec-Purpose" not in server.heads[0]


async def test_a_robots_txt_that_never_comes_closes_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.robots.SECONDS", 0.05)
    async with serving({"/robots.txt": hang(), "/x": answer(b"x")}) as server:
        fetcher = Fetcher(allow_hosts=frozenset({server.place}), robots=Robots())
        assert "could not say" in str(await failure(fetcher, server.url("/x"), background=True))
        await fetcher.close()


async def test_a_robots_txt_that_leads_to_where_nobody_is_asked_is_asked_for_once() -> None:
    async with serving({"/robots.txt": redirect("http://10.0.0.1/robots.txt")}) as server:
        fetcher = Fetcher(allow_hosts=frozenset({server.place}))
        robots = Robots()
        for name in "abc":
            assert await robots.refusal(server.url(f"/{name}"), fetcher.ask) is None
        await fetcher.close()
    assert server.paths == ["/robots.txt"]
