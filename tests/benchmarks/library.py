"""A large library: how long it takes to open, to list and to search.

It is filled past the library's own door, in one transaction: what is measured is reading.
"""

from __future__ import annotations

import random
import sqlite3
import time
import zlib
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.library.records import ArticleSort, SourceKind
from tests.benchmarks.articles import MARKER
from tests.benchmarks.measure import READER, Figure, first_paint, interleaved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

ARTICLES, SOURCES = 10_000, 200_000
STARTING = 1.1
"""How many times as long as with an empty library a start may take."""

OPENING, LISTING, SEARCHING = 100.0, 50.0, 100.0
"""Limits in milliseconds; that of opening is over an empty library."""

_NOW = 1_790_000_000
_SYLLABLES = (
    "ba",
    "co",
    "di",
    "fu",
    "ga",
    "ke",
    "li",
    "mo",
    "nu",
    "pa",
    "qui",
    "re",
    "so",
    "tu",
    "va",
    "we",
    "ze",
    "cha",
)
_COMMON, _PHRASE = "the quay", "lease of the quay"


def figures(
    folder: Path, usual: Path, rounds: int, *, articles: int = ARTICLES, sources: int = SOURCES
) -> list[Figure]:
    """Every figure of a library of this size, beside that of an empty one; the `usual` article is started with."""
    empty, large = folder / "empty" / "library.db", folder / "large" / "library.db"
    for file in (empty, large):
        Library(file).close()
    _fill(large, articles, sources)
    found = [*_starting(usual, empty, large, rounds), _opening(empty, large, rounds)]
    small, library = Library(empty), Library(large)
    try:
        for name, limit, ask in _questions(articles):
            floor, value = (_median(partial(ask, one), rounds) for one in (small, library))
            found.append(Figure(f"library of {sources}: {name}", value, "ms", floor, limit))
    finally:
        small.close()
        library.close()
    return found


def _questions(articles: int) -> Iterator[tuple[str, float, Callable[[Library], object]]]:
    yield "articles, last opened first", LISTING, lambda one: one.articles()
    yield (
        "articles, by title, the last page",
        LISTING,
        lambda one: one.articles(sort=ArticleSort.TITLE, descending=False, offset=articles - 100),
    )
    yield "articles, with a word in the title", LISTING, lambda one: one.articles(text="zecha")
    yield "articles, how many unread", LISTING, lambda one: one.count(unread=True)
    yield "sources, last asked for first", LISTING, lambda one: one.sources()
    yield "sources, dead ones", LISTING, lambda one: one.sources(SourceKind.DEAD)
    yield "sources, changed ones", LISTING, lambda one: one.sources(SourceKind.CHANGED)
    yield "sources, of one outlet", LISTING, lambda one: one.sources(outlet="Outlet 7")
    yield "outlets, how often faithful", LISTING, lambda one: one.outlets()
    yield (
        "one source recalled, with its history",
        LISTING,
        lambda one: (
            one.recall("https://source.example/777"),
            one.history("https://source.example/777"),
            one.versions("https://source.example/777"),
        ),
    )
    yield "search, a rare word", SEARCHING, lambda one: one.search("rare77")
    yield "search, two words of every text", SEARCHING, lambda one: one.search(_COMMON)
    yield "search, words side by side", SEARCHING, lambda one: one.search(f'"{_PHRASE}"')
    yield "search, a rare one and a common one", SEARCHING, lambda one: one.search("rare77 the")
    yield "search, the beginning of a word", SEARCHING, lambda one: one.search("rare1*")


def _starting(usual: Path, empty: Path, large: Path, rounds: int) -> Iterator[Figure]:
    """First paints with either library: of an article, and of the start screen, which lists what was read last."""

    def started(file: Path, argv: Sequence[str], text: str) -> float:
        return first_paint(argv, text, {"PULLQUOTE_LIBRARY": str(file)})

    for what, argv, text in (("an article", (*READER, str(usual)), MARKER), ("no article", READER, "Enter opens")):
        ways: dict[str, Callable[[], float]] = {
            "empty": partial(started, empty, argv, text),
            "large": partial(started, large, argv, text),
        }
        at = {name: median(values) for name, values in interleaved(ways, rounds).items()}
        name = f"start with {what} and a large library; floor: an empty one"
        yield Figure(name, at["large"], "ms", at["empty"], STARTING * at["empty"])


def _opening(empty: Path, large: Path, rounds: int) -> Figure:
    def opened(file: Path) -> None:
        library = Library(file)
        library.articles(limit=20)
        library.close()

    floor, value = (_median(partial(opened, file), rounds) for file in (empty, large))
    return Figure("library opened, with its first articles", value, "ms", floor, floor + OPENING)


