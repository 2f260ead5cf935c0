"""What became of every source: fetches them in the background, and says so whenever one changes."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.errors import FetchError, PullquoteError
from reader.options import Prefetch
from reader.sources.canonical import host
from reader.sources.local import LocalCopies
from reader.sources.media import is_text, media_type
from reader.sources.model import Failure, SourceKind, State, Tracked
from reader.sources.pauses import asked_to_wait, left_alone
from reader.sources.prefetching import withheld
from reader.sources.slots import AT_ONCE, LONGEST_WAIT, Slots
from reader.sources.states import failed, settle

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from reader.article.model import Article
    from reader.sources.model import Fetch, Page, Source

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
        read: Callable[[Page, bool], Awaitable[Article]],
        publish: Callable[[Tracked], None],
        *,
        slots: Slots | None = None,
        prefetch: Prefetch = Prefetch.ALL,
        home: str | None = None,
    ) -> None:
        """Make a tracker; nothing is fetched before `run`.

        Args:
            sources: of one article.
            fetch: fetches pages; None makes no request and settles every link as offline.
            read: makes an article of a page of text, for the background or for a person who waits; raises a
                PullquoteError where it cannot.
            publish: called on the loop with every change of a source.
            slots: the places for requests, shared with other trackers.
            prefetch: which sources are fetched by themselves.
            home: the article's own address, where known.
        """
        self.tracked: dict[str, Tracked] = {}
        self._sources = sources
        self._home = home
        self._slots = slots or Slots()
        self._fetch: Fetch = fetch if fetch is not None else LocalCopies({})
        self._read = read
        self._publish = publish
        self._locks = {source.id: asyncio.Lock() for source in sources}
        self._number = {source.id: number for number, source in enumerate(sources)}
        # Whom a source is asked of: the host of its address, or where that is known to lead.
        self._host = {source.id: host(source.url) for source in sources if source.url is not None}
        self._asked_to_wait: set[str] = set()
        self._withheld: frozenset[str] = frozenset()
        self._queue: list[Source] = []
        self._prefetch = prefetch
        self._line_up()

    async def run(self) -> None:
        """Fetch what is queued; return when it is settled. When cancelled it leaves no task, and the rest queued."""
        async with asyncio.TaskGroup() as group:
            for _ in range(min(AT_ONCE, len(self._queue))):
                group.create_task(self._work())

    def allow(self, prefetch: Prefetch) -> None:
        """Have other sources fetched by themselves, or none; `run` again for those that wait now."""
        before = dict(self.tracked)
        self._prefetch = prefetch
        self._line_up()
        for source_id, tracked in self.tracked.items():
            if tracked != before[source_id]:
                self._publish(tracked)

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
        self._withheld -= {source_id}
        self._queue = [source for source in self._queue if source.id != source_id]
        async with self._locks[source_id]:
            if not (under_way and self.tracked[source_id].state.settled):
                self._queue = [source for source in self._queue if source.id != source_id]
                await self._track(before.source, background=False)
        return self.tracked[source_id]

    async def _work(self) -> None:
        while self._queue:
            self._leave_alone()
            source = self._next()
            if source is None:
                if self._queue:
                    await self._slots.changed()
                continue
            async with self._locks[source.id]:
                await self._track(source, background=True)

    def _line_up(self) -> None:
        """Queue what is to be fetched by itself and is not settled, what is quoted first."""
        self._queue = []
        for source in self._sources:
            known = self.tracked.get(source.id)
            if known is None or known.state is State.QUEUED or source.id in self._withheld:
                self.tracked[source.id] = self._unasked(source)
            if self.tracked[source.id].state is State.QUEUED:
                self._queue.append(source)
        self._queue.sort(key=lambda source: not source.quoting)

    def _unasked(self, source: Source) -> Tracked:
        """A source that waits to be fetched by itself, or why it is not."""
        why = self._why_not(source)
        self._withheld = (self._withheld | {source.id}) if why else (self._withheld - {source.id})
        return _first(source, why)

    def _why_not(self, source: Source) -> str | None:
        return withheld(source.url, self._number[source.id], self._prefetch, self._home) if source.url else None

    def _leave_alone(self) -> None:
        """Settle what waits for a host that asked for a pause longer than we wait."""
        for source in list(self._queue):
            asked = self._host[source.id]
            seconds = self._slots.pause_of(asked)
            if seconds > LONGEST_WAIT:
                self._queue.remove(source)
                self._tell(Tracked(source, State.SKIPPED, error=left_alone(asked, seconds)))

    def _next(self) -> Source | None:
        """Take the first source in the queue for whose host there is room."""
        for place, source in enumerate(self._queue):
            if self._slots.room_for(self._host[source.id]):
                return self._queue.pop(place)
        return None

    async def _track(self, source: Source, *, background: bool) -> None:
        with self._slots.taken(self._host[source.id]), self._queued_again(source):
            self._tell(Tracked(source, State.FETCHING))
            self._tell(await self._fetched(source, background=background))

    @contextmanager
    def _queued_again(self, source: Source) -> Iterator[None]:
        """What is cancelled meanwhile waits in the queue again, where it may be fetched by itself."""
        try:
            yield
        finally:
            if self.tracked[source.id].state is State.FETCHING:
                unasked = self._unasked(source)
                if unasked.state is State.QUEUED:
                    self._queue.insert(0, source)
                self._tell(unasked)

    async def _fetched(self, source: Source, *, background: bool) -> Tracked:
        assert source.url is not None
        try:
            page = await self._fetch.get(source.url, background=background)
        except FetchError as error:
            state, failure = failed(error)
            return Tracked(source, state, final_url=error.final_url, http_status=error.status, error=failure)
        if (seconds := asked_to_wait(page)) is not None:
            busy = self._host[source.id] = host(page.final_url)
            self._slots.pause(busy, seconds)
            first = background and source.id not in self._asked_to_wait
            if first and seconds <= LONGEST_WAIT and self._why_not(source) is None:
                self._asked_to_wait.add(source.id)
                self._queue.append(source)
                return Tracked(source, State.QUEUED, http_status=page.status, error=left_alone(busy, seconds))
        media = media_type(page.content_type, page.body)
        article, unreadable = await self._article(page, media, background=background)
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

    async def _article(self, page: Page, media: str, *, background: bool) -> tuple[Article | None, Failure | None]:
        if page.status not in _SUCCESS or not is_text(media):
            return None, None
        try:
            return await self._read(page, background), None
        except PullquoteError as error:
            return None, Failure("parse", str(error))

    def _tell(self, tracked: Tracked) -> None:
        self.tracked[tracked.source.id] = tracked
        self._publish(tracked)


def _first(source: Source, withheld: str | None) -> Tracked:
    if source.kind is SourceKind.NAMED or source.url is None:
        return Tracked(source, State.NAMED)
    if source.acts is not None:
        return Tracked(source, State.SKIPPED, error=Failure("policy", source.acts))
    if withheld is not None:
        return Tracked(source, State.SKIPPED, error=Failure("policy", withheld))
    return Tracked(source, State.QUEUED)
