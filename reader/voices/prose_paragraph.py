"""A paragraph as the prose model reads it: folded text, words, names, and what stands in quotation marks."""

from __future__ import annotations

import re
from typing import NamedTuple

# The same text comes with curly or straight marks depending on the site and not on the voice: fold them before looking.
_FOLD = (
    ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("«", '"'), ("»", '"'), ("–", "-"), ("…", "..."),
)  # fmt: skip
_STEM = 6
"""How many letters of a word are compared with another's: "senate" and "senators" are near enough."""
_COMMON_WORDS = """
the a an of to in and or for on at by with from as is are was were be been being it its it's this that these those
there their they them he she his her him i me my we us our you your not no but if so than then what which who whom when
where how why all any some more most other can could should would will may might must do does did have has had just
about into over out up down only also very one two new like get got make made much many such even because through after
before between own same too now here don't didn't doesn't isn't that's i'm i've they're we're you're let's
"""
COMMON = frozenset(_COMMON_WORDS.split())

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_STOP = re.compile(r"(?<![.!?])[.!?]+[\"')\]]*(?:\s|$)")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)(?<![\"'(\[])\b([A-Z][a-z]+|[A-Z]{2,})\b")
_FULL_NAME = re.compile(r"\b([A-Z][a-z]+) (?:[A-Z]\. )?([A-Z][a-z]+)\b")
_IN_MARKS = re.compile(r'"([^"]{8,160})"')
_LONGEST_SENTENCE = 260


class Paragraph(NamedTuple):
    """A paragraph, read once.

    Attributes:
        text: the text, typographic marks made plain and spaces made one.
        small: the text in small letters.
        words: its words in small letters.
        opening: its first sentence, cut if very long.
        closing: its last sentence, cut likewise.
        stems: the beginnings of its words other than the commonest.
        names: capitalised words inside sentences, and surnames.
        full_names: first name and surname of each full name, in order.
        in_marks: what stands in quotation marks, two words or more, as words with one space between.
        curly: 1 if its quotation marks and apostrophes are curly, -1 if straight, 0 if it has none or both.
    """

    text: str
    small: str
    words: list[str]
    opening: str
    closing: str
    stems: set[str]
    names: set[str]
    full_names: list[tuple[str, str]]
    in_marks: list[str]
    curly: int


def read(raw: str) -> Paragraph:
    """Read a paragraph as it was written."""
    text = fold(raw)
    small = text.lower()
    words = _WORD.findall(small)
    full_names = _FULL_NAME.findall(text)
    curly = any(mark in raw for mark in "’‘“”")
    straight = "'" in raw or '"' in raw
    return Paragraph(
        text=text,
        small=small,
        words=words,
        opening=_opening(text),
        closing=_closing(text),
        stems={word[:_STEM] for word in words if len(word) > 2 and word not in COMMON},
        names={*_NAME.findall(text), *(surname for _, surname in full_names)},
        full_names=full_names,
        in_marks=[phrase for quoted in _IN_MARKS.findall(text) if " " in (phrase := plain_words(quoted))],
        curly=curly - straight,
    )


def fold(text: str) -> str:
    """The text with typographic marks made plain and spaces made one."""
    for mark, plain in _FOLD:
        text = text.replace(mark, plain)
    return " ".join(text.split())


def plain_words(text: str) -> str:
    """The words of a text in small letters with one space between."""
    return " ".join(_WORD.findall(text.lower()))


def sentence_count(text: str) -> int:
    """How many sentences end in a folded text, at least one."""
    return len(_STOP.findall(text)) or 1


def _opening(text: str) -> str:
    stop = _STOP.search(text, 0, _LONGEST_SENTENCE)
    return text[: stop.end()] if stop else text[:_LONGEST_SENTENCE]


def _closing(text: str) -> str:
    tail = text[-_LONGEST_SENTENCE:]
    return tail[max((stop.end() for stop in _STOP.finditer(tail, 0, max(0, len(tail) - 2))), default=0) :]
