"""The text of a byline to the names in it: without "By", roles, addresses, dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.article.clean import line
from reader.article.facts import is_value
from reader.article.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 300
_LONGEST_WRITTEN = 500

_BY = pattern(
    r"\W*(?:(?:(?:written|posted|published|reported|reporting|story|words|text|article|analysis|opinion|submitted) )?by"
    r"|(?:geschrieben |ein artikel )?von(?=(?: \S+){2})|por|par|di(?=(?: \S+){2})|door|af|av)(?: ?: ?| (?=\S))"
    r"|\W*(?:authors?|autor(?:en|in|a|es)?|auteurs?|autore|автор|текст|text|texte?|texto|testo|tekst|byline) ?: ?",
    re.IGNORECASE,
)
# "World news by Ada Roe": what stands before is a section.
_SECTION_BY = pattern(r"^[^,]{3,40}? by (?=[A-ZÀ-ÖØ-Þ])")
_ADDRESSES = pattern(
    r"[(<\[]?(?:(?:https?:)?//\S+|www\.\S+|(?:mailto:)?[^\s@()<>,;]{1,64}@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w+)[)>\]]?"
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
# Where the names end.
_END = pattern(
    rf"(?:\s+|(?<=[a-zà-ÿ]))(?=\d)|(?:^|\s)(?={_MONTH})|\s*[|•·▪‧]|\s[-–—/]\s"
    r"|[\s,(]+(?=(?:updated|published|posted|last (?:updated|modified)|first published|follow"
    r"|on (?:mon|tue|wed|thu|fri|sat|sun|\d))\b)",
    re.IGNORECASE,
)
_ROLE = pattern(
    r"(?:[\w'’&/-]+ ){0,5}(?:editors?|reporters?|correspondents?|writers?|columnists?|contributors?|journalists?|staff"
    r"|producers?|bloggers?|fellow|freelancer|redakteur(?:in)?|redacteur|rédact(?:eur|rice)|redactora?|redator[a]?"
    r"|korrespondent(?:in)?|journaliste|periodista|giornalista|chief)\b(?: (?:at|for|of|in|,).*)?",
    re.IGNORECASE,
)
_NOBODY = pattern(
    r"(?:admin(?:istrator)?|webmaster|root|user|guest|authors?|about(?: the)? author|by|follow(?: author)?|post author"
    r"|view (?:all|profile).*|(?:more|all) (?:by|from|posts).*|share|comments?|contributors?|bio|profile|anon|default"
    r"|test)",
    re.IGNORECASE,
)
_ACROSS_LINES = pattern(r"\s*\|\s*(and|&|und|et|y|e)\b\s*\|?\s*|(?<=\band|\bund)\s*\|\s*", re.IGNORECASE)
_EMPTY_PLACES = pattern(r"\s*,(?:\s*,)+\s*|\(\s*\)|\[\s*\]")
_SENTENCE = pattern(r"[a-zà-ÿ]{3}[.!?] ?[A-Z]|[a-zà-ÿ]{4}[.!?]$")
_WORDS_AT_MOST = 14
_COLLECTIVE = frozenset({"staff", "agencies", "agency", "services", "reports", "team", "desk"})
_EDGES = " ,;:|·•-–—/\\\"'“”"


def names(written: str) -> str:
    """The names in a byline as one line, or "" where it names nobody.

    >>> names("By Ada Roe, Staff Writer | May 3, 2024")
    'Ada Roe'
    """
    text = line(written)
    if not text or len(text) > _LONGEST_WRITTEN:
        return ""
    if "@" in text or "/" in text or "www." in text:
        text = line(_EMPTY_PLACES.sub(", ", _ADDRESSES.sub(" ", text)))
    text = text.strip(_EDGES)
    if by := _BY.match(text):
        text = text[by.end() :]
    text = text.strip(_EDGES)
    if "|" in text:
        text = _ACROSS_LINES.sub(r" \1 ", text)
    end = _END.search(text)
    if end and not text[: end.start()].strip(_EDGES):
        return ""
    text = text[: end.start()] if end else text
    if "," in text:
        first, *rest = re.split(r"\s*,\s+", text)
        text = ", ".join([first, *(part for part in rest if not _ROLE.fullmatch(part))])
    text = text.strip(_EDGES)
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    if not any(character.isalpha() for character in text) or _NOBODY.fullmatch(text) or not is_value(text):
        return ""
    return text if len(text) <= LONGEST else ""


def joined(written: Iterable[str]) -> str:
    """Several authors as one byline, each once; as many as there is room for."""
    found: dict[str, str] = {}
    room = LONGEST
    for one in written:
        name = names(one)
        room -= len(name) + 2
        if room < 0:
            break
        if name:
            found.setdefault(name.casefold(), name)
    return ", ".join(found.values())


def shown(written: str) -> str:
    """The names in what a page shows as its byline, where a section may stand before it; "" for a sentence."""
    text = names(_SECTION_BY.sub("", line(written)))
    words = text.split()
    sentence = len(words) > _WORDS_AT_MOST or _SENTENCE.search(text) or _unfinished(words)
    return "" if sentence or len(text) < 3 else text


def _unfinished(words: list[str]) -> bool:
    """Whether they begin like a sentence and end in the middle of one."""
    return bool(words) and words[0].istitle() and words[-1].islower() and words[-1] not in _COLLECTIVE


def given_name_first(written: str) -> str:
    """A name as scholarly metadata writes it ("Roe, Ada") to "Ada Roe"; anything else as it is."""
    last, comma, first = line(written).partition(", ")
    if comma and first and "," not in first and len(last.split()) <= 3 and len(first.split()) <= 4:
        return f"{first} {last}"
    return written
