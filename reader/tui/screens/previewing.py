"""The preview of the chosen source: what is known of it at once, what takes work once one stays at it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from reader.library.records import Step
    from reader.reading import Reading
    from reader.shelf import Shelf
    from reader.sources.model import Mention, Source
    from reader.tui.panes.looked import Looked, Quoted

DWELL = 0.15
"""Seconds that one must stay at a link for its source to be looked into: those one only passes cost nothing."""

_FIRST = 120
"""Characters of a quotation that are enough for its first words."""


class Stay(NamedTuple):
    """Where one stays: at a source, by one of its mentions or by none in particular."""

    reading: Reading
    source_id: str
    mention: Mention | None


class Previewing(Desk, part=True):
    """Shows the chosen source, and looks into it where one stays."""

    _stays: Stay | None = None

    def preview_chosen(self) -> None:
        """Describe the chosen source; what takes work follows, and is given up when one moves on."""
        source, reading = self.source(self.panes.chosen), self.reading
        if source is None or reading is None:
            self.side.entitle(preview=Content.styled("PREVIEW", "bold"))
            self.workers.cancel_group(self, "preview")
            self.preview.clear()
            return
        self.side.entitle(preview=_title(reading, source))
        self.preview.show(source, reading.tracked.get(source.id))
        stay = Stay(reading, source.id, self.mention_of(source.id))
        self.run_alone(partial(self._stay, stay, source), "preview")

    async def _stay(self, stay: Stay, source: Source) -> None:
        reading = stay.reading
        if stay != self._stays:
            await asyncio.sleep(DWELL)
            self._stays = stay
            self.background.call(reading.attend, source.id)
        looked = await self.background.result(look_into(stay, source.url, self.session.shelf))
        if self.reading is reading and self.panes.chosen == source.id:
            self.preview.show(source, reading.tracked.get(source.id), looked)


async def look_into(stay: Stay, url: str | None, shelf: Shelf) -> Looked:
    """Find what the article means of a source, what it quotes from it, and what became of it until now."""
    from reader.shelf import identity_of
    from reader.tui.panes.looked import Looked

    reading, source_id, mention = stay
    tracked = reading.tracked.get(source_id)
    there = tracked is not None and tracked.article is not None
    passages = await asyncio.to_thread(reading.passages, source_id, mention) if there else ()
    steps: tuple[Step, ...] = ()
    if (key := identity_of(url)) is not None:
        steps = await shelf.ask(lambda library: library.history(key)) or ()
    return Looked(passages, quoted_from(reading, source_id), steps)


def quoted_from(reading: Reading, source_id: str) -> list[Quoted]:
    """The quotations that are attributed to a source or were found in it, as far as something is known of them."""
    from reader.tui.panes.looked import Quoted
    from reader.verdicts import quoted_words

    found = []
    for quotation in reading.article.quotations:
        finding = reading.finding(quotation)
        if source_id in (reading.source_of(quotation), finding.found_in) and finding.judgement.reason != "pending":
            words = " ".join(quoted_words(reading.article, quotation)[:_FIRST].split())
            found.append(Quoted(words, finding))
    return found


def _title(reading: Reading, source: Source) -> Content:
    place = reading.sources.index(source) + 1
    return Content.assemble(("PREVIEW", "bold"), f"  {place} ", (source.name, "$text-muted"))
