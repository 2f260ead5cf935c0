"""One reading of one article: what both faces use, and neither repeats.

A `Session` is what one run of the program shares: the fetcher and the parser's process. A `Reading` is one article with
its sources, which it follows in the background and about which it publishes every change.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING

from reader.errors import FetchError, OpenError
from reader.opening import Given, is_address, take
from reader.parsing import Parser
from reader.sources.references import SourceIndex, gather
from reader.sources.tracker import Tracker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from reader.article.model import Article, Quotation
    from reader.options import Options
    from reader.quotes.passage import Passage
    from reader.sources.model import Fetch, Mention, Page, Source, Tracked


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
        if page.status >= HTTPStatus.BAD_REQUEST:
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


class Reading:
    """One reading of one article.

    Attributes:
        article: the article.
        sources: its references, in order of first mention.
    """

    def __init__(
        self,
        article: Article,
        fetch: Fetch | None,
        parse: Callable[[Page], Awaitable[Article]],
        publish: Callable[[Tracked], None],
    ) -> None:
        self.article = article
        self.sources: tuple[Source, ...] = gather(article)
        self._tracker = Tracker(self.sources, fetch, parse, publish)
        self._quotations = {one.id: one for one in article.quotations}
        index = SourceIndex(self.sources)
        self._source_of = {one.id: index.of(one) for one in article.quotations}

    @property
    def tracked(self) -> Mapping[str, Tracked]:
        """Source id to the latest that is known of it."""
        return self._tracker.tracked

    async def follow(self) -> None:
        """Fetch every source, what the person looks at first; return when all are settled. Cancel it to stop."""
        await self._tracker.run()

    def attend(self, source_id: str) -> None:
        """The person looks at this source: it goes first."""
        self._tracker.attend(source_id)

    async def again(self, source_id: str) -> Tracked:
        """Fetch this source now, whatever became of it before."""
        return await self._tracker.again(source_id)

    def quotation(self, quotation_id: str | None) -> Quotation | None:
        """The quotation of that id, or None."""
        return self._quotations.get(quotation_id or "")

    def source_of(self, quotation: Quotation) -> str | None:
        """The id of the source that a quotation is attributed to, or None."""
        return self._source_of.get(quotation.id)

    def passage(self, source_id: str, mention: Mention | None = None) -> Passage | None:
        """The passage of a fetched source nearest to what refers to it; None while there is no text.

        What refers to it is the quotation that the mention stands in or leads in to, else the sentence of the mention.
        Without a mention it is the first quotation attributed to the source, else its first mention.
        """
        from reader.quotes.passage import nearest

        tracked = self.tracked.get(source_id)
        if tracked is None or tracked.article is None:
            return None
        quotation = self._quotation_near(source_id, mention)
        if quotation is not None:
            return nearest(tracked.article, self._text(quotation), quotation=True)
        mention = mention or next(iter(tracked.source.mentions), None)
        return nearest(tracked.article, self._sentence(mention)) if mention is not None else None

    def _quotation_near(self, source_id: str, mention: Mention | None) -> Quotation | None:
        place = self.article.index
        for one in self.article.quotations:
            if self._source_of[one.id] != source_id:
                continue
            first, last = place[one.blocks[0]], place[one.blocks[-1]]
            lead = 1 if one.form == "block" else 0
            if mention is None or first - lead <= place[mention.block] <= last + lead:
                return one
        return None

    def _text(self, quotation: Quotation) -> str:
        texts = [self.article.block(one).text for one in quotation.blocks]
        texts[-1] = texts[-1][: quotation.end]
        texts[0] = texts[0][quotation.start :]
        return " ".join(texts)

    def _sentence(self, mention: Mention) -> str:
        from reader.quotes.passage import sentence_at

        text = self.article.block(mention.block).text
        start, end = sentence_at(text, mention.start, mention.end)
        return text[start:end]


def status_words(status: int) -> str:
    """An HTTP status with its phrase: "404 Not Found"."""
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
