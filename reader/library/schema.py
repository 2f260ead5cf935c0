"""The tables, and how an older file becomes one of today: each step is one transaction, so that it is done or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

APPLICATION: Final = 0x50515445
"""`PRAGMA application_id` of a library: what lies in the file is ours."""

_FIRST = (
    """CREATE TABLE article(
        id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, address TEXT NOT NULL,
        title TEXT, byline TEXT, site TEXT, published INTEGER, language TEXT, format TEXT,
        commentary INTEGER NOT NULL, quoted INTEGER NOT NULL, furniture INTEGER NOT NULL,
        sources INTEGER NOT NULL DEFAULT 0, verbatim INTEGER NOT NULL DEFAULT 0, elided INTEGER NOT NULL DEFAULT 0,
        altered INTEGER NOT NULL DEFAULT 0, misattributed INTEGER NOT NULL DEFAULT 0,
        not_found INTEGER NOT NULL DEFAULT 0, unverifiable INTEGER NOT NULL DEFAULT 0,
        first_opened INTEGER NOT NULL, last_opened INTEGER NOT NULL, kept INTEGER NOT NULL DEFAULT 0,
        block INTEGER, offset INTEGER, view TEXT, seen REAL, folded TEXT NOT NULL)""",
    "CREATE INDEX article_opened ON article(last_opened)",
    "CREATE INDEX article_first ON article(first_opened)",
    "CREATE INDEX article_title ON article(title COLLATE NOCASE)",
    "CREATE INDEX article_site ON article(site COLLATE NOCASE)",
    "CREATE INDEX article_published ON article(published)",
    "CREATE INDEX article_kept ON article(key) WHERE kept",
    """CREATE TABLE mention(
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, number INTEGER NOT NULL,
        url TEXT, name TEXT NOT NULL, state TEXT NOT NULL,
        quotes INTEGER NOT NULL, faithful INTEGER NOT NULL, wrong INTEGER NOT NULL,
        PRIMARY KEY(article, number)) WITHOUT ROWID""",
    "CREATE INDEX mention_url ON mention(url)",
    "CREATE INDEX mention_name ON mention(name, url)",
    # Sums over all mentions would take a tenth of a second for a large library: they are kept.
    """CREATE TABLE outlet(
        name TEXT PRIMARY KEY, cited INTEGER NOT NULL DEFAULT 0, quotes INTEGER NOT NULL DEFAULT 0,
        faithful INTEGER NOT NULL DEFAULT 0, wrong INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID""",
    """CREATE TRIGGER mention_insert AFTER INSERT ON mention BEGIN
        INSERT OR IGNORE INTO outlet(name) VALUES(new.name);
        UPDATE outlet SET cited = cited + 1, quotes = quotes + new.quotes, faithful = faithful + new.faithful,
            wrong = wrong + new.wrong WHERE name = new.name;
    END""",
    """CREATE TRIGGER mention_delete AFTER DELETE ON mention BEGIN
        UPDATE outlet SET cited = cited - 1, quotes = quotes - old.quotes, faithful = faithful - old.faithful,
            wrong = wrong - old.wrong WHERE name = old.name;
        DELETE FROM outlet WHERE name = old.name AND cited = 0;
    END""",
    """CREATE TABLE verdict(
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, quotation TEXT NOT NULL,
        url TEXT, verdict TEXT NOT NULL, severity TEXT, reason TEXT, caution INTEGER NOT NULL, judged INTEGER NOT NULL,
        PRIMARY KEY(article, quotation)) WITHOUT ROWID""",
    """CREATE TABLE mark(
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, letter TEXT NOT NULL,
        block INTEGER NOT NULL, offset INTEGER NOT NULL, PRIMARY KEY(article, letter)) WITHOUT ROWID""",
    """CREATE TABLE correction(
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, block TEXT NOT NULL,
        quoted INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(article, block)) WITHOUT ROWID""",
    """CREATE TABLE source(
        id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, first_seen INTEGER NOT NULL,
        liveness TEXT NOT NULL, strikes INTEGER NOT NULL, struck INTEGER, content TEXT NOT NULL, archived TEXT NOT NULL,
        checked INTEGER, last_ok INTEGER, why TEXT NOT NULL, phase TEXT, status INTEGER, final_url TEXT,
        etag TEXT, last_modified TEXT, media_type TEXT, drifted INTEGER,
        copy_url TEXT, copy_raw TEXT, copy_taken INTEGER, copy_archive TEXT, job TEXT,
        title TEXT, byline TEXT, site TEXT, published INTEGER, manual INTEGER)""",
    "CREATE INDEX source_checked ON source(checked)",
    "CREATE INDEX source_dead ON source(checked) WHERE liveness = 'dead'",
    "CREATE INDEX source_drifted ON source(drifted) WHERE drifted IS NOT NULL",
    """CREATE TABLE step(
        id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE, at INTEGER NOT NULL,
        liveness TEXT NOT NULL, content TEXT NOT NULL, archived TEXT NOT NULL, status INTEGER, why TEXT NOT NULL)""",
    "CREATE INDEX step_source ON step(source)",
    """CREATE TABLE capture(
        id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL, got INTEGER NOT NULL, seen INTEGER NOT NULL,
        origin TEXT NOT NULL, asked TEXT NOT NULL, final_url TEXT NOT NULL, status INTEGER NOT NULL, content_type TEXT,
        etag TEXT, last_modified TEXT, hops TEXT NOT NULL, truncated INTEGER NOT NULL, body_hash TEXT NOT NULL,
        text INTEGER, text_hash TEXT, words INTEGER NOT NULL, released INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX capture_url ON capture(url)",
    "CREATE INDEX capture_seen ON capture(seen) WHERE NOT released",
    "CREATE INDEX capture_body ON capture(body_hash) WHERE NOT released",
    "CREATE INDEX capture_text ON capture(text)",
    "CREATE TABLE body(id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, data BLOB NOT NULL)",
    """CREATE TABLE text(
        id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
        title TEXT NOT NULL, data BLOB NOT NULL)""",
    # Without content of its own: what it was made from stands compressed in `text`.
    """CREATE VIRTUAL TABLE words USING fts5(
        title, text, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2')""",
    "CREATE TABLE room(bytes INTEGER NOT NULL)",
    "INSERT INTO room VALUES(0)",
    *(
        f"CREATE TRIGGER {table}_{when} AFTER {when} ON {table} BEGIN UPDATE room SET bytes = bytes {change}; END"
        for table in ("body", "text")
        for when, change in (("INSERT", "+ new.size"), ("DELETE", "- old.size"))
    ),
    """CREATE TABLE feed(
        url TEXT PRIMARY KEY, title TEXT NOT NULL, etag TEXT, last_modified TEXT, checked INTEGER,
        subscribed INTEGER NOT NULL, folder TEXT NOT NULL DEFAULT '') WITHOUT ROWID""",
    """CREATE TABLE entry(
        id INTEGER PRIMARY KEY, feed TEXT NOT NULL REFERENCES feed ON DELETE CASCADE, url TEXT NOT NULL,
        title TEXT NOT NULL, published INTEGER, noted INTEGER NOT NULL, read INTEGER NOT NULL DEFAULT 0,
        UNIQUE(feed, url))""",
    "CREATE INDEX entry_unread ON entry(feed) WHERE NOT read",
)


# Frozen like the first: a column that one of these tables gets later is added to its `gone_` table by that step.
_GONE = (
    """CREATE TABLE gone(
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL, title TEXT NOT NULL,
        at INTEGER NOT NULL)""",
    *(
        f"CREATE TABLE gone_{table} AS SELECT 0 AS gone, * FROM {table} WHERE 0"
        for table in (
            "article", "mention", "verdict", "mark", "correction", "source", "step", "capture", "feed", "entry",
        )
    ),
)  # fmt: skip


def _run(*statements: str) -> Callable[[sqlite3.Connection], None]:
    def migration(db: sqlite3.Connection) -> None:
        for statement in statements:
            db.execute(statement)

    return migration


MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (_run(*_FIRST), _run(*_GONE))
"""What makes version 1 of nothing, version 2 of version 1, and so on. Never change one: add another."""


def version_of(db: sqlite3.Connection) -> int:
    """The version of the tables in a file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def is_foreign(db: sqlite3.Connection) -> bool:
    """Whether the file is another program's database."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return application != APPLICATION and bool(application or tables)


def migrate(db: sqlite3.Connection, migrations: Sequence[Callable[[sqlite3.Connection], None]] = MIGRATIONS) -> None:
    """Bring the tables up to date, all in one transaction; nothing is done where they are, or are newer.

    Raises:
        sqlite3.Error: it could not be done, and everything is as it was.
    """
    if version_of(db) >= len(migrations):
        return  # even a transaction that changes nothing would have to wait for every reader
    db.execute("BEGIN IMMEDIATE")  # another instance may be at it: whoever comes second finds it done
    try:
        before = version_of(db)
        for migration in migrations[before:]:
            migration(db)
        if before < len(migrations):
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {len(migrations)}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
