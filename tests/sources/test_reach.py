"""Where the fetcher may connect to, and where it never does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

import httpcore
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import FetchError
from reader.sources.fetcher import Fetcher
from tests.sources.fetching import failure, resolving, web
from tests.sources.hostile_ways import HOSTS, names
from tests.sources.server import answer, raw, redirect, serving

if TYPE_CHECKING:
    from tests.sources.server import Server


PUBLIC = "1.1.1.1"


class Wire(httpcore.AnyIOBackend):
    """Stands in for the network below the guard: notes every connection; a public address is a server of ours."""

    asked: ClassVar[list[str]] = []
    home: ClassVar[int] = 0

    async def connect_tcp(self, host: str, port: int, *rest: Any) -> httpcore.AsyncNetworkStream:
        self.asked.append(host)
        return await super().connect_tcp(*(("127.0.0.1", self.home) if host == PUBLIC else (host, port)), *rest)


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> type[Wire]:
    monkeypatch.setattr(httpcore, "AnyIOBackend", Wire)
    Wire.asked.clear()
    return Wire


@pytest.mark.parametrize("host", [*HOSTS, "private.example", "mixed.example", "mixed6.example"])
async def test_nothing_connects_to_a_private_address_by_link_or_by_redirect(host: str, wire: type[Wire]) -> None:
    async with serving({"*": answer(b"SECRET")}, "127.0.0.2") as canary:
        target = f"http://{host}:{canary.port}/"
        async with web({"/": redirect(target)}, resolve=names()) as (server, fetcher):
            by_redirect = await failure(fetcher, server.url("/"), background=True)
            by_link = await failure(fetcher, target)
        assert canary.connections == 0
    assert by_redirect.phase == by_link.phase == "policy"
    assert wire.asked == ["127.0.0.1"]


async def test_a_name_that_was_public_is_judged_again_at_the_next_hop(wire: type[Wire]) -> None:
    async with serving({"*": answer(b"SECRET")}, "127.0.0.2") as canary:
        target = f"http://flips.example:{canary.port}/secret"
        fetcher = Fetcher(resolve=resolving([PUBLIC], ["127.0.0.2"]))
        async with serving({"/": redirect(target)}) as server:
            wire.home = server.port
            assert (await failure(fetcher, f"http://flips.example:{canary.port}/")).phase == "policy"
        await fetcher.close()
        assert canary.connections == 0
    assert wire.asked == [PUBLIC]


@pytest.mark.parametrize("order", [[PUBLIC, "127.0.0.2"], ["127.0.0.2", PUBLIC], ["2606:4700::1111", "::1", PUBLIC]])
async def test_one_private_address_spoils_a_name(order: list[str], wire: type[Wire]) -> None:
    fetcher = Fetcher(resolve=resolving(order))
    assert (await failure(fetcher, "http://mixed.example/")).phase == "policy"
    await fetcher.close()
    assert wire.asked == []


async def test_the_judged_address_is_the_one_connected_to() -> None:
    """A name that is public when it is looked up first and private the second time is looked up once."""
    async with serving({"*": answer(b"judged")}) as server:
        place = f"flips.example:{server.port}"
        fetcher = Fetcher(allow_hosts=frozenset({place}), resolve=resolving(["127.0.0.1"], ["127.0.0.2"]))
        page = await fetcher.get(f"http://{place}/", background=False)
        await fetcher.close()
    assert page.body == b"judged"
    assert b"Host: flips.example:" in server.heads[0]


async def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    async with serving({"*": answer(b"second")}) as server:
        place = f"two.example:{server.port}"
        fetcher = Fetcher(allow_hosts=frozenset({place}), resolve=resolving(["127.0.0.2", "127.0.0.1"]))
        assert (await fetcher.get(f"http://{place}/", background=False)).body == b"second"
        await fetcher.close()


async def test_an_allowed_port_allows_no_other_port_of_the_host() -> None:
    async with serving({"*": answer(b"SECRET")}) as other, web({"/": answer()}) as (_, fetcher):
        assert (await failure(fetcher, other.url("/"))).phase == "policy"
        assert other.connections == 0


async def test_bad_ports_are_refused() -> None:
    fetcher = Fetcher(resolve=resolving(["1.1.1.1"]))
    assert "Port 25" in str(await failure(fetcher, "http://courier.example:25/"))
    await fetcher.close()


async def test_a_route_leads_a_name_to_a_place_of_our_own() -> None:
    async with serving({"/x": answer(b"at home")}) as server:
        fetcher = Fetcher(routes={"courier.example": ("127.0.0.1", server.port)})
        page = await fetcher.get("http://courier.example/x", background=False)
        assert (page.body, page.final_url) == (b"at home", "http://courier.example/x")
        assert b"Host: courier.example\r\n" in server.heads[0]
        assert (await failure(fetcher, server.url("/x"))).phase == "policy"
        await fetcher.close()


# Whatever Unicode has, lone surrogates too, and more often what means something in an address.
MEANING = "/\\:?#[]@!$&'()*+,;=%.-_~0123456789xX \t\r\n\x00\x1b\x7f\x9b\u202e\u200b。．１ß\u0130\ufb01é例\ud800"
LETTERS = st.one_of(st.sampled_from(MEANING), st.sampled_from("abhops"), st.characters())
TEXTS = st.text(LETTERS, max_size=30)
PLACES = st.one_of(
    TEXTS,
    st.sampled_from([*HOSTS, "h.example", "xn--", "xn--a", "a" * 64, "a." * 127 + "a", "[", "]", "[]", "[::"]),
    st.builds("{}@{}".format, TEXTS, st.just("h.example")),
    st.builds("h.example:{}".format, st.one_of(st.integers(-5, 99_999), TEXTS)),
)
SCHEMES = st.sampled_from(
    ["http:", "https:", "HTTP:", "hTTp:", "", "file:", "javascript:", "data:", "ftp:", "view-source:http:"]
)
URLS = st.one_of(
    TEXTS,
    st.builds("{}//{}{}".format, SCHEMES, PLACES, TEXTS),
    st.builds("{}{}{}".format, SCHEMES, st.sampled_from(["", "/", "//", "///", "\\"]), TEXTS),
    st.builds("http://h.example/{}".format, st.builds(str.__mul__, TEXTS, st.integers(0, 2_000))),
)


def test_any_address_at_all_ends_in_a_fetch_error() -> None:
    fetcher = Fetcher(resolve=resolving(["127.0.0.1"]))
    with asyncio.Runner() as runner:

        @settings(max_examples=400)
        @given(URLS, st.booleans())
        def check(url: str, background: bool) -> None:
            assert runner.run(failure(fetcher, url, background=background)).phase == "policy"

        check()


def test_any_redirect_at_all_ends_in_a_page_or_a_fetch_error() -> None:
    """Whatever bytes can stand in a header."""

    async def follow(fetcher: Fetcher, server: Server, location: bytes) -> None:
        server.pages["/start"] = raw(b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\n\r\n")
        try:
            said = str((await fetcher.get(server.url("/start"), background=True)).status)
        except FetchError as error:
            said = str(error)
        assert said in ("302", "404") or (said.isprintable() and said.endswith("."))

    with asyncio.Runner() as runner:
        visit = web({}, resolve=resolving(["127.0.0.1"]))
        server, fetcher = runner.run(visit.__aenter__())

        @settings(max_examples=150)
        @given(URLS.map(lambda url: url.encode("utf-8", "surrogatepass")) | st.binary(max_size=40))
        def check(location: bytes) -> None:
            runner.run(follow(fetcher, server, location.replace(b"\n", b"")))

        check()
        runner.run(visit.__aexit__(None, None, None))
