"""Asking an archive to save a page, against a server that answers as Save Page Now 2 does."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from reader.errors import FetchError
from reader.options import Archives
from reader.sources.archives.saving import WAITS, Quota, Saver, SavingError, Step
from reader.sources.memory import Archived
from tests.sources.fetching import web
from tests.sources.server import answer, raw

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator

    from reader.sources.model import Question
    from tests.sources.server import Handler, Server

URL = "https://courier.example/quay"


def says(http: str = "200 OK", /, **found: Any) -> Handler:
    return answer(json.dumps(found).encode(), http, Content_Type="application/json")


TAKEN = says(url=URL, job_id="spn2-1")
PENDING = says(status="pending", job_id="spn2-1")


def in_turn(*handlers: Handler) -> Handler:
    waiting = list(handlers)

    async def handle(writer: asyncio.StreamWriter) -> None:
        await (waiting.pop(0) if len(waiting) > 1 else waiting[0])(writer)

    return handle


@asynccontextmanager
async def saver(**pages: Handler) -> AsyncIterator[tuple[Server, Saver, list[float]]]:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    paths = {"save": "/save", "job": "/save/status/spn2-1", "user": "/save/status/user"}
    async with web({paths[name]: handler for name, handler in pages.items()}) as (server, fetcher):
        where = Archives(wayback="https://web.archive.org/web", save=server.url("/save"), keys=("key", "secret"))
        yield server, Saver(where, fetcher.ask, sleep), slept


async def steps(**pages: Handler) -> list[Step]:
    async with saver(**pages) as (_, one, _slept):
        return [step async for step in one.save(URL)]


async def test_the_quota_is_asked_for_with_the_keys() -> None:
    async with saver(user=says(available=3, processing=1, daily_captures=7, daily_captures_limit=40000)) as (
        server,
        one,
        _,
    ):
        assert await one.quota() == Quota(3, 7, 40000)
    assert b"\r\nAuthorization: LOW key:secret\r\n" in server.heads[0]


@pytest.mark.parametrize(
    ("user", "words"),
    [
        (says("401 Unauthorized"), "does not take the keys"),
        (says("500 Internal Server Error"), "does not say"),
        (answer(b"<html>"), "does not say"),
        (raw(b"nonsense\r\n\r\n"), "does not answer"),
    ],
)
async def test_a_quota_that_cannot_be_had_is_a_sentence(user: Handler, words: str) -> None:
    async with saver(user=user) as (_, one, _slept):
        with pytest.raises(SavingError, match=words):
            await one.quota()


async def test_a_page_is_handed_in_waited_for_and_saved() -> None:
    done = says(status="success", timestamp="20240312101500", original_url=URL)
    async with saver(save=TAKEN, job=in_turn(PENDING, PENDING, done)) as (server, one, slept):
        found = [step async for step in one.save(URL)]
    assert [step.archived for step in found] == [Archived.SUBMITTED, Archived.PENDING, Archived.HAVE]
    assert {step.job for step in found} == {"spn2-1"}
    assert found[-1].copy is not None
    assert found[-1].copy.url == f"https://web.archive.org/web/20240312101500/{URL}"
    assert found[-1].copy.archive == "web.archive.org"
    assert slept == list(WAITS[:3])
    assert server.heads[0].startswith(b"POST /save ")


@pytest.mark.parametrize(
    ("found", "archived", "words"),
    [
        (says(job_id=None, message="The same snapshot had been made 3 minutes ago."), Archived.HAVE, "3 minutes ago"),
        (
            says(status="error", status_ext="error:user-session-limit", message="Limit."),
            Archived.CAPTURE_FAILED,
            "later",
        ),
        (
            says(status="error", status_ext="error:blocked-url", message="No."),
            Archived.CAPTURE_FAILED,
            "could not save",
        ),
        (says("429 Too Many Requests"), Archived.CAPTURE_FAILED, "later"),
        (says("401 Unauthorized"), Archived.CAPTURE_FAILED, "keys"),
        (answer(b"<html>"), Archived.OUTCOME_UNKNOWN, "nothing that says"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n"), Archived.OUTCOME_UNKNOWN, "does not answer"),
    ],
)
async def test_what_the_archive_says_at_once(found: Handler, archived: Archived, words: str) -> None:
    (step,) = await steps(save=found)
    assert step.archived is archived
    assert words in step.message


@pytest.mark.parametrize(
    ("kind", "archived"),
    [
        ("error:browsing-timeout", Archived.OUTCOME_UNKNOWN),
        ("error:no-browsers-available", Archived.CAPTURE_FAILED),
        ("error:not-found", Archived.CAPTURE_FAILED),
    ],
)
async def test_a_job_that_fails(kind: str, archived: Archived) -> None:
    found = await steps(save=TAKEN, job=says(status="error", status_ext=kind, message="It is \x1b[31mred."))
    assert found[-1].archived is archived
    assert "\x1b" not in found[-1].message


async def test_a_job_that_never_ends_and_one_that_cannot_be_asked_about_are_unknown() -> None:
    async with saver(save=TAKEN, job=PENDING) as (_, one, slept):
        found = [step async for step in one.save(URL)]
    assert [step.archived for step in found] == [Archived.SUBMITTED, Archived.PENDING, Archived.OUTCOME_UNKNOWN]
    assert len(slept) == len(WAITS)
    found = await steps(save=TAKEN, job=raw(b"\r\n"))
    assert [step.archived for step in found] == [Archived.SUBMITTED, Archived.OUTCOME_UNKNOWN]


async def test_what_never_reached_the_archive_has_failed() -> None:
    async def ask(_: Question) -> Any:
        raise FetchError("connect", "It does not accept connections.")

    where = Archives(save="http://a.example/save", keys=("key", "secret"))
    (step,) = [one async for one in Saver(where, ask).save(URL)]
    assert step.archived is Archived.CAPTURE_FAILED


async def test_the_keys_are_sent_nowhere_else() -> None:
    async with saver(save=answer(b"", "302 Found", Location="/elsewhere")) as (server, one, _):
        assert [step.archived async for step in one.save(URL)] == [Archived.OUTCOME_UNKNOWN]
    assert server.paths == ["/save"]


def test_without_keys_there_is_no_saving() -> None:
    async def ask(_: Question) -> Any:
        raise AssertionError

    with pytest.raises(SavingError, match="save_key and save_secret"):
        Saver(Archives(save="https://a.example/save"), ask)
