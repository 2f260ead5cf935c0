"""A passage that is there with changes: what stands between omissions is aligned piece by piece."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reader.quotes.aligning import nearest
from reader.quotes.edits import Edit, EditKind, Side, edits_of
from reader.quotes.forms import same_but_for_form
from reader.quotes.licence import Gap, Run
from reader.quotes.placing import BRACKET_WORDS, Span
from reader.quotes.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotes.aligning import Alignment
    from reader.quotes.tokens import Prepared

FEWEST = 3
"""Words below which nothing can be said: they stand everywhere."""

SHORT = 6
"""Words below which a quotation is only looked for word for word; unrelated texts seldom share as many in a row."""

_WORTH_ALIGNING = 0.4  # share of a piece's telling words that must stand together; what is altered needs more
_FLOORS = ((8, 0.80), (12, 0.70), (20, 0.65))
_LOWEST_FLOOR = 0.60
_NEARLY_ALL = 0.85
_MOST_FOR_A_CUT = 2  # words that one passage left out counts as, however long it is


class Changes(NamedTuple):
    """What was changed in a passage that is there.

    Attributes:
        edits: each change that nothing in the quotation says openly.
        span: the words of the source.
        similarity: the share of the quotation's words that stand there.
        omitted: what each marked omission left out, in order.
    """

    edits: tuple[Edit, ...]
    span: Span
    similarity: float
    omitted: tuple[str, ...] = ()


def floor_of(length: int) -> float:
    """The least share of a quotation's words that must stand in a passage for it to be the same passage."""
    return next((floor for words, floor in _FLOORS if length < words), _LOWEST_FLOOR)


def changes(pieces: Sequence[Run], source: Prepared, length: int) -> Changes | None:
    """What was changed in a quotation of `length` words; None where too few of its words stand together."""
    edits: list[Edit] = []
    omitted: list[str] = []
    changed = 0
    first, last = len(source.words), 0
    for group in groups(pieces):
        found = nearest([token.word for run in group for token in run.tokens], source, _WORTH_ALIGNING)
        if found is None:
            return None
        here, cost = _changes_of(group, found, source)
        edits += here
        changed += cost
        if found.first < last:
            edits.append(Edit(EditKind.ORDER, joined(group)[0], source.slice(found.first, found.last)))
        elif 0 < last < found.first:
            if group[0].gap is Gap.OMISSION:
                omitted.append(source.between(last - 1, found.first))
            else:
                edits.append(Edit(EditKind.OMISSION, "", source.slice(last, found.first)))
        first, last = min(first, found.first), max(last, found.last)
    similarity = 1 - changed / length
    if similarity < floor_of(length):
        if not _is_shuffled(pieces, source.words[max(0, first - length // 4) : last + length // 4], length):
            return None
        edits = [Edit(EditKind.ORDER, joined(pieces)[0], source.slice(first, last))]
    return Changes(tuple(edits), Span(first, last), similarity, tuple(omitted)) if edits else None


def groups(pieces: Sequence[Run]) -> list[list[Run]]:
    """The runs that are said to stand in a row, but for what a bracket replaced."""
    found: list[list[Run]] = []
    for run in pieces:
        if not found or run.gap in (Gap.OMISSION, Gap.PARAGRAPH):
            found.append([])
        found[-1].append(run)
    return found


def joined(group: Sequence[Run]) -> tuple[str, frozenset[int]]:
    """The text of some runs in a row, and at which of its words (index) a bracket stood."""
    starts: set[int] = set()
    count = 0
    for run in group:
        if run.gap is Gap.BRACKET:
            starts.add(count)
        count += len(run.tokens)
    return " ".join(run.text.strip() for run in group), frozenset(starts)


def _changes_of(group: Sequence[Run], found: Alignment, source: Prepared) -> tuple[list[Edit], int]:
    """The changes in a group, and how many words they count as."""
    text, starts = joined(group)

    def licensed(index: int, words: int) -> bool:
        return index in starts and words <= BRACKET_WORDS

    edits = edits_of(found.steps, Side(text, tokens(text)), Side(source.text, source.tokens), licensed=licensed)
    # What only stands elsewhere is counted once, not as left out here and put in there; what was left out in one piece
    # says less against the rest than as many words changed here and there, and what is only written otherwise nothing.
    moved = sum(len(tokens(edit.quoted)) for edit in edits if edit.kind is EditKind.ORDER)
    written = sum(_written_otherwise(edit) for edit in edits if edit.kind is EditKind.STEM)
    cut, run = 0, 0
    for step in found.steps:
        run = run + 1 if step.quoted is None else 0
        cut += run > _MOST_FOR_A_CUT
    return edits, max(0, found.edits - moved - cut - written)


def _written_otherwise(edit: Edit) -> int:
    """How many words a change counts as that changes none: "1 200" for "1,200", "colour" for "color"."""
    ours, theirs = ([token.word for token in tokens(text)] for text in (edit.quoted, edit.source))
    return max(len(ours), len(theirs)) if same_but_for_form(ours, theirs) else 0


def _is_shuffled(pieces: Sequence[Run], around: Sequence[str], length: int) -> bool:
    """Whether the words are there and only moved about: the alignment, which keeps the order, cannot say it better."""
    words = [token.word for run in pieces for token in run.tokens]
    return len(around) <= 2 * length and (Counter(around) & Counter(words)).total() >= _NEARLY_ALL * length
