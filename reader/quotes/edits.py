"""What was changed in a quotation, by kind: a number, a negation, a name, or less."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.quotes.forms import same_but_for_form
from reader.quotes.tokens import tokens
from reader.quotes.wording import FUNCTION_WORDS, counts, denies, limits, opposite, refuses, reverses, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.quotes.aligning import Step
    from reader.quotes.tokens import Token

_HYPHENS = frozenset("-‐‑")
_TITLE = re.compile(
    r"\b(?:[A-Z]|Mr|Ms|Mrs|Mx|Dr|St|Sr|Jr|Fr|Mt|Gen|Col|Maj|Capt|Lt|Sgt|Sen|Rep|Gov|Pres|Prof|Rev|Hon)\.$"
)
_HYPHENATION = re.compile(r"[-‐‑\u00ad](?:[ \t]*\n\s*)?")
_REACH = 12  # code points before a word in which a title is looked for
_OPENERS = ".!?:\n“”\"‘’'([–—-"


class EditKind(StrEnum):
    """What kind of change it is."""

    NUMBER = "number"
    NEGATION = "negation"
    NAME = "name"
    STEM = "stem"
    FUNCTION_WORD = "function-word"
    WORD = "word"
    ORDER = "order"
    OMISSION = "omission"
    INSERTION = "insertion"
    SPLICE = "splice"


class Edit(NamedTuple):
    """One change that nothing in the quotation says openly: what stands there, and what stands in the source."""

    kind: EditKind
    quoted: str
    source: str


MAJOR = frozenset((EditKind.NUMBER, EditKind.NEGATION, EditKind.NAME, EditKind.SPLICE))
"""Kinds of change that change what is said."""

_SIGNS = {"dollars": "$", "dollar": "$", "pounds": "£", "euros": "€", "euro": "€", "yen": "¥"}
_OF_WORDS = frozenset((EditKind.WORD, EditKind.OMISSION, EditKind.INSERTION))
_CONTENT_SHARE = 0.1
_MANY = 20  # words left out that are more than a sentence, most of the time
_FEW = 3  # words left out that are told by what they are; more of them are a passage


class Side(NamedTuple):
    """One of the two texts: the text and its words."""

    text: str
    tokens: Sequence[Token]

    def raw(self, indices: Sequence[int]) -> str:
        """The text of some words in a row, as it is printed."""
        return self.text[self.tokens[indices[0]].start : self.tokens[indices[-1]].end] if indices else ""

    def words(self, indices: Iterable[int]) -> list[str]:
        """Some words, to compare by."""
        return [self.tokens[i].word for i in indices]

    def is_name(self, index: int) -> bool:
        """Whether a word has a capital that its place in the sentence does not give it."""
        token = self.tokens[index]
        if not self.text[token.start].isupper() or token.word in FUNCTION_WORDS:
            return False
        first = index  # of the words that hyphens join: Okoro-Lind
        while first and self.text[self.tokens[first - 1].end : self.tokens[first].start] in _HYPHENS:
            first -= 1
        before = self.text[max(0, self.tokens[first].start - _REACH) : self.tokens[first].start].rstrip()
        return bool(before) and (before[-1] not in _OPENERS or bool(_TITLE.search(before)))


class _Hunk(NamedTuple):
    """Words of the quotation that stand where other words of the source do; one of the two may be empty."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]


def in_words(quoted: str, source: str) -> str:
    """What a change did, in words; either text may be empty."""
    if quoted == source:
        return f"“{quoted}” stands elsewhere"
    if not quoted:
        return f"“{source}” is left out"
    return f"“{quoted}” stands for “{source}”" if source else f"“{quoted}” is put in"


def edits_of(steps: Sequence[Step], quote: Side, source: Side, *, licensed: Callable[[int, int], bool]) -> list[Edit]:
    """The changes along an alignment, in order.

    Args:
        steps: the alignment; its indices are those of the words of the two sides.
        quote: the quotation.
        source: the source.
        licensed: whether so many words of the source, left out before this word of the quotation, are said to be.
    """
    edits: list[Edit] = []
    hunks = _hunks(steps, quote, source, licensed)
    moved = _moved(hunks, quote, source)
    for hunk in hunks:
        if hunk in moved:
            if hunk.ours:
                edits.append(Edit(EditKind.ORDER, quote.raw(hunk.ours), quote.raw(hunk.ours)))
        else:
            edits += _typed(hunk, quote, source)
    return edits


def is_major(edits: Sequence[Edit], length: int) -> bool:
    """Whether changes in a quotation of so many words change what is said: by their kind, or by how many they are."""
    if any(edit.kind in MAJOR or _is_opposite(edit) or _limits_otherwise(edit) for edit in edits):
        return True
    slight = (EditKind.STEM, EditKind.FUNCTION_WORD, EditKind.ORDER)
    changed = sum(max(_content(edit.quoted), _content(edit.source)) for edit in edits if edit.kind not in slight)
    return changed >= _CONTENT_SHARE * length


