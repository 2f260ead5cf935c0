"""The request log: what it holds, what it never holds, and who may read it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reader.article import clean
from reader.sources.requests import LARGEST, Request, RequestLog, load
from tests.sources.fetching import failure, resolving, web
from tests.sources.server import answer, raw, redirect

if TYPE_CHECKING:
    from pathlib import Path

ONE = Request(1_710_000_000, "https://a.example/", "opened", "200 OK", 1234)


def test_what_is_noted_is_read_back_and_only_by_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "state" / "requests.jsonl"
    log = RequestLog(file)
    for number in range(3):
        log.note(ONE._replace(bytes=number))
    assert load(file) == list(log.requests) == [ONE._replace(bytes=number) for number in range(3)]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_no_file_is_no_requests(tmp_path: Path) -> None:
    assert load(tmp_path / "none.jsonl") == []
    RequestLog().note(ONE)


@given(st.lists(st.text(), max_size=9))
def test_damaged_lines_are_left_out_and_what_is_read_is_clean(tmp_path_factory: object, lines: list[str]) -> None:
    import json

    file = tmp_path_factory.mktemp("log") / "requests.jsonl"  # type: ignore[attr-defined]  # pytest's own factory
    hostile = [json.dumps(ONE._replace(result=text)._asdict()) for text in lines]
    hostile.append('{"time": Infinity, "address": "", "why": "", "result": "", "bytes": 0}')
    file.write_bytes("\n".join([*lines, *hostile]).encode("utf-8", "surrogatepass"))
    found = load(file)
    assert len(found) >= len(hostile) - 1
    assert all(clean.line(one.result) == one.result for one in found)


def test_a_large_file_is_halved(tmp_path: Path) -> None:
    file = tmp_path / "requests.jsonl"
    log = RequestLog(file)
    for number in range(12_000):
        log.note(ONE._replace(bytes=number))
    assert file.stat().st_size > LARGEST
    RequestLog(file).note(ONE)
    kept = load(file)
    assert kept[-1] == ONE
    assert [one.bytes for one in kept[:-1]] == list(range(12_000 - len(kept) + 1, 12_000))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "requests.jsonl").mkdir()
    log = RequestLog(tmp_path / "requests.jsonl")
    log.note(ONE)
    assert list(log.requests) == [ONE]
    link = tmp_path / "link.jsonl"
    link.symlink_to(tmp_path / "elsewhere")
    RequestLog(link).note(ONE)
    assert not (tmp_path / "elsewhere").exists()


async def test_every_request_is_noted_with_what_came_of_it() -> None:
    log = RequestLog()
    pages = {
        "/page?session=abc": answer(b"x" * 5000),
        "/moved": redirect("/page?session=abc"),
        "/broken": raw(b"banana"),
        "/limit": redirect("http://127.0.0.1:1/"),
    }
    async with web(pages, log=log) as (server, fetcher):
        await fetcher.get(server.url("/moved"), background=True)
        await failure(fetcher, server.url("/broken"))
        await failure(fetcher, server.url("/limit"))
        assert server.paths == ["/moved", "/page?session=abc", "/broken", "/limit"]
    noted = [(one.address.removeprefix(server.url("")), one.why, one.result.partition(";")[0]) for one in log.requests]
    assert noted == [
        ("/moved", "background", "302 Found"),
        ("/page", "background", "200 OK"),
        ("/broken", "opened", "What " + server.place + " sent is not HTTP, or breaks off."),
        ("/limit", "opened", "302 Found"),
    ]
    assert 5000 < log.requests[1].bytes < 5300
    assert "session" not in repr(log.requests)


async def test_what_was_never_asked_is_not_noted() -> None:
    log = RequestLog()
    async with web({}, log=log, resolve=resolving(["10.0.0.1"])) as (_, fetcher):
        await failure(fetcher, "http://inside.example/")
        await failure(fetcher, "ftp://a.example/")
    assert not log.requests
