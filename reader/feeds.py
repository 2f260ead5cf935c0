"""`pullquote feeds`: subscriptions without a screen."""

from __future__ import annotations

import asyncio
import sys
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from reader.article.clean import line
from reader.errors import LibraryError, OpenError, SettingsError
from reader.opening import take
from reader.progress import Work
from reader.session import Session
from reader.vocabulary import many

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Coroutine, Iterator

    from reader.options import Options
    from reader.sources.feedstore import Feed, FeedStore
    from reader.sources.model import Fetch
    from reader.sources.refreshing import Read, Refreshed


@contextmanager
def open_store(file: Path | None) -> Iterator[FeedStore]:
    """What keeps the feeds: the library of a file; None keeps them as long as the program runs.

    Raises:
        LibraryError: it cannot be opened or written.
    """
    from reader.library.library import Library

    library = Library(file, tell=lambda sentence: print(f"pullquote: {sentence}", file=sys.stderr))
    try:
        yield library
        if not library.settle():
            raise LibraryError("Nothing was changed, as the library cannot be written.")
    finally:
        library.close()


def run(asked: argparse.Namespace, options: Options) -> bool:
    """Do what was asked; whether all of it went well.

    Raises:
        SettingsError: a file cannot be read or written, or there is no such subscription.
        LibraryError: the library cannot be used.
        OpenError: there is no feed at the address.
        FetchError: the address did not answer.
    """
    said = StringIO()  # nothing is said to be done before it is on the disk
    with open_store(options.library) as store, redirect_stdout(said):
        well = _COMMANDS[asked.what](asked, options, store)
    sys.stdout.write(said.getvalue())
    return well


def _add(asked: argparse.Namespace, options: Options, store: FeedStore) -> bool:
    from reader.sources.subscribing import subscribe

    found = _online(options, lambda fetch, read: subscribe(asked.url, store, fetch, read, folder=asked.folder))
    _say(asked, found._asdict(), f"{found.title}: {many(found.new, 'entry', 'entries')}  {found.url}")
    return True


def _list(asked: argparse.Namespace, _options: Options, store: FeedStore) -> bool:
    feeds = store.feeds()
    for one in feeds:
        _say(asked, _plain(one), f"{one.unread:>5} unread  {_placed(one)}  {one.url}")
    if not feeds:
        print("pullquote: No feeds yet: pullquote feeds add URL.", file=sys.stderr)
    return True


def _refresh(asked: argparse.Namespace, options: Options, store: FeedStore) -> bool:
    from reader.sources.refreshing import refresh

    feeds = store.feeds()
    work = Work("Asking feeds", "asked", len(feeds))

    def heard(one: Refreshed) -> None:
        work.did(one.feed)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{work.name}: {work.count} …\x1b[K")
            sys.stderr.flush()

    try:
        found = _online(options, lambda fetch, read: refresh(feeds, store, fetch, read, heard=heard))
    finally:
        if sys.stderr.isatty() and feeds:
            sys.stderr.write("\r\x1b[K")
    for feed, one in zip(feeds, found, strict=True):
        words = one.error or (f"{one.new} new" if one.new else "nothing new")
        words += f"; it is at {one.moved} from now on" if one.moved else ""
        _say(asked, one._asdict(), f"{feed.title}: {words}")
    return not any(one.error for one in found)


def _remove(asked: argparse.Namespace, _options: Options, store: FeedStore) -> bool:
    from reader.sources.canonical import typed

    try:
        wanted = {asked.url, typed(asked.url)}
    except ValueError:
        wanted = {asked.url}
    url = next((one.url for one in store.feeds() if one.url in wanted), None)
    if url is None:
        raise SettingsError(f"{asked.url} is not among the feeds; pullquote feeds list shows them.")
    store.unsubscribe(url)
    store.renew_backups()
    _say(asked, {"removed": url}, f"No longer subscribed: {url}")
    return True


def _import(asked: argparse.Namespace, _options: Options, store: FeedStore) -> bool:
    from reader.sources.opml import read_opml

    try:
        data = take(asked.file).data
    except OpenError as error:
        raise SettingsError(str(error)) from None
    found = read_opml(data)
    known = {one.url for one in store.feeds()}
    new = [one for one in found.taken if one.url not in known]
    for one in new:  # those that one has keep the names and folders that one gave them
        store.subscribe(one.url, one.title, one.folder)
    refused = [one._asdict() for one in found.refused]
    _say(asked, {"added": [one._asdict() for one in new], "refused": refused}, f"{many(len(new), 'feed')} added.")
    for bad in found.refused:
        print(f"pullquote: line {bad.line}, {bad.words or 'nothing'}: {bad.why}", file=sys.stderr)
    return not found.refused


def _export(asked: argparse.Namespace, _options: Options, store: FeedStore) -> bool:
    from reader.saving import saving
    from reader.sources.opml import write_opml

    feeds = store.feeds()
    if asked.file is None:
        sys.stdout.write(_json({"feeds": [_plain(one) for one in feeds]}) if asked.json else write_opml(feeds))
        return True
    try:
        with saving(Path(asked.file).expanduser(), over=asked.force) as out:
            out.write(write_opml(feeds).encode())
    except FileExistsError:
        raise SettingsError(f"{asked.file} is there already; name another file, or replace it with --force.") from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise SettingsError(f"{asked.file} cannot be written ({reason}); name another file.") from None
    _say(
        asked,
        {"feeds": len(feeds), "file": asked.file},
        f"{len(feeds)} feed{'' if len(feeds) == 1 else 's'} written to {asked.file}",
    )
    return True


_COMMANDS: dict[str, Callable[[argparse.Namespace, Options, FeedStore], bool]] = {
    "add": _add,
    "list": _list,
    "refresh": _refresh,
    "remove": _remove,
    "import": _import,
    "export": _export,
}


T = TypeVar("T")


def _online(options: Options, work: Callable[[Fetch, Read], Coroutine[Any, Any, T]]) -> T:
    """What some work on the network comes to."""

    async def run() -> T:
        from reader.sources.local import LocalCopies

        session = Session(options)
        try:
            return await work(session.fetcher() or LocalCopies({}), session.read_page)
        finally:
            await session.close()

    return asyncio.run(run())


def _placed(feed: Feed) -> str:
    return f"{feed.folder}/{feed.title}" if feed.folder else feed.title


def _plain(feed: Feed) -> dict[str, Any]:
    return {**feed._asdict(), "checked": feed.checked.isoformat() if feed.checked else None}


def _say(asked: argparse.Namespace, found: dict[str, Any], words: str) -> None:
    sys.stdout.write(_json(found) if asked.json else line(words) + "\n")


def _json(found: dict[str, Any]) -> str:
    from reader.report import to_json

    return to_json(found, indent=None)
