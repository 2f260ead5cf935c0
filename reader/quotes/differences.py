"""A quotation and its passage word by word: what stands in both, what only in one, and what is said to be left out."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.quotes.aligning import Step, align, nearest
from reader.quotes.changed import groups
from reader.quotes.licence import Gap, runs
from reader.quotes.placing import BRACKET_WORDS, place
from reader.quotes.tokens import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.quotes.licence import Run

_TOGETHER = 0.4
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SIGN_BEFORE = re.compile(r"[$€£¥]\s?$")
_SIGN_AFTER = re.compile(r"[%‰]|°(?:[CFK]\b)?")


class Whose(StrEnum):
    """In which of the two texts a piece stands."""

    BOTH = "both"
    QUOTATION = "quotation"
    SOURCE = "source"
    MARK = "mark"
    """In the quotation only, where it says openly what it did: an omission, a bracket."""
    LEFT_OUT = "left out"
    """In the source only, and the quotation says so."""


class Piece(NamedTuple):
    """A piece of text, as one of the two prints it (the quotation, where it stands in both)."""

    whose: Whose
    text: str


def differences(quote: str, passage: str) -> list[Piece]:
    """The pieces in order. Notes on the quotation ("[sic]") and marks at its very end are left out."""
    source = Prepared(passage)
    return _joined(_pieces(runs(quote), source)) if source.tokens else [Piece(Whose.QUOTATION, quote.strip())]


def _pieces(quoted: Sequence[Run], source: Prepared) -> Iterator[Piece]:
    """For each step of the alignment what it shows; what the source has comes with the quoted word after it."""
    ours = [(run, i) for run in quoted for i in range(len(run.tokens))]
    waiting: list[int] = []
    for step in _steps(quoted, source):
        if step.quoted is None:
            waiting += [step.source] if step.source is not None else []
            continue
        run, i = ours[step.quoted]
        yield from _before(run if i == 0 else None, waiting, source)
        waiting = []
        start = run.tokens[i].start if i else 0
        printed = f"{run.text[start:]} " if i + 1 == len(run.tokens) else run.text[start : run.tokens[i + 1].start]
        same = step.source is not None and run.tokens[i].word == source.words[step.source]
        yield Piece(Whose.BOTH if same else Whose.QUOTATION, printed)
        if step.source is not None and not same:
            yield Piece(Whose.SOURCE, _printed(source, [step.source]))
    yield from _before(None, waiting, source)


def _before(run: Run | None, left_out: Sequence[int], source: Prepared) -> Iterator[Piece]:
    """What stands before a word; `run` is given where the word is the first of one."""
    mark = run.mark if run is not None else ""
    if mark:
        yield Piece(Whose.MARK, mark)
    if left_out:
        bracket = run is not None and run.gap is Gap.BRACKET
        licensed = mark and (not bracket or len(left_out) <= BRACKET_WORDS)
        yield Piece(Whose.LEFT_OUT if licensed else Whose.SOURCE, _printed(source, left_out))


def _printed(source: Prepared, indices: Sequence[int]) -> str:
    last = indices[-1] + 1
    end = source.tokens[last].start if last < len(source.tokens) else len(source.text)
    return source.text[source.tokens[indices[0]].start : end]


def _steps(quoted: Sequence[Run], source: Prepared) -> Sequence[Step]:
    """The alignment: where every run stands there so, or each piece between omissions does nearly, by these."""
    words = [token.word for run in quoted for token in run.tokens]
    spans = place(quoted, source) if quoted else None
    if spans is not None:
        places = [at for span in spans for at in range(span.first, span.last)]
        return list(_filled([Step(i, at) for i, at in enumerate(places)], len(source.words)))
    known: list[Step] = []
    done = reached = 0
    for group in groups(quoted):
        own = [token.word for run in group for token in run.tokens]
        found = nearest(own, source, _TOGETHER)
        if found is None or found.first < reached:
            return align(words, source.words)
        known += [Step(None if one.quoted is None else one.quoted + done, one.source) for one in found.steps]
        done, reached = done + len(own), found.last
    return list(_filled(known, len(source.words)))


def _filled(steps: Sequence[Step], length: int) -> Iterator[Step]:
    """The steps with every word of the source that none of them has."""
    following = 0
    for step in steps:
        if step.source is not None:
            yield from (Step(None, at) for at in range(following, step.source))
            following = step.source + 1
        yield step
    yield from (Step(None, at) for at in range(following, length))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece; of a change, what the quotation has comes first."""
    found: list[Piece] = []
    changed: dict[Whose, list[str]] = {Whose.QUOTATION: [], Whose.SOURCE: []}
    for piece in [*pieces, Piece(Whose.BOTH, "")]:
        if piece.whose in changed:
            changed[piece.whose].append(piece.text)
            continue
        for whose, texts in changed.items():
            if texts:
                found.append(Piece(whose, "".join(texts)))
                texts.clear()
        if found and found[-1].whose is piece.whose is Whose.BOTH:
            found[-1] = Piece(Whose.BOTH, found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    spaced = (Piece(piece.whose, " ".join(piece.text.split())) for piece in _as_seen(found))
    return [piece for piece in spaced if piece.text]


def _as_seen(pieces: list[Piece]) -> list[Piece]:
    """A sign goes with its number ("$4.7", "3 %", "20°C"), which are words of their own where texts are compared."""
    found = list(pieces)
    for i in range(len(found) - 1):
        if (found[i].whose, found[i + 1].whose) != (Whose.QUOTATION, Whose.SOURCE):
            continue
        ours, theirs = found[i].text, found[i + 1].text
        before = found[i - 1].text if i and found[i - 1].whose is Whose.BOTH else ""
        after = found[i + 2].text if i + 2 < len(found) and found[i + 2].whose is Whose.BOTH else ""
        sign = _SIGN_BEFORE.search(before) if _NUMBER.match(ours) and _NUMBER.match(theirs) else None
        if sign is not None:
            found[i - 1] = Piece(Whose.BOTH, before[: sign.start()])
            ours, theirs = sign[0] + ours, sign[0] + theirs
        signs = _SIGN_BEFORE.search(ours) and _SIGN_BEFORE.search(theirs)
        rest = _NUMBER.match(after) if signs else _SIGN_AFTER.match(after) if _ends_in_number(ours, theirs) else None
        if rest is not None:
            found[i + 2] = Piece(Whose.BOTH, after[rest.end() :])
            ours, theirs = ours + rest[0], theirs + rest[0]
        found[i], found[i + 1] = Piece(Whose.QUOTATION, ours), Piece(Whose.SOURCE, theirs)
    return found


def _ends_in_number(*texts: str) -> bool:
    return all(text.rstrip()[-1:].isdecimal() for text in texts)
