"""What became of every source: fetches them in the background, and says so whenever one changes."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.options import Prefetch
from reader.sources.finishing import finished
from reader.sources.inquiry import LACKING, Inquiry
from reader.sources.lineup import LineUp
from reader.sources.local import LocalCopies
from reader.sources.memory import Archived
from reader.sources.model import SourceKind, State, Tracked
from reader.sources.outcomes import asked_for
from reader.sources.schedule import is_stale
from reader.sources.slots import AT_ONCE, Slots
from reader.sources.together import Together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.sources.archives.finding import Finder
    from reader.sources.inquiry import Read
    from reader.sources.memory import Memory, Remembered
    from reader.sources.model import Fetch, Source
    from reader.sources.outcomes import Outcome


_OPEN = frozenset((Archived.UNKNOWN, Archived.ERROR))
"""What is known of copies where nobody has said yet whether there are any."""


def _utc() -> datetime:
    return datetime.now(UTC)


class Tracker:
    """The sources of one article and what is known of them.

    Attributes:
        tracked: source id to the latest that is known of it; set before `publish` is called.
    """

    def __init__(
        self,
        sources: tuple[Source, ...],
        fetch: Fetch | None,
        read: Read,
        publish: Callable[[Tracked], None],
        *,
        slots: Slots | None = None,
        prefetch: Prefetch = Prefetch.ALL,
        home: str | None = None,
        memory: Memory | None = None,
        finder: Finder | None = None,
        published: datetime | None = None,
        renew: bool = False,
        own: frozenset[str] | None = None,
        now: Callable[[], datetime] = _utc,
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
            memory: what is remembered of addresses from run to run.
            finder: finds copies in archives, shared with other trackers.
            published: when the article was published: copies wanted are those of then.
            renew: the person wants every source asked for again, however fresh what is remembered, however many.
            own: the only addresses (by identity) fetched by themselves and remembered; None: all are.
            now: the time, aware, in UTC.
        """
        self.tracked: dict[str, Tracked] = {}
        self._slots = slots or Slots()
        self._inquiry = Inquiry(
            fetch if fetch is not None else LocalCopies({}),
            read,
            memory=memory,
            finder=finder,
            published=published,
            own=own,
            now=now,
        )
        self._has_memory = memory is not None
        self._publish = publish
        self._renew = renew
        self._now = now
        self._together = Together(sources)
        self._locks = {source.id: asyncio.Lock() for source in sources}
        self._queue = LineUp(sources, self._slots, prefetch, home, bounded=not renew, own=own)
        self._lacking: asyncio.Queue[Source | None] = asyncio.Queue()
        self._runs = 0
        self._queue.refill(self.tracked)

    async def run(self) -> None:
        """Fetch what is queued; return when it is settled. When cancelled it leaves no task, and the rest queued."""
        await self._run(await self._recall() if self._has_memory else [])

    async def _run(self, kept: list[Source]) -> None:
        self._runs += 1
        try:
            async with asyncio.TaskGroup() as beside:
                looking = beside.create_task(self._look_for_copies())
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._show(kept))
                    for _ in range(min(AT_ONCE, len(self._queue))):
                        group.create_task(self._work())
                await self._inquiry.keep(*self._together.rest())
                if self._inquiry.can_find:
                    self._lacking.put_nowait(None)
                else:
                    looking.cancel()
        finally:
            self._runs -= 1

    async def renew(self) -> None:
        """Ask for all again, with the manners of the background; cancelled, it leaves all else as it was."""
        self._queue.renew(self.tracked)
        try:
            await self._run([])
        except asyncio.CancelledError:
            self._queue.stop_renewing(self.tracked)
            raise

    def allow(self, prefetch: Prefetch) -> None:
        """Have other sources fetched by themselves, or none; `run` again for those that wait now."""
        before = dict(self.tracked)
        self._queue.prefetch = prefetch
        self._queue.refill(self.tracked)
        for source_id, tracked in self.tracked.items():
            if tracked != before[source_id]:
                self._publish(tracked)

    def attend(self, source_id: str) -> None:
        """The person looks at this source: it is the next to be fetched, if it still waits."""
        self._queue.attend(source_id)

    async def again(self, source_id: str) -> Tracked:
        """Fetch this source now, as asked for by a person; wait for it where it is being fetched already.

        Where it is gone or shut its copy in an archive is looked for too.

        Raises:
            KeyError: there is no such source.
        """
        before = self.tracked[source_id]
        if before.source.kind is SourceKind.NAMED:
            return before
        under_way = before.state is State.FETCHING
        self._queue.asked_for(source_id)
        async with self._locks[source_id]:
            if not (under_way and self.tracked[source_id].state.settled):
                self._queue.remove(source_id)
                await self._track(before.source, background=False)
        if not self._runs:
            await self._inquiry.keep(*self._together.rest())
            while not self._lacking.empty():
                await self._look_for_copy(self._lacking.get_nowait())
        return self.tracked[source_id]

    async def copy(self, source_id: str) -> Tracked:
        """Look for the copy of this source in an archive, as asked for by a person; its text is that of the copy then.

        Raises:
            KeyError: there is no such source.
        """
        tracked = self.tracked[source_id]
        if tracked.source.kind is SourceKind.NAMED or tracked.from_archive:
            return tracked
        async with self._locks[source_id]:
            self._tell(asked_for(await self._inquiry.copy(self.tracked[source_id])))
        return self.tracked[source_id]

    async def note(self, source_id: str, change: Callable[[Remembered], Remembered]) -> None:
        """Remember something else of this source from now on."""
        async with self._locks[source_id]:
            self._tell(await self._inquiry.note(self.tracked[source_id], change))

    async def _work(self) -> None:
        while self._queue:
            for tracked in self._queue.given_up():
                self._tell(tracked)
            source = self._queue.take()
            if source is None:
                if self._queue:
                    await self._slots.changed()
                continue
            async with self._locks[source.id]:
                await self._track(source, background=True)

    async def _recall(self) -> list[Source]:
        """Recall what is remembered; gives the sources of which a page is kept. What is fresh is not asked for."""
        waiting = list(self._queue.waiting)
        await self._inquiry.recall(waiting)
        kept = []
        for source in waiting:
            known = self._inquiry.known(source)
            if known is None or self._renew:
                continue
            if known.checked is not None:
                kept.append(source)
            if not is_stale(known, self._now()):
                self._queue.remove(source.id)
        return kept

    async def _show(self, kept: list[Source]) -> None:
        """Show what is kept of some sources, unless more is known of them by now; ask for what is not there."""
        for source in kept:
            async with self._locks[source.id]:
                if self.tracked[source.id].state is not State.QUEUED:
                    continue
                waits = source in self._queue
                stored = await self._inquiry.stored(source)
                if stored is not None and (stored.article is not None or not waits):
                    self._tell(stored)
                    if not waits and stored.remembered is not None and stored.remembered.archived in _OPEN:
                        self._lacks(stored)
                elif not waits:
                    await self._track(source, background=True)

    async def _look_for_copies(self) -> None:
        """Look for the copies of what is gone or shut, one after the other, until None comes."""
        while (source := await self._lacking.get()) is not None:
            await self._look_for_copy(source)

    async def _look_for_copy(self, source: Source | None) -> None:
        if source is None:
            return
        async with self._locks[source.id]:
            tracked = self.tracked[source.id]
            if tracked.state in LACKING and not tracked.from_archive:
                had = tracked.article is not None and tracked.state is not State.THIN
                found = await self._inquiry.copy(tracked)
                self._tell(replace(tracked, remembered=found.remembered) if had else found)

    def _lacks(self, tracked: Tracked) -> None:
        """Have the copy of a source looked for where it is gone or shut and that may be done."""
        given = tracked.remembered is not None and tracked.remembered.archived is Archived.GIVEN
        may = self._inquiry.can_find and self._queue.prefetch is Prefetch.ALL and not given
        if may and tracked.state in LACKING:
            self._lacking.put_nowait(tracked.source)

    async def _track(self, source: Source, *, background: bool) -> None:
        with self._slots.taken(self._queue.hosts[source.id]), self._queued_again(source):
            before = self.tracked[source.id]
            had = before.article is not None
            self._tell(replace(before, state=State.FETCHING) if had else Tracked(source, State.FETCHING))
            answer = await self._inquiry.ask(source, background=background)
            if answer.page is not None:
                waiting = self._queue.once_more(source, answer.page, background=background)
                if waiting is not None:
                    self._tell(waiting)
                    return
            outcome = await self._inquiry.settle(source, answer, background=background)
            self._queue.spend(outcome.tracked.size)
            await self._hear(outcome)
            self._lacks(self.tracked[source.id])

    async def _hear(self, outcome: Outcome) -> None:
        heard = self._together.hear(outcome, self._slots.now(), self._now())
        for one in (outcome, *heard.changed):
            self._tell(one.tracked)
        await finished(self._inquiry.keep(*heard.sure))  # it was told

    @contextmanager
    def _queued_again(self, source: Source) -> Iterator[None]:
        """What is cancelled meanwhile waits in the queue again, where it may be fetched by itself."""
        before = self.tracked[source.id]
        try:
            yield
        finally:
            if self.tracked[source.id].state is State.FETCHING:
                unasked = before if before.state.settled else self._queue.unasked(source)
                if unasked.state is State.QUEUED:
                    self._queue.put_back(source)
                self._tell(before if before.article is not None else unasked)

    def _tell(self, tracked: Tracked) -> None:
        self.tracked[tracked.source.id] = tracked
        self._publish(tracked)
