"""What the layout of plain text says: headings, quotations set in, and what must stay as it is set."""

from __future__ import annotations

import re
from itertools import groupby

_QUOTED_INDENT = 2
_WORDS_AT_LEAST = 8
_HEADING_AT_MOST = 70

_CHAPTER = re.compile(
    r"(?:chapter|part|book|section|volume|canto|letter|act|scene|kapitel|chapitre|cap[ií]tulo)\s+"
    r"(?:[ivxlc]{1,8}|\d{1,3}|[a-z]{3,12})\b(?:\s*[.:—–-]\s*.{0,60}|\.?)",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"[IVXLC]{1,8}\.?")
_UNDERLINE = re.compile(r"(?P<rule>=|-|~|\*)(?P=rule){2,}")
_SENTENCE_END = (".", ",", ";", ":", "!", "?", "…", "”", '"')
_LIST_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,3}[.)]|[a-z][.)])\s")
# A statement's end, an assignment, a call, a shell's prompt, a comment's beginning, a tag.
_CODE = re.compile(r"[{};\\]\s*$|\s(?:[=!<>+-]?=|&&|\|\||[=-]>)\s|\w\(|^\s*(?:\$|#|//|/\*|>>>)\s|</?\w+[^>]*>|^\s*[{}]")
_COLUMNS = re.compile(r"\S {3,}\S")


def underlined(lines: list[str]) -> int:
    """The level of a heading that is underlined by a row of signs about as long as it is, or 0."""
    if len(lines) != 2 or not lines[0].strip():
        return 0
    rule = _UNDERLINE.fullmatch(lines[1].strip())
    if rule is None or abs(len(lines[0].strip()) - len(rule[0])) > max(3, len(lines[0]) // 4):
        return 0
    return 1 if rule["rule"] in "=*" else 2


def is_heading(lines: list[str]) -> bool:
    """Whether a line that stands alone is a chapter's: by its word and number, or set in capitals."""
    line = lines[0].strip()
    if len(lines) > 1 or len(line) > _HEADING_AT_MOST:
        return False
    if _CHAPTER.fullmatch(line) or _NUMERAL.fullmatch(line):
        return True
    letters = [character for character in line if character.isalpha()]
    return len(letters) > 3 and line.isupper() and not line.endswith(_SENTENCE_END)


def is_set_out(lines: list[str]) -> bool:
    """Whether lines must stay as they are set: code that is indented, or columns parted by spaces."""
    if len(lines) < 2:
        return False
    columns = sum(1 for line in lines if len(_COLUMNS.findall(line)) > 0)
    if columns > 1 and columns * 2 > len(lines):
        return True
    return _indent(lines) >= _QUOTED_INDENT and _is_code(lines)


def find_quotations(chunks: list[list[str]]) -> list[int]:
    """Which of the chunks are quotations because they are indented and the paragraphs around them are not."""
    found: list[int] = []
    flush = min((_indent(lines) for lines in chunks), default=0)
    # Where paragraphs begin with an indented line, one that is a single line says nothing by it.
    indents_first = sum(1 for lines in chunks if _begins_indented(lines)) > 1
    places = enumerate(_indent(lines) - flush >= _QUOTED_INDENT for lines in chunks)
    for indented, group in groupby(places, key=lambda place: place[1]):
        numbers = [number for number, _ in group]
        before = chunks[numbers[0] - 1] if numbers[0] else None
        after = chunks[numbers[-1] + 1] if numbers[-1] + 1 < len(chunks) else None
        run = [chunks[number] for number in numbers]
        if not indented or before is None or not _leads_in(before, after):
            continue
        if _is_prose(run) and not (indents_first and any(len(lines) == 1 for lines in run)):
            found.extend(numbers)
    return found


def _leads_in(before: list[str], after: list[str] | None) -> bool:
    """Whether an indented passage between them may be a quotation: no list goes on there, and no signature ends it."""
    if _LIST_ITEM.match(before[0]):
        return False
    return after is not None or before[-1].rstrip().endswith(":")


def _is_prose(run: list[list[str]]) -> bool:
    if any(_LIST_ITEM.match(lines[0]) or _is_code(lines) or is_set_out(lines) for lines in run):
        return False
    text = " ".join(line for lines in run for line in lines)
    words = sum(1 for word in text.split() if any(map(str.isalpha, word)))
    return words >= _WORDS_AT_LEAST and not text.isupper()


def _is_code(lines: list[str]) -> bool:
    return sum(1 for line in lines if _CODE.search(line)) * 3 > len(lines)


def _begins_indented(lines: list[str]) -> bool:
    return len(lines) > 1 and _indent(lines[:1]) >= _QUOTED_INDENT and _indent(lines[1:]) == 0


def _indent(lines: list[str]) -> int:
    """By how many spaces the least indented line is."""
    return min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
