"""A session without a network: articles of our own making, and sources whose fate is decided by the test."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from reader.article.model import (
    Article,
    Attribution,
    Block,
    Fact,
    Form,
    Format,
    Kind,
    Link,
    Metadata,
    Quotation,
    Voice,
)
from reader.errors import LostError, OpenError
from reader.options import Options, Prefetch
from reader.parsing.code import pieces
from reader.parsing.tasks import Piece, Pixels, Wanted
from reader.quotes.checking import Finding
from reader.quotes.judging import Judgement, Verdict
from reader.quotes.located import Stretch, located
from reader.shelf import Opened, Shelf
from reader.sources.archives.saving import Quota, SavingError
from reader.sources.memory import Archived, Copy, Liveness, Remembered
from reader.sources.model import Evidence, Failure, Mention, Source, SourceKind, State, Tracked
from reader.sources.prefetching import withheld
from reader.sources.requests import RequestLog
from reader.sources.transitions import badge, marked
from reader.voicing import Voicing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.quotes.candidates import Dated
    from reader.quotes.passage import Passage
    from reader.session import Session

HOSTILE = (
    "[@click=app.quit]x[/]",
    "[ @click=app.quit]x",
    "[/nope]",
    "[",
    "[type=x, v={'a[0]'}]",
    "[link='http://e.example']x[/link]",
)
"""Titles that would be markup if anybody let them."""


def metadata(title: str, site: str, byline: str = "Ruth Okafor") -> Metadata:
    return Metadata(
        title=(Fact(title, "test"),),
        byline=(Fact(byline, "test"),),
        site=(Fact(site, "test"),),
        published=(Fact(datetime(2024, 3, 12, tzinfo=UTC), "test"),),
    )


def paragraph(number: int, text: str, *links: tuple[str, str]) -> Block:
    """A paragraph with (anchor, address) links, each of which stands once in the text."""
    found = [Link(text.index(anchor), text.index(anchor) + len(anchor), url, anchor) for anchor, url in links]
    return Block(f"b{number}", Kind.PARAGRAPH, text, links=tuple(sorted(found)))


def filler(first: int, count: int) -> list[Block]:
    text = "The quay lay empty that morning, and the gulls had it to themselves until the pilots came down to argue. "
    return [Block(f"b{first + i}", Kind.PARAGRAPH, text * 3 + f"That was day {i + 1}.") for i in range(count)]


def commentary(title: str = "The harbour deal is off") -> Article:
    """An article with five sources: two that are read, a dead one, a PDF, and a name without a link."""
    blocks = [
        Block("b1", Kind.HEADING, title, level=1),
        paragraph(2, "The wire says the lease is dead. So here we are:", ("The wire", "https://wire.example/lease")),
        Block("b3", Kind.PARAGRAPH, "The port authority is abandoning its plan.", voice=Voice.QUOTED, quotation="q1"),
        paragraph(
            4,
            "A second report and a lost page disagree, and the budget is a PDF.",
            ("second report", "https://courier.example/quay"),
            ("lost page", "https://lost.example/page"),
            ("the budget", "https://port.example/budget.pdf"),
        ),
        Block("b5", Kind.HEADING, "What comes next", level=2),
        Block("b6", Kind.PARAGRAPH, "Harbour Weekly has its doubts."),
        *filler(7, 30),
    ]
    quotation = Quotation("q1", Form.BLOCK, ("b3",), 0, 42, attribution=Attribution(outlet="The Wire"))
    return Article(
        tuple(blocks), metadata(title, "Tidewatch"), Format.HTML, "https://tidewatch.example/deal", (quotation,)
    )


def report(title: str = "Port authority drops lease") -> Article:
    """What the first source says; it has a source of its own."""
    blocks = [
        Block("b1", Kind.HEADING, title, level=1),
        *filler(2, 12),
        paragraph(
            14, "The port authority is abandoning its plan, a letter shows.", ("a letter", "https://letter.example/1")
        ),
        *filler(15, 12),
    ]
    return Article(tuple(blocks), metadata(title, "The Wire", "A. Reporter"), Format.HTML, "https://wire.example/lease")


def sources_of(article: Article) -> tuple[Source, ...]:
    """A source for every link, and one for the only name."""
    found: list[Source] = []
    for block in article.blocks:
        for link in block.links:
            if link.target is not None:
                continue
            host = link.url.split("/")[2]
            mention = Mention(block.id, link.start, link.end)
            found.append(Source(f"s{len(found) + 1}", SourceKind.LINK, host, link.url, (mention,)))
        if block.text.startswith("Harbour Weekly"):
            mention = Mention(block.id, 0, 14)
            found.append(Source(f"s{len(found) + 1}", SourceKind.NAMED, "Harbour Weekly", None, (mention,)))
    return tuple(found)


def outcome(source: Source, texts: Mapping[str, Article]) -> Tracked:
    """What becomes of a source."""
    url = source.url
    if url is None:
        return Tracked(source, State.NAMED)
    if url in texts:
        return Tracked(source, State.OK, url, 200, "text/html", 9000, article=texts[url])
    if url.endswith(".pdf"):
        return Tracked(source, State.OK, url, 200, "application/pdf", 1_250_000)
    return Tracked(
        source, State.DEAD, url, 404, "text/html", error=Failure("http", "The server answered 404 Not Found.")
    )


TAKEN = datetime(2024, 3, 11, 9, 30, tzinfo=UTC)


def archived(source: Source) -> Tracked:
    """A dead source with the text of its copy in an archive."""
    copy = Copy(
        f"https://archive.example/1/{source.url}",
        f"https://archive.example/1id_/{source.url}",
        TAKEN,
        "archive.example",
    )
    known = Remembered(source.url or "", TAKEN, liveness=Liveness.DEAD, archived=Archived.HAVE, copy=copy)
    evidence = Evidence(
        copy.raw, datetime(2024, 5, 2, 8, 5, tzinfo=UTC), copy.url, "0123456789abcdef" * 4, "It is a copy."
    )
    return Tracked(
        source, State.DEAD, source.url, 404, article=report("The lost page"), evidence=evidence, remembered=known
    )


class FakeReading:
    """Settles every source at once when followed, or when the test lets it; but not what is not to be fetched."""

    def __init__(
        self, article: Article, texts: Mapping[str, Article], publish: Callable[[Tracked], None], prefetch: Prefetch
    ) -> None:
        self.given = article
        self.voicing = Voicing(article)
        self.sources = sources_of(article)
        self.tracked: dict[str, Tracked] = {}
        self.asked: list[str] = []
        self.copies: set[str] = set()
        self.attended: list[str] = []
        self.stuck_at: str | None = None
        self.findings: dict[str, Finding] = {}
        self.dated: dict[str, tuple[Dated, ...]] = {}
        self.judged: Callable[[str], None] | None = None
        self.revoiced: Callable[[], None] | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self._texts = texts
        self._publish = publish
        self.prefetch = prefetch
        self.followed = 0

    @property
    def article(self) -> Article:
        return self.voicing.article

    async def correct(self, blocks: Sequence[str], *, quoted: bool) -> None:
        self.voicing.correct(blocks, quoted=quoted)

    async def undo(self) -> bool:
        return self.voicing.undo()

    def recall_findings(self, shown: Mapping[str, Finding]) -> None:
        self.findings |= shown

    def earlier(self, source_id: str) -> tuple[Dated, ...]:
        return self.dated.get(source_id, ())

    async def follow(self) -> None:
        self.followed += 1
        self.allow(self.prefetch)
        await self.gate.wait()
        for tracked in list(self.tracked.values()):
            if tracked.state is State.QUEUED:
                self._tell(outcome(tracked.source, self._texts))

    def allow(self, prefetch: Prefetch) -> None:
        self.prefetch = prefetch
        for number, source in enumerate(self.sources):
            known = self.tracked.get(source.id)
            if source.url is None:
                self._tell(outcome(source, self._texts))
            elif known is None or known.state in (State.QUEUED, State.SKIPPED):
                why = withheld(source.url, number, prefetch, self.article.url)
                state, error = (State.SKIPPED, Failure("policy", why)) if why else (State.QUEUED, None)
                self._tell(Tracked(source, state, error=error))

    def attend(self, source_id: str) -> None:
        self.attended.append(source_id)

    async def copy(self, source_id: str) -> Tracked:
        self.asked.append(f"copy of {source_id}")
        source = next(one for one in self.sources if one.id == source_id)
        return self._tell(archived(source) if source_id in self.copies else self.tracked[source_id])

    async def save(self, source_id: str, saver: object, said: Callable[[str], None]) -> None:
        assert saver is not None
        self.asked.append(f"save {source_id}")
        said("It is saved.")

    async def vouch(self, source_id: str, *, alive: bool | None) -> Tracked:
        before = self.tracked[source_id]
        known = marked(before.remembered or Remembered("u", TAKEN, Liveness.ALIVE), TAKEN, alive=alive)
        return self._tell(replace(before, remembered=known, state=badge(known)))

    async def renew(self) -> None:
        for source in self.sources:
            if source.url is not None:
                self._publish(Tracked(source, State.FETCHING))
                if source.id == self.stuck_at:
                    await asyncio.Event().wait()
                await self.again(source.id)

    async def again(self, source_id: str) -> Tracked:
        self.asked.append(source_id)
        await self.gate.wait()
        return self._tell(outcome(next(one for one in self.sources if one.id == source_id), self._texts))

    def quotation(self, quotation_id: str | None) -> Quotation | None:
        return next((one for one in self.article.quotations if one.id == quotation_id), None)

    def finding(self, quotation: Quotation) -> Finding:
        return self.findings.get(quotation.id, Finding(Judgement(Verdict.UNVERIFIABLE, reason="pending")))

    def source_of(self, quotation: Quotation) -> str | None:
        return self.sources[0].id if quotation.id == "q1" else None

    def passages(
        self, source_id: str, mention: Mention | None = None, quotation: Quotation | None = None
    ) -> tuple[Stretch, ...]:
        finding = self.finding(quotation) if quotation else None
        tracked = self.tracked[source_id]
        if finding and finding.found_in == source_id and finding.judgement.at and tracked.article:
            return located(tracked.article, finding.judgement.pieces or (finding.judgement.at,))
        nearest = self.passage(source_id, mention)
        return (Stretch(*nearest[:3]),) if nearest else ()

    def address_at(
        self, url: str, source_id: str, mention: Mention | None = None, quotation: Quotation | None = None
    ) -> str:
        from reader.quotes.fragment import with_fragment

        finding = self.finding(quotation) if quotation and mention is None else None
        tracked = self.tracked.get(source_id)
        if finding is None or finding.judgement.at is None or tracked is None or tracked.article is None:
            return url
        return with_fragment(url, tracked.article.text, *finding.judgement.at) or url

    def words_of_source(self, quotation: Quotation) -> str | None:
        finding = self.finding(quotation)
        tracked = self.tracked.get(finding.found_in or "")
        at = finding.judgement.at
        return tracked.article.text[slice(*at)] if tracked and tracked.article and at else None

    def looked_at(self, quotation: Quotation) -> None:
        self.findings[quotation.id] = replace(self.finding(quotation), worse=None)

    def passage(self, source_id: str, mention: Mention | None = None) -> Passage | None:
        from reader.quotes.passage import Passage

        assert mention is None or mention in next(one for one in self.sources if one.id == source_id).mentions
        tracked = self.tracked.get(source_id)
        if tracked is None or tracked.article is None:
            return None
        for block in tracked.article.blocks:
            at = block.text.find("The port authority")
            if at >= 0:
                return Passage(block.id, at, at + 42, 1.0)
        return None

    def _tell(self, tracked: Tracked) -> Tracked:
        self.tracked[tracked.source.id] = tracked
        self._publish(tracked)
        return tracked


class FakeSaver:
    """Says what may be saved, where there are keys."""

    def __init__(self, url: str, has_keys: bool) -> None:
        if not has_keys:
            raise SavingError("Saving needs keys of your own.")
        self.url = url

    async def quota(self) -> Quota:
        return Quota(3, 7, 4000)


class FakeSession:
    """Opens "deal" and fails to open anything else."""

    def __init__(
        self, article: Article | None = None, other: Article | None = None, options: Options | None = None
    ) -> None:
        self.options = options or Options()
        self.prefetch = self.options.prefetch
        self.log = RequestLog()
        self.article = article or commentary()
        second = other or report("What the Courier saw")
        self.texts = {"https://wire.example/lease": other or report(), "https://courier.example/quay": second}
        self.readings: list[FakeReading] = []
        self.pictures: list[str] = []
        self.images: dict[str, bytes] = {}
        self.closed = False
        self.shelf = Shelf(Options(), lambda _: None)
        self.memory = None
        self.tell: Callable[[str], None] = lambda _: None
        self.hold = False
        self.slow = False
        self.copies: dict[str, Article] = {}
        self.owned: list[frozenset[str] | None] = []
        self.noted_as: list[tuple[str, bool]] = []

    async def open(self, where: str, base: str | None = None) -> Article:
        assert base is None
        if self.slow:
            await asyncio.Event().wait()
        if where.startswith("https:"):
            raise LostError(f"{where} answered 404 Not Found.", "It is gone (404)")
        if where != "deal":
            raise OpenError(f"There is no file {where}; check the name.")
        return self.article

    async def enter(self, where: str, base: str | None = None) -> Opened:
        return Opened(await self.open(where, base))

    def opened_as(self, article: Article) -> Opened:
        return Opened(article)

    def corrected(self, reading: FakeReading) -> None:
        pass

    async def copy_of(self, where: str) -> tuple[Article, Copy]:
        if where not in self.copies:
            raise OpenError(f"No archive that was asked has a copy of {where} that can be read.")
        return self.copies[where], Copy("https://archive.example/1", "", TAKEN, "archive.example")

    async def noted(self, where: str, article: Article, *, keeps: bool = True) -> Opened:
        self.noted_as.append((where, keeps))
        return Opened(article)

    def reading(
        self,
        article: Article,
        publish: Callable[[Tracked], None],
        judged: Callable[[str], None] | None = None,
        revoiced: Callable[[], None] | None = None,
        own: frozenset[str] | None = None,
    ) -> FakeReading:
        self.owned.append(own)
        reading = FakeReading(article, self.texts, publish, self.prefetch)
        reading.judged, reading.revoiced = judged, revoiced
        if self.hold:
            reading.gate.clear()
        self.readings.append(reading)
        return reading

    async def code(self, text: str, language: str) -> list[Piece]:
        return pieces(text, language)

    async def picture(self, url: str, _wanted: Wanted) -> Pixels:
        self.pictures.append(url)
        if url not in self.images:
            raise OpenError(f"{url} answered 404; check the address.")
        return Pixels(4, 4, self.images[url] * 16, (400, 400))

    def saver(self, url: str) -> FakeSaver:
        return FakeSaver(url, self.options.archives.keys is not None)

    async def close(self) -> None:
        self.closed = True

    @property
    def session(self) -> Session:
        return cast("Session", self)
