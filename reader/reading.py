"""One reading of one article: its sources, which it follows in the background, and every change of which it publishes.

Both faces use it, and neither repeats what it does.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from reader.errors import ClosingError
from reader.options import Prefetch
from reader.sources.opened import OpenedTracker
from reader.sources.references import gather
from reader.voicing import Voicing
from reader.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Sequence

    from reader.article.model import Article
    from reader.quotes.comparing import Comparer
    from reader.sources.archives.finding import Finder
    from reader.sources.archives.saving import Saver
    from reader.sources.memory import Memory
    from reader.sources.model import Fetch, Page, Source, Tracked
    from reader.sources.slots import Slots
    from reader.voices.corrections import Correction


class Reading(Whereabouts):
    """One reading of one article.

    Attributes:
        given: the article as it was opened; it stands for the reading.
    """

    _unjudged = _concluded = False
    _judging: asyncio.Task[None] | None = None

    def __init__(
        self,
        article: Article,
        fetch: Fetch | None,
        parse: Callable[[Page, bool], Awaitable[Article]],
        publish: Callable[[Tracked], None],
        *,
        prefetch: Prefetch = Prefetch.ALL,
        slots: Slots | None = None,
        judged: Callable[[str], None] | None = None,
        followed: Callable[[Reading], None] | None = None,
        revoiced: Callable[[], None] | None = None,
        copies: Collection[str] = (),
        memory: Memory | None = None,
        finder: Finder | None = None,
        corrections: Sequence[Correction] = (),
        own: frozenset[str] | None = None,
        comparer: Comparer | None = None,
    ) -> None:
        """Begin a reading; nothing is fetched before `follow`.

        All that is told is told on the loop: `publish` each change of a source, `judged` each quotation of which
        something else was found, `revoiced` that a source showed whose words a paragraph is, `followed` that all
        sources are settled and every quotation is judged. `copies` are the addresses of which the person gave a copy,
        `corrections` what the reader said of the voices before; `own` is the tracker's. `comparer` holds
        quotations against sources, where that is not done here.
        """
        self.given = article
        self._voicing = Voicing(article, corrections)
        self._followed = followed
        self._publish = publish
        self._judged = judged
        self._revoiced = revoiced
        self._turn, sources = Lock(), _sources(self._voicing.article, copies)
        self._tracker = OpenedTracker(
            sources,
            fetch,
            parse,
            self._arrived,
            slots=slots,
            prefetch=prefetch,
            home=article.url,
            memory=memory,
            finder=finder,
            published=article.published,
            own=own,
        )
        super().__init__(self._voicing.article, sources, self._tracker.tracked, memory, comparer)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What the reader said of whose words the paragraphs are."""
        return self._voicing.corrections

    async def correct(self, blocks: Sequence[str], *, quoted: bool) -> None:
        """The reader says whose words some blocks (by their ids) are; the others are guessed again in that light."""

        def say() -> bool:
            self._voicing.correct(blocks, quoted=quoted)
            return True

        await asyncio.to_thread(self._decide, say)

    async def undo(self) -> bool:
        """Take back what the reader said last; False where there is nothing to take back."""
        return await asyncio.to_thread(self._decide, self._voicing.undo)

    async def follow(self) -> None:
        """Fetch every source, what the person looks at first; return when all are settled. Cancel it to stop."""
        await self._tracker.run()
        await self._settle()

    async def conclude(self) -> None:
        """Judge by what is there now, and wait for no source any more."""
        self._concluded = True  # for good: what is judged now may not have looked whether to wait
        await asyncio.shield(self._to_judge())

    def allow(self, prefetch: Prefetch) -> None:
        """Have other sources fetched by themselves, or none; `follow` again for those that wait now."""
        self._tracker.allow(prefetch)

    def attend(self, source_id: str) -> None:
        """The person looks at this source: it goes first."""
        self._tracker.attend(source_id)

    async def again(self, source_id: str) -> Tracked:
        """Fetch this source now, whatever became of it before."""
        found = await self._tracker.again(source_id)
        await self._settle()
        return found

    async def came(self, page: Page, article: Article | None) -> None:
        """The person opened a page: where it is a source here, what came is what is known of it."""
        await self._tracker.came(page, article)

    async def renew(self) -> None:
        """Ask for every source again, with the manners of the background."""
        await self._tracker.renew()
        await self._settle()

    async def copy(self, source_id: str) -> Tracked:
        """Look for this source's copy in an archive; its text is that of the copy then, where there is one."""
        found = await self._tracker.copy(source_id)
        await self._settle()
        return found

    async def save(self, source_id: str, saver: Saver, said: Callable[[str], None]) -> None:
        """Have an archive save the page of a source, as a person asked for; `said` hears each step, in a sentence."""
        source = self.tracked[source_id].source
        async for step in saver.save(source.url or ""):
            await self._tracker.note(source_id, step.noted)
            said(step.message)

    async def vouch(self, source_id: str, *, alive: bool | None) -> Tracked:
        """The person says that a source is there or gone, whatever was found, or (None) takes that back."""
        from reader.sources.transitions import marked

        now = datetime.now(UTC)
        await self._tracker.note(source_id, lambda known: marked(known, now, alive=alive))
        return self.tracked[source_id]

    def _arrived(self, tracked: Tracked) -> None:
        self._publish(tracked)
        # What nothing is attributed to is looked into when all are there: judging takes time from the fetching.
        if tracked.state.settled and tracked.source.id in self._source_of.values():
            self._to_judge()

    def _to_judge(self) -> asyncio.Task[None]:
        """Have all judged by what is there now; what arrives while that is done is judged together after it."""
        self._unjudged = True
        if self._judging is None or self._judging.done():
            self._judging = asyncio.get_running_loop().create_task(self._catch_up())
        return self._judging

    async def _catch_up(self) -> None:
        while self._unjudged:
            self._unjudged = False
            await self._judge()

    async def _judge(self) -> None:
        if await asyncio.to_thread(self._decide, self._look) and self._revoiced is not None:
            self._revoiced()
        for quotation_id in await asyncio.to_thread(partial(self._verdicts.judge, finally_=self._concluded)):
            if self._judged is not None:
                self._judged(quotation_id)

    def _look(self) -> bool:
        sources = {one.id: one for one in self.sources}
        try:
            return self._texts.by_all(lambda candidates: self._voicing.look(candidates, sources))
        except ClosingError:
            return False

    def _decide(self, change: Callable[[], bool]) -> bool:
        """Change the voices, one change at a time, and judge what is a quotation now; False where nothing changed."""
        with self._turn:
            changed = change()
            if changed:
                self._take(self._voicing.article)
            return changed

    async def _settle(self) -> None:
        """Wait until every quotation is judged by what has arrived."""
        await asyncio.shield(self._to_judge())  # which others may wait for, too
        if self._followed is not None:
            self._followed(self)


def _sources(article: Article, copies: Collection[str]) -> tuple[Source, ...]:
    """The references of an article; of an outlet that is only named, a copy of the person's own may stand in."""
    sources = gather(article)
    if not copies:
        return sources
    from reader.standing_in import standing_in

    return standing_in(sources, copies)
