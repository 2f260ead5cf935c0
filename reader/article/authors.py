"""Who wrote an article: the cascade of bylines."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.article import byline
from reader.article.clean import line
from reader.article.facts import facts
from reader.article.survey import short_text, stands_aside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reader.article.facts import Claim
    from reader.article.model import Fact
    from reader.article.statement import Statement
    from reader.article.survey import Place, Survey

_SCHOLARLY = frozenset({"citation_author", "citation_authors", "dc:creator", "dcterms:creator"})
_METAS = (
    "dc:creator", "dcterms:creator", "citation_author", "citation_authors", "author", "byl", "parsely-author",
    "sailthru.author", "article:author", "og:article:author", "article:author_name",
)  # fmt: skip
_SHOWN_AT_MOST = 3
_NAMES_AT_MOST = 30
_LOOKED_AT = 30
_LONGEST_SHOWN = 160


class Credits(NamedTuple):
    """Whom an article is by.

    Attributes:
        byline: the candidates, best first.
        lines: the same as they are written, roles and agencies included, with a comma for a line's end.
    """

    byline: tuple[Fact[str], ...]
    lines: list[Claim]


def credits_of(seen: Survey, statements: Sequence[Statement], sites: Collection[str]) -> Credits:
    """The bylines; the site's own name, which is nobody's, comes behind the persons'.

    Args:
        seen: the page.
        statements: what structured data says of this article.
        sites: names of the site.
    """
    shown = list(islice(_shown(seen), _SHOWN_AT_MOST))
    stated = {name: values for name in _METAS if (values := seen.values(name))}
    claims: list[Claim] = [(one.origin, byline.joined(one.authors)) for one in statements if one.comes_first]
    claims.extend((name, _stated(name, values)) for name, values in stated.items())
    weaker = [one for one in statements if not one.comes_first]
    claims.extend((one.origin, byline.joined(one.authors)) for one in weaker if one.origin == "microdata")
    claims.extend((origin, names) for origin, names, _ in shown)
    claims.extend((one.origin, byline.joined(one.authors)) for one in weaker if one.origin != "microdata")
    claims = [(origin, _without_site(names, sites)) for origin, names in claims if names]
    known = {site.casefold() for site in sites}
    claims.sort(key=lambda claim: claim[1].casefold() in known)
    lines = [(one.origin, author) for one in statements for author in one.authors]
    lines.extend((name, value) for name, values in stated.items() for value in values)
    lines = [(origin, text[:_LONGEST_SHOWN]) for origin, text in lines[:_NAMES_AT_MOST]]
    return Credits(
        facts(claims, byline.LONGEST), [*lines, *((origin, text.replace("|", ",")) for origin, _, text in shown)]
    )


def _without_site(names: str, sites: Collection[str]) -> str:
    """The names without the site's behind them ("Ada Roe, The Bay Courier"), where something is left."""
    for site in sites:
        before = names[: -len(site)] if names.casefold().endswith(site.casefold()) else ""
        if before.endswith((" ", ",", "/")) and (rest := before.rstrip(" ,-–—|/")):
            return rest
    return names


def _stated(name: str, values: list[str]) -> str:
    """The authors under a name, each once: in several elements, or set apart by semicolons."""
    each = [part for value in values for part in value.split(";")][:_NAMES_AT_MOST]
    return byline.joined([byline.given_name_first(one) for one in each] if name in _SCHOLARLY else each)


def _shown(seen: Survey) -> Iterator[tuple[str, str, str]]:
    """What the article shows as its byline: origin, names, and the line as it is written, each line's end a stroke."""
    for place in _in_order(seen):
        text = line(short_text(place.node, _LONGEST_SHOWN, "|"))
        if names := byline.shown(text):
            yield _origin(place), names, text


def _in_order(seen: Survey) -> Iterator[Place]:
    """The elements that may name the article's authors, those behind the heading first."""
    places = seen.places
    kinds = [place.kind for place in places]
    heading = kinds.index("heading") if "heading" in kinds else 0
    named = [place for place in (*places[heading:], *places[:heading]) if place.kind == "byline"]
    return (place for place in named[:_LOOKED_AT] if not stands_aside(place.node, seen.asides))


def _origin(place: Place) -> str:
    if "author" in (place.attributes.get("rel") or "").lower():
        return "rel author"
    return "itemprop author" if place.attributes.get("itemprop") else "byline class"
