"""`pullquote library`: what is in the library, listed, searched, forgotten, marked to be kept, exported."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.errors import LibraryError, SettingsError
from reader.library.library import Library
from reader.library.records import ArticleSort, SourceKind
from reader.library_lines import (
    article_data,
    article_line,
    hit_data,
    hit_line,
    outlet_line,
    source_data,
    source_line,
    to_json,
)
from reader.shelf import key_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from reader.library.records import ArticleEntry

MOST = 100_000
"""Entries of a list where no limit is given."""


def run(asked: argparse.Namespace, file: Path | None) -> None:
    """Do what was asked for.

    Raises:
        SettingsError: it cannot be done as it was asked for.
        LibraryError: the library cannot be used.
        OpenError: the page of an article that is to be exported is not kept any more.
    """
    if file is None:
        raise SettingsError("Nothing is kept in :memory:; name a file with --library, or leave it out.")
    actions = {"list": _list, "search": _search, "forget": _forget, "keep": _keep, "export": _export}
    with _open(file) as library:
        actions[asked.action](library, asked)


@contextmanager
def _open(file: Path) -> Iterator[Library]:
    library = Library(file, tell=lambda sentence: print(f"pullquote: {sentence}", file=sys.stderr))
    try:
        yield library
    finally:
        library.close()


def _list(library: Library, asked: argparse.Namespace) -> None:
    limit = asked.limit or MOST
    if asked.outlets:
        outlets = library.outlets(limit=limit)
        _print(asked, to_json(outlets=[one._asdict() for one in outlets]), [outlet_line(one) for one in outlets])
    elif asked.sources:
        sources = library.sources(SourceKind(asked.sources), limit=limit)
        _print(asked, to_json(sources=[source_data(one) for one in sources]), [source_line(one) for one in sources])
    else:
        articles = library.articles(
            text=" ".join(asked.what),
            unread=asked.unread,
            kept=asked.kept,
            sort=ArticleSort(asked.sort),
            descending=asked.sort not in (ArticleSort.TITLE, ArticleSort.SITE),
            limit=limit,
        )
        _print(
            asked, to_json(articles=[article_data(one) for one in articles]), [article_line(one) for one in articles]
        )
        if not articles and not library.count():
            print("pullquote: Nothing was read yet: what you open is kept here.", file=sys.stderr)


def _search(library: Library, asked: argparse.Namespace) -> None:
    if not asked.what:
        raise SettingsError("Say what to search for: pullquote library search WORDS.")
    hits = library.search(" ".join(asked.what), limit=asked.limit or 20)
    _print(asked, to_json(passages=[hit_data(one) for one in hits]), [hit_line(one) for one in hits])


def _forget(library: Library, asked: argparse.Namespace) -> None:
    done = [one for one in _meant(library, asked) if asked.yes or _agreed(one)]
    for one in done:
        library.forget(one.key)
    _require_written(library)
    _print(
        asked, to_json(forgotten=[article_data(one) for one in done]), [f"Forgotten: {_called(one)}." for one in done]
    )
    library.renew_backups()


def _keep(library: Library, asked: argparse.Namespace) -> None:
    done = [one._replace(kept=not asked.off) for one in _meant(library, asked)]
    for one in done:
        library.set_kept(one.key, kept=one.kept)
    _require_written(library)
    said = "No longer kept" if asked.off else "Kept"
    _print(asked, to_json(articles=[article_data(one) for one in done]), [f"{said}: {_called(one)}." for one in done])


def _require_written(library: Library) -> None:
    """Nothing is said to be done before it is on the disk."""
    if library.reads_only or not library.settle():
        raise LibraryError("Nothing was changed, as the library cannot be written.")


def _export(library: Library, asked: argparse.Namespace) -> None:
    from reader.exporting import Out, export_kept, form_for
    from reader.options import Options

    form = form_for(asked.format, asked.output)
    entry, *others = _meant(library, asked)
    if others:
        raise SettingsError("One article is exported at a time; name one.")
    to = Out(asked.output, asked.force)
    export_kept(library, entry, Options(offline=True, library=library.file), form=form, to=to)


def _meant(library: Library, asked: argparse.Namespace) -> list[ArticleEntry]:
    """The articles that were named, all of them before anything is done to one."""
    if not asked.what:
        raise SettingsError(f"Say which article: pullquote library {asked.action} NUMBER, or its address.")
    found = []
    for word in asked.what:
        one = library.article(int(word)) if word.isascii() and word.isdecimal() else library.article(key_of(word) or "")
        if one is None:
            raise SettingsError(f"There is no article {word} in the library; pullquote library list shows them all.")
        found.append(one)
    return found


def _agreed(one: ArticleEntry) -> bool:
    if not sys.stdin or not sys.stdin.isatty():
        raise SettingsError("Forgetting asks first, and there is nobody here to ask; give --yes.")
    print(
        f"Forget {_called(one)}, with its place, marks and pages, for good? [y/N] ", end="", file=sys.stderr, flush=True
    )
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _called(one: ArticleEntry) -> str:
    return f"{one.number}, {one.facts.title or one.facts.address}"


def _print(asked: argparse.Namespace, data: str, lines: list[str]) -> None:
    for line in [data] if asked.json else lines:
        print(line)
