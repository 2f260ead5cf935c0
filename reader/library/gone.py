"""What was forgotten and may yet come back: its rows, moved as they were into tables beside the library's own.

No list, no count and no search looks there, so that it is as if it were gone. Bytes and texts stay where they are until
it is gone for good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.releasing import let_go

if TYPE_CHECKING:
    import sqlite3

TABLES = ("article", "mention", "verdict", "mark", "correction", "source", "step", "capture", "feed", "entry")
"""The tables of which rows are moved; a column that one of them gets, its `gone_` table must get, too."""

_FEW_TEXTS = 2_000
"""Texts whose index of words is rewritten in less time than anybody notices."""

_UNUSED = (
    "NOT EXISTS (SELECT 1 FROM mention WHERE mention.url = {0}.url)"
    " AND NOT EXISTS (SELECT 1 FROM article WHERE article.key = {0}.url)"
)
"""Of a page or a source: it is no article, and none cites it."""

_PARTS = ("mention", "verdict", "mark", "correction")
_COUNTS = "sources, verbatim, elided, altered, misattributed, not_found, unverifiable"


def set_article_aside(db: sqlite3.Connection, key: str, now: int) -> int | None:
    """Move an article with all that is only its own; gives the number by which it comes back, None of no article."""
    row = db.execute("SELECT id, coalesce(title, address) FROM article WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    gone = _begin(db, "article", key, row[1], now)
    _copy(db, gone, "article", "id = ?", row[0])
    for table in _PARTS:
        _copy(db, gone, table, "article = ?", row[0])
    db.execute("DELETE FROM article WHERE id = ?", (row[0],))
    _set_unused_aside(db, gone)
    return gone


def set_feed_aside(db: sqlite3.Connection, url: str, now: int) -> int | None:
    """Move a feed with its entries; as `set_article_aside` otherwise."""
    row = db.execute("SELECT title FROM feed WHERE url = ?", (url,)).fetchone()
    if row is None:
        return None
    gone = _begin(db, "feed", url, row[0], now)
    _copy(db, gone, "feed", "url = ?", url)
    _copy(db, gone, "entry", "feed = ?", url)
    db.execute("DELETE FROM feed WHERE url = ?", (url,))
    return gone


def bring_back(db: sqlite3.Connection, gone: int) -> None:
    """Move everything back; what is there again by now is joined with it, and nothing of it is lost."""
    for article, key in db.execute("SELECT id, key FROM gone_article WHERE gone = ?", (gone,)).fetchall():
        there = db.execute("SELECT id FROM article WHERE key = ?", (key,)).fetchone()
        if there is None:
            _put_back(db, gone, "article", "mention", "verdict")
        else:
            _join(db, gone, there[0])
        for table in ("mark", "correction"):
            _put_back(db, gone, table, article=there[0] if there else article)
    _put_back(db, gone, "capture", "feed")
    _put_back(db, gone, "entry", without="id")
    db.execute(
        "UPDATE entry SET read = 1 WHERE (feed, url) IN (SELECT feed, url FROM gone_entry WHERE gone = ? AND read)",
        (gone,),
    )
    for source, url in db.execute("SELECT id, url FROM gone_source WHERE gone = ?", (gone,)).fetchall():
        _put_source_back(db, gone, source, url)
    _end(db, gone)


def purge(db: sqlite3.Connection, which: str = "1", *given: object) -> None:
    """Let what was forgotten be gone for good: all of it, or that of which a condition on `gone` holds."""
    for (gone,) in db.execute(f"SELECT id FROM gone WHERE {which}", given).fetchall():
        pages = db.execute("SELECT body_hash, text FROM gone_capture WHERE gone = ?", (gone,)).fetchall()
        _end(db, gone)
        for body, text in pages:
            let_go(db, body, text)
        if pages and not db.execute("SELECT 1 FROM text LIMIT 1 OFFSET ?", (_FEW_TEXTS,)).fetchone():
            db.execute("INSERT INTO words(words) VALUES('optimize')")


def purge_unused(db: sqlite3.Connection) -> None:
    """Let what no article cites be gone for good: what came for one that was forgotten while its sources were asked."""
    gone = _begin(db, "article", "", "", 0)
    _set_unused_aside(db, gone)
    purge(db, "id = ?", gone)


def is_known(db: sqlite3.Connection) -> bool:
    """Whether the file has these tables: one that is about to be brought up to date has not."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'gone'").fetchone() is not None


