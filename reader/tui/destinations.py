"""The command palette: where one can go to from here, the sources of this article and what was read last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual.command import Hit, Provider
from textual.content import Content

from reader.article.clean import line
from reader.opening import is_address
from reader.tui.commands import CITED, RECENT, ranked
from reader.tui.messages import OpenRequested
from reader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.command import Hits

    from reader.library.records import ArticleEntry
    from reader.tui.app import PullquoteApp

MOST_RECENT = 50
_SHOWN = 5
"""Places of a kind that are listed before anything is typed."""


class Destination(NamedTuple):
    """A place to go to: its title, what kind of place it is, and what goes there."""

    title: str
    kind: str
    go: Callable[[], object]


class Destinations(Provider):
    """Places by their titles; whoever builds on it knows them.

    Attributes:
        rank: how high they stand before anything is typed.
    """

    rank: ClassVar[float]

    def places(self) -> Sequence[Destination]:
        """All of them, best first."""
        raise NotImplementedError

    async def discover(self) -> Hits:
        """A few, before anything is typed."""
        for number, place in enumerate(self.places()[:_SHOWN]):
            yield Hit(ranked(self.rank, number), _display(Content(place.title), place), place.go, text=place.title)

    async def search(self, query: str) -> Hits:
        """Those whose titles match what is typed."""
        matcher = self.matcher(query)
        for place in self.places():
            if score := matcher.match(place.title):
                # Not its own highlighting, which reads markup.
                _, found = matcher.fuzzy_search.match(matcher.query, place.title)
                shown = Content(place.title)
                for at in found:
                    shown = shown.stylize(matcher.match_style, at, at + 1)
                yield Hit(score, _display(shown, place), place.go, text=place.title)


class CitedSources(Destinations):
    """The sources of the article that is open."""

    rank = CITED

    def places(self) -> list[Destination]:
        """Each by the title of its page, where that is known, and its name."""
        screen = self.screen
        reading = screen.reading if isinstance(screen, Desk) else None
        if reading is None:
            return []
        found = []
        for number, source in enumerate(reading.sources, 1):
            tracked = reading.tracked.get(source.id)
            title = tracked.article.title if tracked is not None and tracked.article is not None else None
            words = f"{title} · {source.name}" if title else source.name
            found.append(Destination(words, f"source {number}", partial(self._open, source.id)))
        return found

    def _open(self, source_id: str) -> None:
        from reader.tui.screens.places import Places

        if isinstance(self.screen, Places):
            self.screen.open_source(source_id)


class RecentArticles(Destinations):
    """What was read last, from the library."""

    rank = RECENT
    _entries: Sequence[ArticleEntry] = ()

    async def startup(self) -> None:
        """Ask the library once, when the palette opens."""
        app = cast("PullquoteApp", self.app)
        self._entries = await app.ask_library(lambda library: library.articles(limit=MOST_RECENT)) or ()

    def places(self) -> list[Destination]:
        """Each by its title and its site."""
        found = []
        here = self._here()
        for entry in self._entries:
            if entry.key == here:
                continue
            facts = entry.facts
            words = " · ".join(one for one in (facts.title or facts.address, facts.whence) if one)
            found.append(Destination(words, "read before", partial(self._open, facts.address)))
        return found

    def _here(self) -> str | None:
        """What the article that is open is kept under."""
        from reader.shelf import key_of
        from reader.tui.screens.choosing import Choosing

        screen = self.screen
        reading = screen.reading if isinstance(screen, Choosing) else None
        where = screen.where_of(reading) if isinstance(screen, Choosing) and reading is not None else None
        return key_of(where) if where is not None else None

    def _open(self, where: str) -> None:
        self.app.post_message(OpenRequested(where, self._tell, over=True))

    def _tell(self, why: str | None) -> None:
        if why:
            self.app.call_later(partial(self.app.notify, why, markup=False))  # once the article is there again


def _display(words: Content, place: Destination) -> Content:
    return Content.assemble(words, "  ", (place.kind, "$text-muted"))


class TypedAddress(Provider):
    """The address that is typed: it opens over what is open."""

    async def discover(self) -> Hits:
        """None, before anything is typed."""
        nothing: tuple[Hit, ...] = ()
        for hit in nothing:
            yield hit

    async def search(self, query: str) -> Hits:
        """What is typed, where it begins as an address on the web does."""
        where = line(query).strip()
        if where.lower().startswith(("http://", "https://")) and is_address(where):
            yield Hit(1.0, Content.assemble("Open ", (where, "bold")), partial(self._open, where), text=where)

    def _open(self, where: str) -> None:
        self.app.post_message(OpenRequested(where, self._tell, over=True))

    def _tell(self, why: str | None) -> None:
        if why:
            self.app.call_later(partial(self.app.notify, why, markup=False))
