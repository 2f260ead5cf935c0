"""When an article was published and last modified: the cascade of dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from reader.article.clean import line
from reader.article.dates import Dated, read_date
from reader.article.facts import distinct
from reader.article.patterns import pattern
from reader.article.survey import short_text, stands_aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from selectolax.lexbor import LexborNode

    from reader.article.facts import Claim
    from reader.article.model import Fact
    from reader.article.statement import Statement
    from reader.article.survey import Survey

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "article:publicationdate",
    "parsely-pub-date",
)  # fmt: skip
_PUBLISHED_TOO = (
    "dc:date:issued", "dcterms:issued", "dcterms:created", "dc:created", "dc:date", "dcterms:date", "datepublished",
    "og:published_time", "sailthru.date", "publish-date", "publish_date", "publishdate", "publication_date", "pubdate",
    "originalpublicationdate", "article_date_original", "displaydate", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "date", "created",
)  # fmt: skip
_OF_JOURNALS = ("citation_online_date", "citation_publication_date", "citation_date")
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time", "dcterms:modified",
    "dc:date:modified", "dc:modified", "datemodified", "lastmod", "last-modified", "revised", "article_date_updated",
)  # fmt: skip
_SAYS_MODIFIED = pattern(r"updat|modif|revis|edited")
_SAYS_PUBLISHED = pattern(r"publi|pubdate|posted|created|entry-date|issued")
_IN_ADDRESS = pattern(r"/((?:199|20\d)\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|$)")
# Names of elements that hold a date; "update" and "start-date" hold another one.
_NAMED_AFTER_DATES = pattern(
    r"(?<![a-z-])(?:(?:pub|post|publish|entry|article|story|display|news)?[-_]?date(?:line|time)?|publish(?:ed)?|posted"
    r"|timestamp)(?![a-z])"
)
_SHOWN_AS_DATE = ":is(h1, [class*=date i], [class*=publish i], [class*=posted i], [class*=timestamp i], [id*=date i])"
_LONGEST_SHOWN = 100
_LOOKED_AT = 12
_NO_PLACE = frozenset({"h1", "html", "body", "td", "th", "table"})
_SHOWN_AT_MOST = 3

# The web's first years, and a bound on typing errors: what lies outside must be said twice. There is no clock here.
_EARLIEST, _LATEST = 1990, 2100
# Zero in the usual ways to count time: databases, Unix, spreadsheets.
_ZEROS = frozenset({date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1899, 12, 30), date(1980, 1, 1)})
_ZONES_APART = timedelta(hours=14)


class _Stated(NamedTuple):
    """A date with its origin."""

    origin: str
    date: Dated


def published(seen: Survey, statements: Sequence[Statement], addresses: Iterable[str]) -> tuple[Fact[datetime], ...]:
    """The candidates, best first: stated for machines, shown as times, shown in words, in the page's address."""
    claims: list[Claim] = [(one.origin, one.published) for one in statements if one.comes_first]
    stated = [*_read(claims), *_read(seen.claims(_PUBLISHED)), *_earliest(_read(seen.claims(_OF_JOURNALS)))]
    stated.extend(_read(seen.claims(_PUBLISHED_TOO)))
    stated.extend(_read((one.origin, one.published) for one in statements if not one.comes_first))
    shown = list(_read(_times(seen, modified=False)))[:_SHOWN_AT_MOST]
    if not stated and not shown:
        shown = list(_read(_in_words(seen)))
    found = [*_most_exact_first(stated), *shown, *_read(_in_addresses(addresses))]
    return _facts(_plausible(found))


def modified(
    seen: Survey, statements: Sequence[Statement], since: tuple[Fact[datetime], ...]
) -> tuple[Fact[datetime], ...]:
    """The candidates, best first; what is before the publication (`since`, best first) is no modification of it."""
    claims: list[Claim] = [(one.origin, one.modified) for one in statements]
    stated = [*_read(claims), *_read(seen.claims(_MODIFIED))]
    found = [*_most_exact_first(stated), *_read(_times(seen, modified=True))]
    earliest = since[0].value.date() - timedelta(days=1) if since else date.min
    return _facts([one for one in _plausible(found) if one.date.when.date() >= earliest])


