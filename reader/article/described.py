"""What a page that holds no article says of itself: the page of a film, or one that scripts would have filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import dating, jsonld
from reader.article.authors import credits_of
from reader.article.clean import line
from reader.article.facts import facts as facts_of
from reader.article.model import Article, Block, Format, Kind
from reader.article.patterns import pattern
from reader.article.survey import survey
from reader.article.titles import LONGEST as LONGEST_TITLE

if TYPE_CHECKING:
    import re

    from reader.article.model import Metadata
    from reader.article.page import Page
    from reader.article.statement import Statement
    from reader.article.survey import Survey

_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc:description")
_SECONDS = ("og:video:duration", "video:duration", "og:audio:duration", "music:duration")
_FILMS = ("video", "audio", "music.song")
# ISO 8601, 4.4.3.2, without years and months, which no film lasts.
_DURATION = pattern(r"P(?:(\d{1,3})D)?T?(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?")
_LONGEST = 7 * 24 * 3600
_PARAGRAPHS_AT_MOST = 100
_DIGITS = 7


def described(page: Page, *, empty: bool) -> Article | None:
    """The page's own description as an article of which it is certain that it is none (`found` is 0), or None.

    Args:
        page: a page on which no article was found, or none for sure.
        empty: whether it has no text at all: then any description is better than nothing, else only that of a film.
    """
    seen = survey(page.dom)
    films = jsonld.films(seen.scripts)
    kinds = [value for _, value in seen.claims(("og:type",))]
    is_film = any(kind.startswith(_FILMS) for kind in kinds) or (empty and bool(films))
    texts = [*(one.description for one in films if is_film), *(text for _, text in seen.claims(_DESCRIPTIONS))]
    paragraphs = next((found for text in texts if (found := _paragraphs(text))), [])
    if not paragraphs or not (empty or is_film):
        return None
    return Article(
        blocks=tuple(Block(f"b{number}", Kind.PARAGRAPH, text) for number, text in enumerate(paragraphs, 1)),
        metadata=_credits(page, seen, films) if is_film else page.facts,
        format=Format.HTML,
        url=page.url,
        found=0.0,
        seconds=_seconds(seen, films) if is_film else 0,
    )


def _paragraphs(text: str) -> list[str]:
    """A description's lines, each a paragraph of its own: there is nothing else that would part them."""
    clean = (line(one) for one in text.splitlines())
    return [one for one in clean if one][:_PARAGRAPHS_AT_MOST]


def _credits(page: Page, seen: Survey, films: list[Statement]) -> Metadata:
    """The page's facts, with author and date of the film where the page has none of its own."""
    facts = page.facts
    sites = [fact.value for fact in facts.site]
    return facts._replace(
        title=facts.title or facts_of(((one.origin, one.name) for one in films), LONGEST_TITLE),
        byline=facts.byline or credits_of(seen, films, sites).byline,
        published=facts.published or dating.published(seen, films, ()),
    )


def _seconds(seen: Survey, films: list[Statement]) -> int:
    """How long the film plays, in seconds; 0 where that is not said, or cannot be."""
    stated = (_DURATION.fullmatch(one.duration.strip().upper()) for one in films)
    lengths = [_in_seconds(found) for found in stated if found]
    lengths += [int(value) for _, value in seen.claims(_SECONDS) if value.isdecimal() and len(value) <= _DIGITS]
    return next((length for length in lengths if 0 < length <= _LONGEST), 0)


def _in_seconds(found: re.Match[str]) -> int:
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
