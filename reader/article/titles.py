"""The title of an article: the cascade, and how the site's name is told from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.article.clean import line
from reader.article.facts import facts
from reader.article.patterns import pattern
from reader.article.statement import share

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reader.article.facts import Claim
    from reader.article.model import Fact
    from reader.article.statement import Statement
    from reader.article.survey import Survey

LONGEST = 300

_METAS = (
    "dc:title", "dcterms:title", "og:title", "citation_title", "parsely-title", "sailthru.title", "twitter:title",
    "title",
)  # fmt: skip
_SEPARATOR = pattern(r" (?:[-–—|»«·•:~/\\⋅_]|::|\|\|) | ?[|｜] ?|(?<=[\u3040-\u9fff])_(?=[^_]+$)")
# Without one of these there is no separator: to look for them takes a fraction of the time.
_SEPARATING = re.compile(r"[-–—|»«·•:~/\\⋅_｜]")
_THE = re.compile(r"^the\s+|\.(?:com|org|net|co\.uk|de|fr)$")
_WORDS = re.compile(r"\w+")
# Under this, two titles have nothing to do with each other.
_OTHER = 0.3


def titles(
    seen: Survey, statements: Sequence[Statement], headings: list[str], sites: Collection[str]
) -> tuple[Fact[str], ...]:
    """The candidates, best first; those that only name the site are the last.

    Args:
        seen: the page.
        statements: what structured data says of this article.
        headings: the texts of the page's first headings, clean.
        sites: names of the site.
    """
    names = {bare(site) for site in sites} - {""}
    element = seen.title
    shown = [element, *headings]
    claims: list[Claim] = [(one.origin, one.title(shown)) for one in statements if one.comes_first]
    claims.extend(seen.claims(_METAS))
    claims.extend((one.origin, one.title(shown)) for one in statements if not one.comes_first)
    claims = [(origin, line(value[: 4 * LONGEST])) for origin, value in claims]
    # Most are the same words: each is looked at once.
    short = {value: _without_kicker(without_site(value, names), headings) for value in {value for _, value in claims}}
    short[element] = _as_shown(element, headings) or without_site(element, names)
    of_the_site = {value for value, rest in short.items() if _of_the_site(value, rest, shown, names)}
    claims.append(("title element", element))
    like = [heading for heading in headings if share(heading, [element]) > _OTHER]
    claims.extend(("first heading", heading) for heading in (like or headings)[:1])
    claims.sort(key=lambda claim: claim[1] in of_the_site)
    return facts(((origin, short.get(value, value)) for origin, value in claims), LONGEST)


def bare(name: str) -> str:
    """A name to compare by: without case, "The", ".com", spaces and punctuation."""
    return "".join(_WORDS.findall(_THE.sub("", line(name).casefold())))


def without_site(title: str, names: Collection[str]) -> str:
    """The title without the site's name before or after a separator; the title itself where nothing would be left.

    Args:
        title: a clean line.
        names: the site's names as `bare` gives them.
    """
    for _ in range(2):
        separators = _separators(title)
        if not separators:
            break
        if bare(title[separators[-1].end() :]) in names:
            title = title[: separators[-1].start()].strip() or title
        elif bare(title[: separators[0].start()]) in names:
            title = title[separators[0].end() :].strip() or title
    return title


def ending(title: str) -> str:
    """What stands behind the last separator of a title element: most often the site's name; "" where there is none."""
    separators = _separators(title)
    return title[separators[-1].end() :].strip() if separators and separators[-1].start() else ""


def _without_kicker(title: str, headings: list[str]) -> str:
    """The title without the kicker before it ("Opinion | The harbour"), where a heading says just the rest."""
    separator = next(iter(_separators(title)), None)
    return title[separator.end() :] if separator and title[separator.end() :] in headings else title


def _separators(title: str) -> list[re.Match[str]]:
    return list(_SEPARATOR.finditer(title)) if _SEPARATING.search(title) else []


def _as_shown(title: str, headings: list[str]) -> str:
    """The heading that the title element is made of: a heading is most of it or its start, and it has separators."""
    inside = [heading for heading in headings if 10 < len(heading) < len(title) and heading in title]
    if inside and _SEPARATOR.search(title):
        first = min(inside, key=title.index)
        if title.startswith(first) or len(first) > len(title) / 2:
            return first
    return ""


def _of_the_site(title: str, rest: str, shown: list[str], names: Collection[str]) -> bool:
    """Whether a title, of which `rest` is left without the site's name, is given on every page of the site."""
    low = bare(title)
    return low in names or (any(low.startswith(name) for name in names) and share(rest, shown) < _OTHER)
