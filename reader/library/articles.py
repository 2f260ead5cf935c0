"""The articles: what each says of itself, what became of its sources and quotations, and when it was read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.library.captures import Captures, Keeping
from reader.library.records import ArticleEntry, ArticleSort, Cited, Facts, Judged, Place
from reader.library.values import folded, instant, moment, seconds, storable, whole, words, words_or_none

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from typing import Any

    from reader.sources.memory import Capture

VERDICTS = ("verbatim", "elided", "altered", "misattributed", "not_found", "unverifiable")

_FACTS = "address, title, byline, site, published, language, format, commentary, quoted, furniture"
_ENTRY = (
    f"id, key, {_FACTS}, sources, {', '.join(VERDICTS)}, first_opened, last_opened, block, offset, view, seen, kept"
)
_ORDER = {
    ArticleSort.OPENED: "last_opened",
    ArticleSort.FIRST: "first_opened",
    ArticleSort.TITLE: "title COLLATE NOCASE",
    ArticleSort.SITE: "site COLLATE NOCASE",
    ArticleSort.PUBLISHED: "published",
    ArticleSort.WORDS: "commentary + quoted",
}


class Articles(Captures):
    """The articles that were opened."""

    def opened(self, key: str, facts: Facts, capture: Capture | None = None, *, limit: int | None = None) -> None:
        """Note that an article was opened, what it says of itself, and the page that it was read from."""
        now = self._now()
        room = self.limit if limit is None else limit
        keeping = Keeping(key, capture, facts.title, now, room) if capture else None

        def apply(db: sqlite3.Connection) -> None:
            columns = [*_FACTS.split(", "), "folded"]
            db.execute(
                f"INSERT INTO article(key, {_FACTS}, folded, first_opened, last_opened)"
                f" VALUES({', '.join('?' * (len(columns) + 3))}) ON CONFLICT(key) DO UPDATE SET last_opened ="
                " excluded.last_opened, " + ", ".join(f"{one} = excluded.{one}" for one in columns),
                (key, *_row(facts), now, now),
            )
            if keeping is not None:
                keeping.apply(db)

        self._write(apply, keeping.prepare if keeping else None)

    def followed(self, key: str, cited: Sequence[Cited], judged: Sequence[Judged]) -> None:
        """Note what became of an article's sources and quotations, in place of what was noted before."""
        now = self._now()

        def apply(db: sqlite3.Connection) -> None:
            number = _number(db, key)
            if number is None:
                return
            _note_cited(db, number, cited)
            db.execute("DELETE FROM verdict WHERE article = ?", (number,))
            db.executemany(
                "INSERT INTO verdict(article, quotation, url, verdict, severity, reason, caution, judged)"
                " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                [(number, *one, now) for one in judged],
            )
            counts = Counter(one.verdict for one in judged)
            db.execute(
                f"UPDATE article SET {', '.join(f'{one} = ?' for one in VERDICTS)} WHERE id = ?",
                (*(counts[one] for one in VERDICTS), number),
            )

        self._write(apply)

    def begun(self, key: str, cites: Sequence[Cited]) -> None:
        """Note that what an article cites is about to be followed; what was noted of its sources before stands."""

        def apply(db: sqlite3.Connection) -> None:
            number = _number(db, key)
            rows = db.execute("SELECT number, url FROM mention WHERE article = ?", (number,)).fetchall()
            known, first = {url for _, url in rows}, 1 + max((at for at, _ in rows), default=-1)
            if number is not None:
                _add_cited(db, number, [one for one in cites if one.url and one.url not in known], first)

        self._write(apply)

    def note_cited(self, key: str, cited: Sequence[Cited]) -> None:
        """Note an article's sources in place of those that were noted before; its verdicts stand."""

        def apply(db: sqlite3.Connection) -> None:
            number = _number(db, key)
            if number is not None:
                _note_cited(db, number, cited)

        self._write(apply)

    def articles(
        self,
        *,
        text: str = "",
        site: str | None = None,
        unread: bool = False,
        kept: bool = False,
        sort: ArticleSort = ArticleSort.OPENED,
        descending: bool = True,
        limit: int = 100,
        offset: int = 0,
    ) -> tuple[ArticleEntry, ...]:
        """A part of the list of articles.

        Args:
            text: must stand in the title, the byline, the site or the address; neither capitals nor accents count.
            site: only those of this site.
            unread: only those that were not read to the end.
            kept: only those that are marked to be kept.
            sort: what they are sorted by.
            descending: the last, largest or newest first.
            limit: how many at most.
            offset: how many to pass over.
        """
        now = self._now()
        which, given = _which(text, site, unread=unread, kept=kept)
        way = "DESC" if descending else "ASC"
        order = f"{_ORDER[sort]} {way}, id {way}"

        def query(db: sqlite3.Connection) -> tuple[ArticleEntry, ...]:
            rows = db.execute(
                # What is passed over is found in an index alone.
                f"SELECT {_ENTRY} FROM (SELECT id FROM article WHERE {which} ORDER BY {order} LIMIT ? OFFSET ?)"
                f" CROSS JOIN article USING(id) ORDER BY {order}",
                (*given, limit, offset),
            )
            return tuple(_entry(row, now) for row in rows)

        return self._read(query)

    def count(self, *, text: str = "", site: str | None = None, unread: bool = False, kept: bool = False) -> int:
        """How many articles a list would have."""
        which, given = _which(text, site, unread=unread, kept=kept)
        return self._read(
            lambda db: whole(db.execute(f"SELECT count(*) FROM article WHERE {which}", given).fetchone()[0])
        )

    def article(self, which: str | int) -> ArticleEntry | None:
        """The article of that key or number, or None."""
        now = self._now()
        column = "id" if isinstance(which, int) else "key"
        given = min(which, 2**62) if isinstance(which, int) else which

        def query(db: sqlite3.Connection) -> ArticleEntry | None:
            row = db.execute(f"SELECT {_ENTRY} FROM article WHERE {column} = ?", (given,)).fetchone()
            return _entry(row, now) if row else None

        return self._read(query)

    def cited(self, key: str) -> tuple[Cited, ...]:
        """The sources of an article as they were noted last."""

        def query(db: sqlite3.Connection) -> tuple[Cited, ...]:
            rows = db.execute(
                "SELECT url, name, state, quotes, faithful, wrong FROM mention WHERE article = ? ORDER BY number",
                (_number(db, key),),
            )
            return tuple(
                Cited(words_or_none(url), words(name), words(state), *(whole(one) for one in counts))
                for url, name, state, *counts in rows
            )

        return self._read(query)

    def judged(self, key: str) -> tuple[Judged, ...]:
        """The verdicts on an article's quotations as they were noted last, in no particular order."""

        def query(db: sqlite3.Connection) -> tuple[Judged, ...]:
            rows = db.execute(
                "SELECT quotation, url, verdict, severity, reason, caution FROM verdict WHERE article = ?",
                (_number(db, key),),
            )
            return tuple(
                Judged(words(a), words_or_none(b), words(c), words_or_none(d), words_or_none(e), bool(f))
                for a, b, c, d, e, f in rows
            )

        return self._read(query)

    def set_kept(self, key: str, *, kept: bool) -> None:
        """Mark an article, so that its pages and its sources' are never let go; or take the mark back."""
        self._write(lambda db: _update(db, "UPDATE article SET kept = ? WHERE key = ?", (kept, key)))


