"""The article and each source that it cites, as a reference manager knows them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from reader.article.clean import line
from reader.export import wording
from reader.export.pieces import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.export.document import Document

_LETTERS = re.compile(r"[a-z0-9]+")
_AND = re.compile(r"\s+(?:and|&|und|et|y|e)\s+")
_AND_FIRST = re.compile(r"^(?:and|&|und|et|y|e)\s+")
_NAME_WORDS = (2, 5)
_OF_A_BODY = frozenset(
    {"of", "for", "the", "department", "ministry", "institute", "university", "staff", "desk", "news"}
)
_FEW_LETTERS = frozenset({"a", "an", "and", "by", "for", "in", "of", "on", "the", "to"})


class Citation(NamedTuple):
    """One work.

    Attributes:
        key: unique among those of a document, of ASCII letters and digits: "okafor2024harbour".
        title: its title, else its address or name.
        authors: each as it is printed; which of their names is the family's nobody said.
        site: the site or outlet it stands on, or None.
        issued: the day it was published, as (year, month, day), or None.
        accessed: the day it was last had, likewise, or None.
        url: its address, or None.
        archive: the address of an archived copy, or None.
        language: a BCP 47 tag, or None.
        note: what should be known of it (that it is dead, say); empty where nothing.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    site: str | None
    issued: tuple[int, int, int] | None
    accessed: tuple[int, int, int] | None
    url: str | None
    archive: str | None
    language: str | None
    note: str


def citations(found: Document) -> list[Citation]:
    """The article first, then its sources in order of first mention; outlets that it only names are no works."""
    article = found["article"]
    cited = [_citation(article, article["site"], article["language"], article["accessed"], "")]
    if not cited[0].title:
        cited[0] = cited[0]._replace(title=line(article["source"]))
    for one in found["sources"]:
        if one["url"] is not None:
            note = "" if one["state"] in ("ok", "moved") else wording.state(one)
            cited.append(_citation(one, one["site"] or one["name"], None, one["accessed"], note))
    return list(_keyed(cited))


def authors_of(byline: str) -> tuple[str, ...]:
    """The authors that a byline names, each as it is printed.

    At an "and" two are parted only where a whole name stands on either side of it: neither "Johnson and Johnson" nor
    "Ruth and Ines Okafor" nor "Department of Health and Human Services" is two.
    """
    found: list[str] = []
    for part in byline.split(", "):
        names = _AND.split(_AND_FIRST.sub("", part))
        found += names if all(_is_whole_name(one) for one in names) else [_AND_FIRST.sub("", part)]
    return tuple(one for one in found if one)


def _is_whole_name(words: str) -> bool:
    parts = words.split()
    return _NAME_WORDS[0] <= len(parts) <= _NAME_WORDS[1] and not _OF_A_BODY.intersection(words.lower().split())


def archive_host(citation: Citation) -> str:
    """The archive that a copy lies in: its host."""
    return urlsplit(citation.archive or "").hostname or ""


def _citation(
    work: dict[str, Any], site: str | None, language: str | None, accessed: str | None, note: str
) -> Citation:
    url = web_address(work.get("final_url") if work.get("state") == "moved" else None) or web_address(work["url"])
    copy = (work.get("archive") or {}).get("url")
    return Citation(
        key="",
        title=line(work["title"] or url or ""),
        authors=authors_of(line(work["byline"] or "")),
        site=line(site) if site else None,
        issued=_day(work["published"]),
        accessed=_day(accessed) if url else None,
        url=url,
        archive=web_address(copy),
        language=language,
        note=note,
    )


def _day(iso: str | None) -> tuple[int, int, int] | None:
    if iso is None:
        return None
    year, month, day = iso[:10].split("-")
    return int(year), int(month), int(day)


def _keyed(cited: Sequence[Citation]) -> Iterator[Citation]:
    given: set[str] = set()
    for one in cited:
        key, number = _key(one), 1
        while (name := key if number == 1 else f"{key}-{number}") in given:
            number += 1
        given.add(name)
        yield one._replace(key=name)


def _key(citation: Citation) -> str:
    """The last word of the first author (or the site), the year, the first telling word of the title."""
    who = ascii_words(citation.authors[0] if citation.authors else (citation.site or ""))
    title = citation.title if citation.title != citation.url else ""
    telling = [one for one in ascii_words(title) if one not in _FEW_LETTERS]
    year = str(citation.issued[0]) if citation.issued else ""
    name = (who[-1] if citation.authors else "".join(who)) if who else ""
    return (name + year + (telling[0] if telling else "")) or "untitled"


def ascii_words(text: str) -> list[str]:
    """The words of a text in small ASCII letters and digits, accents dropped; scripts without them have none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _LETTERS.findall(plain)
