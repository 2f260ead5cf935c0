"""What else a page has: the other articles that were given with this one, and all that is not the article."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import PullquoteError
from reader.tui.footer import Line
from reader.tui.screens.desk import OPENING
from reader.tui.screens.places import Places
from reader.tui.trail import Visit

if TYPE_CHECKING:
    from reader.article.model import Article, Entry
    from reader.reading import Reading

WHOLE = "the whole page"
"""What the whole page is called on the trail."""


class Choosing(Places, part=True):
    """Choosing among several articles, and going from the article to the whole page."""

    def read_first(self, reading: Reading) -> None:
        """Offer the list where there is one to choose from; say it where this may not be the article."""
        from reader.article.certainty import DOUBTFUL

        if reading.article.entries:
            self.action_entries()
        elif not reading.article.found:
            self.say("There is no article on the page, only what it says of itself;", "o opens it in the browser.")
        elif reading.article.found < DOUBTFUL:
            self.say("This may not be the article;", "v shows the whole page.")

    def action_whole(self) -> None:
        """The whole page in the place of the article, on the trail; there, back to the article."""
        reading = self.reading
        if self.trail is not None and self.trail.behind and self.trail.here.label == WHOLE:
            self.action_back()
            return
        where = self.where_of(reading) if reading else None
        if reading is None or where is None:
            self.say("The page it is from cannot be read again.")
            return
        self.wait_here()
        self.run_alone(partial(self._open_whole, reading, where), OPENING)

    def where_of(self, reading: Reading) -> str | None:
        """What to open to have the page of an article again, or None."""
        return reading.article.url

    def action_entries(self) -> None:
        """Choose one of the articles that were given at once."""
        reading = self.reading
        entries = reading.article.entries if reading else ()
        if reading is None or not entries:
            self.say("This is one article; there are no others to choose from.")
            return
        from reader.tui.screens.entries import EntriesScreen

        def chosen(index: int | None) -> None:
            if index is not None:
                self.wait_here()
                self.run_alone(partial(self._open_entry, reading, entries[index]), OPENING)

        self.app.push_screen(EntriesScreen(reading.article.title or "", entries), chosen)

    async def _open_entry(self, reading: Reading, entry: Entry) -> None:
        article = entry.article
        if article is None:
            if entry.url is None:
                self.say(f"{entry.title} has no address of its own; it stands here as far as it was given.")
                return
            article = await self._had(entry.title, entry.url)
            if article is None:
                return
        if self.trail is not None and self.reading is reading:
            self.go_on_to(Visit(self.reading_of(article), entry.title, self.fresh_panes()))

    async def _open_whole(self, reading: Reading, where: str) -> None:
        article = await self._had(WHOLE, where, whole=True)
        if article is not None and self.trail is not None and self.reading is reading:
            from reader.shelf import identity_of

            shown = replace(article, found=1.0)  # it is what was asked for
            # What the page links to besides, to its other pages above all, is none of the article's sources.
            own = frozenset(url for one in reading.sources if (url := identity_of(one.url)) is not None)
            self.go_on_to(Visit(self.reading_of(shown, own), WHOLE, self.fresh_panes()))

    async def _had(self, name: str, where: str, *, whole: bool = False) -> Article | None:
        line = Line(f"Opening {name} …", "Esc gives up.", "Opening …")
        self.footer.keep(line)
        try:
            return await self.background.result(self.session.open(where, whole=whole))
        except PullquoteError as error:
            self.say(str(error))
            return None
        finally:
            self.footer.release(line)
