"""Letting go of the bytes and the texts of captures, each of which may belong to several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.values import unpacked

if TYPE_CHECKING:
    import sqlite3

_HAVE = " UNION ALL ".join(f"SELECT 1 FROM {table} WHERE {{0}}" for table in ("capture", "gone_capture"))
"""Captures with something in common; what was forgotten and may yet come back needs its bytes, too."""


_FORGOTTEN = (
    "SELECT sum(size) FROM (SELECT DISTINCT body.hash, body.size FROM gone_capture"
    " JOIN body ON body.hash = gone_capture.body_hash WHERE NOT gone_capture.released AND NOT EXISTS"
    " (SELECT 1 FROM capture WHERE capture.body_hash = gone_capture.body_hash AND NOT capture.released))"
    " UNION ALL SELECT sum(size) FROM (SELECT DISTINCT text.id, text.size FROM gone_capture"
    " JOIN text ON text.id = gone_capture.text"
    " WHERE NOT EXISTS (SELECT 1 FROM capture WHERE capture.text = gone_capture.text))"
)
"""Bytes that nothing has but what was forgotten: those of pages, and those of texts."""


KEPT_ONCE = (
    "SELECT url FROM gone_mention JOIN gone_article"
    " ON gone_article.gone = gone_mention.gone AND gone_article.id = gone_mention.article"
    " WHERE gone_article.kept AND url IS NOT NULL"
)
"""Addresses that are cited by an article which was marked to be kept when it was forgotten."""


def taken(db: sqlite3.Connection) -> int:
    """The bytes of all pages and texts, without those that go when what was forgotten is gone for good."""
    (there,) = db.execute("SELECT bytes FROM room").fetchone()
    return int(there) - sum(size or 0 for (size,) in db.execute(_FORGOTTEN))


def release(db: sqlite3.Connection, number: int) -> None:
    """Let the bytes and the text of a capture go, unless another one has the same; that it was there stays known."""
    body, text = db.execute("SELECT body_hash, text FROM capture WHERE id = ?", (number,)).fetchone()
    db.execute("UPDATE capture SET released = 1, text = NULL WHERE id = ?", (number,))
    let_go(db, body, text)


def let_go(db: sqlite3.Connection, body: str, text: int | None) -> None:
    """Let bytes, by their hash, and a text, by its number, go where no capture has them."""
    if not db.execute(f"{_HAVE.format('body_hash = :body AND NOT released')} LIMIT 1", {"body": body}).fetchone():
        db.execute("DELETE FROM body WHERE hash = ?", (body,))
    if text is not None and not db.execute(f"{_HAVE.format('text = :text')} LIMIT 1", {"text": text}).fetchone():
        _forget_text(db, text)


def _forget_text(db: sqlite3.Connection, number: int) -> None:
    row = db.execute("SELECT title, data FROM text WHERE id = ?", (number,)).fetchone()
    if row is None:
        return
    data = unpacked(row[1])
    if data is not None:  # the index has no content of its own: it must be told exactly what it was given
        db.execute(
            "INSERT INTO words(words, rowid, title, text) VALUES('delete', ?, ?, ?)",
            (number, row[0], data.decode("utf-8", "replace")),
        )
    db.execute("DELETE FROM text WHERE id = ?", (number,))
