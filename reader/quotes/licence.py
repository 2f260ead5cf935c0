"""What a quoter says openly was changed: omissions, brackets, notes. They are read before anything is compared."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from reader.quotes.entities import resolved
from reader.quotes.tokens import Token, tokens

_DOT = "[.\uff0e\u3002\u30fb]"
_DOTS = rf"(?:[…‥⋯](?:[.…‥⋯]| (?=[…‥⋯]))*|{_DOT}(?:[ \u00a0\u2009\u202f]?{_DOT}){{2,}})"
_OMISSION = (
    rf"\[\s*(?:{_DOTS}|[-–—](?:\s?[-–—])*|snip(?:ped)?|cut|(?:text )?omitted|omission|abridged)\s*\]"
    rf"|\(\s*(?:{_DOTS}|snip)\s*\)|<\s*snip\s*>|\*\s?\*\s?\*|{_DOTS}"
)
_STRESS = r"(?:emphas[ie]s|italics?|bold(?:face|ing)?|highlight(?:s|ing)?|underlin(?:e|es|ing)|translation|caps)"
_BY = r"(?:by\s+(?:me|us|author|the\s+author)|mine|ours|his|hers|theirs)"
_NOTED = (
    rf"sic|(?:{_STRESS})(?:\s+(?:is|are|was|were))?\s+(?:{_BY}|(?:added|supplied|removed)(?:\s+{_BY})?"
    r"|in\s+(?:the\s+)?original)"
    rf"|(?:my|our|original)\s+{_STRESS}"
    r"|(?:(?:internal\s+)?(?:quotation\s+marks|quotations?|citations?|footnotes?|references?|links?)(?:,?\s+and\s+|,\s+)?)+"
    r"\s*(?:omitted|removed)"
)
_NOTE = rf"[\[(<]\s*(?:{_NOTED})\s*[!.?]?\s*[\])>]|\s[—–-]+\s?(?:{_STRESS})\s+(?:{_BY}|added)\s*\.?\s*\Z"
_PIECE = re.compile(
    rf"(?P<note>{_NOTE})|(?P<paragraph>\n\s*\n)|(?P<omission>{_OMISSION})|(?P<ending>(?<!\w)\w++\[\w*+\]\w*+)"
    r"|\[(?P<case>\w)\](?=\w)|(?<!\w)\((?P<cased>[A-Z])\)(?=[a-z])|(?P<bracket>\[[^\[\]]*\])",
    re.IGNORECASE,
)


class Gap(Enum):
    """What stands before a run of words in a quotation."""

    NONE = auto()
    PARAGRAPH = auto()
    OMISSION = auto()
    BRACKET = auto()


class Run(NamedTuple):
    """Words that are quoted in a row.

    Attributes:
        gap: what was openly done to the text before them.
        mark: what says so, as it is printed; empty where nothing does.
        put_in: the words in the bracket before them, in whose place others may stand in the source.
        text: the piece of the quotation.
        tokens: its words; their places are in `text`.
    """

    gap: Gap
    mark: str
    put_in: tuple[str, ...]
    text: str
    tokens: tuple[Token, ...]

    @property
    def words(self) -> list[str]:
        """The words to compare by."""
        return [token.word for token in self.tokens]


def runs(quote: str) -> list[Run]:
    """The runs of words of a quotation, each with what was openly done before it; runs without a word are left out.

    A bracket at the very end, or an omission there, stands before no run and changes nothing. A new paragraph is a gap
    too: between two of them others may have been left out, though nothing says so.
    """
    quote = resolved(quote)
    found: list[Run] = []
    gap, mark, piece, done = Gap.NONE, "", "", 0

    def close(text: str) -> bool:
        words = tuple(tokens(text))
        if words:
            put_in = tuple(token.word for token in tokens(mark))
            found.append(Run(gap, mark, put_in, text, words))
        return bool(words)

    for match in _PIECE.finditer(quote):
        piece += quote[done : match.start()]
        done = match.end()
        if letter := match["case"] or match["cased"]:
            piece += letter
        elif match["note"]:
            piece += " "
        else:
            closed = close(piece)
            piece = ""
            after = Gap.OMISSION if match["omission"] else Gap.PARAGRAPH if match["paragraph"] else Gap.BRACKET
            mark = match[0].strip() if closed else f"{mark} {match[0].strip()}".strip()
            gap = after if closed or gap is not Gap.OMISSION else gap
    close(piece + quote[done:])
    return found


def omission_places(quote: str) -> list[int]:
    """The code points at which a quotation says that something is left out, with words of it before and after.

    Empty where the text has entities, which are read as other characters.
    """
    if resolved(quote) != quote:
        return []
    found = [match for match in _PIECE.finditer(quote) if match["omission"]]
    return [one.start() for one in found if tokens(quote[: one.start()]) and tokens(quote[one.end() :])]
