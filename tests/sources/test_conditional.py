"""Asking only for what has changed, and asking in other ways than a page is asked for."""

from __future__ import annotations

from reader.sources.model import Question, Validators
from tests.sources.fetching import web
from tests.sources.server import answer, redirect


async def test_the_validators_of_an_answer_are_told() -> None:
    page = answer(b"x", ETag='"v1"', Last_Modified="Tue, 12 Mar 2024 10:00:00 GMT", Memento_Datetime="then")
    async with web({"/": page}) as (server, fetcher):
        found = await fetcher.get(server.url("/"), background=False)
    assert (found.etag, found.last_modified, found.memento) == ('"v1"', "Tue, 12 Mar 2024 10:00:00 GMT", "then")


async def test_they_are_sent_to_the_address_that_gave_them_and_to_no_other() -> None:
    pages = {"/a": redirect("/b"), "/b": answer(status="304 Not Modified")}
    async with web(pages) as (server, fetcher):
        known = Validators(server.url("/b"), '"v1"', "Tue, 12 Mar 2024 10:00:00 GMT")
        found = await fetcher.get(server.url("/a"), background=True, known=known)
    assert found.status == 304
    assert b"If-None-Match" not in server.heads[0]
    assert b'If-None-Match: "v1"\r\n' in server.heads[1]
    assert b"If-Modified-Since: Tue, 12 Mar 2024 10:00:00 GMT\r\n" in server.heads[1]


async def test_a_validator_that_no_header_can_hold_is_left_out() -> None:
    async with web({"/": answer(b"x")}) as (server, fetcher):
        known = Validators(server.url("/"), "“v1”", None)
        assert (await fetcher.get(server.url("/"), background=True, known=known)).status == 200
    assert b"If-None-Match" not in server.heads[0]


async def test_a_question_may_stop_at_a_redirect_and_hear_where_it_leads() -> None:
    async with web({"/a": redirect("/b")}) as (server, fetcher):
        found = await fetcher.ask(Question(server.url("/a"), "archive", 5, follow=False))
    assert (found.status, found.location, server.paths) == (302, "/b", ["/a"])


async def test_a_question_may_post_and_say_what_it_likes() -> None:
    async with web({"/save": answer(b"{}")}) as (server, fetcher):
        question = Question(
            server.url("/save"), "archive", 5, headers={"Accept": "application/json"}, form={"url": "http://a.example/?b=c&d"}
        )  # fmt: skip
        await fetcher.ask(question)
    head = server.heads[0]
    assert head.startswith(b"POST /save HTTP/1.1\r\n")
    assert b"\r\nAccept: application/json\r\n" in head
    assert b"\r\nContent-Type: application/x-www-form-urlencoded\r\n" in head


async def test_a_question_may_want_less_than_a_page() -> None:
    async with web({"/": answer(b"x" * 4000)}) as (server, fetcher):
        found = await fetcher.ask(Question(server.url("/"), "robots", 5, largest=1000))
    assert (len(found.body), found.truncated) == (1000, True)
