"""Coming back to an article: at the place where it was left, from the library at once, and told when it has changed."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from reader.errors import PullquoteError
from reader.tui.page.view import Place, View
from reader.tui.screens.places import Places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.timer import Timer

    from reader.article.model import Article
    from reader.library.records import Place as Kept
    from reader.reading import Reading
    from reader.shelf import Opened
    from reader.tui.page.messages import Scrolled

SECONDS_TO_NOTE = 1.0
"""How long one must have stayed at a place for it to be noted, unless one leaves."""


class Returning(Places, part=True):
    """Keeps the place of the first article, and brings it back."""

    _opened: Opened | None = None
    _newer: Article | None = None
    _noting: Timer | None = None
    _noted: Kept | None = None

    @cached_property
    def _places(self) -> dict[Reading, Mapping[str, tuple[int, int]]]:
        """The marks of every article that was open."""
        return {}

    async def bring_back(self, reading: Reading) -> None:
        """Bring back what was shown of the quotations of the very same text."""
        opened = self._opened
        if opened is None or opened.kept is None or opened.key is None or opened.article is not reading.given:
            return
        from reader.recalling import recall

        await self.background.result(recall(self.session.shelf, reading, opened.key))

    def shown_again(self, reading: Reading) -> None:
        """Put the marks of an article on it."""
        self.page.set_places(self._places.get(reading, {}))

    def on_reading_pane_marks_changed(self) -> None:
        """Keep the marks while the program runs, and those of the first article for good."""
        reading, opened = self.reading, self._opened
        if reading is None:
            return
        before, now = self._places.get(reading, {}), dict(self.page.places)
        self._places[reading] = now
        if opened is not None and opened.key is not None and self.trail is not None and not self.trail.behind:
            self._keep_marks(opened.key, before, now)

    def _keep_marks(self, key: str, before: Mapping[str, tuple[int, int]], now: Mapping[str, tuple[int, int]]) -> None:
        from reader.library.records import Mark

        for letter, place in now.items():
            if before.get(letter) != place:
                self.background.call(self.session.shelf.mark, key, letter, Mark(*place))

    def _bring_back_marks(self, opened: Opened) -> None:
        if self.trail is None:
            return
        first = (self.trail.behind[0] if self.trail.behind else self.trail.here).reading
        left = {letter: (mark.block, mark.offset) for letter, mark in opened.left.marks.items()}
        since = self._places.get(first, {})
        self._places[first] = {**left, **since}
        if opened.key is not None:
            self._keep_marks(opened.key, {}, since)
        if self.reading is first:
            self.page.set_places(self._places[first])

    def come_back(self, opened: Opened) -> None:
        """The article that is open was noted: go to where it was left, unless one has begun to read meanwhile."""
        self._opened = opened
        self._bring_back_marks(opened)
        place = place_in(opened)
        begun = self.page.scroll_y > 0 or self.page.selected is not None
        if place is not None and self.trail is not None and not (begun or self.trail.behind or self.trail.here.lit):
            self.trail = self.trail._replace(here=self.trail.here._replace(place=place))
            self._show_here()
        if opened.left.corrections and self.reading is not None and not self.reading.corrections:
            self.run_alone(partial(self._say_again, self.reading, opened), "voices")

    def look_again(self, opened: Opened, where: str) -> None:
        """What is shown is from the library: see behind it whether that is still what is there."""
        self._opened = opened
        self._bring_back_marks(opened)
        if opened.kept is None:
            return
        if self.session.options.offline:
            self.say(f"Offline: this is the page as it was on {opened.kept:%-d %B %Y}.")
        else:
            self.run_alone(partial(self._refresh, opened, where), "refreshing")

    def show_newer(self) -> bool:
        """Show the text that has come since, at the same place; False where there is none."""
        newer, opened = self._newer, self._opened
        if newer is None or opened is None or self.trail is None or self.trail.behind:
            return False
        self._newer = None
        self._opened = opened._replace(article=newer, kept=None)
        here = self.trail.here
        place = self.page.place
        block = min(place.block, max(0, len(newer.blocks) - 1))
        reading = self.reading_of(newer)
        self._places[reading] = self._places.get(here.reading, {})
        visit = here._replace(reading=reading, place=place._replace(block=block, link=None), lit=())
        self.trail = self.trail._replace(here=visit, ahead=())
        self._show_here()
        return True

    def on_reading_pane_scrolled(self, _: Scrolled) -> None:
        """One read on: once one stays, that is noted."""
        self.note_soon()

    def note_soon(self) -> None:
        """Note where one is, a moment from now."""
        if self._noting is not None:
            self._noting.stop()
        self._noting = self.set_timer(SECONDS_TO_NOTE, self.note_place)

    def note_place(self) -> None:
        """Note where one is in the first article, or where one left it."""
        from reader.library.records import Place as Kept

        opened, trail = self._opened, self.trail
        if opened is None or opened.key is None or trail is None:
            return
        place = trail.behind[0].place if trail.behind else self.page.place
        if place is None:
            return
        read = self.page.progress if not trail.behind else self._noted.read if self._noted else 0.0
        kept = Kept(place.block, place.offset, place.view, read)
        if kept != self._noted:
            self._noted = kept
            self.background.call(self.session.shelf.left, opened.key, kept)

    async def _say_again(self, reading: Reading, opened: Opened) -> None:
        """What the person said before of whose words the paragraphs are came after the reading had begun."""
        from reader.voices.corrections import said_of

        said = said_of(opened.article, opened.left.corrections)
        for quoted in (True, False):
            if blocks := [block for block, one in said.items() if one is quoted]:
                await self.background.result(reading.correct(blocks, quoted=quoted))
        if self.reading is reading:
            self.page.revoice(reading.article, still=True)

    async def _refresh(self, opened: Opened, where: str) -> None:
        try:
            newer = await self.background.result(self.session.refreshed(opened, where))
        except PullquoteError as why:
            self.say(f"This is the page as it was on {opened.kept:%-d %B %Y}. {why}")
            return
        if newer is not None and self._opened is opened:
            self._newer = newer
            self.say("Changed since you read it;", "r shows the new text.")


def place_in(opened: Opened) -> Place | None:
    """Where an article was left, as far as it still goes; None where it was not left or never begun."""
    kept = opened.left.place
    if kept is None or not opened.article.blocks or kept.block >= len(opened.article.blocks):
        return None
    view = next((one for one in View if one == kept.view), View.TOGETHER)
    return Place(kept.block, kept.offset, 0, None, view)
