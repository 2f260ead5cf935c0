"""What a person finds again on coming back: the place, the marks, and what was said of whose words a paragraph is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.articles import place_of
from reader.library.records import Mark
from reader.library.store import Store
from reader.library.values import storable, whole, words
from reader.voices.corrections import Correction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.library.records import Place


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

    def corrections(self, article: str) -> tuple[Correction, ...]:
        """What the person said of whose words an article's paragraphs are, in no order."""

        def query(db: sqlite3.Connection) -> tuple[Correction, ...]:
            rows = db.execute(
                "SELECT block, quoted FROM correction WHERE article = (SELECT id FROM article WHERE key = ?)",
                (article,),
            )
            return tuple(Correction(words(block), bool(quoted)) for block, quoted in rows)

        return self._read(query)

    def keep_corrections(self, article: str, corrections: Sequence[Correction]) -> None:
        """Keep these in the place of all that were kept of the article."""
        now = self._now()

        def apply(db: sqlite3.Connection) -> None:
            row = db.execute("SELECT id FROM article WHERE key = ?", (article,)).fetchone()
            if row is None:
                return
            db.execute("DELETE FROM correction WHERE article = ?", row)
            db.executemany(
                "INSERT OR REPLACE INTO correction(article, block, quoted, at) VALUES(?, ?, ?, ?)",
                [(*row, storable(one.block), one.quoted, now) for one in corrections],
            )

        self._write(apply)


def _run(db: sqlite3.Connection, statement: str, given: tuple[object, ...]) -> None:
    db.execute(statement, given)
