"""A run of inline text: pieces go in, a clean text with exact spans and links comes out.

White space is collapsed as a browser does it, while the pieces arrive; cleaning comes last, with a map of where each
character went, so that every offset counts code points of the final text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.article import clean
from reader.article.model import Link, Mark, Span
from reader.article.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_WHITE = " \t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
# All white space but single spaces, which stay as they are: to put a space for each of them takes six times as long.
_SPACES = pattern(f"[{_WHITE}](?:[{_WHITE}]+|(?<! ))")
_LINE_ENDS = pattern("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_RAGGED = pattern(" +(?=[ \n\t])|(?<=\n) +")
# Marks and links that nest deeper than this are not kept: each is a span of every block that they hold.
_OPEN_LIMIT = 32
_TAB = "    "


class Inline(NamedTuple):
    """A clean text, its spans and its links."""

    text: str
    spans: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()

    def linked(self, url: str) -> Inline:
        """The same, all of it one link."""
        return self._replace(links=(Link(0, len(self.text), url, self.text),))


class _Open:
    """A mark or a link that has begun and not ended."""

    __slots__ = ("address", "mark", "start")

    def __init__(self, start: int, mark: Mark | None, address: str | None) -> None:
        self.start, self.mark, self.address = start, mark, address


class Run:
    """Collects one run after another; what is open at the end of one goes on in the next.

    Attributes:
        length: characters so far, white space collapsed.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self._space = True
        # Whether all pieces are printable ASCII: then the whole is clean, and need not be looked at again.
        self._plain = True
        self._open: list[_Open] = []
        self._ignored = 0
        self._done: list[tuple[int, int, _Open]] = []

    def __bool__(self) -> bool:
        """Whether there is any text yet."""
        return self.length > 0

    @property
    def at_line_start(self) -> bool:
        """Whether the last thing that came was a line break."""
        return bool(self._pieces) and self._pieces[-1].endswith("\n")

    def text(self, piece: str) -> None:
        """Text in which white space collapses."""
        if self._space and piece.isascii() and piece.isspace():
            return
        # What is printable holds no white space but plain spaces; to ask is much cheaper than to substitute.
        printable = piece.isprintable()
        self._plain = self._plain and printable and piece.isascii()
        if "  " in piece or not printable:
            piece = _SPACES.sub(" ", piece)
        if self._space and piece.startswith(" "):
            piece = piece[1:]
        if piece:
            self._pieces.append(piece)
            self.length += len(piece)
            self._space = piece[-1] == " "

    def verbatim(self, piece: str) -> None:
        """Text in which white space stands (code)."""
        self._plain = False
        self._append(_LINE_ENDS.sub("\n", piece).replace("\t", _TAB), space=False)

    def break_with(self, separator: str) -> None:
        """A line feed or a tab, in place of the space that may stand before it."""
        if self._pieces and self._pieces[-1].endswith(" "):
            self._pieces[-1] = self._pieces[-1][:-1]
            self.length -= 1
        self._plain = False
        self._append(separator, space=True)

    def open(self, mark: Mark | None, address: str | None = None) -> None:
        """Begin a mark or, without one, a link; `address` is a link's URL or a quotation's cite."""
        if len(self._open) < _OPEN_LIMIT:
            self._open.append(_Open(self.length, mark, address))
        else:
            self._ignored += 1

    def close(self) -> None:
        """End what was opened last."""
        if self._ignored:
            self._ignored -= 1
            return
        ended = self._open.pop()
        self._done.append((ended.start, self.length, ended))

    def finish(self, *, keep_ends: bool = False) -> Inline:
        """The run as it stands, and a new one begun.

        Args:
            keep_ends: keep indentation and tabs at the ends (code, tables).
        """
        raw = "".join(self._pieces)
        done = self._done
        for opened in self._open:
            done.append((opened.start, self.length, opened))
            opened.start = 0
        text = raw if self._plain or clean.is_clean(raw) else clean.block(raw, tabs=True)
        self._pieces, self.length, self._space, self._plain, self._done = [], 0, True, True, []
        if not keep_ends and text is not raw:
            text = _RAGGED.sub("", text)
        text = text.lstrip("\n").rstrip(" \n") if keep_ends else text.strip()
        if not text or not done:
            return Inline(text)
        move = _mover(raw, text)
        return _placed(text, [(*_trimmed(text, move(start), move(end)), opened) for start, end, opened in done])

    def _append(self, piece: str, *, space: bool) -> None:
        self._pieces.append(piece)
        self.length += len(piece)
        self._space = space


def _mover(raw: str, text: str) -> Callable[[int], int]:
    """From places in `raw` to places in `text`, which is `raw` with characters taken out."""
    lead = raw.find(text)
    if lead >= 0:
        return lambda place: min(max(0, place - lead), len(text))
    places = _places(raw, text)
    return lambda place: places[min(place, len(raw))]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _places(raw: str, text: str) -> list[int]:
    """For each place in `raw` the place in `text`, its subsequence."""
    places = []
    at = 0
    for character in raw:
        places.append(at)
        at += at < len(text) and text[at] == character
    places.append(at)
    return places


def _placed(text: str, ranges: list[tuple[int, int, _Open]]) -> Inline:
    spans: list[Span] = []
    links: list[Link] = []
    for start, end, opened in sorted(ranges, key=lambda item: (item[0], -item[1])):
        if start >= end:
            continue
        if opened.mark:
            spans.append(Span(start, end, opened.mark, opened.address))
        elif opened.address and (not links or start >= links[-1].end):
            links.append(Link(start, end, opened.address, text[start:end]))
    return Inline(text, tuple(spans), tuple(links))
