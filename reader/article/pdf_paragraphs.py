"""The lines of a PDF's pages to paragraphs.

A PDF knows no paragraphs, only where each line stands. What parts two is what parts them on paper: a wider gap, another
size of type, an indented first line, the return from an indented passage, a line that ends early.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:page|p\.|seite|s\.)?\s*(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/|von|de)\s*\d{1,4})?(?:\s*[-–—])?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3}")
_DIGITS = re.compile(r"\d+")
_ITEM = re.compile(r"[•‣▪◦●–]\s|\(?\d{1,2}[.)]\s")
_SENTENCE_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]\d]*$")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_LAST_WORD = re.compile(r"[^\W\d_]+-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})

_EDGE_ROWS = 2
# All in sizes of the type: a gap beside a running head, a gap that is no line's, an indentation, another size, a raised
# or lowered character.
_HEAD_GAP = 1.6
_GAP = 1.3
_INDENT = 0.6
_OTHER_SIZE = 0.12
_SAME_LINE = 0.3
_USUAL_LEADING = 1.2
# A line shorter than this share of the usual ended before the margin.
_SHORT = 0.7


class Line(NamedTuple):
    """A line of a page: where it begins, in points from the lower left corner, and the size of its type."""

    text: str
    x: float
    y: float
    size: float
    page: int


def without_running_heads(pages: list[list[Line]]) -> list[Line]:
    """The lines without page numbers and what stands at the same place at the edge of several pages."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_key(line) for line in edge if _WORD.search(line.text)})
    kept: list[Line] = []
    for page, edge in zip(pages, edges, strict=True):
        heads = {line for line in edge if seen[_key(line)] > 1 or _PAGE_NUMBER.fullmatch(line.text)}
        kept.extend(line for line in page if line not in heads)
    return kept


def _edges(page: list[Line]) -> list[Line]:
    """The lines that stand apart at the top and at the bottom."""
    ordered = sorted(page, key=lambda line: line.y)
    rows = [list(row) for _, row in groupby(ordered, key=lambda line: round(line.y))]
    return [*_edge(rows), *_edge(rows[::-1])]


def _edge(rows: list[list[Line]]) -> list[Line]:
    """The first row or two, where a gap parts them from the next one; a page number needs none."""
    for count in range(1, min(_EDGE_ROWS + 1, len(rows))):
        outer, inner = rows[count - 1][0], rows[count][0]
        if abs(outer.y - inner.y) > _HEAD_GAP * max(outer.size, inner.size):
            return [line for row in rows[:count] for line in row]
    return [line for line in rows[0] if _PAGE_NUMBER.fullmatch(line.text)] if rows else []


def _key(line: Line) -> tuple[str, int, int]:
    return _DIGITS.sub("#", line.text.casefold()), round(line.y), round(line.size)


def paragraphs(lines: list[Line]) -> list[tuple[str, int]]:
    """The paragraphs that the lines make, hyphenation at line ends undone, and the page that each begins on, from 0."""
    hyphenated = {word.casefold() for line in lines for word in _HYPHENATED.findall(line.text)}
    leading = _leading(lines)
    usual = _usual_length(lines)
    made: list[tuple[str, int]] = []
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins(line, paragraph, leading, usual):
            made.append((_joined(paragraph, hyphenated), paragraph[0].page))
            paragraph = []
        paragraph.append(line)
    return [*made, (_joined(paragraph, hyphenated), paragraph[0].page)] if paragraph else made


def _leading(lines: list[Line]) -> float:
    """From one line down to the next, in sizes of its type."""
    drops = (
        (above.y - line.y) / line.size for above, line in pairwise(lines) if above.page == line.page and line.size > 0
    )
    likely = [drop for drop in drops if _SAME_LINE < drop < 3]
    return median(likely) if likely else _USUAL_LEADING


def _usual_length(lines: list[Line]) -> int:
    """How many characters a full line has."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _begins(line: Line, paragraph: list[Line], leading: float, usual: int) -> bool:
    """Whether the line begins a new paragraph."""
    above = paragraph[-1]
    ended = bool(_SENTENCE_END.search(above.text))
    size = max(line.size, above.size)
    if abs(line.size - above.size) > _OTHER_SIZE * size:
        return True
    drop = above.y - line.y
    if line.page != above.page or drop < -size:  # over to the next page or column
        return ended or bool(_ITEM.match(line.text))
    if abs(drop) < _SAME_LINE * size:
        return False
    if drop > _GAP * leading * size or _ITEM.match(line.text):
        return True
    indent = (line.x - above.x) / size if size else 0.0
    if ended and indent > _INDENT:
        return True
    if len(paragraph) > 1 and indent < -_INDENT:
        return True
    return ended and len(above.text) < _SHORT * usual


def _joined(paragraph: list[Line], hyphenated: set[str]) -> str:
    text = ""
    for line in paragraph:
        words = line.text.translate(_LIGATURES)
        text = _continued(text, words, hyphenated) if text else words
    return text


def _continued(text: str, words: str, hyphenated: set[str]) -> str:
    """The text with one more line; a hyphen stays where the same word has it in the middle of a line."""
    if text.endswith("\xad"):
        return text[:-1] + words
    last, first = _LAST_WORD.search(text[-60:]), _FIRST_WORD.match(words)
    if last and first and words[0].islower():
        return (text if (last[0] + first[0]).casefold() in hyphenated else text[:-1]) + words
    return f"{text} {words}"
