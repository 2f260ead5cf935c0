"""What a session takes from the library and puts into it. The library is opened on a thread, at the first use."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar
from urllib.parse import unquote

from reader.article.model import Voice
from reader.errors import LibraryError
from reader.library.late import LateMemory
from reader.opening import STANDARD_INPUT, Given, is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.article.model import Article, Quotation
    from reader.library.library import Library
    from reader.library.records import Cited, Facts, Judged, Mark, Place
    from reader.options import Options
    from reader.reading import Reading
    from reader.sources.memory import Capture
    from reader.sources.model import Page, Validators
    from reader.voices.corrections import Correction

P = ParamSpec("P")
T = TypeVar("T")

_WRONG = frozenset(("altered", "misattributed", "not_found"))


class Left(NamedTuple):
    """What a person finds again in an article.

    Attributes:
        place: where they were, or None where they were not there yet.
        marks: places with letters on them.
        corrections: what they said of whose words its paragraphs are.
    """

    place: Place | None
    marks: Mapping[str, Mark]
    corrections: Sequence[Correction] = ()


class Opened(NamedTuple):
    """An article that was opened.

    Attributes:
        article: the article.
        key: what it is kept under, or None where it is not kept.
        left: what is found again in it.
        kept: when its page was got, where that is from the library and may be another one by now; else None.
    """

    article: Article
    key: str | None = None
    left: Left = Left(None, {})
    kept: datetime | None = None


class Shelf:
    """The library of one run. Use it on one event loop.

    Where the library cannot be opened, the person is told why, and one in memory stands in for it.

    Attributes:
        memory: the same library, as trackers ask it, from other threads.
    """

    def __init__(self, options: Options, tell: Callable[[str], None]) -> None:
        """`tell` is called with a sentence for the person, on any thread, where something is wrong."""
        self._file = options.library
        self._size = options.library_size
        self._tell = tell
        self.memory = LateMemory(self._open)

    async def library(self) -> Library:
        """The library itself, opened."""
        opened = self.memory.opened
        return opened if opened is not None else await asyncio.to_thread(self.memory.library)

    async def ask(self, query: Callable[[Library], T]) -> T | None:
        """What a query gives, or a change of the library that is to be seen at once; None where it cannot be read."""
        return await self._read(query, await self.library())

    async def kept(self, key: str) -> Capture | None:
        """The newest page of an address that is kept, or None."""
        library = await self.library()
        return await self._read(library.latest, key)

    async def opened(self, key: str, article: Article, where: str, capture: Capture | None = None) -> Left:
        """Note that an article was opened, and the page that it was read from; gives what is found again in it."""
        library = await self.library()
        left = Left(
            await self._read(library.place, key),
            await self._read(library.marks, key) or {},
            await self._read(library.corrections, key) or (),
        )
        library.opened(key, facts(article, where), capture)
        return left

    def begun(self, key: str, reading: Reading) -> None:
        """Note what an article cites, before it is fetched: forgetting another article leaves that alone."""
        from reader.library.records import Cited

        if (library := self.memory.opened) is not None:
            cites = ((identity_of(one.url), one.name) for one in reading.sources)
            library.begun(key, [Cited(url, name, "queued") for url, name in cites])

    def followed(self, key: str, reading: Reading) -> None:
        """Note what became of an article's sources and quotations."""
        if (library := self.memory.opened) is not None:
            library.followed(key, *found(reading))

    def left(self, key: str, place: Place) -> None:
        """Note where one is in an article. It is on the disk a moment later."""
        if (library := self.memory.opened) is not None:
            library.left(key, place)

    def mark(self, key: str, letter: str, mark: Mark | None) -> None:
        """Put a letter on a place of an article, or take it off."""
        if (library := self.memory.opened) is not None:
            library.mark(key, letter, mark)

    def keep_corrections(self, key: str, corrections: Sequence[Correction]) -> None:
        """Note what the person said of whose words an article's paragraphs are."""
        if (library := self.memory.opened) is not None:
            library.keep_corrections(key, corrections)

    async def close(self, seconds: float) -> None:
        """Write what is still to be written, if it takes no longer than that, and close."""
        if (library := self.memory.opened) is not None:
            library.purge_own()
            await asyncio.to_thread(library.close, seconds)

    def _open(self) -> Library:
        from reader.library.library import Library

        try:
            library = Library(self._file, tell=self._tell, limit=self._size)
        except LibraryError as error:
            self._tell(f"{error} Nothing is kept until then.")
            return Library(None)
        library.purge_old()
        library.back_up_daily()
        return library

    async def _read(self, query: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
        """What a query gives; where the library cannot be read the person is told so, and it is as if it were empty."""
        try:
            return await asyncio.to_thread(query, *given, **named)
        except LibraryError as error:
            self._tell(str(error))
            return None


def key_of(where: str) -> str | None:
    """What an article is kept under: the identity of its address, or its file; None for what has neither."""
    from reader.sources.canonical import identity, typed

    if where == STANDARD_INPUT:
        return None
    try:
        if not is_address(where):
            return _path(where).as_uri()
        return identity(typed(where))
    except (ValueError, RuntimeError):  # it cannot be opened either
        return None


def address_of(where: str) -> str:
    """What opens it again, wherever the program is started."""
    return where if is_address(where) else str(_path(where))


def capture_of(page: Page, article: Article) -> Capture:
    """A page that was just got, as it is kept."""
    from reader.sources.memory import LIVE, Capture

    return Capture(page, datetime.now(UTC), LIVE, article.text)


def page_of(given: Given, key: str) -> Page:
    """A file's bytes, as they are kept."""
    from reader.sources.model import Page

    return Page(key, given.url or key, 200, given.content_type, given.data)


def validators_of(capture: Capture | None) -> Validators | None:
    """What asks a server whether a kept page is still what it has; None where nothing would."""
    from reader.sources.model import Validators

    if capture is None or not (capture.page.etag or capture.page.last_modified):
        return None
    return Validators(capture.page.final_url, capture.page.etag, capture.page.last_modified)


def given_of(capture: Capture) -> Given:
    """A kept page, to be parsed again: nothing that was parsed is ever kept."""
    page = capture.page
    if not page.url.startswith("file:"):
        return Given(page.body, page.content_type, page.final_url, name=page.final_url)
    base = page.final_url if page.final_url != page.url else None
    return Given(page.body, page.content_type, base, name=unquote(page.url.rpartition("/")[2]))


def facts(article: Article, where: str) -> Facts:
    """What an article says of itself, and how many words are whose."""
    from reader.library.records import Facts

    words: Counter[Voice] = Counter()
    for block in article.blocks:
        words[block.voice] += len(block.text.split())
    return Facts(
        where,
        article.title,
        article.byline,
        article.site,
        article.published,
        article.language,
        article.format.value,
        words[Voice.COMMENTARY],
        words[Voice.QUOTED],
        words[Voice.FURNITURE],
    )


def found(reading: Reading) -> tuple[list[Cited], list[Judged]]:
    """What became of the sources and the quotations of a reading so far."""
    from reader.library.records import Cited

    urls = {source.id: identity_of(source.url) for source in reading.sources}
    judged = {one.id: _judged(reading, one, urls) for one in reading.article.quotations}
    attributed: dict[str, list[Judged]] = {}
    for one in reading.article.quotations:
        attributed.setdefault(reading.source_of(one) or "", []).append(judged[one.id])
    cited = []
    for source in reading.sources:
        mine = attributed.get(source.id, ())
        faithful = sum(one.verdict == "verbatim" or (one.verdict == "elided" and not one.caution) for one in mine)
        wrong = sum(one.verdict in _WRONG for one in mine)
        state = reading.tracked[source.id].state.value
        cited.append(Cited(urls[source.id], source.name, state, len(mine), faithful, wrong))
    return cited, list(judged.values())


def _path(where: str) -> Path:
    return Path(where).expanduser().absolute()


def _judged(reading: Reading, quotation: Quotation, urls: Mapping[str, str | None]) -> Judged:
    from reader.library.records import Judged

    found = reading.finding(quotation).judgement
    severity = found.severity.value if found.severity else None
    url = urls.get(reading.source_of(quotation) or "")
    return Judged(quotation.id, url, found.verdict.value, severity, found.reason, found.caution)


def identity_of(url: str | None) -> str | None:
    """What a source is kept under, or None for one that is only named."""
    from reader.sources.canonical import identity

    try:
        return identity(url) if url is not None else None
    except ValueError:
        return None
