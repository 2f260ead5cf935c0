"""What an HTML page says of its article: title, byline, site, dates, language, address, each with where it stands.

All candidates are kept, best first: statements made for machines about this very article, then those of the whole page,
then what the page shows. A value that is certainly wrong (another article's, the site's own, a template's) is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.article import dating, jsonld, microdata, wire
from reader.article.addresses import Addresses
from reader.article.authors import credits_of
from reader.article.clean import line
from reader.article.facts import distinct, facts
from reader.article.languages import language_tag
from reader.article.model import Fact, Metadata
from reader.article.paywall import paywall
from reader.article.sitename import sites
from reader.article.statement import about_this_page
from reader.article.survey import short_text
from reader.article.titles import LONGEST as LONGEST_TITLE
from reader.article.titles import titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.article.facts import Claim
    from reader.article.statement import Statement
    from reader.article.survey import Survey

_HEADINGS_AT_MOST = 5
_LONGEST_ADDRESS = 2000
_LONGEST_SOURCE = 200


def read(seen: Survey, url: str | None) -> Metadata:
    """Everything the page says, clean.

    Args:
        seen: the page.
        url: the address it was read from.
    """
    canonical = _canonical(seen, url, Addresses(url, seen.base))
    addresses = [*([url] if url else []), *(fact.value for fact in canonical)]
    headings = _headings(seen)
    said = jsonld.read(seen.scripts)
    shown = [seen.title, *headings, *(value for _, value in seen.claims(("og:title",)))]
    statements = about_this_page(
        [*said.statements, *microdata.read(seen.properties)], [title for title in shown if title], addresses
    )
    named = sites(seen, statements, said.sites, headings, addresses)
    names = [fact.value for fact in named]
    credit = credits_of(seen, statements, names)
    published = dating.published(seen, statements, addresses)
    sources = [(f"{one.origin} source", source[:_LONGEST_SOURCE]) for one in statements for source in one.sources]
    return Metadata(
        title=titles(seen, statements, headings, names),
        byline=credit.byline,
        site=named,
        published=published,
        modified=dating.modified(seen, statements, published),
        language=_languages(seen, statements),
        canonical=canonical,
        paywall=paywall(seen, statements),
        wire_service=wire.in_credits([*credit.lines, *sources, *((fact.origin, fact.value) for fact in named[:1])]),
    )


def _headings(seen: Survey) -> list[str]:
    nodes = [place.node for place in seen.places if place.kind == "heading"][:_HEADINGS_AT_MOST]
    return [text for node in nodes if (text := line(short_text(node, LONGEST_TITLE)))]


def _languages(seen: Survey, statements: Sequence[Statement]) -> tuple[Fact[str], ...]:
    claims: list[Claim] = [("html lang", seen.language), *((one.origin, one.language) for one in statements)]
    claims.extend(seen.claims(("og:locale", "content-language", "dc:language", "language")))
    return facts(((origin, language_tag(written)) for origin, written in claims), 40)


def _canonical(seen: Survey, url: str | None, addresses: Addresses) -> tuple[Fact[str], ...]:
    """The addresses that the page gives as its own; the front page's is none of an article's."""
    claims: list[Claim] = [*(("link canonical", href) for href in seen.canonical), *seen.claims(("og:url",))]
    made = {href: addresses.link(href) or "" for href in {href for _, href in claims} if len(href) <= _LONGEST_ADDRESS}
    absolute = [
        (address, origin)
        for origin, href in claims
        if (address := made.get(href, "")).startswith(("http://", "https://"))
    ]
    deep = not all(_is_front(address) for address in (*([url] if url else []), *made.values()) if address)
    return tuple(distinct(one for one in absolute if not (deep and _is_front(one[0]))))


def _is_front(address: str) -> bool:
    """Whether it is a site's front page; a malformed address is no article's either."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return parts.path in {"", "/", "/index.html", "/index.php"} and not parts.query
