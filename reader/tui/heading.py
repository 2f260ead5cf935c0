"""The rows above the article: what is open and how far one has read; and the way one came."""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from reader.article.extent import extent
from reader.article.model import Kind, Voice
from reader.tui.fitting import fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.article.model import Article

_QUIET = "$text-muted"
_ENOUGH = 24
_ROOMY = 72
"""Cells from which the minutes that are left are told."""

_HARDLY = 0.25
"""Minutes that count as none."""

_LETTERS_A_MINUTE = 1400
_SIGNS_A_MINUTE = 450
"""What a grown-up reads of a text in an alphabet (240 words or so, blanks included), and of one in characters."""

_IN_SIGNS = ("zh", "ja", "ko")


def minutes_of(article: Article) -> float:
    """How many minutes an article takes to read; about, as people differ."""
    signs = (article.language or "").startswith(_IN_SIGNS)
    return sum(len(block.text) for block in article.blocks) / (_SIGNS_A_MINUTE if signs else _LETTERS_A_MINUTE)


def credits_of(article: Article) -> tuple[str, ...]:
    """Site, byline and date of an article, as far as they are known."""
    published = article.published
    date = f"{published.day} {published:%b %Y}" if published else None
    wire = f"via {article.wire_service}" if article.wire_service and article.wire_service != article.site else None
    return tuple(part for part in (article.site, article.byline, wire, date) if part)


def words_of(article: Article) -> str:
    """How many words are whose: "612 words, 230 quoted"; headings and the site's own lines count for neither."""
    counts = Counter[Voice]()
    for block in article.blocks:
        if block.kind is not Kind.HEADING:
            counts[block.voice] += len(block.text.split())
    own, quoted = counts[Voice.COMMENTARY], counts[Voice.QUOTED]
    words = f"{own:,} own words, {quoted:,} quoted" if quoted else f"{own:,} words"
    return f"{extent(article)}, {words}" if extent(article) else words


class Heading(Widget):
    """One row: title, site, byline, date, the words of each voice, and how much of the article was seen."""

    def __init__(self, *, plain: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._plain = plain
        self._title = ""
        self._credits: tuple[str, ...] = ()
        self._minutes = 0.0
        self._shown: tuple[int, int] | None = None
        self._words = ""

    def show(self, article: Article, label: str) -> None:
        """Show an article; `label` stands in where it has no title."""
        self._title = article.title or label
        self._credits = credits_of(article)
        self._minutes = minutes_of(article)
        self._words = words_of(article)
        self.refresh()

    def progress(self, part: float) -> None:
        """How much was seen, 0 to 1."""
        shown = round(part * 100), ceil(self._minutes * (1 - part) - _HARDLY)
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def _told(self, width: int) -> str:
        """How much was seen and, where there is room, how many minutes the rest takes."""
        if self._shown is None:
            return ""
        percent, minutes = self._shown
        left = f"  {minutes} min left" if minutes > 0 and width >= _ROOMY else ""
        return f"{left}  {percent}%"

    def render(self) -> Content:
        """The row: the words of the voices give way first, the title last, the progress never."""
        width = self.content_size.width
        progress = self._told(width)
        words = f"  {self._words}" if self._words else ""
        wanted = cell_len(self._title) + sum(cell_len(part) + 3 for part in self._credits)
        if wanted + len(words) + len(progress) > width:
            words = ""
        room = width - len(progress) - len(words)
        parts = list(self._credits)
        while parts and len(self._title) + sum(len(part) + 3 for part in parts) > room:
            parts.pop()
        if not parts and self._credits and room - len(self._title) > _ENOUGH:
            parts = [self._credits[0]]
        separator = " | " if self._plain else " · "
        rest = "".join(separator + part for part in parts)
        title = fitted(self._title, room, plain=self._plain)
        row = Content.assemble((title, "bold"), (fitted(rest, max(0, room - Content(title).cell_length)), _QUIET))
        return Content.assemble(row, " " * max(0, room - row.cell_length), (words, _QUIET), (progress, "$text-primary"))


class Crumbs(Widget):
    """The trail: "Tidewatch › Associated Press". Empty, and without a row, where there is none."""

    def __init__(self, *, plain: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._labels: Sequence[str] = ()
        self._separator = " > " if plain else " › "
        self._plain = plain

    def show(self, labels: Sequence[str]) -> None:
        """Show the names along the way."""
        self._labels = labels
        self.display = len(labels) > 1
        self.refresh()

    def render(self) -> Content:
        """The nearest names in full; what does not fit is left out at the far end."""
        width = self.content_size.width
        names = [fitted(label, max(8, width // 2), plain=self._plain) for label in self._labels]
        while len(names) > 2 and sum(len(name) + 3 for name in names) > width:
            names = ["…", *names[2:]]
        parts = [Content.styled(name, _QUIET) for name in names[:-1]]
        return (
            Content(self._separator).join([*parts, Content.styled(names[-1], "$text-primary")])
            if names
            else Content("")
        )
