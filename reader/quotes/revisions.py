"""Two versions of a page: the paragraphs that are not the same, and in them the words.

The longest common runs, as `difflib` finds them (Ratcliff and Metzener, 1988), first of paragraphs, then of words.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

MOST_WORDS = 1500
"""Words of what was replaced from which on it is shown as a whole: comparing takes the product of both lengths."""


class When(StrEnum):
    """In which of the two versions some words stand."""

    BOTH = "both"
    BEFORE = "before"
    NOW = "now"


class Words(NamedTuple):
    """Some words of one paragraph."""

    when: When
    text: str


def revisions(before: str, now: str) -> list[tuple[Words, ...]]:
    """What was changed, in the order of the text; both are articles' texts, paragraphs set apart by blank lines."""
    old, new = _paragraphs(before), _paragraphs(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    changed: list[tuple[Words, ...]] = []
    for what, first, last, begin, end in matcher.get_opcodes():
        if what == "replace" and last - first == end - begin:
            changed += [_compared(*pair) for pair in zip(old[first:last], new[begin:end], strict=True)]
        elif what != "equal":
            changed += [(Words(When.BEFORE, one),) for one in old[first:last]]
            changed += [(Words(When.NOW, one),) for one in new[begin:end]]
    return changed


def _compared(before: str, now: str) -> tuple[Words, ...]:
    old, new = before.split(), now.split()
    if max(len(old), len(new)) > MOST_WORDS:
        return Words(When.BEFORE, before), Words(When.NOW, now)
    found: list[Words] = []
    for what, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Words(When.BOTH, " ".join(new[begin:end])))
            continue
        if first < last:
            found.append(Words(When.BEFORE, " ".join(old[first:last])))
        if begin < end:
            found.append(Words(When.NOW, " ".join(new[begin:end])))
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split("\n\n") if one.strip()]
