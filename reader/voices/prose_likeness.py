"""What the paragraphs of a post share: words, names, and phrases that one takes up from another.

Two neighbours of one voice share more than two of different voices; and who repeats a phrase in quotation marks
comments on the paragraph where it stands.
"""

from __future__ import annotations

from collections import Counter
from math import fsum, log, sqrt
from typing import TYPE_CHECKING

from reader.voices.prose_paragraph import plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.voices.prose_paragraph import Paragraph
    from reader.voices.prose_style import Features

_PHRASE = 4
"""How many words in a row are a phrase that is hardly said twice by chance."""
_AROUND = 60
"""How many paragraphs before and after are searched for what stands in quotation marks."""


def likeness(post: Sequence[Paragraph], title: str | None) -> list[Features]:
    """The features of what each paragraph shares with the others and with the title, in order."""
    return [
        words | names | taken | heading | marks
        for words, names, taken, heading, marks in zip(
            _shared_words(post), _shared_names(post), _taken_up(post), _of_title(post, title), _curl(post), strict=True
        )
    ]


def shared_words(post: Sequence[Paragraph]) -> Callable[[int, int], float]:
    """How many words two paragraphs share, from 0 to 1: words that few paragraphs have count for more."""
    weight = {stem: log((len(post) + 1) / (count + 0.5)) ** 2 for stem, count in _used(post).items()}
    sizes = [sqrt(sum(weight[stem] for stem in one.stems)) or 1.0 for one in post]

    def of_two(i: int, j: int) -> float:
        return fsum(map(weight.__getitem__, post[i].stems & post[j].stems)) / (sizes[i] * sizes[j])

    return of_two


def _used(post: Sequence[Paragraph]) -> Counter[str]:
    """In how many paragraphs each word stands."""
    return Counter(stem for one in post for stem in one.stems)


def _shared_words(post: Sequence[Paragraph]) -> list[Features]:
    n = len(post)
    used = _used(post)
    of_two = shared_words(post)

    def alike(i: int, j: int) -> float:
        return of_two(i, j) if 0 <= i < j < n else 0.0

    found: list[Features] = []
    after = Counter(used)
    before: set[str] = set()
    for i, one in enumerate(post):
        after -= Counter(one.stems)
        all_stems = len(one.stems) or 1
        found.append(
            {
                "like_before": alike(i - 1, i),
                "like_after": alike(i, i + 1),
                "like_before_2": alike(i - 2, i),
                "neighbours_alike": alike(i - 1, i + 1),
                "own_words": sum(used[stem] == 1 for stem in one.stems) / all_stems,
                "words_from_before": len(one.stems & before) / all_stems,
                "words_to_after": sum(stem in after for stem in one.stems) / all_stems,
            }
        )
        before |= one.stems
    return found


def _shared_names(post: Sequence[Paragraph]) -> list[Features]:
    found: list[Features] = []
    surnames = [{surname for _, surname in one.full_names} for one in post]
    introduced: set[str] = set()
    for i, one in enumerate(post):
        before = post[i - 1].names if i else set()
        after = post[i + 1].names if i + 1 < len(post) else set()
        by_surname = one.names - surnames[i]
        found.append(
            {
                "names_before": min(len(one.names & before), 4),
                "names_after": min(len(one.names & after), 4),
                "names_of_neighbours": min(len(before & after), 4),
                "names_passed_over": min(len((before & after) - one.names), 4),
                "surname_again": min(len(by_surname & introduced), 3),
                "surname_of_before": min(len(by_surname & surnames[i - 1]), 3) if i else 0,
                "introduced_again": min(len(surnames[i] & introduced), 3),
                "introduced_after": min(len(surnames[i] & surnames[i + 1]), 3) if i + 1 < len(post) else 0,
            }
        )
        introduced |= surnames[i]
    return found


def _taken_up(post: Sequence[Paragraph]) -> list[Features]:
    """Phrases in quotation marks, and runs of four words, that stand in another paragraph as well."""
    plain = [" ".join(one.words) for one in post]
    runs = [set(zip(*(one.words[k:] for k in range(_PHRASE)), strict=False)) for one in post]
    first_with = {run: i for i in range(len(post) - 1, -1, -1) for run in runs[i]}
    last_with = {run: i for i in range(len(post)) for run in runs[i]}
    # For each paragraph, which others quote from it in marks, and from which others it quotes.
    quoting: list[list[int]] = [[] for _ in post]
    quotes: list[list[int]] = [[] for _ in post]
    for j, one in enumerate(post):
        for i in range(max(0, j - _AROUND), min(len(post), j + _AROUND + 1)) if one.in_marks else ():
            if i != j and any(phrase in plain[i] for phrase in one.in_marks):
                quoting[i].append(j)
                quotes[j].append(i)
    return [
        {
            "quoted_after": min(sum(j > i for j in by), 3),
            "quoted_before": min(sum(j < i for j in by), 3),
            "quoted_by_next": i + 1 in by,
            "quotes_earlier": min(sum(j < i for j in quotes[i]), 3),
            "quotes_previous": i - 1 in quotes[i],
            "repeated_after": min(sum(last_with[run] > i for run in runs[i]), 3),
            "repeated_from_before": min(sum(first_with[run] < i for run in runs[i]), 3),
        }
        for i, by in enumerate(quoting)
    ]


def _of_title(post: Sequence[Paragraph], title: str | None) -> list[Features]:
    if not title:
        return [{} for _ in post]
    plain = plain_words(title)
    stems = {word[:6] for word in plain.split() if len(word) > 3}
    return [
        {
            "title_words": len(stems & one.stems) / (len(stems) or 1),
            "title_whole": plain.count(" ") >= 2 and plain in " ".join(one.words),
        }
        for one in post
    ]


def _curl(post: Sequence[Paragraph]) -> list[Features]:
    """Whether a paragraph's marks are curly where most are straight, or the reverse: pasted text keeps its own."""
    curly, straight = sum(one.curly > 0 for one in post), sum(one.curly < 0 for one in post)
    if not curly or not straight:
        return [{} for _ in post]
    rare = 1 if straight >= curly else -1
    return [
        {
            "marks_rare": one.curly * rare,
            "marks_mixed": True,
            "marks_as_before": one.curly * post[i - 1].curly if i else 0,
            "marks_as_after": one.curly * post[i + 1].curly if i + 1 < len(post) else 0,
            "marks_share": (curly if one.curly > 0 else straight) / (curly + straight) if one.curly else 0.5,
        }
        for i, one in enumerate(post)
    ]
