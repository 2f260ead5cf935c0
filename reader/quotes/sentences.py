"""Sentences: where one ends and the next begins, among abbreviations, initials, decimals and ellipses."""

from __future__ import annotations

import re

_STOP = re.compile(r"(?<![.!?…])(?P<stop>[.!?…]+)(?P<closing>[\"'”’»)\]]*)\s+|[。！？]+[」』”）]*")
_OPENING = "\"'“‘„«([¿¡—–-"
# Never the end of a sentence: a name or a number follows.
_TITLES = (
    "mr mrs ms mx dr prof st ste mt sen rep gov gen lt col sgt capt cmdr adm maj rev hon pres vs cf fig vol eg "
    "ie approx messrs mmes supt det insp"
)
_BEFORE_NUMBERS = frozenset({"no", "nos", "p", "pp"})
# The end only where what follows begins like a sentence.
_ABBREVIATIONS = (
    "inc co corp ltd jr sr etc al bros dept est assn univ govt esq ave blvd jan feb mar apr aug sept sep oct nov dec"
)
_STARTERS = (
    "The A An This That These Those It Its He She They We You I His Her Their Our My But And So Or In On At "
    "For From To With As If When While After Before Since Although Though However There Here What Who Why How "
    "Where Then Now Not Some Many Most All One Even Still Yet By Is Are Was Were Do Does Did"
)
_NEVER_LAST = frozenset(_TITLES.split())
_SELDOM_LAST = frozenset(_ABBREVIATIONS.split())
_FIRST = frozenset(_STARTERS.split())

_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W_]+$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as ranges of code points, in order, without the space between them."""
    found = []
    start = len(text) - len(text.lstrip())
    for match in _STOP.finditer(text):
        end = match.end("closing") if match["stop"] else match.end()
        if end > start and match.end() < len(text) and _is_end(text, match):
            found.append((start, end))
            start = match.end()
    end = len(text.rstrip())
    if end > start:
        found.append((start, end))
    return found


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a range, or from the first to the last of the sentences that it touches.

    Args:
        text: the text.
        start: first code point of the range.
        end: code point after the range; an empty range is a place.

    Returns:
        A range of code points that holds the range given, as far as it lies inside the text.
    """
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    touched = [one for one in sentences(text) if one[0] < max(end, start + 1) and one[1] > start]
    if not touched:
        return start, end
    return min(start, touched[0][0]), max(end, touched[-1][1])


def _is_end(text: str, match: re.Match[str]) -> bool:
    """Whether a stop before a space ends its sentence."""
    if not match["stop"]:
        return True
    following = text[match.end() :].lstrip(_OPENING)
    if following[:1].islower():
        return False
    if match["stop"] != "." or match["closing"]:
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
    if before is None:
        return True
    word = before[0]
    if word.lower() in _NEVER_LAST:
        return False
    if word.lower() in _BEFORE_NUMBERS:
        return not following[:1].isdigit()
    initial = len(word) == 1 and word.isupper() and word != "I"
    if initial or "." in word or word.lower() in _SELDOM_LAST:
        next_word = _NEXT_WORD.match(following)
        return next_word is not None and next_word[0] in _FIRST
    return True
