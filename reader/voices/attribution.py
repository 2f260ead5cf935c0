"""Attribution: which outlets an article names, and whom each of its quotations is from.

The rules are asked in a fixed order and the first that answers wins: the markup's cite, a link inside the quotation, a
link in the lead-in, an outlet in the credit line, in the lead-in, in the quotation, and a link right after it. Where
none answers, the quotation stays without a source: nothing is guessed from further away.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from reader.article.model import Attribution, Form, Kind, Mark, OutletMention, Voice
from reader.article.patterns import pattern
from reader.voices.evidence import Evidence, Place, Reference, sentences_of
from reader.voices.outlets import find_mentions, outlet_called, outlet_of
from reader.voices.speakers import NEAR, speaker_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.article.model import Article, Quotation

LOOK_BACK = 2
"""So many blocks of commentary before a lead-in that introduces nothing are searched."""

NOTHING = 12
"""A lead-in of at most so many words may introduce nothing itself."""

SHORT = 6
"""A sentence of at most so many words right after a quotation says where it is from, if it has a link."""

CLOSE = 4
"""At most so many words between an outlet and an inline quotation: the outlet says it."""

_PART_OF_CREDIT = pattern(r"[,;:|/()\[\]—–]|\s-\s")
_SAYS = pattern(r",?\s(?:also |has |have |is )?(?:report|said|say|writ|wrote|note|learned|argue|put|quot|tell|told)")
_LEARNED = pattern(r"\s(?:has|have) (?:learned|obtained)\b")
_TOLD = pattern(r"\b(?:told|tells|telling|interview with|statement to)\s(?:the\s)?$", re.IGNORECASE)
_DATELINE = pattern(r"^[A-Z][^\n()]{0,60}\($")
_VIA = pattern(r"^\W*(?:via|source|hat tip|h/t)\b", re.IGNORECASE)


def attribute(article: Article, found: Mapping[str, Attribution] | None = None) -> Article:
    """Find the outlets that an article names, and attribute its quotations; doing so again changes nothing.

    Args:
        article: with its voices heard and its quotations found.
        found: where blocks stand word for word, by their ids. It attributes a block quotation of which the article
            itself does not say where it is from.

    Returns:
        The article with `outlets` (those named in commentary and quoted text, code left out), with `outlet_hosts`, and
        with the `attribution` of each quotation: None where the article says neither source nor speaker.
    """
    outlets = tuple(_mentions(article))
    evidence = Evidence(article, outlets)
    quotations = tuple(_found(_attributed(article, evidence, one), found or {}) for one in article.quotations)
    return replace(article, outlets=outlets, outlet_hosts=tuple(_outlet_hosts(article)), quotations=quotations)


def _found(quotation: Quotation, found: Mapping[str, Attribution]) -> Quotation:
    given = quotation.attribution
    if quotation.form is not Form.BLOCK or (given is not None and (given.url or given.outlet)):
        return quotation
    known = next((found[block] for block in quotation.blocks if block in found), None)
    return quotation._replace(attribution=known) if known else quotation


def _outlet_hosts(article: Article) -> Iterator[tuple[str, str]]:
    addresses = [link.url for block in article.blocks for link in block.links]
    addresses += [quotation.cite for quotation in article.quotations if quotation.cite]
    hosts = {_host(address, article.url or "") for address in addresses}
    for host in sorted(hosts):
        if outlet := outlet_of(host):
            yield host, outlet


def _host(address: str, base: str) -> str:
    try:
        return (urlsplit(urljoin(base, address)).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _mentions(article: Article) -> Iterator[OutletMention]:
    for block in article.blocks:
        if block.voice is Voice.FURNITURE or block.kind is Kind.CODE:
            continue
        code = [span for span in block.spans if span.mark is Mark.CODE]
        for start, end, outlet in find_mentions(block.text):
            if not any(span.start < end and start < span.end for span in code):
                yield OutletMention(outlet.name, outlet.domains, block.id, start, end)


def _attributed(article: Article, evidence: Evidence, quotation: Quotation) -> Quotation:
    answers = (rule(evidence, quotation) for rule in _RULES)
    found = next((answer for answer in answers if answer is not None), None)
    if found is None and quotation.form is Form.BLOCK:
        found = _link_after(article, evidence, quotation) or _further_back(article, evidence, quotation)
    if quotation.form is Form.INLINE:
        before, after = article.block(quotation.blocks[0]).text, article.block(quotation.blocks[-1]).text
        speaker = speaker_of(
            before[max(0, quotation.start - NEAR) : quotation.start], after[quotation.end : quotation.end + NEAR]
        )
        found = (found or Attribution())._replace(speaker=speaker) if speaker else found
    return quotation._replace(attribution=found)


def _cite(evidence: Evidence, quotation: Quotation) -> Attribution | None:
    url = evidence.address(quotation.cite) if quotation.cite else None
    return Attribution(url, outlet_of(urlsplit(url).hostname or ""), because="cite") if url else None


def _link_inside(evidence: Evidence, quotation: Quotation) -> Attribution | None:
    """A link that covers the quotation; then one that closes it or stands in its credit line; then the first."""
    places = evidence.inside(quotation)
    links = [link for place in places for link in evidence.links(place)]
    if not links:
        return None
    last = places[-1]
    in_last = evidence.links(last)
    chosen = links[0]
    if in_last and not (len(places) == 1 and chosen.start <= last.start + 1 and last.end - 1 <= chosen.end):
        closing = in_last[-1]
        rest = last.block.text[closing.end : last.end]
        credit = last.block.text.rfind(quotation.credit, last.start, last.end) if quotation.credit else -1
        if 0 <= credit < closing.end or not any(letter.isalnum() for letter in rest):
            chosen = closing
    return _from(chosen, "link inside")


def _link_in_lead_in(evidence: Evidence, quotation: Quotation) -> Attribution | None:
    for place in evidence.lead_in(quotation):
        links = evidence.links(place)
        if quotation.form is Form.INLINE:
            links.sort(key=lambda link: _distance(link, quotation), reverse=True)
        if links:
            return _from(links[-1], "link in the lead-in")
    return None


def _outlet_in_credit(_evidence: Evidence, quotation: Quotation) -> Attribution | None:
    credit = quotation.credit
    if not credit:
        return None
    called = [outlet_called(part) for part in _PART_OF_CREDIT.split(credit)]
    called += [outlet for _, _, outlet in find_mentions(credit)]
    name = next((outlet.name for outlet in called if outlet is not None), None)
    return Attribution(outlet=name, because="outlet in the quotation") if name else None


def _outlet_in_lead_in(evidence: Evidence, quotation: Quotation) -> Attribution | None:
    for place in evidence.lead_in(quotation):
        named = evidence.named(place)
        chosen = _beside(place, named, quotation) if quotation.form is Form.INLINE else _saying(place, named)
        if named:
            return _from(chosen, "outlet in the lead-in") if chosen else None
    return None


def _saying(place: Place, named: list[Reference]) -> Reference | None:
    """The outlet that a block quotation's lead-in names: of several the last that reports or says."""
    if len({one.outlet for one in named}) > 1:
        named = [one for one in named if _SAYS.match(place.block.text, one.end)]
    return named[-1] if named else None


