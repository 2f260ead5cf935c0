"""One article that is being read line by line: what was read last, and what comes next. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.model import Kind
from reader.plain.spoken import heading, link_numbers, spoken
from reader.vocabulary import many

if TYPE_CHECKING:
    from reader.reading import Reading

END = "That is the end of the article."


class Place:
    """A place in an article.

    Attributes:
        reading: the reading of the article.
        at: the block that was read last; -1 before the first.
    """

    def __init__(self, reading: Reading, name: str) -> None:
        self.reading = reading
        self.at = -1
        self._name = name
        self._numbers = link_numbers(reading)
        self._sought = ""

    @property
    def title(self) -> str:
        """The article's title, or what it was opened as."""
        return self.reading.article.title or self._name

    def opening(self) -> str:
        """What is said when the article is opened, before its first paragraph."""
        article = self.reading.article
        quoted, sources = len(article.quotations), len(self.reading.sources)
        counts = f"{many(article.words, 'word')}, {many(quoted, 'quotation')}, {many(sources, 'source')}."
        return "\n".join([heading(article) if article.title else f"title: {self._name}", counts])

    def where(self) -> str:
        """What is open and how far it was read."""
        blocks = self.reading.article.blocks
        before = sum(len(block.text) for block in blocks[: self.at + 1])
        whole = sum(len(block.text) for block in blocks)
        return f"{self.title}. {round(100 * before / whole) if whole else 100} percent read."

    def forward(self, many: int = 1) -> str:
        """Read the next paragraphs."""
        parts: list[str] = []
        while len(parts) < many and self.at + 1 < len(self.reading.article.blocks):
            self.at += 1
            if words := self._words(alone=not parts and self.at == 0):
                parts.append(words)
        return "\n\n".join(parts) if parts else END

    def backward(self, many: int = 1) -> str:
        """Go back some paragraphs, and read where that leads."""
        at = self.at
        while at > 0 and many > 0:
            at -= 1
            many -= bool(spoken(self.reading, at, self._numbers))
        return self.go_to(max(at, 0))

    def rest(self) -> str:
        """Read everything to the end."""
        return self.forward(len(self.reading.article.blocks) + 1)

    def go_to(self, at: int) -> str:
        """Go to a block and read it, its role included."""
        self.at = at
        words = self._words(alone=True) if 0 <= at < len(self.reading.article.blocks) else ""
        return words or self.forward()

    def find(self, words: str) -> str:
        """Go on to the next block in which words stand; from the beginning again after the last."""
        self._sought = words or self._sought
        if not self._sought:
            return "Say what to find: find and the words."
        blocks = self.reading.article.blocks
        order = [*range(self.at + 1, len(blocks)), *range(min(self.at + 1, len(blocks)))]
        for at in order:
            if self._sought.casefold() in " ".join(blocks[at].text.split()).casefold():
                again = "From the beginning again.\n\n" if at <= self.at else ""
                return again + self.go_to(at)
        return f"“{self._sought}” does not stand in this article."

    def headings(self) -> list[int]:
        """The places of the headings."""
        return [i for i, block in enumerate(self.reading.article.blocks) if block.kind == Kind.HEADING]

    def contents(self) -> str:
        """The headings, numbered."""
        blocks = self.reading.article.blocks
        found = [
            f"heading {number}, level {blocks[i].level}: {blocks[i].text}"
            for number, i in enumerate(self.headings(), 1)
        ]
        return "\n".join(found) or "This article has no headings."

    def _words(self, *, alone: bool) -> str:
        return spoken(self.reading, self.at, self._numbers, alone=alone)
