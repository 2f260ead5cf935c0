"""Where the fetcher may connect to, and where it never does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.sources.fetcher import Fetcher
from reader.sources.resolve import resolve as system_resolve
from tests.sources.fetching import failure, resolving, web
from tests.sources.server import answer, redirect, serving

if TYPE_CHECKING:
    from reader.errors import FetchError


@pytest.mark.parametrize(
    "host",
    ["127.0.0.2", "127.1", "2130706434", "0x7f000002", "[::ffff:127.0.0.2]", "[::ffff:7f00:2]", "rebound.example"],
)
async def test_nothing_connects_to_a_private_address_by_link_or_by_redirect(host: str) -> None:
    async def resolve(name: str, port: int) -> list[str]:
        return ["1.1.1.1", "127.0.0.2"] if name == "rebound.example" else await system_resolve(name, port)

    async with serving({"*": answer(b"SECRET")}, "127.0.0.2") as canary:
        target = f"http://{host}:{canary.port}/"
        async with web({"/": redirect(target)}, resolve=resolve) as (
            server,
            fetcher,
        ):
            by_redirect = await failure(fetcher, server.url("/"), background=True)
            by_link = await failure(fetcher, target)
        assert canary.connections == 0
    assert by_redirect.phase == by_link.phase == "policy"


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


URLS = st.one_of(
    st.text(max_size=40),
    st.builds("http{}://{}{}".format, st.sampled_from(["", "s"]), st.text(max_size=25), st.text(max_size=25)),
    st.builds("http://h.example:{}/{}".format, st.integers(-5, 99_999), st.text(max_size=25)),
)


@settings(max_examples=500, deadline=None)
@given(URLS)
def test_any_address_at_all_ends_in_a_fetch_error(url: str) -> None:
    async def fetch() -> FetchError:
        return await failure(Fetcher(resolve=resolving(["127.0.0.1"])), url)

    assert asyncio.run(fetch()).phase == "policy"
