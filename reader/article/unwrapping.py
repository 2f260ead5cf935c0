"""Lines that somebody wrapped, joined into paragraphs again; lines that were meant as lines, kept.

A line was wrapped where the next word would not have fit on it. Verse, addresses and signatures break where a word
would have fit, and begin each line with a capital; wrapped prose hardly ever does that line after line.
"""

from __future__ import annotations

import re
from itertools import pairwise

# A line longer than this was not wrapped by hand: it is a paragraph of its own.
WRAPPED_AT_MOST = 120
# People wrap at 60 to 80 characters; narrower columns are rare, and lines that short are more often verse.
_NARROWEST = 60
_WIDEST = 100

_FIRST_LETTER = re.compile(r"[^\w]*(?P<letter>\w)")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_SHORT = 0.8
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffee\u3000-\u303f"
_BETWEEN_CJK = re.compile(f"(?<=[{_CJK}]) (?=[{_CJK}])")

_STUFFED = re.compile(r"(?P<quoted>>*) ?(?P<text>.*)", re.DOTALL)
_FLOWS = re.compile(r"(?<!^--) $", re.MULTILINE)


def wrapping_width(chunks: list[list[str]]) -> int:
    """At how many characters a text is wrapped, from its lines that stand together."""
    lengths = (len(line) for lines in chunks if len(lines) > 1 for line in lines)
    return max((length for length in lengths if length <= _WIDEST), default=0)


def paragraphs(lines: list[str], width: int) -> list[str]:
    """The paragraphs that lines without a blank one between them make; kept lines are set apart by line feeds.

    Args:
        lines: with their indentation.
        width: at which the whole text is wrapped, of `wrapping_width`.
    """
    if len(lines) == 1 or max(map(len, lines)) > WRAPPED_AT_MOST:
        return [line.strip() for line in lines if line.strip()]
    if _are_meant(lines, width):
        return ["\n".join(line.strip() for line in lines)]
    made: list[list[str]] = [[lines[0]]]
    widest = max(map(len, lines))
    for line, following in pairwise([*lines[1:], ""]):
        if _begins_paragraph(made[-1][-1], line, following, widest):
            made.append([])
        made[-1].append(line)
    return [joined(paragraph) for paragraph in made]


def joined(lines: list[str]) -> str:
    """Lines as one; languages that set no spaces between words get none where a line ended."""
    text = " ".join(line.strip() for line in lines)
    return text if text.isascii() else _BETWEEN_CJK.sub("", text)


def _are_meant(lines: list[str], width: int) -> bool:
    """Whether the lines are lines of verse, of an address, of a signature."""
    if max(map(len, lines)) > _NARROWEST:
        return False
    breaks = list(pairwise(lines))
    would_fit = all(_would_fit(above, line, max(width, _NARROWEST)) for above, line in breaks)
    capitals = not any(_begins_low(line) for line in lines[1:])
    if capitals:
        return len(lines) > 3 or would_fit
    return would_fit and len(lines) > 3 and width > _NARROWEST


def _would_fit(above: str, line: str, width: int) -> bool:
    """Whether the first word of the line would have fit at the end of the line above."""
    return len(above) + 1 + len(line.split(maxsplit=1)[0] if line.strip() else "") <= width


def _begins_low(line: str) -> bool:
    first = _FIRST_LETTER.match(line)
    return bool(first and first["letter"].islower())


def _begins_paragraph(above: str, line: str, following: str, widest: int) -> bool:
    """Whether a line in running prose begins a paragraph: it is indented, or the one above ended early."""
    if not _SENTENCE_END.search(above.rstrip()) or _begins_low(line):
        return False
    if _indent(line) > _indent(above) and (not following or _indent(following) < _indent(line)):
        return True
    return _would_fit(above, line, int(_SHORT * widest))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """A text sent as `format=flowed` (RFC 3676) with each paragraph on one line.

    A line that ends in a space goes on in the next one of the same quotation depth. A text without such a line is as it
    was: many programs announce the format and do not write it.

    Args:
        text: the text as sent.
        delete_space: the space itself is no part of the text (`delsp=yes`).
    """
    text = text.replace("\r\n", "\n")
    if not _FLOWS.search(text):
        return text
    lines: list[str] = []
    flowed: set[int] = set()
    open_depth = -1  # of the line that the next one continues
    for raw in text.split("\n"):
        found = _STUFFED.fullmatch(raw)
        quoted, words = (found["quoted"], found["text"]) if found else ("", raw)
        flows = words.endswith(" ") and words != "-- "
        content = words[:-1] if flows and delete_space else words
        if open_depth == len(quoted) and words != "-- ":
            lines[-1] += content
            flowed.add(len(lines) - 1)
        else:
            # A ">" that was stuffed is no quotation's: far from the margin it is read as none.
            lines.append(f"{quoted} {content}" if quoted else f"    {content}" if content[:1] == ">" else content)
        open_depth = len(quoted) if flows else -1
    # What has flowed is whole; other lines may have been wrapped by whoever is quoted.
    return "".join(
        line + ("\n\n" if not flowed.isdisjoint((number, number + 1)) else "\n") for number, line in enumerate(lines)
    )