def _set_unused_aside(db: sqlite3.Connection, gone: int) -> None:
    _copy(db, gone, "capture", _UNUSED.format("capture"))
    _copy(db, gone, "step", f"source IN (SELECT id FROM source WHERE {_UNUSED.format('source')})")
    _copy(db, gone, "source", _UNUSED.format("source"))
    db.execute(f"DELETE FROM capture WHERE {_UNUSED.format('capture')}")
    db.execute(f"DELETE FROM source WHERE {_UNUSED.format('source')}")


def _begin(db: sqlite3.Connection, kind: str, key: str, title: object, now: int) -> int:
    found = db.execute("INSERT INTO gone(kind, key, title, at) VALUES(?, ?, ?, ?)", (kind, key, title, now)).lastrowid
    assert found is not None
    return found


def _end(db: sqlite3.Connection, gone: int) -> None:
    for table in TABLES:
        db.execute(f"DELETE FROM gone_{table} WHERE gone = ?", (gone,))
    db.execute("DELETE FROM gone WHERE id = ?", (gone,))


def _columns(db: sqlite3.Connection, table: str, without: str = "") -> list[str]:
    return [name for _, name, *_ in db.execute(f"PRAGMA table_info({table})") if name != without]


def _copy(db: sqlite3.Connection, gone: int, table: str, which: str, *given: object) -> None:
    columns = ", ".join(_columns(db, table))
    db.execute(
        f"INSERT INTO gone_{table}(gone, {columns}) SELECT {gone:d}, {columns} FROM {table} WHERE {which}", given
    )


def _put_back(db: sqlite3.Connection, gone: int, *tables: str, without: str = "", article: int | None = None) -> None:
    """Copy rows back, but what is there again; without a column, or of another article by now."""
    for table in tables:
        columns = _columns(db, table, without)
        values = [str(int(article)) if one == "article" and article is not None else one for one in columns]
        db.execute(
            f"INSERT OR IGNORE INTO {table}({', '.join(columns)})"
            f" SELECT {', '.join(values)} FROM gone_{table} WHERE gone = ? ORDER BY rowid",
            (gone,),
        )


def _join(db: sqlite3.Connection, gone: int, article: int) -> None:
    """Join a forgotten article with the one that was opened again since, whose newer findings stand."""
    db.execute(
        "UPDATE article SET first_opened = min(article.first_opened, old.first_opened),"
        " kept = article.kept OR old.kept,"
        " block = coalesce(article.block, old.block), offset = coalesce(article.offset, old.offset),"
        " view = coalesce(article.view, old.view), seen = max(coalesce(article.seen, 0.0), coalesce(old.seen, 0.0))"
        " FROM gone_article AS old WHERE old.gone = ? AND article.id = ?",
        (gone, article),
    )
    if not db.execute("SELECT 1 FROM mention WHERE article = ?", (article,)).fetchone():
        db.execute(
            f"UPDATE article SET ({_COUNTS}) = (SELECT {_COUNTS} FROM gone_article WHERE gone = ?) WHERE id = ?",
            (gone, article),
        )
        _put_back(db, gone, "mention", "verdict", article=article)


def _put_source_back(db: sqlite3.Connection, gone: int, source: int, url: str) -> None:
    """Put a source and its history back, under another number; what the person said of it holds."""
    columns = ", ".join(_columns(db, "source", without="id"))
    db.execute(
        f"INSERT OR IGNORE INTO source({columns}) SELECT {columns} FROM gone_source WHERE gone = ? AND id = ?",
        (gone, source),
    )
    (now,) = db.execute("SELECT id FROM source WHERE url = ?", (url,)).fetchone()
    db.execute(
        "UPDATE source SET manual = coalesce(source.manual, old.manual),"
        " first_seen = min(source.first_seen, old.first_seen) FROM gone_source AS old"
        " WHERE old.gone = ? AND old.id = ? AND source.id = ?",
        (gone, source, now),
    )
    columns = ", ".join(one for one in _columns(db, "step", without="id") if one != "source")
    db.execute(
        f"INSERT INTO step(source, {columns}) SELECT ?, {columns} FROM gone_step WHERE gone = ? AND source = ?"
        " ORDER BY id",
        (now, gone, source),
    )
