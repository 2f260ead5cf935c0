"""Pages as they were got: their bytes and their texts, compressed, each kept once, let go when there is no room."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from reader.article.clean import line
from reader.library.releasing import KEPT_ONCE, release, taken
from reader.library.store import Store
from reader.library.values import (
    instant,
    packed,
    seconds,
    storable,
    unpacked,
    unpacked_text,
    whole,
    words,
    words_or_none,
)
from reader.sources.drift import fingerprint
from reader.sources.memory import Capture, Version
from reader.sources.model import Page

if TYPE_CHECKING:
    import sqlite3

_LINE = re.compile(r".+")

_AT_ONCE = 20
"""Captures that are let go at a time."""


class Captures(Store):
    """The pages of every address, oldest first."""

    def versions(self, url: str) -> tuple[Version, ...]:
        """The texts that an address has had, oldest first."""
        now = self._now()

        def query(db: sqlite3.Connection) -> tuple[Version, ...]:
            rows = db.execute(
                "SELECT id, got, seen, origin, body_hash, text_hash, words FROM capture WHERE url = ? ORDER BY id",
                (url,),
            )
            return tuple(
                Version(
                    whole(number),
                    instant(got, now),
                    instant(seen, now),
                    words(origin),
                    words(body),
                    words_or_none(text),
                    whole(count),
                )
                for number, got, seen, origin, body, text, count in rows
            )

        return self._read(query)

    def capture(self, version: int) -> Capture | None:
        """The page of a version, or None where its bytes have been let go."""
        now = self._now()
        return self._read(lambda db: _capture(db, version, now))

    def latest(self, url: str) -> Capture | None:
        """The newest page of an address that its own server sent and whose bytes are there, or None."""
        now = self._now()

        def query(db: sqlite3.Connection) -> Capture | None:
            row = db.execute(
                "SELECT id FROM capture WHERE url = ? AND origin = 'live' AND NOT released ORDER BY id DESC LIMIT 1",
                (url,),
            ).fetchone()
            return _capture(db, row[0], now) if row else None

        return self._read(query)


class Keeping:
    """One capture on its way into the library."""

    def __init__(self, url: str, capture: Capture, title: str | None, now: int, limit: int) -> None:
        self._url = url
        self._capture = capture
        self._title = line(storable(title) or "")
        self._now = now
        self._limit = limit
        self._prepared: dict[str, Any] = {}

    def prepare(self) -> None:
        """Hash and compress, once."""
        if self._prepared:
            return
        page, text = self._capture.page, storable(self._capture.text)
        data = text.encode() if text is not None else b""
        self._prepared = {
            "body_hash": hashlib.sha256(page.body).hexdigest(),
            "body": packed(page.body),
            "text": text,
            "text_hash": fingerprint(text) if text is not None else None,
            "exact": hashlib.sha256(data).hexdigest(),
            "packed": packed(data),
            "words": _count_words(text) if text is not None else 0,
        }

    def apply(self, db: sqlite3.Connection) -> None:
        """Keep it, unless it is what the address had the last time; then make room."""
        self.prepare()
        new, origin = self._prepared, storable(self._capture.origin)
        got = seconds(self._capture.got, self._now)
        row = db.execute(
            "SELECT id, body_hash, text_hash, released FROM capture WHERE url = ? AND origin = ?"
            " ORDER BY id DESC LIMIT 1",
            (self._url, origin),
        ).fetchone()
        if row is not None:
            same = row[1] == new["body_hash"] if new["text_hash"] is None else row[2] == new["text_hash"]
            if same:
                validators = (storable(self._capture.page.etag), storable(self._capture.page.last_modified))
                db.execute(
                    "UPDATE capture SET seen = max(seen, ?), etag = ?, last_modified = ? WHERE id = ?",
                    (got, *validators, row[0]),
                )
            if same and not row[3]:
                return
            if same:  # it was let go, and is there again
                db.execute(
                    "UPDATE capture SET released = 0, body_hash = ?, text = ? WHERE id = ?",
                    (self._kept_body(db), self._kept_text(db), row[0]),
                )
                return
        self._insert(db, got, origin)
        make_room(db, self._limit)

    def _insert(self, db: sqlite3.Connection, got: int | None, origin: str | None) -> None:
        new, page = self._prepared, self._capture.page
        db.execute(
            "INSERT INTO capture(url, got, seen, origin, asked, final_url, status, content_type, hops, truncated,"
            " etag, last_modified, body_hash, text, text_hash, words)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._url,
                got,
                got,
                origin,
                storable(page.url),
                storable(page.final_url),
                page.status,
                storable(page.content_type),
                json.dumps(page.hops),
                page.truncated,
                storable(page.etag),
                storable(page.last_modified),
                self._kept_body(db),
                self._kept_text(db),
                new["text_hash"],
                new["words"],
            ),
        )

    def _kept_body(self, db: sqlite3.Connection) -> str:
        new = self._prepared
        db.execute(
            "INSERT OR IGNORE INTO body(hash, size, data) VALUES(?, ?, ?)",
            (new["body_hash"], len(new["body"]), new["body"]),
        )
        return str(new["body_hash"])

    def _kept_text(self, db: sqlite3.Connection) -> int | None:
        new = self._prepared
        if new["text"] is None:
            return None
        row = db.execute("SELECT id FROM text WHERE hash = ?", (new["exact"],)).fetchone()
        if row is not None:
            return int(row[0])
        number = db.execute(
            "INSERT INTO text(hash, size, title, data) VALUES(?, ?, ?, ?)",
            (new["exact"], len(new["packed"]), self._title, new["packed"]),
        ).lastrowid
        db.execute("INSERT INTO words(rowid, title, text) VALUES(?, ?, ?)", (number, self._title, new["text"]))
        return number


def _count_words(text: str) -> int:
    """How many words a text has, line by line: all at once would take ten times the memory of the text."""
    return sum(len(one[0].split()) for one in _LINE.finditer(text))


def make_room(db: sqlite3.Connection, limit: int) -> None:
    """Let the oldest captures go that belong to no article marked to be kept, until at most `limit` bytes are there.

    An article that was so marked when it was forgotten counts while it can come back.
    Bytes that only what was forgotten has do not count: they go by themselves, and nothing else shall go for them.
    """
    while taken(db) > limit:
        oldest = db.execute(
            "SELECT id FROM capture WHERE NOT released AND url NOT IN (SELECT key FROM article WHERE kept)"
            " AND NOT EXISTS"
            " (SELECT 1 FROM mention JOIN article ON article.id = mention.article"
            " WHERE mention.url = capture.url AND article.kept)"
            f" AND url NOT IN ({KEPT_ONCE}) ORDER BY seen, id LIMIT ?",
            (_AT_ONCE,),
        ).fetchall()
        if not oldest:
            return
        for (number,) in oldest:
            release(db, number)
            if taken(db) <= limit:
                return


def _capture(db: sqlite3.Connection, version: int, now: int) -> Capture | None:
    row = db.execute(
        "SELECT capture.etag, capture.last_modified, capture.asked,"
        " capture.final_url, capture.status, capture.content_type, capture.hops,"
        " capture.truncated,"
        " capture.got, capture.origin, body.data, text.data FROM capture JOIN body ON body.hash = capture.body_hash"
        " LEFT JOIN text ON text.id = capture.text WHERE capture.id = ? AND NOT capture.released",
        (version,),
    ).fetchone()
    if row is None or (body := unpacked(row[10])) is None:
        return None
    etag, last_modified, asked, final, status, content_type, hops, truncated, got, origin, _, text = row
    page = Page(
        words(asked),
        words(final),
        whole(status),
        words_or_none(content_type),
        body,
        hops=_hops(hops),
        truncated=bool(truncated),
        etag=words_or_none(etag),
        last_modified=words_or_none(last_modified),
    )
    return Capture(page, instant(got, now), words(origin), unpacked_text(text))


def _hops(text: object) -> tuple[tuple[int, str], ...]:
    try:
        return tuple((whole(status), words(address)) for status, address in json.loads(str(text)))
    except (ValueError, TypeError, RecursionError):
        return ()
