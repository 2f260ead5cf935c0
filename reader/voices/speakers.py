"""The person who is quoted, where the words beside an inline quotation name one."""

from __future__ import annotations

from reader.article.patterns import pattern
from reader.voices.outlets import outlet_called

NEAR = 160
"""How many code points before and after a quotation are looked at."""

_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Lt|Col|Capt|St|Rev|[A-Z])\."
_PARTICLE = r"(?:al|bin|da|de|del|der|di|du|la|le|van|von)"
_PART = r"(?:al-)?[A-Z][\w'’-]*\w"
_NAME = rf"((?:(?:{_TITLE}|{_PART})\s(?:{_PARTICLE}\s){{0,2}}){{0,4}}{_PART})"
_VERB = r"(?:said|says|told|tells|wrote|writes|argued|argues|noted|notes|added|adds|asked|asks|explained|explains)\b"
_CLOSED = r"^[,.!?…]?[\"”’]?[,.]?\s"
_AFTER = (
    pattern(rf"{_CLOSED}{_VERB}\s{_NAME}"),
    pattern(rf"{_CLOSED}{_NAME}\s{_VERB}"),
    pattern(rf"{_CLOSED}according to {_NAME}"),
)
_BEFORE = (
    pattern(rf"(?:^|[\s(]){_NAME}(?:,[^,.“”\"]{{1,60}},)?\s{_VERB}[^.!?“”\"]{{0,40}}[\"“‘]?$"),
    pattern(rf"\b[Aa]ccording to {_NAME}[,:]\s?[\"“‘]?$"),
)
# A capital only begins the sentence here; a name may follow.
_STARTERS = frozenset(["And", "As", "But", "Here", "So", "Still", "Then", "When", "While", "Yet"])
_NOBODY = pattern(
    r"(?:An?|Critics|Every(?:one|body)|Experts|He|Her|His|I|In|Its?|Many|My|Nobody|Officials|On|One|Others|Our|People|"
    r"Police|She|Some(?:one|body)?|Sources|That|The|Their|There|These|They|This|Those|We|What|Who|Your?)"
)


def speaker_of(before: str, after: str) -> str | None:
    """The name, as it stands there, of the person whom the words around a quotation say it is from.

    Args:
        before: the text that ends where the quotation begins, with or without its opening mark.
        after: the text that begins where the quotation ends, with or without its closing mark.

    Returns:
        A run of capitalised words ("Sen. Maria Okafor"), or None; never a pronoun or an outlet.
    """
    matches = [pattern.search(after[:NEAR]) for pattern in _AFTER]
    matches += [pattern.search(before[-NEAR:]) for pattern in _BEFORE]
    names = (_person(match[1]) for match in matches if match is not None)
    return next((name for name in names if name is not None), None)


def _person(run: str) -> str | None:
    words = run.split()
    while words and words[0] in _STARTERS:
        del words[0]
    if not words or _NOBODY.fullmatch(words[0]) or outlet_called(" ".join(words)) is not None:
        return None
    return " ".join(words)
