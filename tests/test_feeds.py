"""`pullquote feeds`: what it prints, its statuses, its files."""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reader import cli, feeds
from reader.errors import LibraryError
from reader.library.health import back_up, backups
from reader.library.library import Library
from tests.feedstore import MemoryStore
from tests.sources.server import answer, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.sources.server import Server

RSS = b"""<rss version="2.0"><channel><title>Tidewatch</title><item><title>One</title><link>http://e.example/1</link>
</item></channel></rss>"""

OPEN_STORE = feeds.open_store


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> MemoryStore:
    kept = MemoryStore()
    monkeypatch.setattr(feeds, "open_store", lambda _library: kept)
    return kept


@contextmanager
def served() -> Iterator[Server]:
    """A server on a thread of its own, as the commands have loops of theirs."""
    loop, ready, found = asyncio.new_event_loop(), threading.Event(), []

    async def serve() -> None:
        async with serving({"/feed": answer(RSS, Content_Type="application/rss+xml")}) as server:
            found.append((server, stop := asyncio.Event()))
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    ready.wait()
    try:
        yield found[0][0]
    finally:
        loop.call_soon_threadsafe(found[0][1].set)
        thread.join()
        loop.close()


def test_a_feed_is_added_listed_refreshed_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    def told(*words: str) -> list[dict[str, object]]:
        assert cli.main(["feeds", *words, "--json"]) == cli.OK
        return [json.loads(one) for one in capsys.readouterr().out.splitlines()]

    with served() as server:
        url = server.url("/feed")
        allow = ("--allow-host", server.place)
        assert told("add", url, "--folder", "Harbours", *allow) == [{"url": url, "title": "Tidewatch", "new": 1}]
        (listed,) = told("list")
        assert (listed["url"], listed["title"], listed["folder"], listed["unread"]) == (url, "Tidewatch", "Harbours", 1)
        assert told("refresh", *allow) == [{"feed": url, "new": 0, "error": "", "moved": ""}]
        assert told("remove", url) == [{"removed": url}]
        assert told("list") == []


def test_lines_are_for_people(store: MemoryStore, capsys: pytest.CaptureFixture[str]) -> None:
    store.subscribe("http://e.example/", "Tide\x1b[2J", "Harbours")
    assert cli.main(["--library", "x", "feeds", "list"]) == cli.OK
    assert capsys.readouterr().out == "0 unread Harbours/Tide[2J http://e.example/\n"
    assert cli.main(["feeds", "refresh", "--offline"]) == cli.WRONG
    assert "offline" in capsys.readouterr().out


def test_a_list_goes_in_and_out(store: MemoryStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "in.opml", tmp_path / "out.opml"
    file.write_text(
        '<opml><body>\n<outline text="F"><outline text="A" xmlUrl="http://a.example/"/></outline>\n'
        '<outline xmlUrl="|rm -rf x"/>\n</body></opml>'
    )
    assert cli.main(["feeds", "import", str(file)]) == cli.WRONG
    said = capsys.readouterr()
    assert said.out == "1 feed added.\n"
    assert said.err.startswith("pullquote: line 3, |rm -rf x: ")
    assert [(one.url, one.folder) for one in store.feeds()] == [("http://a.example/", "F")]
    assert cli.main(["feeds", "export", str(out)]) == cli.OK
    assert cli.main(["feeds", "export", str(out)]) == cli.USAGE
    assert "is there already" in capsys.readouterr().err
    assert cli.main(["feeds", "export", str(out), "--force"]) == cli.OK
    capsys.readouterr()
    assert cli.main(["feeds", "export"]) == cli.OK
    assert capsys.readouterr().out == out.read_text()
    assert cli.main(["feeds", "import", str(out), "--json"]) == cli.OK
    assert json.loads(capsys.readouterr().out) == {"added": [], "refused": []}


def test_a_list_changes_nothing_of_what_one_has(store: MemoryStore, tmp_path: Path) -> None:
    store.subscribe("http://a.example/", "My own name", "Mine")
    file = tmp_path / "in.opml"
    file.write_text(
        '<opml><body><outline text="F"><outline text="A" xmlUrl="http://a.example/"/></outline></body></opml>'
    )
    assert cli.main(["feeds", "import", str(file)]) == cli.OK
    assert [(one.title, one.folder) for one in store.feeds()] == [("My own name", "Mine")]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ([], cli.USAGE, "WHAT"),
        (["bake"], cli.USAGE, "bake"),
        (["add"], cli.USAGE, "URL"),
        (["add", "http://127.0.0.1:1/"], cli.UNREADABLE, "127.0.0.1"),
        (["add", "http://e.example/", "--offline"], cli.UNREADABLE, "offline"),
        (["remove", "http://e.example/"], cli.USAGE, "is not among the feeds"),
        (["import", "missing.opml"], cli.USAGE, "There is no file missing.opml"),
        (["export", "none/such/x.opml"], cli.USAGE, "cannot be written"),
        (["list", "--allow-host", "x"], cli.USAGE, "--allow-host x"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_a_status(
    arguments: list[str], status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["feeds", *arguments]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.count("\n") == 1


def test_what_was_unsubscribed_from_is_in_no_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "open_store", OPEN_STORE)
    file = tmp_path / "data" / "library.db"
    with Library(file) as library:
        library.subscribe("http://secret.example/feed", "Secret")
        library.subscribe("http://tide.example/feed", "Tide")
        assert library.settle(10)
        assert back_up(file, datetime(2026, 3, 4, tzinfo=UTC))
    assert cli.main(["feeds", "remove", "--library", str(file), "http://secret.example/feed"]) == 0
    (backup,) = backups(file)
    with Library(backup) as library:
        assert [one.title for one in library.feeds()] == ["Tide"]


def test_nothing_is_said_to_be_done_that_could_not_be_written(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @contextmanager
    def full(_library: Path | None) -> Iterator[MemoryStore]:
        yield store
        raise LibraryError("Nothing was changed, as the library cannot be written.")

    monkeypatch.setattr(feeds, "open_store", full)
    store.subscribe("http://e.example/feed", "Tide")
    assert cli.main(["feeds", "remove", "http://e.example/feed"]) != cli.OK
    said = capsys.readouterr()
    assert said.out == ""
    assert "Nothing was changed" in said.err
