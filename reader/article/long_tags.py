"""Tags with more attributes than the parser can take: it compares each attribute of a tag with all before it.

What is a tag and what is text depends on the tree (`<style>` is read otherwise in a drawing than in a page), which is
not known before the page is parsed. So every place where a tag could begin counts as one, in scripts and in quoted
values too; and, as nearly all tags are short, only the stretches that a long one would have to cross are looked at.
"""

from __future__ import annotations

import re

from reader.article.patterns import pattern

ATTRIBUTE_LIMIT = 5_000

# Attributes with what parts them are no shorter than two bytes.
_REACH = 2 * ATTRIBUTE_LIMIT
_ENDS_TRIED = 4
# What reading attributes may cost, in bytes: several readings of the whole text, and some for each attribute.
_READINGS = 20
_COST_AT_LEAST = 10_000_000
_COST_OF_ONE = 100

_FARTHER = (1, 3, 9)

_SPACE = b" \t\n\f\r"
_PARTING = _SPACE + b"/\"'"
_EQUALS = ord("=")
_BEFORE_VALUE = b"=" + _SPACE
# As the HTML standard reads them: a ">" in a quoted value ends no tag, and a quote in a name quotes nothing.
_ATTRIBUTE = re.compile(
    rb"[ \t\n\f\r/]*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
    rb"(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:\"[^\"]*+\"|'[^']*+'|[^ \t\n\f\r>]*+))?+"
)
_BEGINNING = pattern(rb"</?[a-zA-Z][^ \t\n\f\r/>]*+")
# There is one element of each of these: it gets the attributes of all its tags.
# Letters one by one are found in half the time of one word or the other; what else they spell may count as well.
_ROOT = re.compile(rb"<[bBhH][oOtT][dDmM][yYlL][ \t\n\f\r/]")


def has_long_tag(data: bytes) -> bool:
    """Whether a tag may have more than `ATTRIBUTE_LIMIT` attributes, or all `<body>` or `<html>` tags together."""
    reading = _Reading(data)
    if reading.of_roots() > ATTRIBUTE_LIMIT:
        return True
    at = 0
    while len(data) - at > _REACH:
        end = _end_of_tags(data, at, at + _REACH)
        if end < 0:
            found = _BEGINNING.search(data, at)
            at = found.start() if found else len(data)
            end = _end_of_few(data, at)
        # A tag that begins behind `at` and before `end` ends there at the latest, and so is short.
        if end < 0 and reading.most(at, at + _REACH) > ATTRIBUTE_LIMIT:
            return True
        at = end + 1 if end >= 0 else at + _REACH
    return False


def _end_of_tags(data: bytes, begin: int, reach: int) -> int:
    """One of the last ">" before `reach` that ends every tag which begins at `begin` or later; -1 where none does."""
    end = reach
    for _ in range(_ENDS_TRIED):
        end = data.rfind(b">", begin, end)
        if end < 0 or not (_may_be_quoted(data, b'"', begin, end) or _may_be_quoted(data, b"'", begin, end)):
            return end
    return -1


def _end_of_few(data: bytes, begin: int) -> int:
    """As `_end_of_tags`, farther on too, as long as few characters could part attributes before it."""
    for times in _FARTHER:
        end = _end_of_tags(data, begin, begin + times * _REACH)
        if end >= 0:
            few = times == 1 or end - begin - len(data[begin:end].translate(None, _PARTING)) <= ATTRIBUTE_LIMIT
            return end if few else -1
    return -1


def _may_be_quoted(data: bytes, mark: bytes, begin: int, end: int) -> bool:
    """Whether a value in such marks may be open at `end`: the last mark before it stands behind a "="."""
    last = data.rfind(mark, begin, end)
    if last <= begin or (before := data[last - 1]) not in _BEFORE_VALUE:
        return False
    return before == _EQUALS or data[begin:last].rstrip(_SPACE).endswith(b"=")


class _Reading:
    """Reads attributes wherever a tag may begin; what would cost too much passes for a tag with too many."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = _READINGS * len(data) + _COST_AT_LEAST

    def of_roots(self) -> int:
        """How many attributes all `<body>` and `<html>` tags have together."""
        count = 0
        for found in _ROOT.finditer(self._data):
            count += self._read(found.end(), {})
            if count > ATTRIBUTE_LIMIT:
                break
        return count

    def most(self, begin: int, end: int) -> int:
        """The most attributes that a tag which begins in this range may have."""
        # From the last one on, since what begins within another tag often ends with it: the rest of that is known.
        known: dict[int, int] = {}
        beginnings = [found.end() for found in _BEGINNING.finditer(self._data, begin, end)]
        return max((self._read(at, known) for at in reversed(beginnings)), default=0)

    def _read(self, at: int, known: dict[int, int]) -> int:
        """How many attributes follow; `known` has this for places where one may begin, and gets more of them."""
        places: list[int] = []
        match = _ATTRIBUTE.match
        begin = at
        while at not in known and len(places) <= ATTRIBUTE_LIMIT and (found := match(self._data, at)):
            places.append(at)
            at = found.end()
        self._left -= at - begin + _COST_OF_ONE * len(places)
        if self._left < 0:
            return ATTRIBUTE_LIMIT + 1
        following = known.get(at, 0)
        places.reverse()
        known.update(zip(places, range(following + 1, following + len(places) + 1), strict=True))
        return following + len(places)
