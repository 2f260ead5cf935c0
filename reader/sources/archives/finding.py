"""Finding the copy of a page that lies nearest to a date, and its bytes as they were captured.

First the redirect that the Wayback Machine answers with, which is quick; then its index, which is slow and complete;
then the Memento TimeGates that the person has set. A copy that is itself an error or a wall is passed over.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from reader.errors import FetchError, PullquoteError
from reader.sources.archives.copies import (
    gate_headers,
    gated,
    index_address,
    indexed,
    map_address,
    mapped,
    nearest_first,
    probe_address,
    probed,
)
from reader.sources.archives.pace import Pace, RefusedError
from reader.sources.canonical import canonical, host
from reader.sources.caution import carries_token
from reader.sources.guard import is_private
from reader.sources.media import is_text, media_type
from reader.sources.memory import Archived
from reader.sources.model import Question, State
from reader.sources.states import settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime

    from reader.article.model import Article
    from reader.options import Archives
    from reader.sources.memory import Copy
    from reader.sources.model import Ask, Page

    Read = Callable[[Page, bool], Awaitable[Article]]

MOST = 3
"""Copies of one page that are looked at."""

SECONDS = 20.0
"""For one question to an archive; an index takes its time."""

_FINE = frozenset((State.OK, State.MOVED, State.THIN))
_ERROR = 400
_NOT_HERE = frozenset((403, 404, 410, 451))
"""What archives answer of a page that they do not have, or do not show to anybody."""


class Found(NamedTuple):
    """What came of a search for copies.

    Attributes:
        archived: have, none, or error where an archive did not answer.
        copy: the copy, where there is one.
        page: its bytes as they were captured.
        article: what was read from them.
    """

    archived: Archived
    copy: Copy | None = None
    page: Page | None = None
    article: Article | None = None


class _Wanted(NamedTuple):
    """What is searched for: a page, the time, and whether its address is nobody's business."""

    url: str
    when: datetime | None
    private: bool


class Finder:
    """Asks archives. It is shared by all that is read in one run, as their patience is."""

    def __init__(
        self,
        archives: Archives,
        ask: Ask,
        read: Read,
        *,
        own: frozenset[str] = frozenset(),
        pace: Callable[[], Pace] = Pace,
    ) -> None:
        """Make a finder.

        Args:
            archives: where to ask.
            ask: asks one question of the web.
            read: makes an article of a page.
            own: hosts of the person's own, of which no public archive is told.
            pace: makes the turns for one archive.
        """
        self._archives = archives
        self._ask = ask
        self._read = read
        self._own = own
        self._new_pace = pace
        self._paces: dict[str, Pace] = {}

    async def find(self, url: str, when: datetime | None) -> Found:
        """The copy nearest to a time that can be read.

        Args:
            url: a canonical address.
            when: aware; None for the newest.
        """
        seen: set[str] = set()
        refused = False
        private = host(url) in self._own or is_private(host(url)) or carries_token(url)
        for search in (self._by_redirect, self._by_index, self._by_gates):
            try:
                async for named in search(_Wanted(url, when, private)):
                    copy = _canonical(named)
                    if copy is None or copy.raw in seen or len(seen) >= MOST:
                        continue
                    seen.add(copy.raw)
                    found = await self.read(copy, url)
                    if found is not None:
                        return found
            except RefusedError:
                refused = True
        return Found(Archived.ERROR if refused else Archived.NONE)

    async def read(self, copy: Copy, url: str) -> Found | None:
        """A copy's own bytes, read; None where it is a copy of an error, of a wall, or of nothing.

        Args:
            copy: as an archive, or the author of an article, gave it.
            url: of the page that it is a copy of.

        Raises:
            RefusedError: the archive did not give it.
        """
        page = await self._asked(Question(copy.raw, "archive", SECONDS))
        if page.memento is None or urlsplit(page.final_url).netloc != urlsplit(copy.raw).netloc:
            return None
        # The links on it are meant as those of the page; the ways of the archive say nothing of it.
        page = replace(page, url=url, final_url=url, hops=(), retry_after=None)
        media = media_type(page.content_type, page.body)
        article = None
        if page.status < _ERROR and is_text(media):
            try:
                article = await self._read(page, True)  # noqa: FBT003 - of the two kinds of reading, the patient one
            except PullquoteError:
                return None
        state, _ = settle(page, article)
        if state not in _FINE or (article is None and is_text(media)):
            return None
        return Found(Archived.HAVE, copy, page, article)

    async def _by_redirect(self, wanted: _Wanted) -> AsyncIterator[Copy]:
        base = self._archives.wayback
        if self._may_know(base, wanted):
            address = probe_address(base, wanted.url, wanted.when)
            copy = probed(await self._asked(Question(address, "archive", SECONDS, follow=False)))
            if copy is not None:
                yield copy

    async def _by_index(self, wanted: _Wanted) -> AsyncIterator[Copy]:
        index, base = self._archives.cdx, self._archives.wayback
        if base and self._may_know(index, wanted):
            address = index_address(index, wanted.url, wanted.when, MOST + 1)
            page = await self._asked(Question(address, "archive", SECONDS))
            if page.status < _ERROR:
                for copy in indexed(page.body, base, wanted.url, wanted.when):
                    yield copy

    async def _by_gates(self, wanted: _Wanted) -> AsyncIterator[Copy]:
        """The copies to which the gates lead, then, as these will not do, the others that they list."""
        copies: list[Copy] = []
        maps: list[str] = []
        refused = False
        for gate in self._archives.timegates:
            if not self._may_know(gate, wanted):
                continue
            question = Question(gate + wanted.url, "archive", SECONDS, headers=gate_headers(wanted.when))
            try:
                page = await self._asked(question)
            except RefusedError:
                refused = True
                continue
            copy, listed = gated(page, wanted.url), map_address(page)
            copies += [copy] if copy is not None else []
            maps += [listed] if copy is not None and listed is not None and host(listed) == host(gate) else []
        for copy in nearest_first(copies, wanted.when):
            yield copy
        for listed in maps:
            page = await self._asked(Question(listed, "archive", SECONDS))
            if page.status < _ERROR:
                for copy in mapped(page.body, wanted.url, wanted.when):
                    yield copy
        if refused:
            raise RefusedError

    def _may_know(self, archive: str, wanted: _Wanted) -> bool:
        """Whether an archive may be told of a page: of one that is nobody's business only one of the person's own."""
        return bool(archive) and (not wanted.private or host(archive) in self._own)

    async def _asked(self, question: Question) -> Page:
        """An archive's answer, in its turn. What it captured may be an error; an error of its own is a refusal."""
        archive = urlsplit(question.url).netloc
        pace = self._paces.setdefault(archive, self._new_pace())
        async with pace.turn():
            try:
                page = await self._ask(question)
            except FetchError:
                raise RefusedError from None
            if page.memento is None and page.status >= _ERROR and page.status not in _NOT_HERE:
                raise RefusedError(page.retry_after or 0)
            return page


def _canonical(copy: Copy) -> Copy | None:
    """A copy with addresses such as we ask for, as the archive may write anything; None where they are none."""
    try:
        url, raw = canonical(copy.url), canonical(copy.raw)
    except ValueError:
        return None
    return copy._replace(url=url, raw=raw, archive=urlsplit(url).netloc)
