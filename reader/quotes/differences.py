"""A quotation and its passage word by word: what stands in both, what only in one."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from reader.quotes.aligning import align
from reader.quotes.tokens import tokens


class Whose(StrEnum):
    """In which of the two texts a piece stands."""

    BOTH = "both"
    QUOTATION = "quotation"
    SOURCE = "source"


class Piece(NamedTuple):
    """A piece of text, as one of the two prints it (the quotation, where it stands in both)."""

    whose: Whose
    text: str


def differences(quote: str, passage: str) -> list[Piece]:
    """The pieces in order; those of the quotation, joined by spaces, are all its words."""
    ours, theirs = tokens(quote), tokens(passage)
    found: list[Piece] = []
    for step in align([one.word for one in ours], [one.word for one in theirs]):
        i, j = step.quoted, step.source
        same = i is not None and j is not None and ours[i].word == theirs[j].word
        if i is not None:
            end = ours[i + 1].start if i + 1 < len(ours) else len(quote)
            found.append(Piece(Whose.BOTH if same else Whose.QUOTATION, quote[ours[i].start : end].strip()))
        if j is not None and not same:
            end = theirs[j + 1].start if j + 1 < len(theirs) else len(passage)
            found.append(Piece(Whose.SOURCE, passage[theirs[j].start : end].strip()))
    return _joined(found)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece; of a change, what the quotation has comes first."""
    found: list[Piece] = []
    changed: dict[Whose, list[str]] = {Whose.QUOTATION: [], Whose.SOURCE: []}
    for piece in [*pieces, Piece(Whose.BOTH, "")]:
        if piece.whose is not Whose.BOTH:
            changed[piece.whose].append(piece.text)
            continue
        for whose, texts in changed.items():
            if texts:
                found.append(Piece(whose, " ".join(texts)))
                texts.clear()
        if found and found[-1].whose is Whose.BOTH and piece.text:
            found[-1] = Piece(Whose.BOTH, f"{found[-1].text} {piece.text}")
        elif piece.text:
            found.append(piece)
    return found
