"""What one run of the program shares: the fetcher and the parser's process. Both faces open articles through it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.errors import FetchError, OpenError
from reader.opening import Given, is_address, take
from reader.parsing.process import Parser

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article.model import Article
    from reader.options import Options
    from reader.reading import Reading
    from reader.sources.model import Fetch, Page, Tracked


_FIRST_ERROR = 400


class Session:
    """What one run of the program shares. Use it on one event loop; close it at the end."""

    def __init__(self, options: Options, parser: Parser | None = None) -> None:
        self.options = options
        self._parser = parser or Parser()
        self._fetch: Fetch | None = None

    async def open(self, where: str, base: str | None = None) -> Article:
        """Open an article: an http(s) address, a file, or "-" for standard input.

        Args:
            where: what to open, as a person types it.
            base: the address that a file was published at.

        Raises:
            OpenError: it could not be had.
            UnreadableError: it is no article.
        """
        given = await self._download(where) if is_address(where) else await asyncio.to_thread(take, where, base)
        return await self.parse(given)

    async def parse(self, given: Given) -> Article:
        """Parse bytes in the child process. Raises UnreadableError."""
        return await asyncio.to_thread(self._parser.read, given.data, given.content_type, given.url, given.name)

    def reading(self, article: Article, publish: Callable[[Tracked], None]) -> Reading:
        """A reading of an article; `publish` is called on the loop for every change of a source."""
        from reader.reading import Reading  # the first frame does not wait for what follows sources

        return Reading(article, self._fetcher(), self._parse_page, publish)

    async def close(self) -> None:
        """Give up what is being parsed and close every connection."""
        self._parser.close()
        if self._fetch is not None:
            await self._fetch.close()

    async def _download(self, where: str) -> Given:
        fetch = self._fetcher()
        from reader.sources.canonical import typed

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
                f"{where} answered {status_words(page.status)}; check the address, or try a copy of the page."
            )
        return Given(page.body, page.content_type, page.final_url, name=page.final_url)

    async def _parse_page(self, page: Page) -> Article:
        return await self.parse(Given(page.body, page.content_type, page.final_url))

    def _fetcher(self) -> Fetch | None:
        if self._fetch is None:
            self._fetch = _fetcher(self.options)
        return self._fetch


def status_words(status: int) -> str:
    """An HTTP status with its phrase: "404 Not Found"."""
    from http import HTTPStatus

    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _fetcher(options: Options) -> Fetch | None:
    from reader.sources.local import LocalCopies

    online: Fetch | None = None
    if not options.offline:
        from reader.sources.fetcher import Fetcher

        online = Fetcher(allow_hosts=options.allow_hosts, routes=options.routes)
    return LocalCopies(options.copies, online) if options.copies else online
