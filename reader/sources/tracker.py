"""What became of every source: fetches them in the background, and says so whenever one changes."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from reader.errors import FetchError, PullquoteError
from reader.sources.canonical import host
from reader.sources.local import LocalCopies
from reader.sources.media import is_text, media_type
from reader.sources.model import Failure, SourceKind, State, Tracked
from reader.sources.states import failed, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from reader.article.model import Article
    from reader.sources.model import Fetch, Page, Source

AT_ONCE = 6
"""Sources fetched at once in the background."""
AT_ONCE_A_HOST = 2

_SUCCESS = range(200, 300)


class Tracker:
    """The sources of one article and what is known of them.

    The order is: what the person looks at, then what is quoted, then document order.

    Attributes:
        tracked: source id to the latest that is known of it; set before `publish` is called.
    """

    def __init__(
        self,
        sources: tuple[Source, ...],
        fetch: Fetch | None,
        read: Callable[[Page], Awaitable[Article]],
        publish: Callable[[Tracked], None],
    ) -> None:
        """Make a tracker; nothing is fetched before `run`.

        Args:
            sources: of one article.
            fetch: fetches pages; None makes no request and settles every link as offline.
            read: makes an article of a page of text; raises a PullquoteError where it cannot.
            publish: called on the loop with every change of a source.
        """
        self.tracked: dict[str, Tracked] = {source.id: _first(source) for source in sources}
        self._fetch: Fetch = fetch if fetch is not None else LocalCopies({})
        self._read = read
        self._publish = publish
        waiting = [source for source in sources if self.tracked[source.id].state is State.QUEUED]
        self._queue = sorted(waiting, key=lambda source: not source.quoting)
        self._busy: Counter[str] = Counter()
        self._freed = asyncio.Event()
        self._locks = {source.id: asyncio.Lock() for source in sources}

    async def run(self) -> None:
        """Fetch what is queued; return when it is settled. When cancelled it leaves no task, and the rest queued."""
        async with asyncio.TaskGroup() as group:
            for _ in range(min(AT_ONCE, len(self._queue))):
                group.create_task(self._work())

    def attend(self, source_id: str) -> None:
        """The person looks at this source: it is the next to be fetched, if it still waits."""
        for place, source in enumerate(self._queue):
            if source.id == source_id:
                self._queue.insert(0, self._queue.pop(place))
                return

    async def again(self, source_id: str) -> Tracked:
        """Fetch this source now, as asked for by a person; wait for it where it is being fetched already.

        Raises:
            KeyError: there is no such source.
        """
        before = self.tracked[source_id]
        if before.source.kind is SourceKind.NAMED:
            return before
        under_way = before.state is State.FETCHING
        self._queue = [source for source in self._queue if source.id != source_id]
        async with self._locks[source_id]:
            if not (under_way and self.tracked[source_id].state.settled):
                self._queue = [source for source in self._queue if source.id != source_id]
                await self._track(before.source, background=False)
        return self.tracked[source_id]

    async def _work(self) -> None:
        while self._queue:
            source = self._next()
            if source is None:
                self._freed.clear()
                await self._freed.wait()
                continue
            async with self._locks[source.id]:
                await self._track(source, background=True)

    def _next(self) -> Source | None:
        """Take the first source in the queue whose host is not busy."""
        for place, source in enumerate(self._queue):
            if self._busy[_host(source)] < AT_ONCE_A_HOST:
                return self._queue.pop(place)
        return None

    async def _track(self, source: Source, *, background: bool) -> None:
        async with self._occupied(source):
            self._tell(Tracked(source, State.FETCHING))
            self._tell(await self._fetched(source, background=background))

    @asynccontextmanager
    async def _occupied(self, source: Source) -> AsyncIterator[None]:
        """Its host has one more request under way. What is cancelled meanwhile waits in the queue again."""
        self._busy[_host(source)] += 1
        try:
            yield
        finally:
            self._busy[_host(source)] -= 1
            self._freed.set()
            if self.tracked[source.id].state is State.FETCHING:
                self._queue.insert(0, source)
                self._tell(Tracked(source, State.QUEUED))

    async def _fetched(self, source: Source, *, background: bool) -> Tracked:
        assert source.url is not None
        try:
            page = await self._fetch.get(source.url, background=background)
        except FetchError as error:
            state, failure = failed(error)
            return Tracked(source, state, final_url=error.final_url, http_status=error.status, error=failure)
        media = media_type(page.content_type, page.body)
        article, unreadable = await self._article(page, media)
        state, failure = settle(page, article)
        return Tracked(
            source,
            state,
            final_url=page.final_url,
            http_status=page.status,
            media_type=media,
            size=len(page.body),
            truncated=page.truncated,
            seconds=page.seconds,
            article=article,
            error=unreadable or failure,
        )

    async def _article(self, page: Page, media: str) -> tuple[Article | None, Failure | None]:
        if page.status not in _SUCCESS or not is_text(media):
            return None, None
        try:
            return await self._read(page), None
        except PullquoteError as error:
            return None, Failure("parse", str(error))

    def _tell(self, tracked: Tracked) -> None:
        self.tracked[tracked.source.id] = tracked
        self._publish(tracked)


def _first(source: Source) -> Tracked:
    if source.kind is SourceKind.NAMED or source.url is None:
        return Tracked(source, State.NAMED)
    if source.acts is not None:
        return Tracked(source, State.SKIPPED, error=Failure("policy", source.acts))
    return Tracked(source, State.QUEUED)


def _host(source: Source) -> str:
    return host(source.url or "")
