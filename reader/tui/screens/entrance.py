"""The way into the first article: opened, begun at its place, or lost, and a copy in an archive opened in its stead."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import LostError, PullquoteError
from reader.options import Prefetch
from reader.tui.screens.awaiting import Awaiting
from reader.tui.screens.network import Network
from reader.tui.screens.returning import Returning, place_in
from reader.tui.trail import Lit

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.parsing.parser import Opening
    from reader.sources.memory import Copy
    from reader.tui.page.view import Place
    from reader.tui.screens.offer import Offer


class Entrance(Awaiting, Network, Returning, part=True):
    """Opens the article that the screen was made for."""

    _where: str
    _base: str | None
    _first: Opening | None
    _asked: bool
    _passage: str
    _tells_first: bool
    _offered: tuple[Article, Copy] | None = None

    def on_offer_taken(self, message: Offer.Taken) -> None:
        """Open the copy that is offered."""
        message.stop()
        if self._offered is not None:
            self.run_alone(partial(self._open_copy, *self._offered), "first")

    async def _begin(self, article: Article, place: Place | None = None) -> None:
        await self.background.result(self._gather(article))
        self.end_watching()
        self.remove_class("-opening")
        self.query("#opening").remove()
        lit = passage_of(article, self._passage)
        self.start(article, self._label(article), None if lit else place)
        if lit:
            self.call_after_refresh(self.light, lit)  # once the page has its size
        if self._tells_first:
            self.tell_first()

    async def _gather(self, article: Article) -> None:
        """Load what follows sources, and find those of the article, where no key waits for it."""
        import reader.reading
        import reader.sources.fetcher  # noqa: F401

        self.reading_of(article)

    def _label(self, article: Article) -> str:
        return article.site or article.title or self._where_shown()

    def _where_shown(self) -> str:
        from reader.article.clean import line

        return line(self._where)

    def _open_first(self) -> None:
        self._offered = None
        self.add_class("-opening")
        self.set_focus(None)
        self.footer.hint("asked" if self._asked else "opening", deeper=False)
        self.announce_opening(self._where_shown())
        self.run_alone(self._await_first, "first")

    async def _await_first(self) -> None:
        try:
            if self._first is not None:
                article = await asyncio.wrap_future(self._first.article)
                await self._begin(article)
                self.come_back(await self.background.result(self.session.noted(self._where, article)))
            else:
                opened = await self.background.result(self.session.enter(self._where, self._base))
                await self._begin(opened.article, place_in(opened))
                self.look_again(opened, self._where)
        except LostError as error:
            if not self.may_have_copy(self._where):
                self._fail(str(error))
            elif self.session.prefetch is Prefetch.ALL:
                await self._seek_copy(str(error), error.short)
            else:
                self._fail(str(error), stays=True)
        except PullquoteError as error:
            self._fail(str(error))

    async def _seek_copy(self, why: str, short: str) -> None:
        """Offer the copy that an archive has of what is lost."""
        from reader.article.clean import line

        self.announce_opening(self._where_shown(), f"{line(why)}\n\nLooking for a copy of ")
        try:
            self._offered = await self.background.result(self.session.copy_of(self._where))
        except PullquoteError as none:
            self._fail(f"{why} {none}")
        else:
            self.announce_copy(line(why), short, self._offered[1])

    async def _await_copy(self) -> None:
        try:
            self._offered = await self.background.result(self.session.copy_of(self._where))
        except PullquoteError as error:
            self._fail(str(error))
        else:
            await self._open_copy(*self._offered)

    async def _open_copy(self, article: Article, copy: Copy) -> None:
        from reader.tui.panes.evidence import day

        opened = await self.background.result(self.session.noted(self._where, article, keeps=False))
        self.unread, self._offered = "", None
        await self._begin(opened.article, place_in(opened))
        self.come_back(opened)
        self.say(f"This is the copy of {day(copy.taken)} at {copy.archive}.")

    def _fail(self, why: str, *, stays: bool = False) -> None:
        """The article cannot be read: back to where it was asked for, unless one stays for a copy; else say so here."""
        from reader.article.clean import line

        why = line(why)
        if self._asked and not stays and self.is_active:  # not from under a sheet that is being read
            self.dismiss(why)
            return
        self.add_class("-opening")
        self.announce_failure(why, self._where)
        self.footer.hint("unread", deeper=False)


def passage_of(article: Article, words: str) -> tuple[Lit, ...]:
    """Where some words stand first in an article, over line breaks; empty where they do not."""
    from reader.tui.page.search import find

    found = find(article, words, range(len(article.blocks)))[:1]
    return tuple(Lit(article.blocks[one.block].id, one.start, one.end) for one in found)