def is_hyphenation(edit: Edit) -> bool:
    """Whether nothing but the hyphens differ: "co-operative", "cooperative", or one that a line break put there."""
    quoted, wanted = (_HYPHENATION.sub("", text.casefold()) for text in (edit.quoted, edit.source))
    return edit.kind is EditKind.STEM and quoted == wanted


def _hunks(steps: Sequence[Step], quote: Side, source: Side, licensed: Callable[[int, int], bool]) -> list[_Hunk]:
    found: list[_Hunk] = []
    ours: list[int] = []
    theirs: list[int] = []
    for step in steps:
        i, j = step.quoted, step.source
        if i is not None and j is not None and quote.tokens[i].word == source.tokens[j].word:
            if ours or (theirs and not licensed(i, len(theirs))):
                found.append(_Hunk(tuple(ours), tuple(theirs)))
            ours, theirs = [], []
            continue
        if i is not None:
            ours.append(i)
        if j is not None:
            theirs.append(j)
    if ours or theirs:
        found.append(_Hunk(tuple(ours), tuple(theirs)))
    return found


def _moved(hunks: Sequence[_Hunk], quote: Side, source: Side) -> set[_Hunk]:
    """The hunks whose words are put in at one place and left out at another: they only stand elsewhere."""
    put_in = {_unit(quote.words(hunk.ours)): hunk for hunk in hunks if not hunk.theirs}
    left_out = {_unit(source.words(hunk.theirs)): hunk for hunk in hunks if not hunk.ours}
    both = put_in.keys() & left_out.keys()
    return {table[words] for words in both for table in (put_in, left_out)}


def _unit(row: Sequence[str]) -> tuple[str, ...]:
    """A row of words; a currency by its sign, which stands before the figure where the word stands after it."""
    return (_SIGNS.get(row[0], row[0]),) if len(row) == 1 else tuple(row)


def _typed(hunk: _Hunk, quote: Side, source: Side) -> list[Edit]:
    quoted, wanted = quote.raw(hunk.ours), source.raw(hunk.theirs)
    ours, theirs = quote.words(hunk.ours), source.words(hunk.theirs)
    if not ours and len(theirs) > _FEW:
        return [Edit(EditKind.NEGATION if any(map(denies, theirs)) else EditKind.OMISSION, "", wanted)]
    if "".join(ours) == "".join(theirs) and not any(map(str.isdigit, "".join(ours))):
        return [Edit(EditKind.STEM, quoted, wanted)]  # "per cent", "percent"
    if same_but_for_form(ours, theirs):
        return [Edit(EditKind.STEM, quoted, wanted)]
    if Counter(ours) == Counter(theirs):
        return [Edit(EditKind.ORDER, quoted, wanted)]
    kinds: list[EditKind] = []
    if _differ(ours, theirs, counts):
        kinds.append(EditKind.NUMBER)
    if sum(map(refuses, ours)) % 2 != sum(map(refuses, theirs)) % 2 or reverses(ours, theirs):
        kinds.append(EditKind.NEGATION)
    if _names(hunk.ours, quote) ^ _names(hunk.theirs, source):
        kinds.append(EditKind.NAME)
    if not kinds:
        kinds.append(_slighter(ours, theirs))
    return [Edit(kind, quoted, wanted) for kind in kinds]


def _slighter(ours: Sequence[str], theirs: Sequence[str]) -> EditKind:
    if all(word in FUNCTION_WORDS for word in (*ours, *theirs)):
        return EditKind.FUNCTION_WORD
    if not ours:
        return EditKind.OMISSION
    if not theirs:
        return EditKind.INSERTION
    if [stem(word) for word in ours] == [stem(word) for word in theirs]:
        return EditKind.STEM
    return EditKind.WORD


def _differ(ours: Sequence[str], theirs: Sequence[str], has: Callable[[str], bool]) -> bool:
    return Counter(filter(has, ours)) != Counter(filter(has, theirs))


def _is_opposite(edit: Edit) -> bool:
    quoted, wanted = ({token.word for token in tokens(text)} for text in (edit.quoted, edit.source))
    return any(opposite(word) & wanted for word in quoted - wanted)


def _limits_otherwise(edit: Edit) -> bool:
    """Whether a word that limits what is said was put in or left out: "allegedly", "only", "if".

    A long row that is left out weighs by its length: in a paragraph such a word stands nearly always.
    """
    if not edit.quoted and len(tokens(edit.source)) > _MANY:
        return False
    quoted, wanted = (
        {token.word for token in tokens(text) if limits(token.word)} for text in (edit.quoted, edit.source)
    )
    return edit.kind in _OF_WORDS and quoted != wanted


def _names(indices: Sequence[int], side: Side) -> set[str]:
    return {side.tokens[i].word for i in indices if side.is_name(i)}


def _content(text: str) -> int:
    return sum(token.word not in FUNCTION_WORDS for token in tokens(text))
