"""What an HTML page says of its article: title, byline, site, date, language, address, each with where it stands.

All candidates are kept, best first: statements made for machines about this very article, then those of the whole page,
then what the page shows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from reader.article import clean, jsonld
from reader.article.addresses import Addresses
from reader.article.dates import parse_date
from reader.article.languages import language_tag
from reader.article.model import Fact, Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from selectolax.lexbor import LexborHTMLParser, LexborNode

T = TypeVar("T")
Claims = list[tuple[str, str]]

_TITLES = (
    "dc.title", "dcterms.title", "og:title", "citation_title", "parsely-title", "sailthru.title",
    "twitter:title", "title",
)  # fmt: skip
_AUTHORS = (
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "author",
    "parsely-author",
    "sailthru.author",
    "article:author",
)
_SITES = ("og:site_name", "citation_journal_title", "dc.publisher", "application-name")
_DATES = (
    "article:published_time", "citation_publication_date", "citation_date", "parsely-pub-date", "dc.date.issued",
    "dcterms.created",
    "dc.date", "datepublished", "sailthru.date", "publish-date", "pubdate", "date",
)  # fmt: skip
_BYLINE = "[class*=byline i], [itemprop=author], [class*=author i], [id*=byline i]"

_TITLE_AT_MOST = 300
_NAME_AT_MOST = 120
_NOT_A_VALUE = re.compile(
    r"(?:undefined|null|none|false|true|nan|n/a|untitled|\[?object object\]?|\{\{.*|admin|unknown|-+)", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?:)?//|^www\.|@\w+\.\w", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:written by|posted by|by|von|por|par|di)\b[:\s]+", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"\s+(?:\d|@|\||(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d).*", re.IGNORECASE
)
_PLACES_AT_MOST = 3
_SITE_SUFFIX = re.compile(r"\s+(?:[-–—|»·:~/\\•]|::)\s+")


def read(page: LexborHTMLParser, url: str | None) -> Metadata:
    """Everything the page says, clean; what is plainly no value is left out."""
    metas = _metas(page)
    stated = jsonld.read([node.text() for node in page.css("script[type*='ld+json' i]")])
    sites = _facts([("JSON-LD", stated.publisher), *_from(metas, _SITES)], _NAME_AT_MOST)
    element = clean.line(_text(page.css_first("title")))
    headings = [clean.line(node.text()) for node in page.css("h1")]
    short = _without_site(element, sites, headings)
    titles = [
        ("JSON-LD", stated.headline), *_without_sites(_from(metas, _TITLES), sites),
        ("title element", short), *(("first heading", heading) for heading in headings[:1]),
    ]  # fmt: skip
    root = page.root
    languages = [("html lang", _attribute(root, "lang")), ("JSON-LD", stated.language), *_from(metas, ("og:locale",))]
    addresses = Addresses(url)
    canonical = [
        ("link canonical", _attribute(page.css_first("link[rel=canonical]"), "href")),
        *_from(metas, ("og:url",)),
    ]
    return Metadata(
        title=_facts(titles, _TITLE_AT_MOST),
        byline=_facts(_bylines(page, metas, stated.authors), _NAME_AT_MOST, addresses_too=False),
        site=sites,
        published=_dates(page, metas, stated.published),
        language=_facts(((origin, language_tag(tag)) for origin, tag in languages), 40),
        canonical=_facts(((origin, addresses.link(href) or "") for origin, href in canonical), 2000),
    )


def _metas(page: LexborHTMLParser) -> dict[str, list[str]]:
    """Names of `<meta>` in lower case (one element may have several) to their contents."""
    metas: dict[str, list[str]] = {}
    for node in page.css("meta[content]"):
        content = node.attributes.get("content")
        names = " ".join(node.attributes.get(key) or "" for key in ("property", "name", "itemprop"))
        if content and content.strip():
            for name in names.lower().split():
                metas.setdefault(name, []).append(content)
    return metas


def _from(metas: dict[str, list[str]], names: Iterable[str]) -> Claims:
    return [(name, values[0]) for name in names if (values := _values(metas, name))]


def _values(metas: dict[str, list[str]], name: str) -> list[str]:
    """The contents under a name, which Dublin Core also writes with a colon."""
    return metas.get(name) or metas.get(name.replace("dc.", "dc:").replace("dcterms.", "dcterm:")) or []


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(name.strip() for name in names))


def _bylines(page: LexborHTMLParser, metas: dict[str, list[str]], stated: tuple[str, ...]) -> Claims:
    claims = [("JSON-LD", _joined(stated))]
    claims.extend((name, _joined(values)) for name in _AUTHORS if (values := _values(metas, name)))
    links = page.css("a[rel=author]")
    if len({node.text(strip=True) for node in links}) == 1:
        claims.append(("rel author", links[0].text()))
    shown = (clean.line(node.text(separator=" ")) for node in page.css(_BYLINE)[:_PLACES_AT_MOST])
    claims.extend(("byline class", text) for text in shown if 3 < len(text) <= _NAME_AT_MOST)
    return [(origin, _AFTER_NAME.sub("", _BY.sub("", clean.line(value))).strip(" ,|·•-–—")) for origin, value in claims]


def _dates(page: LexborHTMLParser, metas: dict[str, list[str]], stated: str) -> tuple[Fact[datetime], ...]:
    times = page.css("time[datetime]")
    shown = next((node for node in times if "pubdate" in node.attributes), times[0] if times else None)
    claims = [("JSON-LD", stated), *_from(metas, _DATES), ("time element", _attribute(shown, "datetime"))]
    return tuple(_distinct((when, origin) for origin, value in claims if (when := parse_date(value))))


def _without_sites(claims: Claims, sites: tuple[Fact[str], ...]) -> Claims:
    return [(origin, _without_site(clean.line(value), sites, [])) for origin, value in claims]


def _without_site(title: str, sites: tuple[Fact[str], ...], headings: list[str]) -> str:
    """The title without the site's name before or after a separator.

    It is cut where the rest is a heading of the page, or what goes is the site's known name.
    """
    separators = list(_SITE_SUFFIX.finditer(title))
    names = {site.value.casefold() for site in sites}
    shown = [heading for heading in headings if 10 < len(heading) < len(title) and heading in title]
    if separators and shown:
        first = min(shown, key=title.index)
        if title.startswith(first) or len(first) > len(title) / 2:
            return first
    for separator in separators[-1:]:
        if title[separator.end() :].strip().casefold() in names:
            return title[: separator.start()].strip() or title
    for separator in separators[:1]:
        if title[: separator.start()].strip().casefold() in names:
            return title[separator.end() :].strip() or title
    return title


def _facts(claims: Iterable[tuple[str, str]], at_most: int, *, addresses_too: bool = True) -> tuple[Fact[str], ...]:
    values = ((clean.line(value), origin) for origin, value in claims)
    return tuple(
        _distinct(
            (value, origin)
            for value, origin in values
            if 0 < len(value) <= at_most
            and not _NOT_A_VALUE.fullmatch(value)
            and (addresses_too or not _ADDRESS.search(value))
        )
    )


def _distinct(pairs: Iterable[tuple[T, str]]) -> Iterator[Fact[T]]:
    seen: set[T] = set()
    for value, origin in pairs:
        if value not in seen:
            seen.add(value)
            yield Fact(value, origin)


def _text(node: LexborNode | None) -> str:
    return node.text() if node is not None else ""


def _attribute(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "") if node is not None else ""
