"""Outlets and wire services: which one a host belongs to, and where a text names one.

The facts are in `outlets.toml`. A text is searched through an index of the first words of all names, so that the usual
paragraph, which names nobody, costs one look at its words. A name that may mean something else counts only where the
words around it say so.

The span of a mention leaves a leading article out, whoever wrote it into the name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.article.patterns import pattern
from reader.voices.context import around, has_article, is_supported
from reader.voices.outlet_table import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.voices.outlet_table import Row

_WORD = re.compile(r"[A-Z0-9]\w*")
_ADDRESS = pattern(r"://|\bwww\.|@|\.[a-z]{2,}/")
_LONGEST_ADDRESS = 500
"""How many code points on each side of a name are searched for the signs of a web address around it."""


_LONGEST_HOST = 253
"""Longer host names cannot be (RFC 1035)."""


class Outlet(NamedTuple):
    """An outlet or wire service: its canonical name, its kind ("wire", "newspaper", …) and its bare domains."""

    name: str
    kind: str
    domains: tuple[str, ...]


class _Form(NamedTuple):
    """One way to write a name: its text without the article, and which article must precede it ("", "the", "The").

    `lead` is how many code points stand before its first word, from that word's first capital or digit on (arXiv: 2).
    """

    text: str
    article: str
    ambiguous: bool
    outlet: Outlet
    lead: int


class _Registry(NamedTuple):
    """The outlets by domain; and the names, as listed and whether ambiguous, by first word from its capital on."""

    domains: dict[str, Outlet]
    names: dict[str, list[tuple[str, bool, Outlet]]]


def outlets() -> tuple[Outlet, ...]:
    """Every outlet of the table, once each, in the table's order."""
    return tuple(dict.fromkeys(_registry().domains.values()))


def outlet_of(host: str) -> str | None:
    """The canonical name of the outlet that a host belongs to, by the longest domain that it ends with, or None."""
    if len(host) > _LONGEST_HOST:
        return None
    labels = host.lower().rstrip(".").split(".")
    domains = _registry().domains
    found = (domains.get(".".join(labels[i:])) for i in range(len(labels)))
    return next((outlet.name for outlet in found if outlet is not None), None)


def outlet_called(name: str) -> Outlet | None:
    """The outlet of which the whole text is a name, ambiguous or not, whatever its article; for a credit's parts."""
    plain = _bare(_plain(name).strip())
    word = _WORD.search(plain)
    forms = _forms(word[0]) if word and word[0] in _registry().names else ()
    return next((form.outlet for form in forms if form.text == plain), None)


def find_mentions(text: str) -> list[tuple[int, int, Outlet]]:
    """Find where a text names an outlet.

    Args:
        text: a block's text, or any piece of one that keeps its sentences whole.

    Returns:
        Code points and outlet of each mention, in order, never overlapping. Matching minds the case and takes the
        longest name; names inside web and e-mail addresses do not count.
    """
    names = _registry().names
    if names.keys().isdisjoint(_WORD.findall(text)):
        return []
    plain = _plain(text)
    found: list[tuple[int, int, Outlet]] = []
    free = 0
    for word in _WORD.finditer(plain):
        for form in _forms(word[0]) if word[0] in names else ():
            start = word.start() - form.lead
            if start >= free and _stands(form, plain, start):
                free = start + len(form.text)
                found.append((start, free, form.outlet))
                break
    return found


def _stands(form: _Form, text: str, start: int) -> bool:
    """Whether the form stands at that place and means its outlet there."""
    end = start + len(form.text)
    if not text.startswith(form.text, start) or _continues(text, start, end) or _in_address(text, start, end):
        return False
    if not form.ambiguous and not form.article:
        return True
    beside = around(text, start, end)
    if form.article and not has_article(form.article, beside):
        return False
    return not form.ambiguous or is_supported(form.text, form.article, beside)


def _continues(text: str, start: int, end: int) -> bool:
    """Whether the word before or after goes on into the range: a longer word, a handle, a host name."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and (before[-1].isalnum() or before[-1] in "_#" or (before[-1] == "." and before[:-1].isalnum())):
        return True
    return bool(after) and (after[0].isalnum() or after[0] == "_" or (after[0] == "." and after[1:].isalnum()))


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the range lies in a web or e-mail address: in an unbroken run of characters with the signs of one."""
    left = text.rfind(" ", max(0, start - _LONGEST_ADDRESS), start) + 1 or max(0, start - _LONGEST_ADDRESS)
    right = text.find(" ", end, end + _LONGEST_ADDRESS)
    return _ADDRESS.search(text, left, right if right >= 0 else min(len(text), end + _LONGEST_ADDRESS)) is not None


def _plain(text: str) -> str:
    """The text with plain apostrophes and spaces; same length."""
    for old, new in (("’", "'"), ("\u00a0", " "), ("\u202f", " "), ("\n", " "), ("\t", " ")):
        text = text.replace(old, new)
    return text


def _bare(name: str) -> str:
    return name[4:] if name.startswith(("The ", "the ")) else name


@cache
def _registry() -> _Registry:
    registry = _Registry({}, {})
    for row in rows():
        outlet = Outlet(row.name, row.kind, row.domains)
        registry.domains.update(dict.fromkeys(outlet.domains, outlet))
        for written, ambiguous in _names(row):
            if word := _WORD.search(_bare(written)):  # a name without a capital cannot be told from other words
                registry.names.setdefault(word[0], []).append((written, ambiguous, outlet))
    return registry


def _names(row: Row) -> Iterator[tuple[str, bool]]:
    """The names of an outlet: those listed, and its own where no listed one has the same words."""
    if _bare(row.name) not in map(_bare, (*row.aliases, *row.ambiguous)):
        yield _bare(row.name), False
    yield from ((written, False) for written in row.aliases)
    yield from ((written, True) for written in row.ambiguous)


@cache
def _forms(word: str) -> list[_Form]:
    """The forms whose first word is one of the registry's, longest first, then those that need an article."""
    forms = [_form(*named) for named in _registry().names[word]]
    return sorted(forms, key=lambda form: (-len(form.text), not form.article, form.ambiguous))


def _form(written: str, ambiguous: bool, outlet: Outlet) -> _Form:  # noqa: FBT001 - as the registry has it
    text = _bare(written)
    word = _WORD.search(text)
    article = "" if text == written else written[:3]
    return _Form(text, article, ambiguous, outlet, word.start() if word else 0)
