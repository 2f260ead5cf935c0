"""What a person finds again on coming back: the place, the marks, and what was said of whose words a paragraph is."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from reader.library.articles import place_of
from reader.library.records import Mark
from reader.library.store import Store
from reader.library.values import storable, whole, words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from reader.library.records import Place

_AT_ONCE = 500


class Returning(Store):
    """Places, marks and corrections."""

    def left(self, key: str, place: Place) -> None:
        """Note where one is in an article."""
        self._write(
            lambda db: _run(
                db,
                "UPDATE article SET block = ?, offset = ?, view = ?, seen = max(coalesce(seen, 0.0), ?) WHERE key = ?",
                (place.block, place.offset, storable(place.view), place.read, key),
            )
        )

    def place(self, key: str) -> Place | None:
        """Where one was in an article, or None where one was not there yet."""

        def query(db: sqlite3.Connection) -> Place | None:
            row = db.execute("SELECT block, offset, view, seen FROM article WHERE key = ?", (key,)).fetchone()
            return place_of(*row) if row else None

        return self._read(query)

    def mark(self, key: str, letter: str, mark: Mark | None) -> None:
        """Put a letter on a place of an article, or take it off with None."""
        if mark is None:
            statement, given = (
                "DELETE FROM mark WHERE letter = ? AND article = (SELECT id FROM article WHERE key = ?)",
                (letter, key),
            )
            self._write(lambda db: _run(db, statement, given))
        else:
            put = (letter, *mark, key)
            self._write(
                lambda db: _run(db, "INSERT OR REPLACE INTO mark SELECT id, ?, ?, ? FROM article WHERE key = ?", put)
            )

    def marks(self, key: str) -> dict[str, Mark]:
        """The marks of an article, by letter."""

        def query(db: sqlite3.Connection) -> dict[str, Mark]:
            rows = db.execute(
                "SELECT letter, block, offset FROM mark WHERE article = (SELECT id FROM article WHERE key = ?)", (key,)
            )
            return {words(letter, 8): Mark(whole(block), whole(offset)) for letter, block, offset in rows}

        return self._read(query)

    def correct(self, block_hash: str, quoted: bool | None) -> None:  # noqa: FBT001 - the value itself
        """Note that the person said whose words a paragraph is, by the hash of its text; None takes it back."""
        now = self._now()
        if quoted is None:
            self._write(lambda db: _run(db, "DELETE FROM correction WHERE hash = ?", (block_hash,)))
        else:
            self._write(
                lambda db: _run(
                    db, "INSERT OR REPLACE INTO correction(hash, quoted, at) VALUES(?, ?, ?)", (block_hash, quoted, now)
                )
            )

    def corrections(self, block_hashes: Iterable[str]) -> Mapping[str, bool]:
        """What the person said of those of these paragraphs of which something was said: whether they are quoted."""
        asked = list(dict.fromkeys(block_hashes))

        def query(db: sqlite3.Connection) -> dict[str, bool]:
            found: dict[str, bool] = {}
            for at in range(0, len(asked), _AT_ONCE):
                some = asked[at : at + _AT_ONCE]
                marks = ", ".join("?" * len(some))
                rows = db.execute(f"SELECT hash, quoted FROM correction WHERE hash IN ({marks})", some)
                found.update((words(one), bool(quoted)) for one, quoted in rows)
            return found

        return self._read(query)


def block_hash(text: str) -> str:
    """What a paragraph's correction is kept under: SHA-256 of its text, white space made one, in hexadecimal."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()


def _run(db: sqlite3.Connection, statement: str, given: tuple[object, ...]) -> None:
    db.execute(statement, given)
