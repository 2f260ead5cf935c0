"""Opening an article: from the web or a file, from the library at once where it is known, and again behind that."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING
from weakref import WeakSet, ref

from reader.errors import FetchError, LostError, OpenError
from reader.opening import Given, is_address, take
from reader.shelf import Opened, Shelf, address_of, capture_of, given_of, key_of, page_of, validators_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article.model import Article
    from reader.options import Options
    from reader.reading import Reading
    from reader.shelf import Left
    from reader.sources.memory import Capture
    from reader.sources.model import Fetch, Page, Validators

_FIRST_ERROR = 400
_UNCHANGED = 304
_GONE = (404, 410)


class Entering:
    """What opens articles; whoever builds on it parses and fetches.

    Attributes:
        options: how the run behaves.
        shelf: what is kept of articles.
        tell: is called with a sentence for the person, on any thread, where something is wrong with the library.
    """

    def __init__(self, options: Options, tell: Callable[[str], None]) -> None:
        self.options = options
        self.tell = tell
        self._readings: WeakSet[Reading] = WeakSet()  # those of articles that were left are let go
        self.shelf = Shelf(options, self._told)
        self._entered: dict[int, tuple[ref[Article], str | None, Left]] = {}  # as long as the articles are wanted

    async def _parse(
        self, given: Given, *, background: bool = False, own: bool = False, whole: bool = False
    ) -> Article:
        raise NotImplementedError

    def fetcher(self) -> Fetch | None:
        """What fetches in this run, or None where nothing is to be fetched."""
        raise NotImplementedError

    async def _came(self, page: Page, article: Article | None) -> None:
        """The person was answered with a page, of which an article was read or None: whoever cites it hears."""
        for reading in tuple(self._readings):
            await reading.came(page, article)

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
            return await self._parse(await self._whole(where, base), own=not is_address(where), whole=True)
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
        article = await self._parse(given, own=not is_address(where))
        if is_address(where):
            await self._came(page, article)
        shut = _shut(where, page, article)
        if shut is not None and key is not None and (capture := await self.shelf.kept(key)) is not None:
            self.tell(f"{shut} This is the page as it was on {capture.got:%-d %B %Y}.")
            return await self._taken(key, where, capture)
        return await self.noted(where, article, page)

    async def kept(self, where: str) -> Opened | None:
        """An article as it is in the library, or None where its page is not kept there. Raises UnreadableError."""
        key = key_of(where)
        capture = await self.shelf.kept(key) if key is not None else None
        return await self._taken(key or where, where, capture) if capture is not None else None

    async def noted(self, where: str, article: Article, page: Page | None = None, *, keeps: bool = True) -> Opened:
        """Note that an article was opened, and the page that it was read from; gives what is found again in it.

        Without a page it is a file that was handed to the parser directly, and is read once more;
        unless nothing is to be kept of it but that it was opened.
        """
        key = key_of(where)
        if key is None or not await self._may_add(key):
            return self._remember(Opened(article))
        if page is None and keeps:
            with suppress(OpenError):  # it is gone since
                _, page = await self._got(where, None)
        stands_in = is_address(where) and self.options.copies  # it may not be the page that has this address
        wanted = page is not None and not stands_in and _shut(where, page, article) is None
        capture = capture_of(page, article) if page is not None and wanted else None
        left = await self.shelf.opened(key, article, address_of(where), capture)
        return self._remember(Opened(article, key, left))

    async def _may_add(self, key: str) -> bool:
        """Whether what is opened is noted: always, unless only what is in the library already is to be."""
        return self.options.adds or await self.shelf.ask(lambda library: library.article(key)) is not None

    async def refreshed(self, opened: Opened, where: str) -> Article | None:
        """The article as it is on its server, where its text is not that of the library any more; else None.

        Raises:
            OpenError: it could not be had.
            UnreadableError: what is there now is no article.
        """
        kept = await self.shelf.kept(opened.key) if opened.key is not None else None
        page = await self._download(where, validators_of(kept))
        if page.status == _UNCHANGED and kept is not None:
            await self._came(page, None)
            await self.noted(where, opened.article, kept.page)
            return None
        article = await self._parse(Given(page.body, page.content_type, page.final_url, name=page.final_url))
        await self._came(page, article)
        why = _shut(where, page, article)
        if why is not None:
            raise OpenError(why)
        await self.noted(where, article, page)
        return article if article.text != opened.article.text else None

    async def _taken(self, key: str, where: str, capture: Capture) -> Opened:
        """A page of the library, parsed again."""
        article = await self._parse(given_of(capture), own=not is_address(where))
        left = await self.shelf.opened(key, article, address_of(where))
        return self._remember(Opened(article, key, left, capture.got))

    async def _whole(self, where: str, base: str | None) -> Given:
        """The page of an article, from the library where it cannot be had."""
        try:
            return (await self._got(where, base))[0]
        except OpenError:
            key = key_of(where)
            capture = await self.shelf.kept(key) if key is not None else None
            if capture is None:
                raise
            return given_of(capture)

    def opened_as(self, article: Article) -> Opened:
        """How an article was opened; one that was not is kept under no key."""
        known = self._entered.get(id(article))
        if known is None or known[0]() is not article:
            return Opened(article)
        return Opened(article, known[1], known[2])

    def _begun(self, reading: Reading) -> None:
        """The sources of an article are about to be followed, or what it is kept under is known by now."""
        key = self.opened_as(reading.given).key
        if key is not None:
            self.shelf.begun(key, reading)

    def _told(self, sentence: str) -> None:
        self.tell(sentence)  # whoever listens by then

    def _remember(self, opened: Opened) -> Opened:
        self._entered = {one: known for one, known in self._entered.items() if known[0]() is not None}
        self._entered[id(opened.article)] = ref(opened.article), opened.key, opened.left
        for reading in tuple(self._readings):
            if reading.given is opened.article:
                self._begun(reading)
        return opened

    async def _got(self, where: str, base: str | None) -> tuple[Given, Page]:
        """What is to be parsed, and the page that is kept of it."""
        if is_address(where):
            page = await self._download(where)
            return Given(page.body, page.content_type, page.final_url, name=page.final_url), page
        given = await asyncio.to_thread(take, where, base)
        return given, page_of(given, key_of(where) or where)

    async def _download(self, where: str, known: Validators | None = None) -> Page:
        from reader.sources.canonical import typed
        from reader.sources.failures import answer_words

        fetch = self.fetcher()

        if fetch is None:
            raise OpenError(f"{where} cannot be opened offline; leave out --offline, or give a file.")
        try:
            page = await fetch.get(typed(where), background=False, known=known)
        except ValueError as error:
            raise OpenError(f"{where} is no web address that can be opened: {error}") from None
        except FetchError as error:
            words = f"{where} could not be opened: {error}"
            raise OpenError(words) if error.phase == "policy" else LostError(words, "It cannot be had") from None
        if page.status >= _FIRST_ERROR:
            await self._came(page, None)
            raise LostError(
                f"{where} answered {answer_words(page.status)}; check the address, or try a copy of the page.",
                f"It is gone ({page.status})" if page.status in _GONE else f"Its server answered {page.status}",
            )
        return page


def _shut(where: str, page: Page, article: Article) -> str | None:
    """Why what came is not the page but a door before it, in a sentence, or None. Such a page is not kept."""
    from reader.sources.model import State
    from reader.sources.states import ENOUGH_WORDS, settle

    if not is_address(where) or article.words >= ENOUGH_WORDS:
        return None
    state, failure = settle(page, article)
    shut = state in (State.BLOCKED, State.WALLED, State.SOFT404)
    return failure.message if shut and failure is not None else None
