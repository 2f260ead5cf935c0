"""What an article offers to attribute a quotation by: links and named outlets, and where to look for them."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from reader.article.model import Form, Kind, Voice
from reader.article.patterns import pattern
from reader.voices.outlets import outlet_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.article.model import Article, Block, OutletMention, Quotation

# A stop, but not after an initial or a title.
_STOP = pattern(
    r"[.!?…][\"'”’)\]]*"
    r"(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|Lt|St|Jr|vs|No)\.)(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Inc)\.)(?<!\b(?:Prof|Capt)\.)"
    r"\s+(?=[\"'“‘(\[]*[A-Z0-9])"
)


class Place(NamedTuple):
    """A range of code points in a block's text, half-open."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of the range."""
        return self.block.text[self.start : self.end]


class Reference(NamedTuple):
    """A link or a named outlet in a block: its code points, its address or None, its outlet's name or None."""

    start: int
    end: int
    url: str | None
    outlet: str | None


class Evidence:
    """The links, the named outlets and the lead-ins of one article."""

    def __init__(self, article: Article, outlets: Iterable[OutletMention]) -> None:
        self._article = article
        self._named: dict[str, list[Reference]] = {}
        for one in outlets:
            self._named.setdefault(one.block, []).append(Reference(one.start, one.end, None, one.name))

    def named(self, place: Place) -> list[Reference]:
        """The outlets named in a range, in order."""
        every = self._named.get(place.block.id, [])
        first = bisect_left(every, place.start, key=lambda one: one.start)
        last = bisect_left(every, place.end, key=lambda one: one.start)
        return [one for one in every[first:last] if one.end <= place.end]

    def links(self, place: Place) -> list[Reference]:
        """The links to other pages that touch a range, in order; where the host tells no outlet, the anchor may."""
        every = place.block.links
        first = bisect_left(every, place.start + 1, key=lambda link: link.end)
        last = bisect_left(every, place.end, key=lambda link: link.start)
        found = []
        for link in every[first:last]:
            url = self.address(link.url)
            if url is not None:
                anchored = self.named(Place(place.block, link.start, link.end))
                outlet = outlet_of(urlsplit(url).hostname or "") or next((one.outlet for one in anchored), None)
                found.append(Reference(link.start, link.end, url, outlet))
        return found

    def address(self, url: str) -> str | None:
        """The absolute http(s) address that a link or cite leads to, or None where it leads to the article itself."""
        base = self._article.url or ""
        try:
            absolute = urljoin(base, url)
            parts = urlsplit(absolute)
            is_own = urldefrag(absolute).url == urldefrag(base).url
        except ValueError:
            return None
        return absolute if parts.scheme in ("http", "https") and parts.hostname and not is_own else None

    def inside(self, quotation: Quotation) -> list[Place]:
        """The quotation itself: its range in each of its blocks."""
        first, last = quotation.blocks[0], quotation.blocks[-1]
        blocks = [self._article.block(name) for name in quotation.blocks]
        return [
            Place(
                block,
                quotation.start if block.id == first else 0,
                quotation.end if block.id == last else len(block.text),
            )
            for block in blocks
        ]

    def lead_in(self, quotation: Quotation) -> list[Place]:
        """Where what leads in may stand, the likeliest place first.

        An inline quotation's own sentence; the last sentence of the commentary before a block quotation, then all of
        that block. Empty where a block quotation opens the article or follows another.
        """
        first = self._article.index[quotation.blocks[0]]
        if quotation.form is Form.INLINE:
            sentences = self._around_quotations[quotation.blocks[0]]
            at = max(0, bisect_left(sentences, (quotation.start + 1,)) - 1)
            return [Place(self._article.blocks[first], *sentences[at])]
        for i in range(first - 1, -1, -1):
            block = self._article.blocks[i]
            if block.voice is Voice.QUOTED:
                break
            if block.voice is Voice.COMMENTARY and block.text and block.kind is not Kind.FIGURE:
                return [Place(block, *sentences_of(block.text)[-1]), Place(block, 0, len(block.text))]
        return []

    @cached_property
    def _around_quotations(self) -> dict[str, list[tuple[int, int]]]:
        """The sentences of each block with an inline quotation; only a stop at a quotation's end ends one."""
        pieces: dict[str, list[str]] = {}
        done: dict[str, int] = {}
        for one in sorted(self._article.quotations, key=lambda one: one.start):
            if one.form is Form.INLINE:
                name = one.blocks[0]
                text = self._article.block(name).text
                at = done.get(name, 0)
                end = one.end if len(one.blocks) == 1 else len(text)
                hidden = max(at, one.start)
                pieces.setdefault(name, []).append(text[at:hidden] + "x" * (end - hidden - 1) + text[hidden:end][-1:])
                done[name] = max(at, end)
        return {
            name: sentences_of("".join(parts) + self._article.block(name).text[done[name] :])
            for name, parts in pieces.items()
        }


def sentences_of(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as ranges that cover it; always at least one."""
    ends = [one.end() for one in _STOP.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))