def _note_cited(db: sqlite3.Connection, number: int, cited: Sequence[Cited]) -> None:
    db.execute("DELETE FROM mention WHERE article = ?", (number,))
    _add_cited(db, number, cited)
    db.execute("UPDATE article SET sources = ? WHERE id = ?", (len(cited), number))


def _add_cited(db: sqlite3.Connection, number: int, cited: Sequence[Cited], first: int = 0) -> None:
    db.executemany(
        "INSERT INTO mention(article, number, url, name, state, quotes, faithful, wrong)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, i, one.url, storable(one.name), *one[2:]) for i, one in enumerate(cited, first)],
    )


def _which(text: str, site: str | None, *, unread: bool, kept: bool) -> tuple[str, tuple[Any, ...]]:
    conditions, given = ["1"], []
    if text:
        conditions.append("instr(folded, ?)")
        given.append(folded(storable(text) or ""))
    if site is not None:
        conditions.append("site = ?")
        given.append(storable(site) or "")
    if unread:
        conditions.append("(seen IS NULL OR seen < 0.99)")
    if kept:
        conditions.append("kept")
    return " AND ".join(conditions), tuple(given)


def _row(facts: Facts) -> tuple[object, ...]:
    texts = (storable(one) for one in (facts.address, facts.title, facts.byline, facts.site))
    rest = (storable(facts.language), storable(facts.format), facts.commentary, facts.quoted, facts.furniture)
    return (*texts, seconds(facts.published), *rest, _searched(facts))


def _searched(facts: Facts) -> str:
    """What is looked through where a text is asked for."""
    return folded("\n".join(storable(one) or "" for one in (facts.title, facts.byline, facts.site, facts.address)))


def _entry(row: Sequence[Any], now: int) -> ArticleEntry:
    number, key, address, title, byline, site, published, language, form, *rest = row
    commentary, quoted, furniture, sources, *rest = rest
    counts, (first, last, block, offset, view, seen, kept) = rest[: len(VERDICTS)], rest[len(VERDICTS) :]
    facts = Facts(
        words(address),
        words_or_none(title),
        words_or_none(byline),
        words_or_none(site),
        moment(published),
        words_or_none(language),
        words(form),
        whole(commentary),
        whole(quoted),
        whole(furniture),
    )
    return ArticleEntry(
        whole(number),
        words(key),
        facts,
        whole(sources),
        {verdict: whole(count) for verdict, count in zip(VERDICTS, counts, strict=True)},
        instant(first, now),
        instant(last, now),
        place_of(block, offset, view, seen),
        kept=bool(kept),
    )


def place_of(block: object, offset: object, view: object, seen: object) -> Place | None:
    """A stored place, or None where there is none."""
    if not isinstance(block, int):
        return None
    at = offset if isinstance(offset, int) else -1
    return Place(whole(block), max(-1, at), words(view), min(1.0, max(0.0, seen)) if isinstance(seen, float) else 0.0)


def _number(db: sqlite3.Connection, key: str) -> int | None:
    row = db.execute("SELECT id FROM article WHERE key = ?", (key,)).fetchone()
    return int(row[0]) if row else None


def _update(db: sqlite3.Connection, statement: str, given: tuple[object, ...]) -> None:
    db.execute(statement, given)
