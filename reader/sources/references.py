"""The sources of an article: every outbound link once, and every outlet that is only named."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.article.model import Voice
from reader.sources.canonical import canonical, host, identity
from reader.sources.caution import acts
from reader.sources.hosts import shown
from reader.sources.model import Mention, Source, SourceKind
from reader.sources.selflinks import leads_back

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.article.model import Article, OutletMention, Quotation


class Reference(NamedTuple):
    """One place that refers to an address. `anchor` is the text of a link, and empty where only the markup gives it."""

    mention: Mention
    url: str
    anchor: str


def gather(article: Article) -> tuple[Source, ...]:
    """The sources of an article, in order of first mention.

    Links are merged by `identity`. No sources are: links in furniture, to the article itself, and other than http(s).
    An outlet that the text names is the link to one of its pages nearest in the text, where there is one.

    Args:
        article: with its quotations attributed and its outlets found.
    """
    place = _Places(article)
    linked: dict[str, list[Reference]] = defaultdict(list)
    for reference in sorted(_references(article), key=lambda one: place.of(one.mention)):
        linked[identity(reference.url)].append(reference)
    outlets = dict(article.outlet_hosts)
    drafts = [_linked(references, outlets) for references in linked.values()]
    links = [one.mention for references in linked.values() for one in references if one.anchor]
    drafts = _with_outlets(article, drafts, links, place)
    drafts.sort(key=lambda one: place.of(one.mentions[0]))
    sources = [replace(one, id=f"s{number}") for number, one in enumerate(drafts, 1)]
    index = SourceIndex(sources)
    quoted = {index.of(one) for one in article.quotations}
    return tuple(replace(one, quoting=one.id in quoted) for one in sources)


class SourceIndex:
    """Finds the source that a quotation's attribution means."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._by_address = {identity(one.url): one.id for one in reversed(sources) if one.url is not None}
        self._by_outlet: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for one in sources:
            self._by_outlet[one.name] += [(_ordinal(mention.block), one.id) for mention in one.mentions]
        for places in self._by_outlet.values():
            places.sort(key=lambda place: place[0])

    def of(self, quotation: Quotation) -> str | None:
        """The id of the source that a quotation is from: by its address, else by its outlet's name.

        Of several sources of one outlet it is the one mentioned nearest to the quotation, counted in blocks.
        """
        attribution = quotation.attribution
        wanted = _identity(attribution.url) if attribution is not None and attribution.url else None
        wanted = wanted or (_identity(quotation.cite) if quotation.cite else None)
        if wanted in self._by_address:
            return self._by_address[wanted]
        if attribution is None or attribution.outlet not in self._by_outlet:
            return None
        places = self._by_outlet[attribution.outlet]
        first = _ordinal(quotation.blocks[0])
        after = bisect_left(places, first, key=lambda place: place[0])
        return min(places[max(0, after - 1) : after + 1], key=lambda place: abs(place[0] - first))[1]


class _Places:
    """Where in the whole text a mention stands, in code points."""

    def __init__(self, article: Article) -> None:
        self._start: dict[str, int] = {}
        at = 0
        for block in article.blocks:
            self._start[block.id] = at
            at += len(block.text) + 1

    def of(self, mention: Mention) -> int:
        return self._start[mention.block] + mention.start

    def apart(self, one: Mention, other: Mention) -> tuple[bool, int]:
        """How far apart two mentions are: in the same block is nearer than in two."""
        return one.block != other.block, abs(self.of(one) - self.of(other))


def _references(article: Article) -> Iterator[Reference]:
    is_own = leads_back(article)
    linked = set()
    for block in article.blocks:
        if block.voice is Voice.FURNITURE:
            continue
        for link in block.links:
            url = _canonical(link.url, article.url)
            if url is not None and not is_own(url):
                linked.add(identity(url))
                yield Reference(Mention(block.id, link.start, link.end), url, link.anchor)
    for quotation in article.quotations:
        block = article.block(quotation.blocks[0])
        url = _canonical(quotation.cite, article.url) if quotation.cite else None
        if url is None or block.voice is Voice.FURNITURE or identity(url) in linked or is_own(url):
            continue
        end = quotation.end if len(quotation.blocks) == 1 else len(block.text)
        yield Reference(Mention(block.id, quotation.start, end), url, "")


def _linked(references: Sequence[Reference], outlets: Mapping[str, str]) -> Source:
    url = references[0].url
    where = host(url)
    return Source(
        id="",
        kind=SourceKind.LINK,
        name=outlets.get(where) or shown(where),
        url=url,
        mentions=tuple(one.mention for one in references),
        acts=acts(url, (one.anchor for one in references)),
    )


def _with_outlets(article: Article, links: list[Source], anchors: list[Mention], place: _Places) -> list[Source]:
    """The links with the mentions of their outlets, and the outlets that no link leads to.

    A name that is the text of a link, or part of it, is that link, wherever it leads.
    """
    anchored: dict[str, list[Mention]] = defaultdict(list)
    for anchor in anchors:
        anchored[anchor.block].append(anchor)
    pages = _OutletPages(links, place)
    joined: dict[int, list[Mention]] = defaultdict(list)
    named: dict[str, list[Mention]] = defaultdict(list)
    for outlet in article.outlets:
        mention = Mention(outlet.block, outlet.start, outlet.end)
        in_a_link = any(one.start <= outlet.start and outlet.end <= one.end for one in anchored[outlet.block])
        if in_a_link or article.block(outlet.block).voice is Voice.FURNITURE:
            continue
        nearest = pages.nearest(outlet, mention)
        if nearest is not None:
            joined[nearest].append(mention)
        else:
            named[outlet.name].append(mention)
    whole = [
        replace(link, mentions=tuple(sorted((*link.mentions, *joined[number]), key=place.of)))
        for number, link in enumerate(links)
    ]
    only_named = [Source("", SourceKind.NAMED, name, None, tuple(found)) for name, found in named.items()]
    return whole + only_named


class _OutletPages:
    """The links to the pages of each outlet, by where they stand in the text."""

    def __init__(self, links: Sequence[Source], place: _Places) -> None:
        self._place = place
        self._links = [(link.name, host(link.url or ""), link.mentions) for link in links]
        self._of_outlet: dict[str, list[tuple[int, int, Mention]]] = {}

    def nearest(self, outlet: OutletMention, mention: Mention) -> int | None:
        """The number of the outlet's link that stands nearest to a mention of it, or None."""
        pages = self._of_outlet.get(outlet.name)
        if pages is None:
            pages = self._of_outlet[outlet.name] = self._pages(outlet)
        at = bisect_left(pages, self._place.of(mention), key=lambda page: page[0])
        beside = pages[max(0, at - 1) : at + 1]
        return min(beside, key=lambda page: self._place.apart(page[2], mention))[1] if beside else None

    def _pages(self, outlet: OutletMention) -> list[tuple[int, int, Mention]]:
        domains = [f".{domain}" for domain in outlet.domains]
        found = [
            (self._place.of(one), number, one)
            for number, (name, where, mentions) in enumerate(self._links)
            if name == outlet.name or f".{where}".endswith(tuple(domains))
            for one in mentions
        ]
        return sorted(found, key=lambda page: page[0])


def _canonical(url: str, base: str | None) -> str | None:
    try:
        return canonical(url, base)
    except ValueError:
        return None


def _identity(url: str) -> str | None:
    try:
        return identity(url)
    except ValueError:
        return None


def _ordinal(block_id: str) -> int:
    return int(block_id[1:])
