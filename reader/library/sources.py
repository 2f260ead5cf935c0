"""What is remembered of every source, with its history, and the lists of them across all articles."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from reader.library.captures import Captures, Keeping
from reader.library.records import OutletEntry, SourceEntry, SourceKind, Step
from reader.library.values import instant, moment, one_of, seconds, storable, whole, words, words_or_none
from reader.sources.memory import Archived, Capture, Content, Copy, Liveness, Remembered

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from typing import Any

MOST_STEPS = 400
"""Steps of a source's history that are kept."""

# fmt: off
_COLUMNS = (
    "url", "first_seen", "liveness", "strikes", "struck", "content", "archived", "checked", "last_ok", "why",
    "phase", "status", "final_url", "etag", "last_modified", "media_type", "drifted", "copy_url", "copy_raw",
    "copy_taken", "copy_archive", "job", "title", "byline", "site", "published", "manual",
)
# fmt: on
_ALL = ", ".join(_COLUMNS)
_UPSERT = (
    f"INSERT INTO source({_ALL}) VALUES({', '.join('?' * len(_COLUMNS))}) ON CONFLICT(url) DO UPDATE SET "
    + ", ".join(f"{one} = excluded.{one}" for one in _COLUMNS[1:])
)
_WHICH = {
    SourceKind.ALL: ("1", "checked"),
    SourceKind.DEAD: ("liveness = 'dead'", "checked"),
    SourceKind.CHANGED: ("drifted IS NOT NULL", "drifted"),
}


