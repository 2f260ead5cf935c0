"""One source asked for: from the web, from what is kept, from an archive; and what its answer makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from reader.errors import FetchError, PullquoteError
from reader.sources.archives.given import given
from reader.sources.canonical import identity
from reader.sources.media import is_text, media_type, pixels
from reader.sources.memory import LIVE, Archived, Capture, Liveness
from reader.sources.model import Evidence, Failure, State, Tracked, Validators
from reader.sources.outcomes import Answer, Outcome, seen_on, sha256_of
from reader.sources.recollection import Recollection
from reader.sources.states import failed, settle
from reader.sources.transitions import Seen, after, badge

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from reader.article.model import Article
    from reader.sources.archives.finding import Finder, Found
    from reader.sources.memory import Memory, Remembered
    from reader.sources.model import Fetch, Page, Source

    Read = Callable[[Page, bool], Awaitable[Article]]

_SUCCESS = range(200, 300)
_KEPT = frozenset((State.OK, State.MOVED, State.THIN))
"""The states of an answer whose page is worth keeping: it is the page that was asked for."""

LACKING = frozenset((State.DEAD, State.STRIKE, State.SOFT404, State.WALLED, State.BLOCKED, State.THIN))
"""The states in which a copy in an archive is looked for without being asked."""


class Inquiry:
    """Asks for the sources of one article."""

    def __init__(
        self,
        fetch: Fetch,
        read: Read,
        *,
        memory: Memory | None = None,
        finder: Finder | None = None,
        published: datetime | None = None,
        own: frozenset[str] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Make an inquiry.

        Args:
            fetch: fetches pages.
            read: makes an article of a page of text, for the background or for a person who waits; raises a
                PullquoteError where it cannot.
            memory: what is remembered of addresses.
            finder: finds copies in archives; None where none is to be asked.
            published: when the article was published that cites the sources: the copies wanted are those of then.
            own: the only addresses (by their identities) of which anything is kept; None: of all.
            now: the time, aware, in UTC.
        """
        self._fetch = fetch
        self._read = read
        self._memory = Recollection(memory, own)
        self._finder = finder
        self._published = published
        self._now = now
        self._known: dict[str, Remembered] = {}

    @property
    def can_find(self) -> bool:
        """Whether there is an archive to ask."""
        return self._finder is not None

    def known(self, source: Source) -> Remembered | None:
        """What is remembered of a source, as far as it was recalled."""
        return self._known.get(identity(source.url)) if source.url is not None else None

    async def recall(self, sources: list[Source]) -> None:
        """Recall what is remembered of some sources."""
        self._known |= await self._memory.recall([identity(one.url) for one in sources if one.url is not None])

    async def stored(self, source: Source) -> Tracked | None:
        """A source as it is kept, without a request; None where it is there and none of its pages is kept."""
        known = self.known(source)
        if known is None:
            return None
        capture = await self._memory.capture(known.url)
        if capture is None and known.copy is not None:
            capture = await self._memory.capture(known.url, known.copy.url)
        tracked = Tracked(source, badge(known), known.final_url, known.status, known.media_type, remembered=known)
        if capture is not None:
            return await self._with_stored(tracked, capture)
        if known.checked is None or known.liveness in (Liveness.ALIVE, Liveness.MOVED, Liveness.UNKNOWN):
            return None
        return replace(
            tracked,
            error=Failure(known.phase or "http", known.why),
            evidence=Evidence(known.url, known.checked, LIVE, None, known.why, stored=True),
        )

    async def ask(self, source: Source, *, background: bool, came: Page | None = None) -> Answer:
        """Ask the web for a source, unless its page `came`; one that is kept need not come again if it is the same."""
        assert source.url is not None
        known = self.known(source)
        stored = await self._memory.capture(known.url) if known is not None else None
        if came is not None:
            return Answer(came, None, known, stored)
        validators = None
        if known is not None and stored is not None and (known.etag or known.last_modified):
            validators = Validators(known.final_url or known.url, known.etag, known.last_modified)
        led = given(source.url)
        if led is not None and led.asks_people:
            refusal = FetchError("policy", f"{led.archive} lets no programs in; open it in the browser.")
            return Answer(None, refusal, known, stored)
        url = led.copy.raw if led is not None and led.copy is not None else source.url
        try:
            page = await self._fetch.get(url, background=background, known=validators)
        except FetchError as error:
            return Answer(None, error, known, stored)
        return Answer(page, None, known, stored)

    async def settle(self, source: Source, answer: Answer, *, background: bool) -> Outcome:
        """What an answer, or its absence, makes of a source."""
        if answer.page is None:
            assert answer.error is not None
            return await self._unanswered(source, answer, answer.error)
        page = answer.page
        if page.status == HTTPStatus.NOT_MODIFIED and answer.stored is not None and answer.before is not None:
            return await self._unchanged(source, answer.before, answer.stored, page)
        media = media_type(page.content_type, page.body)
        article, unreadable = await self._article(page, media, background=background, read=answer.article)
        state, failure = settle(page, article)
        seen = seen_on(source, page, media, article, (state, failure))
        now = self._now()
        led = given(source.url or "")
        origin = led.copy.url if led is not None and led.copy is not None else LIVE
        known = after(answer.before, seen, now)
        if led is not None:
            known = replace(known, archived=Archived.GIVEN, copy=led.copy)
        capture = None
        if state in _KEPT:
            capture = Capture(page, now, origin, article.text if article is not None else None)
            if article is not None and origin == LIVE and state is not State.THIN:
                known = await self._drifted(known, article, now)
        tracked = Tracked(
            source,
            state if origin != LIVE else badge(known),
            final_url=page.final_url,
            http_status=page.status,
            media_type=media,
            size=len(page.body),
            truncated=page.truncated,
            seconds=page.seconds,
            article=article,
            error=unreadable or failure,
            evidence=Evidence(page.url, now, origin, sha256_of(page), seen.why),
            remembered=known,
            pixels=pixels(media, page.body),
        )
        if article is None and answer.stored is not None and state not in _KEPT:
            tracked = await self._with_stored(tracked, answer.stored)
        return Outcome(tracked, seen, answer.before, capture)

    async def keep(self, *outcomes: Outcome) -> None:
        """Remember what became of some sources."""
        for outcome in outcomes:
            known = outcome.tracked.remembered
            if known is not None and known != outcome.before:
                self._known[known.url] = known
                await self._memory.keep(known, outcome.capture)

    async def copy(self, tracked: Tracked) -> Tracked:
        """A source with the copy of it in an archive: its text is that of the copy from now on, where there is one."""
        url, known = tracked.source.url, tracked.remembered
        if url is None or self._finder is None:
            return tracked
        known = known or after(None, Seen(identity(url), State.SKIPPED, ""), self._now())
        if known.copy is not None:
            capture = await self._memory.capture(known.url, known.copy.url)
            if capture is not None:
                return await self._with_stored(replace(tracked, remembered=known), capture)
        found = await self._finder.find(url, self._published)
        known = replace(known, archived=found.archived, copy=found.copy or known.copy)
        self._known[known.url] = known
        capture = None
        if found.page is not None and found.copy is not None:
            text = found.article.text if found.article is not None else None
            capture = Capture(found.page, self._now(), found.copy.url, text)
        await self._memory.keep(known, capture)
        return _shown(replace(tracked, remembered=known), found, self._now())

    async def note(self, tracked: Tracked, change: Callable[[Remembered], Remembered]) -> Tracked:
        """A source of which something else is to be remembered from now on, though it was not asked for."""
        before = tracked.remembered or after(
            None, Seen(identity(tracked.source.url or ""), State.SKIPPED, ""), self._now()
        )
        known = self._known[before.url] = change(before)
        if known != before:
            await self._memory.keep(known)
        tracked = replace(tracked, remembered=known)
        if known.manual is before.manual or not tracked.state.settled:
            return tracked
        state = badge(known)
        return replace(tracked, state=state if state.settled else State.SKIPPED)

    async def _unanswered(self, source: Source, answer: Answer, error: FetchError) -> Outcome:
        state, failure = failed(error)
        seen = Seen(
            identity(source.url or ""), state, failure.message, failure.phase, error.status, final_url=error.final_url
        )
        now = self._now()
        known = after(answer.before, seen, now)
        shown = badge(known) if state is State.STRIKE else state
        evidence = None if state in (State.SKIPPED, State.OFFLINE) else Evidence(
            source.url or "", now, LIVE, None, known.why
        )  # fmt: skip
        tracked = Tracked(
            source,
            shown,
            final_url=error.final_url,
            http_status=error.status,
            error=failure,
            evidence=evidence,
            remembered=known if state is State.STRIKE else answer.before,
        )
        if answer.stored is not None:
            tracked = await self._with_stored(tracked, answer.stored)
        elif state is State.OFFLINE and (kept := await self.stored(source)) is not None:
            tracked = kept
        return Outcome(tracked, seen, answer.before)

    async def _unchanged(self, source: Source, before: Remembered, stored: Capture, page: Page) -> Outcome:
        """The server says that what is kept is still what is there."""
        why = "The server says that nothing changed since (304 Not Modified)."
        state = State.MOVED if before.liveness is Liveness.MOVED else State.OK
        seen = Seen(
            before.url, state, why, status=page.status, final_url=page.final_url, etag=page.etag,
            last_modified=page.last_modified, unchanged=True,
        )  # fmt: skip
        known = after(before, seen, self._now())
        tracked = Tracked(source, badge(known), page.final_url, page.status, known.media_type, remembered=known)
        tracked = await self._with_stored(tracked, stored)
        return Outcome(tracked, seen, before)

    async def _with_stored(self, tracked: Tracked, capture: Capture) -> Tracked:
        """A source with a page of it that is kept."""
        page = capture.page
        media = media_type(page.content_type, page.body)
        article, _ = await self._article(page, media, background=True)
        rule = tracked.evidence.rule if tracked.evidence is not None else ""
        if not rule and tracked.remembered is not None:
            rule = tracked.remembered.why
        settled = tracked.state
        if settled in (State.OFFLINE, State.SKIPPED) and tracked.remembered is not None:
            settled = badge(tracked.remembered)
        return replace(
            tracked,
            state=settled,
            error=None if article is not None and settled is not tracked.state else tracked.error,
            article=article,
            media_type=media,
            size=len(page.body),
            truncated=page.truncated,
            evidence=Evidence(page.url, capture.got, capture.origin, sha256_of(page), rule, stored=True),
        )

    async def _drifted(self, known: Remembered, article: Article, now: datetime) -> Remembered:
        from reader.sources.drift import drifted

        texts = await self._memory.texts(known.url)
        return replace(known, drifted=drifted(texts, article.text, known.drifted, now)) if texts else known

    async def _article(
        self, page: Page, media: str, *, background: bool, read: Article | None = None
    ) -> tuple[Article | None, Failure | None]:
        if read is not None:
            return read, None
        if page.status not in _SUCCESS or not is_text(media):
            return None, None
        try:
            return await self._read(page, background), None
        except PullquoteError as error:
            return None, Failure("parse", str(error))


def _shown(tracked: Tracked, found: Found, now: datetime) -> Tracked:
    """The source with what an archive gave."""
    if found.copy is None or found.page is None:
        return tracked
    rule = f"This is the copy that {found.copy.archive} took on {found.copy.taken:%-d %b %Y}."
    evidence = Evidence(found.copy.raw, now, found.copy.url, sha256_of(found.page), rule)
    media = media_type(found.page.content_type, found.page.body)
    return replace(
        tracked, article=found.article, evidence=evidence, media_type=media, size=len(found.page.body),
        truncated=found.page.truncated,
    )  # fmt: skip
