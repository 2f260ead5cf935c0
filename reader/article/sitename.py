"""The name of the site or outlet that an article stands on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.article.clean import line
from reader.article.facts import facts
from reader.article.patterns import pattern
from reader.article.titles import bare, ending

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.article.facts import Claim
    from reader.article.model import Fact
    from reader.article.statement import Statement
    from reader.article.survey import Survey

_LONGEST = 90
_METAS = ("og:site_name", "citation_journal_title", "dc:publisher")
_OF_THE_APP = ("apple-mobile-web-app-title", "application-name")
# "Courier.example" may be what the outlet calls itself; with a scheme, "www." or a path it is an address.
_ADDRESS = pattern(r"(?:(?:https?:)?//|www\.)\S+|(?:[\w-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE)
_MOTTO = pattern(r"\s+[-–—|·:]\s+.*")
_WORDS_AT_MOST = 6
_ENDING = "end of the title element"


def sites(
    seen: Survey, statements: Sequence[Statement], of_web_sites: list[str], headings: list[str], addresses: list[str]
) -> tuple[Fact[str], ...]:
    """The candidates, best first; an address in place of a name is the last.

    Args:
        seen: the page.
        statements: what structured data says of this article.
        of_web_sites: names of web sites in JSON-LD.
        headings: the texts of the page's first headings.
        addresses: of the page, where known.
    """
    claims: list[Claim] = [(one.origin, one.publisher) for one in statements if one.comes_first]
    claims.extend(seen.claims(_METAS))
    claims.extend((one.origin, one.publisher) for one in statements if not one.comes_first)
    claims.extend(("JSON-LD WebSite", name) for name in of_web_sites)
    claims.extend((origin, _MOTTO.sub("", line(value))) for origin, value in seen.claims(_OF_THE_APP))
    titles = {line(value) for _, value in seen.claims(("og:title", "twitter:title"))} | set(headings)
    claims.extend(_from_title(seen.title, titles, addresses))
    # A template that was filled in wrongly gives the article's title as the site's name.
    named = [(origin, value) for origin, value in claims if value and not _is_title(line(value), titles, seen.title)]
    names = [(origin, value) for origin, value in named if not _ADDRESS.fullmatch(value.strip())]
    hosts = ((origin, _host(value)) for origin, value in named if _ADDRESS.fullmatch(value.strip()))
    return facts(_as_the_host_first([*names, *hosts], addresses), _LONGEST)


def _as_the_host_first(claims: list[Claim], addresses: list[str]) -> list[Claim]:
    """The title's ending first where the host is named so, and what would be first has nothing of either."""
    if not claims or claims[-1][0] != _ENDING:
        return claims
    first, last = claims[0][1], claims[-1][1]
    other = bare(last) not in bare(first) and not _in_hosts(first, addresses)
    return [claims[-1], *claims[:-1]] if other and _in_hosts(last, addresses) else claims


def _in_hosts(name: str, addresses: list[str]) -> bool:
    short = bare(name)
    return len(short) > 3 and any(short in re.sub(r"\W", "", _host(address)) for address in addresses)


def _is_title(value: str, titles: set[str], element: str) -> bool:
    return value in titles and (value == element or (element.startswith(value) and len(value.split()) > _WORDS_AT_MOST))


def _from_title(element: str, titles: set[str], addresses: list[str]) -> Iterator[Claim]:
    """The ending of the title element, where the rest is the title elsewhere on the page or the host is named so."""
    last = ending(element)
    if not last or len(last.split()) > _WORDS_AT_MOST:
        return
    rest = element[: element.rindex(last)].rstrip(" -–—|»«·•:~/\\_")
    if rest in titles or _in_hosts(last, addresses):
        yield _ENDING, last


def _host(address: str) -> str:
    """The host of an address, with a scheme or without, less "www."; "" for a malformed one."""
    try:
        host = urlsplit(address.strip() if "//" in address else f"//{address.strip()}").hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.")
