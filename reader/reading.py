"""One reading of one article: its sources, which it follows in the background, and every change of which it publishes.

Both faces use it, and neither repeats what it does.
"""

from __future__ import annotations

import asyncio
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from reader.options import Prefetch
from reader.quotes.located import Stretch, located
from reader.sources.references import SourceIndex, gather
from reader.sources.tracker import Tracker
from reader.verdicts import UNJUDGED, Texts, Verdicts, quoted_words
from reader.voicing import Voicing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

    from reader.article.model import Article, Quotation
    from reader.quotes.checking import Finding
    from reader.quotes.passage import Passage
    from reader.sources.archives.finding import Finder
    from reader.sources.archives.saving import Saver
    from reader.sources.memory import Memory
    from reader.sources.model import Fetch, Mention, Page, Source, Tracked
    from reader.sources.slots import Slots
    from reader.voices.corrections import Correction


class Reading:
    """One reading of one article.

    Attributes:
        given: the article as it was opened; it stands for the reading.
        article: the same in its present voices: texts, blocks and their ids never change, but whose words they are may,
            and with that the quotations and their ids.
        sources: its references, in order of first mention.
    """

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
    ) -> None:
        """Begin a reading; nothing is fetched before `follow`.

        All that is told is told on the loop: `publish` each change of a source, `judged` each quotation of which
        something else was found, `revoiced` that a source showed whose words a paragraph is, `followed` that all
        sources are settled and every quotation is judged. `copies` are the addresses of which the person gave a copy,
        `corrections` what the reader said of the voices before.
        """
        self.given = article
        self._voicing = Voicing(article, corrections)
        self._followed = followed
        self._publish = publish
        self._judged = judged
        self._revoiced = revoiced
        self._judging: set[asyncio.Task[None]] = set()
        self._turn = Lock()
        self.sources: tuple[Source, ...] = gather(self._voicing.article)
        if copies:
            from reader.standing_in import standing_in

            self.sources = standing_in(self.sources, copies)
        self._tracker = Tracker(
            self.sources,
            fetch,
            parse,
            self._arrived,
            slots=slots,
            prefetch=prefetch,
            home=article.url,
            memory=memory,
            finder=finder,
            published=article.published,
        )
        self._texts = Texts(self._tracker.tracked)
        self._quotations: dict[str, Quotation] = {}
        self._take(self._voicing.article)

    @property
    def tracked(self) -> Mapping[str, Tracked]:
        """Source id to the latest that is known of it."""
        return self._tracker.tracked

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
        await self._judge(finally_=True)

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
            await self._tracker.note(source_id, step)
            said(step.message)

    def quotation(self, quotation_id: str | None) -> Quotation | None:
        """The quotation of that id, or None."""
        return self._quotations.get(quotation_id or "")

    def source_of(self, quotation: Quotation) -> str | None:
        """The id of the source that a quotation is attributed to, or None."""
        return self._source_of.get(quotation.id)

    def passage(
        self, source_id: str, mention: Mention | None = None, quotation: Quotation | None = None
    ) -> Passage | None:
        """The passage of a fetched source nearest to what refers to it; None while there is no text.

        What refers to it is the quotation that the mention stands in or leads in to, else the sentence of the mention.
        Without a mention or a quotation it is the first quotation attributed to the source, else its first mention.
        """
        from reader.quotes.passage import nearest

        tracked = self.tracked.get(source_id)
        if tracked is None or tracked.article is None:
            return None
        quotation = quotation or self._quotation_near(source_id, mention)
        if quotation is not None:
            return nearest(tracked.article, quoted_words(self.article, quotation), quotation=True)
        mention = mention or next(iter(tracked.source.mentions), None)
        return nearest(tracked.article, self._sentence(mention)) if mention is not None else None

    def passages(
        self, source_id: str, mention: Mention | None = None, quotation: Quotation | None = None
    ) -> tuple[Stretch, ...]:
        """Where a fetched source has what refers to it: every piece of the quotation, where that was found there.

        Else the nearest passage, as `passage` gives it; empty where there is none.
        """
        quotation = quotation or self._quotation_near(source_id, mention)
        if quotation is not None and self.finding(quotation).found_in == source_id:
            found = self.stretches(quotation)
            if found:
                return found
        nearest = self.passage(source_id, mention, quotation)
        return (Stretch(*nearest[:3]),) if nearest is not None else ()

    def stretches(self, quotation: Quotation) -> tuple[Stretch, ...]:
        """The pieces of a quotation in the source in which it was found; empty where that has no such text now."""
        finding = self.finding(quotation)
        tracked = self.tracked.get(finding.found_in or "")
        judgement = finding.judgement
        if tracked is None or tracked.article is None or judgement.at is None:
            return ()
        if finding.version is not None and finding.version.stood is not None:
            return ()  # it stands in what the source said before
        return located(tracked.article, judgement.pieces or (judgement.at,))

    def address_at(
        self, url: str, source_id: str, mention: Mention | None = None, quotation: Quotation | None = None
    ) -> str:
        """The address of a source so that a browser scrolls to what was quoted, where that stands there today."""
        quotation = quotation or self._quotation_near(source_id, mention)
        found = self.stretches(quotation) if quotation is not None else ()
        tracked = self.tracked.get(source_id)
        if quotation is None or not found or tracked is None or tracked.article is None:
            return url
        from reader.quotes.fragment import with_fragment

        finding = self.finding(quotation)
        at = finding.judgement.at
        if finding.found_in != source_id or at is None:
            return url
        return with_fragment(url, tracked.article.text, *at) or url

    def words_of_source(self, quotation: Quotation) -> str | None:
        """The passage in which a quotation was found, as the source printed it; None where there is none."""
        finding = self.finding(quotation)
        text, at = self._verdicts.text_of(finding), finding.judgement.at
        return text[slice(*at)] if text is not None and at is not None else None

    def looked_at(self, quotation: Quotation) -> None:
        """The person has seen what is said of a quotation, and that it is worse than before."""
        self._verdicts.looked_at(quotation.id)

    def finding(self, quotation: Quotation) -> Finding:
        """What was found of a quotation in the sources that are there so far."""
        found = self._verdicts.findings.get(quotation.id)
        return found or UNJUDGED  # asked for while another thread takes other voices, and so other quotations

    def _arrived(self, tracked: Tracked) -> None:
        self._publish(tracked)
        # What nothing is attributed to is looked into when all are there: judging takes time from the fetching.
        if tracked.state.settled and tracked.source.id in self._source_of.values():
            task = asyncio.get_running_loop().create_task(self._judge())
            self._judging.add(task)
            task.add_done_callback(self._judging.discard)

    async def _judge(self, *, finally_: bool = False) -> None:
        if await asyncio.to_thread(self._decide, self._look) and self._revoiced is not None:
            self._revoiced()
        for quotation_id in await asyncio.to_thread(partial(self._verdicts.judge, finally_=finally_)):
            if self._judged is not None:
                self._judged(quotation_id)

    def _look(self) -> bool:
        return self._voicing.look(self._texts.candidates(), {one.id: one for one in self.sources})

    def _decide(self, change: Callable[[], bool]) -> bool:
        """Change the voices, one change at a time, and judge what is a quotation now; False where nothing changed."""
        with self._turn:
            changed = change()
            if changed:
                self._take(self._voicing.article)
            return changed

    def _take(self, article: Article) -> None:
        index = SourceIndex(self.sources)
        source_of = {one.id: index.of(one) for one in article.quotations}
        before = {_range(one): self.finding(one) for one in self._quotations.values()}
        shown = {one.id: before[_range(one)] for one in article.quotations if _range(one) in before}
        verdicts = Verdicts(article, source_of, self.tracked, shown=shown, texts=self._texts)
        if self._texts.candidates():
            verdicts.judge()
        self.article, self._source_of, self._verdicts = article, source_of, verdicts
        self._quotations = {one.id: one for one in article.quotations}

    async def _settle(self) -> None:
        """Wait until every quotation is judged by what has arrived."""
        await asyncio.gather(self._judge(), *self._judging)
        if self._followed is not None:
            self._followed(self)

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

    def _sentence(self, mention: Mention) -> str:
        from reader.quotes.passage import sentence_at

        text = self.article.block(mention.block).text
        start, end = sentence_at(text, mention.start, mention.end)
        return text[start:end]


def _range(quotation: Quotation) -> tuple[tuple[str, ...], int, int]:
    """What a quotation runs over: its id is another one when others come before it."""
    return quotation.blocks, quotation.start, quotation.end
