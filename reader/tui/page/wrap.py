"""Wrapping a text by display width, to offsets.

Nothing is copied: a wrapping is the list of code points at which the rows start, so row `i` runs from `starts[i]` to
`starts[i + 1]` (or the end). The blank or line feed at which a row was broken belongs to that row and hangs over its
edge, unseen. Widths are those of `rich.cells`, by which Textual measures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, split_graphemes

from reader.article.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

TAB = "    "
"""What a tab is drawn as."""

BLANKS = " \t\n"
"""What hangs over the edge of a row."""

_OTHER = re.compile(
    r"[^\n -~\xa0-\u02ff\u0370-\u0482\u1e00-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u20cf\u2190-\u2319\u2500-\u25fc]"
)
"""What may be other than one cell wide; every character left out of it is one cell wide."""

_NO_START = frozenset("、。，．）」』】〉》〕！？：；…’”.,!?:;)]}%")
_NO_END = frozenset("（「『【〈《〔‘“([{$")
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_BASE = pattern(r"(?<!\u200d)(?![\u1160-\u11ff\ud7b0-\ud7ff])[ \w]")
"""A character that always starts a cluster; the jamo that do not are left out."""
_PIECE = 2000
"""Code points to look at in one go, so that a huge paragraph needs little memory."""


def wrap(text: str, width: int, *, words: bool = True) -> list[int]:
    """Wrap `text` greedily into rows of at most `width` cells.

    Rows break at line feeds, at blanks, and beside wide characters; a word wider than a row is broken, a cluster never.

    Args:
        text: what to wrap.
        width: cells in a row; taken as at least 2, so that a wide character fits.
        words: False for code, which breaks only where a row is full.

    Returns:
        Where the rows start; the first is 0, also for an empty text.
    """
    width = max(width, 2)
    single = is_single(text)
    starts: list[int] = []
    begin = 0
    while True:
        end = text.find("\n", begin)
        stop = len(text) if end < 0 else end
        starts.append(begin)
        if stop - begin > width or not single:
            if not single:
                _wrap_clusters(text, begin, stop, width, starts, words=words)
            elif words:
                _wrap_single(text, begin, stop, width, starts)
            else:
                starts.extend(range(begin + width, stop, width))
        if end < 0:
            return starts
        begin = end + 1


def is_single(text: str) -> bool:
    """Whether every character of `text` but line feeds is one cell wide."""
    if text.isascii():
        return "\t" not in text
    return _OTHER.search(text) is None


def cells(text: str) -> int:
    """The cells that `text` takes as it is drawn."""
    return cell_len(text.replace("\t", TAB))


def longest_row(text: str, starts: list[int]) -> int:
    """The cells of the longest row of a text that is wrapped at `starts`."""
    return max(cells(text[start:end].rstrip()) for start, end in zip(starts, [*starts[1:], None], strict=True))


def _wrap_single(text: str, begin: int, end: int, width: int, starts: list[int]) -> None:
    """Add to `starts` the further rows of one line in which every character is one cell wide."""
    start = begin
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1) + 1
        if cut <= start:
            cut = start + width
        else:
            while cut < end and text[cut] == " ":
                cut += 1
        if cut >= end:
            return
        starts.append(cut)
        start = cut


def _wrap_clusters(text: str, begin: int, end: int, width: int, starts: list[int], *, words: bool) -> None:
    """Add to `starts` the further rows of one line, cluster by cluster."""
    used = 0  # cells of the row so far, hanging blanks included
    fit, fit_used = -1, 0  # the last place to break at, and the cells before it
    before, before_wide = " ", False
    for start, stop, size in clusters(text, begin, end):
        first = text[start]
        blank = words and first in BLANKS
        if words and (before_wide or size > 1) and first not in _NO_START and before not in _NO_END and not blank:
            fit, fit_used = start, used
        if used + size > width and not blank:
            if fit > starts[-1]:
                starts.append(fit)
                used -= fit_used
                fit = -1
            if used + size > width and start > starts[-1]:
                starts.append(start)
                used = 0
        used += size
        if blank:
            fit, fit_used = stop, used
        before, before_wide = text[stop - 1], size > 1 and not blank


def clusters(text: str, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The clusters of `text[begin:end]` as (start, end, cells): a base and its marks, a joined emoji, a flag, a tab."""
    while begin < end:
        base = _BASE.search(text, begin + _PIECE, end)
        stop = base.start() if base else end
        yield from _clusters_of_piece(text, begin, stop)
        begin = stop


def _clusters_of_piece(text: str, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    # A tab has no width of its own, so it would cling to what stands before it; a letter of one cell takes its place.
    spans, _ = split_graphemes(text[begin:end].replace("\t", "x"))
    flag: tuple[int, int, int] | None = None
    for first, last, size in spans:
        start, stop = first + begin, last + begin
        letter = ord(text[start]) in _FLAG_LETTERS
        if flag is not None and letter:
            yield flag[0], stop, flag[2] + size
            flag = None
            continue
        if flag is not None:
            yield flag
            flag = None
        if letter:
            flag = (start, stop, size)
        else:
            yield start, stop, len(TAB) if text[start] == "\t" else size
    if flag is not None:
        yield flag


def snap(text: str, cut: int) -> int:
    """The first end of a cluster at or after `cut`, so that a change of style never parts a cluster."""
    while 0 < cut < len(text) and (text[cut - 1] == "\u200d" or (ord(text[cut]) > 0x2FF and not cell_len(text[cut]))):
        cut += 1
    return cut
