"""One article as structured data describes it (schema.org), and which of several statements is about this page."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.article.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_ARTICLE = pattern(
    r"(?:https?://schema\.org/)?(?:\w*Article|\w*BlogPosting|SocialMediaPosting|DiscussionForumPosting|Review|Report"
    r"|Recipe|WebPage|ItemPage)$"
)
_WORDS = re.compile(r"\w+")
_NO_PART_OF_AN_ADDRESS = re.compile(r"^\w+://(?:www\.|m\.|amp\.)?|[?#].*$|/+$")

# How much of a headline's letters must be in a title to be about the same, and how few make it another article's.
_SAME = 0.75
_OTHER = 0.3
_LOOKED_AT = 100
_LONGEST = 300


class Statement(NamedTuple):
    """One article as JSON-LD or microdata describes it; empty where it says nothing. The strings are not yet cleaned.

    Attributes:
        origin: "JSON-LD", "JSON-LD WebPage" (of the page, not the article) or "microdata".
        kind: its type ("NewsArticle").
        free: whether it may be read without paying; None where it does not say.
        description: what it is about.
        duration: how long a film or a recording plays (ISO 8601).
        sources: the organisations it is said to come from (`sourceOrganization`, `provider`, `creditText`).
    """

    origin: str
    kind: str
    headline: str = ""
    name: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    url: str = ""
    free: bool | None = None
    sources: tuple[str, ...] = ()
    description: str = ""
    duration: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it describes the page, not the article: its name is the page's, its author may be the site's."""
        return self.kind.endswith("Page")

    @property
    def comes_first(self) -> bool:
        """Whether it counts before `<meta>`: microdata is the text that happens to be shown, often another wording."""
        return self.origin == "JSON-LD"

    def title(self, titles: Iterable[str]) -> str:
        """The headline, or the name where the two differ and only the name is what the page shows as its title."""
        if self.name and self.headline and self.name != self.headline:
            shown = list(titles)
            if share(self.name, shown) > _SAME >= share(self.headline, shown):
                return self.name
        return self.headline or self.name


def is_article(kind: str) -> bool:
    """Whether a type of schema.org is one of articles or of pages that hold one."""
    return _ARTICLE.match(kind) is not None


def about_this_page(
    statements: Iterable[Statement], titles: Collection[str], addresses: Collection[str]
) -> list[Statement]:
    """The statements about the page's article, the best first.

    A true article comes before a mere web page, one that has the page's address or title before one that has not; one
    that has neither, and another address, is of another article (a list of related ones, a carousel).
    """
    here = {_bare(address) for address in addresses if address}
    ranked = []
    for statement in islice(statements, _LOOKED_AT):
        named = statement.headline or statement.name
        alike = share(named, titles) if named and titles else 0.5
        same_place = bool(statement.url) and _bare(statement.url) in here
        elsewhere = bool(statement.url) and bool(here) and not same_place
        if elsewhere and alike < _OTHER:
            continue
        ranked.append(((statement.is_page, not (same_place or alike > _SAME), not same_place), statement))
    ranked.sort(key=lambda pair: pair[0])
    return [statement for _, statement in ranked]


def share(text: str, titles: Iterable[str]) -> float:
    """How much of the text's words one of the titles has, by their letters: 0 to 1."""
    text = text[:_LONGEST].casefold()
    words = _WORDS.findall(text)
    letters = sum(map(len, words))
    if not letters:
        return 0.0
    best = 0.0
    for title in titles:
        low = title.casefold()
        if text in low:
            return 1.0
        there = set(_WORDS.findall(low))
        best = max(best, sum(len(word) for word in words if word in there) / letters)
    return best


def _bare(address: str) -> str:
    return _NO_PART_OF_AN_ADDRESS.sub("", address.strip().casefold()).rstrip("/")
