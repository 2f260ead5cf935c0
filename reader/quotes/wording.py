"""Words that matter for what they do: that deny, that limit, that count, that only hold others together."""

from __future__ import annotations

import re

from reader.article.names import words

_NEGATORS = words("not no never nor neither none nobody nothing nowhere without cannot hardly scarcely barely")
_DENIALS = words("denied denies deny refused refuses failed fails lacks lacked")
_LIMITERS = words("unless except only alleged allegedly reportedly supposedly purportedly")
_NUMBERS = words("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
    billion trillion dozen half third quarter first second fourth fifth sixth seventh eighth ninth tenth
    eleventh twelfth twice once double triple percent hundreds thousands millions billions dozens
""")
FUNCTION_WORDS = words("""
    a an the this that these those and or but so as at by for from in into of on onto to upon with within is are
    was were be been being am has have had having do does did doing will would shall should can could may might
    must it its he his him she her hers they them their theirs we us our ours you your yours i me my mine who
    whom whose which what when where while than then there here also just very too more most such some any each
    all both other own same up down out off over under again about after before between through during if
    because it's i'm he's she's they're we're you're i've we've they've i'd i'll that's there's
""")
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ied", "ies", "ed", "es", "ly", "er", "ers", "s", "'s", "d")
_SHORTEST_STEM = 3


def denies(word: str) -> bool:
    """Whether a word negates: not, never, don't."""
    return word in _NEGATORS or word.endswith("n't")


def refuses(word: str) -> bool:
    """Whether a word turns what is said round, as "not" does: denied, failed."""
    return denies(word) or word in _DENIALS


def limits(word: str) -> bool:
    """Whether a word denies or limits, so that leaving it out may change what is said."""
    return refuses(word) or word in _LIMITERS


def counts(word: str) -> bool:
    """Whether a word is a number or stands for one."""
    return word in _NUMBERS or any(character.isdigit() for character in word) or word in "$€£¥"


def stem(word: str) -> str:
    """A word without its commonest English endings."""
    word = re.sub(r"(?:'s|')$", "", word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word.rstrip("eiy") or word
