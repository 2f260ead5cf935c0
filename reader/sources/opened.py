"""Sources that the person opens: what came then is known of them, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.sources.outcomes import is_of
from reader.sources.tracker import Tracker

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.sources.model import Page


class OpenedTracker(Tracker):
    """A tracker of sources that may be opened while they are followed."""

    async def came(self, page: Page, article: Article | None) -> None:
        """The person opened a page, and this came: what it says of the source is known now, without a request."""
        for source in [one.source for one in self.tracked.values() if is_of(one, page)]:
            async with self._locks[source.id]:
                self._queue.remove(source.id)
                answer = await self._inquiry.ask(source, background=False, came=page)
                answer = answer._replace(article=article)
                await self._hear(await self._inquiry.settle(source, answer, background=False))
        if not self._runs:
            await self._inquiry.keep(*self._together.rest())
