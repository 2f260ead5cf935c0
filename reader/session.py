"""What one run of the program shares: the fetcher, the parser's process, the library. Both faces open through it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING

from reader.errors import FetchError, OpenError
from reader.opening import Given, is_address, take
from reader.parsing.parser import Parser
from reader.shelf import Opened, Shelf, address_of, capture_of, given_of, key_of, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.article.model import Article
    from reader.options import Options
    from reader.reading import Reading
    from reader.sources.memory import Capture
    from reader.sources.model import Fetch, Page, Tracked
    from reader.sources.requests import RequestLog
    from reader.sources.slots import Slots
    from reader.voices.corrections import Correction


_FIRST_ERROR = 400


class Session:
    """What one run of the program shares. Use it on one event loop; close it at the end.

    Attributes:
        options: how the run behaves.
        prefetch: which sources the next readings fetch by themselves.
        tell: is called with a sentence for the person, on any thread, where something is wrong with the library.
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
        self.options = options
        self.tell = tell
        self.shelf = Shelf(options, self._told)
        self._got_page = got
        self._opened: list[Opened] = []
        self._readings: list[Reading] = []
        self._parser = parser or Parser()
        self._fetch: Fetch | None = None
        self._background_turn = asyncio.Lock()
        self.prefetch = options.prefetch

    @cached_property
    def log(self) -> RequestLog:
        """Every request that is made."""
        from reader.sources.requests import RequestLog

        return RequestLog(self.options.log)

    @cached_property
    def _slots(self) -> Slots:
        from reader.sources.slots import Slots

        return Slots()

    async def open(self, where: str, base: str | None = None, *, whole: bool = False) -> Article:
        """Open an article: an http(s) address, a file, or "-" for standard input.

        Args:
            where: what to open, as a person types it.
            base: the address that a file was published at.
            whole: everything on the page is wanted, not only the article.

        Raises:
            OpenError: it could not be had.
            UnreadableError: it is no article.
        """
        if whole:
            return await self._parse((await self._got(where, base))[0], own=not is_address(where), whole=True)
        return (await self.enter(where, base, fresh=True)).article

    async def enter(self, where: str, base: str | None = None, *, fresh: bool = False) -> Opened:
        """Open an article as `open` does; one whose page is in the library is there at once.

        Args:
            where: what to open, as a person types it.
            base: the address that a file was published at.
            fresh: have its page anew; what is in the library is only for where it cannot be had.

        Raises:
            OpenError: it could not be had.
            UnreadableError: it is no article.
        """
        key = key_of(where)
        if is_address(where) and key is not None and not fresh and not self.options.copies:
            capture = await self.shelf.kept(key)
            if capture is not None:
                return await self._taken(key, where, capture)
        try:
            given, page = await self._got(where, base)
        except OpenError as why:
            capture = await self.shelf.kept(key) if key is not None else None
            if capture is None:
                raise
            self.tell(f"{why} This is the page as it was on {capture.got:%-d %B %Y}.")
            return await self._taken(key or where, where, capture)
        return await self.noted(where, await self._parse(given, own=not is_address(where)), page)

    async def noted(self, where: str, article: Article, page: Page | None = None) -> Opened:
        """Note that an article was opened, and the page that it was read from; gives what is found again in it.

        Without a page it is a file that was handed to the parser directly, and is read once more.
        """
        key = key_of(where)
        if key is None:
            return self._remember(Opened(article))
        if page is None:
            with suppress(OpenError):  # it is gone since
                _, page = await self._got(where, None)
        stands_in = is_address(where) and self.options.copies  # it may not be the page that has this address
        capture = capture_of(page, article) if page is not None and not stands_in else None
        left = await self.shelf.opened(key, article, address_of(where), capture)
        return self._remember(Opened(article, key, left))

    async def refreshed(self, opened: Opened, where: str) -> Article | None:
        """The article as it is on its server, where its text is not that of the library any more; else None.

        Raises:
            OpenError: it could not be had.
            UnreadableError: what is there now is no article.
        """
        given, page = await self._got(where, None)
        article = await self._parse(given)
        await self.noted(where, article, page)
        return article if article.text != opened.article.text else None

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
    ) -> Reading:
        """A reading of an article.

        `publish` is called on the loop for every change of a source, `judged` with the id of each quotation of which
        something else was found, `revoiced` when a source showed whose words a paragraph is. `corrections` are what the
        reader said of the article before.
        """
        from reader.reading import Reading  # the first frame does not wait for what follows sources

        reading = Reading(
            article,
            self.fetcher(),
            self.read_page,
            publish,
            prefetch=self.prefetch,
            slots=self._slots,
            judged=judged,
            followed=self._followed,
            copies=self.options.copies,
            revoiced=revoiced,
            corrections=corrections,
        )
        self._readings.append(reading)
        return reading

    async def close(self) -> None:
        """Give up what is being parsed, note what was found, and close the library and every connection."""
        self._parser.close()
        for reading in self._readings:
            self._followed(reading)
        await self.shelf.close()
        if self._fetch is not None:
            await self._fetch.close()

    async def _taken(self, key: str, where: str, capture: Capture) -> Opened:
        """A page of the library, parsed again."""
        article = await self._parse(given_of(capture), own=not is_address(where))
        left = await self.shelf.opened(key, article, address_of(where))
        return self._remember(Opened(article, key, left, capture.got))

    def _told(self, sentence: str) -> None:
        self.tell(sentence)  # whoever listens by then

    def _remember(self, opened: Opened) -> Opened:
        self._opened.append(opened)
        return opened

    def _followed(self, reading: Reading) -> None:
        for opened in self._opened:
            if opened.article is reading.article and opened.key is not None:
                self.shelf.followed(opened.key, reading)

    async def _got(self, where: str, base: str | None) -> tuple[Given, Page]:
        """What is to be parsed, and the page that is kept of it."""
        if is_address(where):
            page = await self._download(where)
            return Given(page.body, page.content_type, page.final_url, name=page.final_url), page
        given = await asyncio.to_thread(take, where, base)
        return given, page_of(given, key_of(where) or where)

    async def _download(self, where: str) -> Page:
        from reader.sources.canonical import typed
        from reader.sources.failures import answer_words

        fetch = self.fetcher()

        if fetch is None:
            raise OpenError(f"{where} cannot be opened offline; leave out --offline, or give a file.")
        try:
            page = await fetch.get(typed(where), background=False)
        except ValueError as error:
            raise OpenError(f"{where} is no web address that can be opened: {error}") from None
        except FetchError as error:
            raise OpenError(f"{where} could not be opened: {error}") from None
        if page.status >= _FIRST_ERROR:
            raise OpenError(
                f"{where} answered {answer_words(page.status)}; check the address, or try a copy of the page."
            )
        return page

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
        work = partial(self._parser.read, *given, background=background, own=own, whole=whole)
        return await asyncio.to_thread(work)

    def fetcher(self) -> Fetch | None:
        """What fetches in this run, or None where nothing is to be fetched."""
        if self._fetch is None:
            self._fetch = _fetcher(self.options, self.log, self._got_page)
        return self._fetch


def _fetcher(options: Options, log: RequestLog, got: Callable[[Capture], None] | None) -> Fetch | None:
    from reader.sources.local import LocalCopies

    online: Fetch | None = None
    if not options.offline:
        from reader.sources.fetcher import Fetcher

        online = Fetcher(allow_hosts=options.allow_hosts, routes=options.routes, log=log)
        if got is not None:
            from reader.sources.recording import Recording

            online = Recording(online, got)
    return LocalCopies(options.copies, online) if options.copies else online