def _beside(place: Place, named: list[Reference], quotation: Quotation) -> Reference | None:
    """The outlet that an inline quotation's sentence names: of several the nearest, if it stands close."""
    named = [one for one in named if not quotation.start <= one.start < quotation.end]
    named.sort(key=lambda one: _distance(one, quotation))
    if len({one.outlet for one in named}) > 1:
        text = place.block.text
        gaps = (text[one.end : quotation.start] or text[quotation.end : one.start] for one in named)
        named = [one for one, gap in zip(named, gaps, strict=True) if len(gap.split()) <= CLOSE]
    return named[0] if named else None


def _outlet_in_quotation(evidence: Evidence, quotation: Quotation) -> Attribution | None:
    """The outlet of a dateline; then the one that has learned something; then the one that was told something."""
    found: list[tuple[int, Reference]] = []
    for place in evidence.inside(quotation):
        text = place.block.text
        for one in evidence.named(place):
            before = text[max(place.start, one.start - 64) : one.start]
            if one.start - place.start < 64 and _DATELINE.match(before) and text[one.end : one.end + 1] in (")", "/"):
                found.append((0, one))
            elif _LEARNED.match(text, one.end, place.end):
                found.append((1, one))
            elif _TOLD.search(before):
                found.append((2, one))
    return _from(min(found, key=lambda pair: pair[0])[1], "outlet in the quotation") if found else None


_RULES = (_cite, _link_inside, _link_in_lead_in, _outlet_in_credit, _outlet_in_lead_in, _outlet_in_quotation)


def _link_after(article: Article, evidence: Evidence, quotation: Quotation) -> Attribution | None:
    """A link in the first sentence after a block quotation, when that is short or says "via"."""
    after = article.index[quotation.blocks[-1]] + 1
    if after == len(article.blocks) or article.blocks[after].voice is not Voice.COMMENTARY:
        return None
    block = article.blocks[after]
    first = Place(block, *sentences_of(block.text)[0])
    links = evidence.links(first)
    if not links or (len(first.text.split()) > SHORT and not _VIA.match(first.text)):
        return None
    return _from(links[0], "link right after")


def _further_back(article: Article, evidence: Evidence, quotation: Quotation) -> Attribution | None:
    """The outlet that a block quotation names, where commentary before a lead-in that says nothing has it too."""
    lead_in = evidence.lead_in(quotation)
    if not lead_in or len(lead_in[-1].text.split()) > NOTHING:
        return None
    named = {one.outlet for place in evidence.inside(quotation) for one in evidence.named(place)}
    before = (article.blocks[i] for i in range(article.index[lead_in[-1].block.id] - 1, -1, -1))
    commentary = (block for block in before if block.voice is Voice.COMMENTARY and block.text)
    for block in islice(commentary, LOOK_BACK):
        whole = Place(block, 0, len(block.text))
        for one in (*reversed(evidence.links(whole)), *reversed(evidence.named(whole))):
            if one.outlet in named:
                return _from(one, "outlet in the quotation")
    return None


def _from(reference: Reference, because: str) -> Attribution:
    return Attribution(reference.url, reference.outlet, because=because)


def _distance(one: Reference, quotation: Quotation) -> tuple[bool, int]:
    """How far from an inline quotation; what precedes it comes first."""
    return one.start >= quotation.start, abs(one.start - quotation.start)
