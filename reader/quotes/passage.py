"""The passage of a source that is nearest to what refers to it.

Words that stand in both in the same order say most: the longest shared run of five words or more decides. Without one,
the sentence that shares the most telling words does (inverse document frequency over the source's own sentences,
Spärck Jones 1972).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from math import log
from typing import TYPE_CHECKING, NamedTuple

from reader.article.model import Kind, Voice
from reader.quotes.sentences import sentence_at, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.article.model import Article, Block

__all__ = ["Passage", "nearest", "sentence_at"]

SHORTEST_RUN = 5
"""Words in a row that two texts of different hands seldom share."""
LONGEST_QUERY = 500
"""Words of a query that are looked at."""
LONGEST = 60
"""Words in a passage, at most."""
FLOOR = 0.12
"""The least share of the query's telling words that a passage must have."""
QUOTATION_FLOOR = 0.3
"""The same for a quotation, whose own words should stand there."""

_KINDS = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.HEADING, Kind.FIGURE, Kind.TABLE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NEIGHBOUR = 0.2  # what a sentence gains from the words of the one before and after it
_FEWEST_SHARED = 2
_MOST_STARTS = 8  # places of one run of words in a query; a query that repeats itself more gains nothing
_LEAD = 15  # words kept before the run where a sentence is too long to be shown whole
_COMMON_WORDS = (
    "a an and are as at be been but by can could did do does for from had has have he her him his how i if in "
    "into is it its just like may me might more most my no not now of on one or our out over said say says she "
    "should so some such than that the their them then there these they this those to too up us very was we "
    "were what when where which while who why will with would you your about after all also any because before "
    "being between both down each even here it's only other same still through under"
)
_COMMON = frozenset(_COMMON_WORDS.split())


class Passage(NamedTuple):
    """A passage of an article: code points `start` to `end` of block `block`.

    `score`, above 0 and at most 1, is the share of the query found there: of all its words for a shared run, else
    of its telling words by their weight.
    """

    block: str
    start: int
    end: int
    score: float


class _Word(NamedTuple):
    """A word as it is compared, and where it stands."""

    text: str
    start: int
    end: int


class _Sentence(NamedTuple):
    """A sentence of a block and its telling words."""

    block: int
    start: int
    end: int
    words: frozenset[str]


def nearest(article: Article, query: str, *, quotation: bool = False) -> Passage | None:
    """Find the passage of a source that is nearest to a query.

    Args:
        article: the source.
        query: the sentence that links to it, or the text of a quotation from it.
        quotation: whether the query is a quotation, so that more of its words must be there.

    Returns:
        A sentence or two inside one block, of about 60 words at most; None where too little is shared.
    """
    asked = _words(query)[:LONGEST_QUERY]
    blocks = [block for block in article.blocks if block.kind in _KINDS and block.voice is not Voice.FURNITURE]
    return _by_run(blocks, asked) or _by_words(blocks, asked, QUOTATION_FLOOR if quotation else FLOOR)


def _words(text: str) -> list[_Word]:
    return [_Word(match[0].lower().replace("’", "'"), match.start(), match.end()) for match in _WORD.finditer(text)]


def _by_run(blocks: Sequence[Block], asked: Sequence[_Word]) -> Passage | None:
    """The passage with the longest run of words that the query has in the same order."""
    wanted = [word.text for word in asked]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(wanted) - SHORTEST_RUN + 1):
        starts = places[tuple(wanted[at : at + SHORTEST_RUN])]
        if len(starts) < _MOST_STARTS:
            starts.append(at)
    best: tuple[int, Block, int, int] | None = None
    for block in blocks if places else ():
        words = _words(block.text)
        for length, at in _runs([word.text for word in words], wanted, places):
            if best is None or length > best[0]:
                best = (length, block, words[at].start, words[at + length - 1].end)
    if best is None:
        return None
    length, block, start, end = best
    return Passage(block.id, *_shortened(block.text, *sentence_at(block.text, start, end), start), length / len(wanted))


def _runs(
    words: Sequence[str], wanted: Sequence[str], places: dict[tuple[str, ...], list[int]]
) -> Iterator[tuple[int, int]]:
    """The shared runs that a text has with the query: length in words and place of the first word."""
    done: dict[int, int] = {}  # how far the runs of each diagonal have been followed
    for at in range(len(words) - SHORTEST_RUN + 1):
        for place in places.get(tuple(words[at : at + SHORTEST_RUN]), ()):
            if done.get(at - place, 0) > at:
                continue
            length = SHORTEST_RUN
            while (
                at + length < len(words)
                and place + length < len(wanted)
                and words[at + length] == wanted[place + length]
            ):
                length += 1
            done[at - place] = at + length
            yield length, at


def _by_words(blocks: Sequence[Block], asked: Sequence[_Word], floor: float) -> Passage | None:
    """The passage that shares the most telling words with the query."""
    telling = _telling(asked)
    sought = [
        _Sentence(i, start, end, _telling(_words(block.text[start:end])))
        for i, block in enumerate(blocks)
        for start, end in sentences(block.text)
    ]
    spread = Counter(word for one in sought for word in one.words & telling)
    if not spread:
        return None
    weight = {word: log(1 + len(sought) / (1 + spread[word])) for word in telling}
    # A word that the source has nowhere does not help to choose, but without it chance likenesses would look good.
    total = sum(weight[word] * (1.0 if spread[word] else 0.5) for word in telling)
    own = [sum(weight[word] for word in one.words & telling) / total for one in sought]
    smooth = [share + _NEIGHBOUR * _beside(sought, own, i) for i, share in enumerate(own)]
    best = max(range(len(sought)), key=smooth.__getitem__)
    shared = len(sought[best].words & telling)
    if own[best] < floor or shared < min(_FEWEST_SHARED, len(telling)):
        return None
    start, end = _with_neighbour(blocks[sought[best].block].text, sought, own, best)
    text = blocks[sought[best].block].text
    return Passage(
        blocks[sought[best].block].id, *_shortened(text, start, end, sought[best].start), min(own[best], 1.0)
    )


def _telling(words: Sequence[_Word]) -> frozenset[str]:
    """The words that carry what is said, without the commonest endings."""
    return frozenset(_stem(word.text) for word in words if word.text not in _COMMON)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _beside(sought: Sequence[_Sentence], own: Sequence[float], i: int) -> float:
    return sum(own[j] for j in (i - 1, i + 1) if 0 <= j < len(own) and sought[j].block == sought[i].block)


def _with_neighbour(text: str, sought: Sequence[_Sentence], own: Sequence[float], i: int) -> tuple[int, int]:
    """The best sentence, with the better of its neighbours where that shares words too and there is room."""
    one = sought[i]
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(own) and sought[j].block == one.block and own[j] > 0]
    if not beside:
        return one.start, one.end
    other = sought[max(beside, key=own.__getitem__)]
    start, end = min(one.start, other.start), max(one.end, other.end)
    return (start, end) if len(text[start:end].split()) <= LONGEST else (one.start, one.end)


def _shortened(text: str, start: int, end: int, focus: int) -> tuple[int, int]:
    """At most `LONGEST` words of a range: all of it, or those around the code point `focus`."""
    words = [(start + match.start(), start + match.end()) for match in re.finditer(r"\S+", text[start:end])]
    if len(words) <= LONGEST:
        return start, end
    at = next((i for i, word in enumerate(words) if word[1] > focus), 0)
    first = max(0, min(at - _LEAD, len(words) - LONGEST))
    return words[first][0], words[first + LONGEST - 1][1]
