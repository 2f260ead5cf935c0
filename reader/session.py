"""What one run of the program shares: the fetcher, the parser's process, the library. Both faces open through it."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING

from reader.entering import Entering
from reader.errors import OpenError
from reader.opening import Given
from reader.parsing.parser import Parser
from reader.picturing import Pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from reader.article.model import Article
    from reader.options import Options
    from reader.parsing.tasks import Piece, Pixels, Wanted
    from reader.reading import Reading
    from reader.sources.archives.finding import Finder
    from reader.sources.archives.saving import Saver
    from reader.sources.fetcher import Fetcher
    from reader.sources.memory import Capture, Copy, Memory
    from reader.sources.model import Fetch, Page, Source, Tracked
    from reader.sources.requests import RequestLog
    from reader.sources.slots import Slots
    from reader.sources.tracker import Tracker
    from reader.voices.corrections import Correction


class Session(Entering):
    """What one run of the program shares. Use it on one event loop; close it at the end.

    Attributes:
        options: how the run behaves.
        prefetch: which sources the next readings fetch by themselves.
        tell: is called with a sentence for the person, on any thread, where something is wrong with the library.
        memory: what is remembered of addresses from run to run, or None.
    """

    def __init__(
        self,
        options: Options,
        parser: Parser | None = None,
        *,
        tell: Callable[[str], None] = lambda _: None,
        got: Callable[[Capture], None] | None = None,
    ) -> None:
        """`got`, where it is given, is called on the loop with every page that a server sent."""
        super().__init__(options, tell)
        self._got_page = got
        self._parser = parser or Parser()
        self._fetch: Fetch | None = None
        self._pictures = Pictures()
        self._background_turn = asyncio.Lock()
        self.prefetch = options.prefetch
        # Who wants every page as it comes wants none that came earlier.
        self.memory: Memory | None = self.shelf.memory if got is None else None

    @cached_property
    def log(self) -> RequestLog:
        """Every request that is made."""
        from reader.sources.requests import RequestLog

        return RequestLog(self.options.log)

    @cached_property
    def _slots(self) -> Slots:
        from reader.sources.slots import APART, Slots

        return Slots(apart=APART, exempt=self._own)

    @cached_property
    def _own(self) -> frozenset[str]:
        """The hosts that the person has made their own: they bear more than others, and nobody is told of them."""
        from reader.sources.canonical import host

        allowed = (host(f"http://{one}") for one in self.options.allow_hosts)
        return frozenset((*allowed, *(host(f"http://{one}") for one in self.options.routes)))

    @cached_property
    def _finder(self) -> Finder | None:
        """Finds copies in the archives that the person has set."""
        web = self._web
        if web is None or not self.options.archives.any:
            return None
        from reader.sources.archives.finding import Finder

        return Finder(self.options.archives, web.ask, self.read_page, own=self._own)

    async def parse(self, given: Given) -> Article:
        """Parse what the person gave, away from here. Raises UnreadableError."""
        return await self._parse(given, own=True)

    def reading(
        self,
        article: Article,
        publish: Callable[[Tracked], None],
        judged: Callable[[str], None] | None = None,
        revoiced: Callable[[], None] | None = None,
        corrections: Sequence[Correction] = (),
        *,
        fetches: bool = True,
        own: frozenset[str] | None = None,
    ) -> Reading:
        """A reading of an article; without `fetches` it makes no request, and nothing of it is noted.

        `publish` is called on the loop for every change of a source, `judged` with the id of each quotation of which
        something else was found, `revoiced` when a source showed whose words a paragraph is. `corrections` are what the
        reader said of the article before; without them, what the library has. `own` are the only addresses (by their
        identities) that are fetched by themselves and remembered, where not all are.
        """
        from reader.reading import Reading  # the first frame does not wait for what follows sources

        reading = Reading(
            article,
            self.fetcher() if fetches else None,
            self.read_page,
            publish,
            prefetch=self.prefetch,
            slots=self._slots,
            judged=judged,
            followed=self._followed if fetches else None,
            copies=self.options.copies,
            memory=self.memory,
            finder=self._finder if fetches else None,
            revoiced=revoiced,
            own=own,
            comparer=self._parser,
            corrections=corrections or self.opened_as(article).left.corrections,
        )
        if fetches:
            self._readings.add(reading)
            self._begun(reading)
        return reading

    async def copy_of(self, where: str) -> tuple[Article, Copy]:
        """The newest copy of a page that an archive has, and which it is; nothing is noted of it.

        Raises:
            OpenError: there is none, or no archive can be asked.
        """
        from reader.sources.canonical import canonical, host, typed
        from reader.sources.guard import is_near
        from reader.sources.memory import Archived

        if self._finder is None:
            raise OpenError("No archive is asked offline, or as you set it.")
        try:
            url = canonical(typed(where)).partition("#")[0]
        except ValueError as error:
            raise OpenError(f"{where} is no web address: {error}") from None
        found = await self._finder.find(url, None)
        if found.article is None or found.copy is None:
            if found.archived is Archived.ERROR:
                raise OpenError("The archive did not answer; try again later.")
            if is_near(host(url)):
                raise OpenError("It is not on the public web, so no public archive was asked.")
            raise OpenError(f"No archive that was asked has a copy of {where} that can be read.")
        return found.article, found.copy

    async def code(self, text: str, language: str) -> list[Piece]:
        """The words of some code, told apart away from here. Raises UnreadableError."""
        return await asyncio.to_thread(self._parser.code, text, language)

    async def picture(self, url: str, wanted: Wanted) -> Pixels:
        """Fetch a picture that a person asks for, and decode it away from here, as it is wanted.

        Raises:
            OpenError: it could not be had.
            UnreadableError: it is none, or is more than can be decoded safely.
        """
        data = await self._pictures.at(url, self._web.ask if self._web is not None else None)
        return await asyncio.to_thread(self._parser.picture, data, wanted)

    def renewing(
        self, sources: tuple[Source, ...], publish: Callable[[Tracked], None], published: datetime | None = None
    ) -> Tracker:
        """What asks for sources again, however fresh they are; `published` is when the article was that cites them."""
        from reader.sources.tracker import Tracker

        return Tracker(
            sources,
            self.fetcher(),
            self.read_page,
            publish,
            slots=self._slots,
            memory=self.memory,
            finder=self._finder,
            published=published,
            renew=True,
        )

    def saver(self, url: str) -> Saver:
        """What asks an archive to save pages, for one that it may know of.

        Raises:
            SavingError: there are no keys, there is no network, or the page is none of the public web's.
        """
        from reader.sources.archives.saving import Saver, SavingError
        from reader.sources.canonical import host
        from reader.sources.caution import carries_token
        from reader.sources.guard import is_private

        if self._web is None:
            raise SavingError("Nothing is handed to an archive offline.")
        if (host(url) in self._own or is_private(host(url))) and host(self.options.archives.save) not in self._own:
            raise SavingError("That page is not on the public web, so no archive is told of it.")
        if carries_token(url):
            raise SavingError("The address carries a token, so no archive is told of it.")
        return Saver(self.options.archives, self._web.ask)

    async def close(self, seconds: float = 0.3) -> None:
        """Give up what is being parsed, note what was found, and close the library and every connection.

        `seconds` is how long the end may wait for what is still to be written.
        """
        self._parser.close()
        for reading in tuple(self._readings):
            self._followed(reading)
        await self.shelf.close(seconds)
        if self._fetch is not None:
            await self._fetch.close()

    def corrected(self, reading: Reading) -> None:
        """Keep what the person said of whose words the paragraphs of a reading are."""
        key = self.opened_as(reading.given).key
        if key is not None:
            self.shelf.keep_corrections(key, reading.corrections)

    def _followed(self, reading: Reading) -> None:
        key = self.opened_as(reading.given).key
        if key is not None:
            self.shelf.followed(key, reading)

    async def read_page(self, page: Page, background: bool) -> Article:  # noqa: FBT001 - of two kinds there are
        """The article of a page that was fetched. Raises UnreadableError."""
        given = Given(page.body, page.content_type, page.final_url)
        if not background:
            return await self._parse(given)
        async with self._background_turn:  # threads are few; those that only wait would keep others from working
            return await self._parse(given, background=True)

    async def _parse(
        self, given: Given, *, background: bool = False, own: bool = False, whole: bool = False
    ) -> Article:
        article = await asyncio.to_thread(self._parser.read, *given, background=background, own=own, whole=whole)
        if own:
            from reader.sources.unplaced import unplaced

            if (sentence := unplaced(article)) is not None:
                self.tell(sentence)
        return article

    def fetcher(self) -> Fetch | None:
        """What fetches in this run, or None where nothing is to be fetched."""
        if self._fetch is None:
            from reader.sources.local import LocalCopies

            online: Fetch | None = self._web
            if online is not None and self._got_page is not None:
                from reader.sources.recording import Recording

                online = Recording(online, self._got_page)
            copies = self.options.copies
            self._fetch = LocalCopies(copies, online) if copies else online
        return self._fetch

    @cached_property
    def _web(self) -> Fetcher | None:
        """What makes requests; None offline."""
        if self.options.offline:
            return None
        from reader.sources.fetcher import Fetcher
        from reader.sources.robots import Robots

        options = self.options
        return Fetcher(
            allow_hosts=options.allow_hosts, routes=options.routes, log=self.log, robots=Robots(exempt=self._own)
        )