def in_line(origin: str, text: str) -> tuple[Fact[datetime], ...]:
    """The date that a line of text names, if it does."""
    return _facts(_plausible(list(_read([(origin, text)]))))


def _read(claims: Iterable[Claim]) -> Iterator[_Stated]:
    for origin, written in claims:
        if written and (found := read_date(written)):
            yield _Stated(origin, found)


def _facts(found: Iterable[_Stated]) -> tuple[Fact[datetime], ...]:
    """With what was assumed said in the origin."""
    return tuple(distinct((one.date.when, f"{one.origin}{_assumed(one.date)}") for one in found))


def _assumed(found: Dated) -> str:
    if not found.timed:
        return ", day only"
    return "" if found.zoned else ", no zone given: UTC"


def _earliest(found: Iterable[_Stated]) -> list[_Stated]:
    """A journal's dates: what is online first is published then, whatever the issue's date."""
    return sorted(found, key=lambda one: one.date.when)


def _most_exact_first(found: list[_Stated]) -> list[_Stated]:
    """Before a first date without a time or a zone, the first one that says the same moment with both."""
    if not found or found[0].date.zoned:
        return found
    first = found[0].date.when
    longest = _ZONES_APART + (timedelta() if found[0].date.timed else timedelta(days=1))
    for one in found:
        if one.date.zoned and -_ZONES_APART <= one.date.when - first <= longest:
            return [one, *(other for other in found if other is not one)]
    return found


def _plausible(found: list[_Stated]) -> list[_Stated]:
    """Without the zeros of calendars, and without dates before the web or far from now that one place alone gives."""
    return [one for one in found if (day := one.date.when.date()) not in _ZEROS and _is_likely(day, found)]


def _is_likely(day: date, found: list[_Stated]) -> bool:
    return _EARLIEST <= day.year <= _LATEST or len({one.origin for one in found if one.date.when.date() == day}) > 1


def _times(seen: Survey, *, modified: bool) -> Iterator[Claim]:
    """Time elements in the article: those that say what they are, then those after the heading, then the others."""
    places = seen.places
    kinds = [place.kind for place in places]
    heading = kinds.index("heading") if "heading" in kinds else 0
    ranked: list[tuple[bool, Claim]] = []
    for place in [place for place in (*places[heading:], *places[:heading]) if place.kind == "time"][:_LOOKED_AT]:
        says = " ".join(place.attributes.get(name) or "" for name in ("class", "itemprop", "id", "data-testid")).lower()
        is_published = "pubdate" in place.attributes or _SAYS_PUBLISHED.search(says) is not None
        is_modified = not is_published and _SAYS_MODIFIED.search(says) is not None
        if is_modified == modified and not stands_aside(place.node, seen.asides):
            written = place.attributes.get("datetime") or line(short_text(place.node, _LONGEST_SHOWN))
            ranked.append((not is_published, ("time element", written)))
    ranked.sort(key=lambda pair: pair[0])
    return (claim for _, claim in ranked)


def _in_words(seen: Survey) -> Iterator[Claim]:
    """Dates in the text of elements that are named after dates, those behind the heading first."""
    nodes = seen.page.css(_SHOWN_AS_DATE)
    heading = next((place for place, node in enumerate(nodes) if node.tag == "h1"), 0)
    for node in (*nodes[heading:], *nodes[:heading])[:_LOOKED_AT]:
        attributes = node.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
        if (
            node.tag not in _NO_PLACE
            and _NAMED_AFTER_DATES.search(named)
            and not _in_a_table(node)
            and not stands_aside(node, seen.asides)
        ):
            yield "shown date", line(short_text(node, _LONGEST_SHOWN))


def _in_a_table(node: LexborNode) -> bool:
    """Whether it is one of a table's values: a date of what the article is about."""
    above = node.parent
    for _ in range(3):
        if above is None or above.tag in {"td", "th", "table"}:
            return above is not None
        above = above.parent
    return False


def _in_addresses(addresses: Iterable[str]) -> Iterator[Claim]:
    for address in addresses:
        if found := _IN_ADDRESS.search(address):
            yield "address", "-".join(found.groups())