class Sources(Captures):
    """The sources; with the captures it is the tracker's `Memory`."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self._on_the_way: dict[str, tuple[int, Remembered]] = {}
        self._turn = 0
        self._turns = threading.Lock()
        super().__init__(*given, **named)

    def known(self) -> tuple[Remembered, ...]:
        """What is remembered of every address."""
        now = self._now()
        return self._read(
            lambda db: tuple(_remembered(row, now) for row in db.execute(f"SELECT {_ALL} FROM source ORDER BY id"))
        )

    def recall(self, url: str) -> Remembered | None:
        """What is remembered of an address (by its identity), or None."""
        on_the_way = self._on_the_way.get(url)
        if on_the_way is not None:
            return on_the_way[1]
        now = self._now()

        def query(db: sqlite3.Connection) -> Remembered | None:
            row = db.execute(f"SELECT {_ALL} FROM source WHERE url = ?", (url,)).fetchone()
            return _remembered(row, now) if row else None

        return self._read(query, fresh=False)

    def keep(self, remembered: Remembered, capture: Capture | None = None) -> None:
        """Remember this of its address from now on, as one more step of its history, and the page that was got."""
        now = self._now()
        keeping = Keeping(remembered.url, capture, remembered.title, now, self.limit) if capture else None

        def apply(db: sqlite3.Connection) -> None:
            asked = db.execute("SELECT checked FROM source WHERE url = ?", (remembered.url,)).fetchone()
            db.execute(_UPSERT, _row(remembered, now))
            checked = seconds(remembered.checked, now)
            # What was found without asking, such as a copy or what the person said, was found now.
            _add_step(db, remembered, now if checked is None or (asked and asked[0] == checked) else checked)
            if keeping is not None:
                keeping.apply(db)

        if self.reads_only:
            return
        with self._turns:
            self._turn = turn = self._turn + 1
            self._on_the_way[remembered.url] = (turn, remembered)
        self._write(apply, keeping.prepare if keeping else None, lambda: self._arrived(remembered.url, turn))

    def history(self, url: str) -> tuple[Step, ...]:
        """What was found of an address each time, oldest first."""
        now = self._now()

        def query(db: sqlite3.Connection) -> tuple[Step, ...]:
            rows = db.execute(
                "SELECT at, step.liveness, step.content, step.archived, step.status, step.why"
                " FROM step JOIN source ON source.id = step.source WHERE url = ? ORDER BY at, step.id",
                (url,),
            )
            return tuple(
                Step(instant(at, now), words(alive), words(content), words(archived), _status(status), words(why))
                for at, alive, content, archived, status, why in rows
            )

        return self._read(query)

    def sources(
        self, kind: SourceKind = SourceKind.ALL, *, outlet: str | None = None, limit: int = 100, offset: int = 0
    ) -> tuple[SourceEntry, ...]:
        """The sources of all articles, last asked for first.

        Args:
            kind: all, the dead ones, or those whose text changed.
            outlet: only those that articles cite as this outlet's.
            limit: how many at most.
            offset: how many to pass over.
        """
        now = self._now()
        which, order = _WHICH[kind]
        if outlet is not None:
            order = f"+{order}"  # few have the outlet: those are sorted, rather than all looked at in order
            which += " AND url IN (SELECT url FROM mention WHERE name = ?)"
        given = (*((outlet,) if outlet is not None else ()), limit, offset)

        def query(db: sqlite3.Connection) -> tuple[SourceEntry, ...]:
            rows = db.execute(
                "SELECT url, title, site, liveness, why, checked, drifted, copy_url,"
                " (SELECT count(DISTINCT article) FROM mention WHERE mention.url = source.url)"
                f" FROM source WHERE {which} ORDER BY {order} DESC LIMIT ? OFFSET ?",
                given,
            )
            return tuple(_entry(row, now) for row in rows)

        return self._read(query)

    def outlets(self, *, limit: int = 100, offset: int = 0) -> tuple[OutletEntry, ...]:
        """Every outlet that articles cite, the most cited first."""

        def query(db: sqlite3.Connection) -> tuple[OutletEntry, ...]:
            rows = db.execute(
                "SELECT name, cited, quotes, faithful, wrong FROM outlet ORDER BY cited DESC, name LIMIT ? OFFSET ?",
                (limit, offset),
            )
            return tuple(OutletEntry(words(name), *(whole(one) for one in counts)) for name, *counts in rows)

        return self._read(query)

    def _arrived(self, url: str, turn: int) -> None:
        with self._turns:
            if self._on_the_way.get(url, (0,))[0] == turn:
                del self._on_the_way[url]


def _add_step(db: sqlite3.Connection, remembered: Remembered, at: int) -> None:
    (source,) = db.execute("SELECT id FROM source WHERE url = ?", (remembered.url,)).fetchone()
    db.execute(
        "INSERT INTO step(source, at, liveness, content, archived, status, why) VALUES(?, ?, ?, ?, ?, ?, ?)",
        (
            source,
            at,
            remembered.liveness,
            remembered.content,
            remembered.archived,
            remembered.status,
            storable(remembered.why),
        ),
    )
    db.execute(
        "DELETE FROM step WHERE source = ? AND id <= (SELECT id FROM step WHERE source = ? ORDER BY id DESC"
        " LIMIT 1 OFFSET ?)",
        (source, source, MOST_STEPS),
    )


def _row(one: Remembered, now: int) -> Sequence[object]:
    copy = one.copy
    # fmt: off
    return (
        one.url, seconds(one.first_seen, now), one.liveness, one.strikes, seconds(one.struck, now), one.content,
        one.archived, seconds(one.checked, now), seconds(one.last_ok, now), storable(one.why),
        storable(one.phase), one.status, storable(one.final_url), storable(one.etag),
        storable(one.last_modified), storable(one.media_type), seconds(one.drifted, now), storable(copy.url) if
        copy else None, storable(copy.raw) if copy else None, seconds(copy.taken, now) if copy else None,
        storable(copy.archive) if copy else None, storable(one.job), storable(one.title), storable(one.byline),
        storable(one.site), seconds(one.published), one.manual,
    )
    # fmt: on


def _remembered(row: Sequence[object], now: int) -> Remembered:
    found = dict(zip(_COLUMNS, row, strict=True))
    taken = moment(found["copy_taken"], now)
    copy = (
        Copy(words(found["copy_url"]), words(found["copy_raw"]), taken, words(found["copy_archive"]))
        if found["copy_url"] is not None and taken is not None
        else None
    )
    return Remembered(
        url=words(found["url"]),
        first_seen=instant(found["first_seen"], now),
        liveness=one_of(Liveness, found["liveness"], Liveness.UNKNOWN),
        strikes=whole(found["strikes"]),
        struck=moment(found["struck"], now),
        content=one_of(Content, found["content"], Content.NONE),
        archived=one_of(Archived, found["archived"], Archived.UNKNOWN),
        checked=moment(found["checked"], now),
        last_ok=moment(found["last_ok"], now),
        why=words(found["why"]),
        phase=words_or_none(found["phase"]),
        status=_status(found["status"]),
        final_url=words_or_none(found["final_url"]),
        etag=words_or_none(found["etag"]),
        last_modified=words_or_none(found["last_modified"]),
        media_type=words_or_none(found["media_type"]),
        drifted=moment(found["drifted"], now),
        copy=copy,
        job=words_or_none(found["job"]),
        title=words_or_none(found["title"]),
        byline=words_or_none(found["byline"]),
        site=words_or_none(found["site"]),
        published=moment(found["published"]),
        manual=None if found["manual"] is None else bool(found["manual"]),
    )


def _entry(row: Sequence[object], now: int) -> SourceEntry:
    url, title, site, liveness, why, checked, drifted, copy, articles = row
    return SourceEntry(
        words(url),
        words_or_none(title),
        words_or_none(site),
        words(liveness),
        words(why),
        moment(checked, now),
        moment(drifted, now),
        words_or_none(copy),
        whole(articles),
    )


def _status(value: object) -> int | None:
    return value if isinstance(value, int) else None