def _median(ask: Callable[[], object], rounds: int) -> float:
    ask()
    times = []
    for _ in range(max(3, rounds)):
        begun = time.perf_counter()
        ask()
        times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def _fill(file: Path, articles: int, sources: int) -> None:
    chance = random.Random(11)
    paragraphs = list(_paragraphs(chance, 4000))
    db = sqlite3.connect(file, isolation_level=None)
    for pragma in ("synchronous = OFF", "journal_mode = MEMORY", "cache_size = -200000"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("BEGIN")
    _fill_articles(db, articles, sources // articles, chance)
    _fill_sources(db, sources)
    pages = [f"https://blog.example/{n}" for n in range(articles)]
    pages += [f"https://source.example/{n}" for n in range(sources)]
    for number, url in enumerate(pages, 1):
        count = 8 if number <= articles else 4
        text = "\n\n".join(chance.choices(paragraphs, k=count)) + f" rare{number % 5000}"
        _fill_capture(db, number, url, text)
    db.execute("COMMIT")
    db.close()


def _fill_articles(db: sqlite3.Connection, articles: int, each: int, chance: random.Random) -> None:
    for n in range(articles):
        title = f"{_word(chance)} {_word(chance)} {_word(chance)}"
        db.execute(
            "INSERT INTO article(key, address, title, byline, site, published, language, format, commentary, quoted,"
            " furniture, sources, verbatim, first_opened, last_opened, folded) VALUES(?1, ?1, ?2, 'A Writer', ?3,"
            " ?4, 'en', 'html', 800, 200, 50, ?5, 3, ?6, ?7, ?2)",
            (
                f"https://blog.example/{n}",
                title,
                f"Site {n % 40}",
                _NOW - n * 900,
                each,
                _NOW - n * 700,
                _NOW - n * 600,
            ),
        )
        db.executemany(
            "INSERT INTO mention VALUES(?, ?, ?, ?, 'ok', 1, ?, ?)",
            [
                (
                    n + 1,
                    i,
                    f"https://source.example/{n * each + i}",
                    f"Outlet {(n * each + i) % 300}",
                    i % 5 > 0,
                    i % 5 == 0,
                )
                for i in range(each)
            ],
        )


def _fill_sources(db: sqlite3.Connection, sources: int) -> None:
    for n in range(sources):
        liveness = ("alive", "alive", "alive", "walled", "dead")[n % 5]
        db.execute(
            "INSERT INTO source(url, first_seen, liveness, strikes, content, archived, checked, why, status, title,"
            " site, drifted) VALUES(?, ?, ?, 0, 'readable', 'unknown', ?, '2xx, 400 words', 200, 'A title of a source',"
            " 'A site', ?)",
            (f"https://source.example/{n}", _NOW - n * 90, liveness, _NOW - n * 30, _NOW - n if n % 50 == 0 else None),
        )
        db.execute(
            "INSERT INTO step(source, at, liveness, content, archived, status, why)"
            " VALUES(?, ?, ?, 'readable', 'unknown', 200, '2xx and 400 words')",
            (n + 1, _NOW - n * 30, liveness),
        )


def _fill_capture(db: sqlite3.Connection, number: int, url: str, text: str) -> None:
    data = zlib.compress(text.encode(), 1)
    db.execute("INSERT INTO body(hash, size, data) VALUES(?, ?, ?)", (f"{number:064}", len(data), data))
    db.execute(
        "INSERT INTO text(id, hash, size, title, data) VALUES(?, ?, ?, '', ?)",
        (number, f"{number:064}", len(data), data),
    )
    db.execute("INSERT INTO words(rowid, title, text) VALUES(?, '', ?)", (number, text))
    db.execute(
        "INSERT INTO capture(url, got, seen, origin, asked, final_url, status, hops, truncated, body_hash, text,"
        " text_hash, words) VALUES(?1, ?2, ?2, 'live', ?1, ?1, 200, '[]', 0, ?3, ?4, ?3, 100)",
        (url, _NOW - number, f"{number:064}", number),
    )


def _paragraphs(chance: random.Random, count: int) -> Iterator[str]:
    vocabulary = [_word(chance) for _ in range(20_000)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    for n in range(count):
        words = chance.choices(vocabulary, weights, k=25)
        yield " ".join([*words[:12], _PHRASE if n % 3 == 0 else _COMMON, *words[12:]])


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))
