"""The demo's web: it answers as `site.toml` says, and the commentary quotes its sources as the demo promises."""

from __future__ import annotations

import asyncio
import re
import urllib.error
import urllib.request
from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from reader import demo
from reader.options import Options
from reader.report import VERDICTS, is_wrong, report
from reader.report_lines import to_lines
from reader.session import Session
from reader.sources.requests import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

FAST = [key for key, answer in demo.answers().items() if not answer.delay]
WIRE = ("northwire.example", "/2024/03/11/north-quay-lease-dropped")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_more: object) -> None:
        return None


@pytest.fixture(scope="module")
def site() -> Iterator[demo.Site]:
    with demo.Site() as running:
        yield running


def get(site: demo.Site, host: str, path: str) -> tuple[int, Message, bytes]:
    address, port = next(iter(site.routes().values()))
    request = urllib.request.Request(f"http://{address}:{port}{path}", headers={"Host": f"{host}:{port}"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)
    try:
        with opener.open(request, timeout=10) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def squeezed(text: str) -> str:
    return " ".join(text.split())


def page(host: str, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(demo.answers()[host, path].body)


def words_of(host: str, path: str) -> str:
    return squeezed(page(host, path).text())


def commentary() -> LexborHTMLParser:
    address = urlsplit(demo.ADDRESS)
    return page(address.netloc, address.path)


def quoted() -> list[str]:
    return [squeezed(p.text()) for p in commentary().css("blockquote p")]


@pytest.mark.parametrize(("host", "path"), FAST)
def test_every_address_answers_as_it_is_written(site: demo.Site, host: str, path: str) -> None:
    answer = demo.answers()[host, path]
    status, headers, body = get(site, host, path)
    assert (status, headers["Content-Type"], body) == (answer.status, answer.content_type, answer.body)
    assert headers["Location"] == answer.location


def test_the_host_header_chooses_the_site(site: demo.Site) -> None:
    assert get(site, "courier.example", WIRE[1])[0] == HTTPStatus.NOT_FOUND
    assert site.requests[-1] == ("courier.example", WIRE[1])


def test_every_host_of_the_web_has_a_route(site: demo.Site) -> None:
    assert set(site.routes()) == {host for host, _ in demo.answers()}
    assert {address for address, _ in site.routes().values()} == {"127.0.0.1"}


async def test_the_slow_page_keeps_nobody_else_waiting_and_stopping_drops_its_client() -> None:
    assert demo.answers()["coastradio.example", "/morning/guild-master"].delay == 2.0
    site = demo.Site()
    await site.start()
    reader, writer = await asyncio.open_connection(*site.routes()["coastradio.example"])
    writer.write(b"GET /morning/guild-master HTTP/1.1\r\nHost: coastradio.example\r\n\r\n")
    await writer.drain()
    quick, other = await asyncio.open_connection(*site.routes()["lnk.example"])
    other.write(b"GET /q7 HTTP/1.1\r\nHost: lnk.example\r\n\r\n")
    assert (await quick.read()).startswith(b"HTTP/1.1 301 ")
    assert ("coastradio.example", "/morning/guild-master") in site.requests
    await site.stop()
    assert await reader.read() == b""
    for client in (writer, other):
        client.close()


async def test_a_request_that_is_no_request_is_answered_and_nothing_breaks() -> None:
    site = demo.Site()
    await site.start()
    reader, writer = await asyncio.open_connection(*site.routes()["courier.example"])
    writer.write(b"\xff\xfe nonsense\r\n\r\n")
    assert (await reader.read()).startswith(b"HTTP/1.1 404 ")
    writer.close()
    await site.stop()


def test_the_commentary_is_long_and_cites_twelve_sources_and_more() -> None:
    body = commentary().css_first(".entry-content")
    assert body is not None
    for quotation in body.css("blockquote"):
        quotation.decompose()
    assert len(body.text().split()) > 700
    linked = [urlsplit(a.attributes["href"] or "") for a in body.css("a")]
    cited = {(url.netloc, url.path) for url in linked}
    assert len(cited) >= 12
    assert cited <= set(demo.answers())
    assert {demo.answers()[key].status for key in cited} == {200, 301, 403, 404}
    assert "WaPo" in body.text()
    assert "washingtonpost" not in str(body.html)


def test_the_wire_story_is_quoted_word_for_word_around_what_was_left_out() -> None:
    source = words_of(*WIRE)
    story = [p.removesuffix("…") for p in quoted()[:5]]
    places = [source.index(paragraph) for paragraph in story]
    assert places == sorted(places)
    left_out = source[places[2] + len(story[2]) : places[3]]
    assert left_out.startswith(". Halyard has said that the figure shows")
    assert [p.endswith("…") for p in quoted()[:5]] == [False, True, True, True, False]


def test_one_quotation_has_a_changed_number_and_no_other_change() -> None:
    bill = next(p for p in quoted() if "fourteen metres" in p)
    source = words_of("courier.example", "/harbour/dredging-bill")
    assert bill not in source
    assert bill.replace("340 million", "430 million") in source


def test_the_redirected_source_is_quoted_word_for_word() -> None:
    answer = demo.answers()["lnk.example", "/q7"]
    target = urlsplit(answer.location or "")
    assert any(p in words_of(target.netloc, target.path) for p in quoted())


def test_the_rival_is_quoted_with_an_ellipsis_in_the_middle() -> None:
    before, after = next(p for p in quoted() if "[…]" in p).split(" […] ")
    source = words_of("ebbandflow.example", "/never-a-deal")
    assert source.index(before) + len(before) < source.index(after)


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("courier.example", "/harbour/ministry-undecided"),
        ("ports.ministry.example", "/documents/north-quay-term-sheet"),
        ("coastradio.example", "/morning/guild-master"),
        ("merchants.example", "/letters/to-the-board"),
        ("bilge.example", "/thread/881"),
    ],
)
def test_inline_quotations_stand_in_their_sources(host: str, path: str) -> None:
    said = re.findall("“([^”]+?)[.,]?”", squeezed(commentary().text()))
    source = words_of(host, path).casefold()
    assert any(squeezed(words).casefold() in source for words in said if len(words.split()) > 3)


