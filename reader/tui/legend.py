"""The legend: every sign that the screen shows, its stand-in in ASCII, and what it means, from the tables of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.tui.judged import CAUTION, MARKS, WORSE
from reader.tui.page.shapes import ASCII, UNICODE
from reader.tui.signs import COPY, COUNTS, PLACES, QUOTES, SIGNS
from reader.vocabulary import STATES, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

OF_SOURCES, OF_QUOTATIONS, OF_THE_PAGE = "Signs of sources", "Signs of quotations", "Signs of the page"


class Meaning(NamedTuple):
    """A sign, its ASCII stand-in, and what it means in a sentence; and the group that it stands in."""

    group: str
    sign: str
    plain: str
    words: str


_SHAPES = (
    ("bar", "beside quoted text"),
    ("current", "beside the current quotation, which keys such as Y and D act on; its first words are in reverse"),
    ("here", "beside the paragraph that one is at, which x and c act on"),
    ("pointer", "beside a paragraph that is pointed at, and those of a range"),
    ("fold", "a line that Enter opens; in a list, the row that one is at"),
    ("arrow", "what stands to its left brings in the quotation beside it"),
    ("note_bar", "beside a source's passage that is unfolded"),
    ("picture", "a picture"),
    ("beyond", "a table goes on to the right"),
    ("before", "a table goes on to the left"),
)


def legend() -> Iterator[Meaning]:
    """Every sign, group by group."""
    for state, sign in SIGNS.items():
        yield Meaning(OF_SOURCES, sign.sign, sign.plain, _meaning(sign.words, STATES[state].meaning))
    yield Meaning(OF_SOURCES, COPY.sign, COPY.plain, _meaning(COPY.words))
    for sign in (QUOTES, PLACES):
        yield Meaning(OF_SOURCES, f"{sign.sign}2", f"{sign.plain}2", _meaning(sign.words))
    for sign in COUNTS:
        yield Meaning(OF_SOURCES, f"{sign.sign}2", f"{sign.plain}2", _meaning(sign.words))
    for verdict, mark in MARKS.items():
        words = _meaning(VERDICTS[verdict].words, VERDICTS[verdict].meaning)
        yield Meaning(OF_QUOTATIONS, mark.sign, mark.plain, words)
    for mark in (CAUTION, WORSE):
        yield Meaning(OF_QUOTATIONS, mark.sign, mark.plain, _meaning(mark.words))
    for shape, words in _SHAPES:
        yield Meaning(OF_THE_PAGE, getattr(UNICODE, shape), getattr(ASCII, shape), _meaning(words))
    yield Meaning(OF_THE_PAGE, "?", "?", "Beside a paragraph: it is unsure whose words it is; c says why.")


def _meaning(words: str, more: str = "") -> str:
    return f"{words[0].upper()}{words[1:]}." + (f" {more}" if more else "")
