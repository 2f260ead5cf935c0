"""Words that matter for what they do: that deny, that limit, that count, that only hold others together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.article.names import words

if TYPE_CHECKING:
    from collections.abc import Sequence

# Of other languages those that are no word of English.
_NEGATORS = words("""
    not no never nor neither none nobody nothing nowhere without cannot hardly scarcely barely
    nicht nichts nie niemals niemand kein keine keinen keiner keinem keines ohne pas jamais aucun aucune rien
    não nunca jamás nadie ningún ninguna niente nessuno mai
    niet geen nooit inte aldrig ikke nie ei не нет ни никогда без нельзя
    不 没 沒 無 无 未 非 莫 勿 לא אין בלי لا لم لن ليس ليست غير بدون नहीं मत değil
""")
_DENIALS = words("denied denies deny refused refuses failed fails lacks lacked")
_LIMITERS = words("if unless until except only alleged allegedly reportedly supposedly purportedly")
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
_TURNING = words("un in im il ir dis non mis anti")
_SHORTEST_TURNED = 4  # letters
_SET_BEFORE = words("non anti")  # those that a hyphen joins to a word
_PAIRS = """
    rose/fell rise/fall rises/falls risen/fallen rising/falling up/down increase/decrease increased/decreased
    increases/decreases more/less more/fewer most/least many/few higher/lower high/low above/below over/under
    before/after always/never all/some all/none everyone/nobody gain/loss gained/lost won/lost win/lose support/oppose
    supported/opposed supports/opposes accept/reject accepted/rejected allow/forbid allowed/forbidden allowed/banned
    open/closed opened/closed best/worst better/worse first/last began/ended begin/end true/false right/wrong
    strong/weak safe/dangerous guilty/innocent for/against with/against buy/sell bought/sold yes/no success/failure
    succeeded/failed confirmed/denied agreed/refused guilty/acquitted maximum/minimum am/pm pro/anti
"""
_OPPOSITES: dict[str, frozenset[str]] = {}
for _pair in _PAIRS.split():
    _one, _other = _pair.split("/")
    _OPPOSITES[_one] = _OPPOSITES.get(_one, frozenset()) | {_other}
    _OPPOSITES[_other] = _OPPOSITES.get(_other, frozenset()) | {_one}


def denies(word: str) -> bool:
    """Whether a word negates: not, never, don't."""
    return word in _NEGATORS or word.endswith("n't")


def opposite(word: str) -> frozenset[str]:
    """The words that say the opposite of this one, where it is one of the commonest pairs: rose, fell."""
    return _OPPOSITES.get(word, frozenset())


def reverses(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one of two words turns the other round by how it begins: able, unable; binding, non-binding."""
    if len(ours) + len(theirs) == 1:
        return not _SET_BEFORE.isdisjoint((*ours, *theirs))
    if len(ours) != 1 or len(theirs) != 1:
        return False
    short, long = sorted((ours[0], theirs[0]), key=len)
    return len(short) >= _SHORTEST_TURNED and long.endswith(short) and long[: -len(short)] in _TURNING


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