def test_every_link_between_the_sources_that_leads_into_the_web_is_answered() -> None:
    hosts = {host for host, _ in demo.answers()} - {"tidewatch.example", "bilge.example"}
    for key, answer in demo.answers().items():
        if answer.status != HTTPStatus.OK or "html" not in answer.content_type:
            continue
        for link in page(*key).css("main a, article a, .entry-content a"):
            url = urlsplit(link.attributes["href"] or "")
            if url.netloc in hosts and url.path != "/":
                assert (url.netloc, url.path) in demo.answers(), link.attributes["href"]


async def test_there_is_a_quotation_of_every_verdict_and_the_report_says_what_is_wrong() -> None:
    with demo.Site() as site:
        session = Session(Options(routes=site.routes()))
        try:
            reading = session.reading(await session.open(demo.ADDRESS), lambda _tracked: None)
            await reading.follow()
            found = report(reading, demo.ADDRESS)
        finally:
            await session.close()
    quotes = {one["text"].split()[0]: one for one in found["quotes"]}
    assert {one["verdict"] for one in found["quotes"]} == set(VERDICTS)
    assert [one["verdict"] for one in found["quotes"] if one["caution"]] == ["elided"]
    assert [len(quotes[word]["omitted"]) for word in ("The", "You", "Deepening")] == [1, 1, 0]
    assert quotes["You"]["omitted"] == ["do not"]
    shown = to_lines(found)
    assert "number: “340” stands for “430”" in shown
    assert "misattributed (stands in another source), courier.example: “a ribbon is a thing" in shown
    assert "it stands in lnk.example" in shown
    assert "elided (leaves out “not”), ebbandflow.example" in shown
    assert "left out: do not" in shown
    assert is_wrong(found)


def test_the_hostile_page_carries_every_class_of_payload() -> None:
    body = demo.answers()["bilge.example", "/thread/881"].body
    assert all(
        payload in body
        for payload in (
            b"\x1b]0;PWN",
            b"\x1b]52;",
            b"\xc2\x9b",
            b"\xc2\x90",
            b"\xe2\x80\xae",
            b"&#27;]52;",
            b"[@click=",
        )
    )


def test_flattened_keeps_the_words_and_loses_every_mark() -> None:
    paragraphs = demo.flattened().rstrip("\n").split("\n\n")
    assert paragraphs[0] == "The north quay is not for lease, says everyone who was leasing it"
    assert all("\n" not in paragraph for paragraph in paragraphs)
    assert not re.search("https?://|^>|<[a-z]", demo.flattened(), re.MULTILINE)
    for words in quoted():
        assert words in paragraphs
    assert "Nobody will resign." in paragraphs[-1]


@pytest.mark.slow
async def test_the_request_log_of_a_whole_run_is_what_the_server_saw(tmp_path: Path) -> None:
    log = tmp_path / "requests.jsonl"
    with demo.Site() as site:
        session = Session(Options(routes=site.routes(), log=log))
        try:
            article = await session.open(demo.ADDRESS)
            reading = session.reading(article, lambda _tracked: None)
            await reading.follow()
            await reading.again("s1")
        finally:
            await session.close()
    noted = [(urlsplit(one.address), one) for one in load(log)]
    assert Counter((url.hostname, url.path) for url, _ in noted) == Counter(site.requests)
    assert len(site.requests) > len(reading.sources)  # each once, a redirect, the article, and one again
    assert Counter(one.why for _, one in noted) == {"opened": 2, "background": len(site.requests) - 2}
    for url, one in noted:
        status = HTTPStatus(demo.answers().get((url.netloc, url.path), demo.NOWHERE).status)
        assert one.result == f"{status.value} {status.phrase}"
    assert list(session.log.requests) == [one for _, one in noted]
