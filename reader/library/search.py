"""Full-text search over articles and fetched sources, newest first.

The index has no content of its own (FTS5, contentless); the passages are cut here from the few texts that are shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.library.records import Hit
from reader.library.store import Store
from reader.library.values import folded, instant, storable, unpacked_text, whole, words

if TYPE_CHECKING:
    import sqlite3

MOST_WORDS = 16
"""Words of a query that count."""

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")
_BEFORE, _AFTER = 60, 140
"""Code points of a snippet before and after where the first word begins."""


class Search(Store):
    """Finds words."""

    def search(self, query: str, *, limit: int = 20, offset: int = 0) -> tuple[Hit, ...]:
        """The passages at which all words of a query stand together, newest first.

        Words in quotation marks must stand side by side; a word with a * at its end may go on. Neither capitals nor
        accents count.
        """
        terms = _terms(query)
        if not terms:
            return ()
        now = self._now()
        wanted = " ".join(f'"{term}"' + ("*" if goes_on else "") for term, goes_on in terms)

        def found(db: sqlite3.Connection) -> tuple[Hit, ...]:
            rows = db.execute(
                "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ? OFFSET ?",
                (wanted, limit, offset),
            ).fetchall()
            hits = (_hit(db, number, terms, now) for (number,) in rows)
            return tuple(one for one in hits if one is not None)

        return self._read(found)


def _terms(query: str) -> list[tuple[str, bool]]:
    """Each run of words that must stand side by side, and whether its last word may go on."""
    found = []
    for phrase, word in _TERM.findall(storable(query) or ""):
        run = " ".join(_WORD.findall(phrase or word))
        if run:
            found.append((run, bool(word) and word.endswith("*")))
    return found[:MOST_WORDS]


def _hit(db: sqlite3.Connection, number: int, terms: list[tuple[str, bool]], now: int) -> Hit | None:
    row = db.execute(
        "SELECT capture.url, capture.id, capture.got, article.id, text.title, text.data FROM text"
        " JOIN capture ON capture.text = text.id LEFT JOIN article ON article.key = capture.url"
        " WHERE text.id = ? ORDER BY article.id IS NULL, capture.id DESC LIMIT 1",
        (number,),
    ).fetchone()
    text = unpacked_text(row[5]) if row else None
    if text is None:
        return None
    spans = _spans(text, terms)
    start, end = spans[0] if spans else (0, 0)
    snippet, found = _snippet(text, start, spans)
    title = words(row[4]) or None
    return Hit(
        words(row[0]), whole(row[3]) or None, title, instant(row[2], now), whole(row[1]), start, end, snippet, found
    )


def _spans(text: str, terms: list[tuple[str, bool]]) -> list[tuple[int, int]]:
    """Where the terms stand in a text; that first where they stand closest together."""
    plain = folded(text)
    found = []
    for i, (term, goes_on) in enumerate(terms):
        run = r"\W+".join(re.escape(word) for word in folded(term).split())
        pattern = re.compile(rf"(?<!\w){run}" + (r"\w*" if goes_on else r"(?!\w)"))
        found += [(match.start(), match.end(), i) for match in pattern.finditer(plain)]
    found.sort()
    best = min(range(len(found)), key=lambda at: _missed(found, at, len(terms)), default=0)
    return [(start, end) for start, end, _ in found[best:]]


def _missed(found: list[tuple[int, int, int]], at: int, terms: int) -> int:
    """How many of the terms do not stand within a snippet that begins with this one."""
    there = set()
    for start, _, term in found[at : at + 4 * terms]:
        if start - found[at][0] > _AFTER:
            break
        there.add(term)
    return terms - len(there)


def _snippet(text: str, start: int, spans: list[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text around a place as one line, and where the spans lie in it."""
    first = max(0, start - _BEFORE)
    if first:
        first = text.find(" ", first, start) + 1 or first
    last = min(len(text), start + _AFTER)
    if last < len(text):
        last = max(text.rfind(" ", start, last), start) if " " in text[start:last] else last
    # One code point for one, so that the spans stay right: what is clean has no other white space.
    cut = text[first:last].replace("\n", " ").replace("\t", " ")
    inside = tuple((a - first, b - first) for a, b in spans if a >= first and b <= last)
    return cut, inside
