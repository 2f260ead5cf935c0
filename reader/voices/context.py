"""What stands around a name: whether a word with other meanings, or a name that needs its article, is an outlet there.

"Time reports" and "told Time" are; "Time and again", "Time Warner" and "Mr. Forbes" are not. English only, by patterns.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.article.patterns import pattern

NEAR = 60
"""How many code points on each side of a name are looked at."""

_ARTICLE = pattern(r"\b([Tt]he|THE)\s$")

# What stands beside a name and makes it another one: Mayor Bloomberg, Reason Foundation, Post-Soviet, Journal of Birds.
_NAME_BEFORE = pattern(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|St|[A-Z])\.|\b(?!\w+day's)[A-Z][\w-]*(?:'s)?|&)\s$|[-/&]$"
)
_NO_NAME_BEFORE = pattern(
    r"\b(?:Via|Per|In|At|From|By|As|An?|This|That|Last|But|And|While|When|To|Today|Yesterday|I|AP|TV)\s$"
)
_NAME_AFTER = pattern(r"\s(?:[A-Z0-9]|(?:&|of)\s)|[-&]")
_NO_NAME_AFTER = pattern(
    r"\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\b|"
    r"[Mm]agazine\b|I\b|(?:19|20)\d\d\b)"
)
_SCHOOL_AFTER = pattern(r"\s(?:exam|class|course|test|credit|score|curriculum|student|teacher|program)")

# What says that a word with another meaning is an outlet here.
_PIECE = (
    r"(?:pieces?|story|stories|reports?|articles?|columns?|columnists?|editorials?|op-eds?|poll|essays?|interview|profile|"
    r"blog|bloggers?|reporters?|correspondents?|editors?|writers?|journalists?|headlines?|exclusive|newsroom|coverage)\b"
)
_CUE = pattern(
    r"\b(?:told|tells?|telling|via|per|[Aa]ccording to|reported by|"
    r"(?:[Rr]eport(?:s|ed|ing)?|[Ww]rit(?:es?|ing|ten)|wrote|[Pp]ublished|[Pp]iece|[Aa]rticle|[Ss]tory|[Cc]olumn|"
    r"[Ee]ssay|[Ee]ditorial|[Oo]p-ed|[Ii]nterview|[Pp]rofile|[Rr]eview|[Ee]ditors?|[Rr]eporters?|[Cc]olumnists?|[Cc]orrespondents?|[Ww]riters?|"
    r"appear(?:s|ed|ing)|quoted|printed) (?:in|at|by|for|from|of|to|with))\s$"
    r"|(?:^|[.!?(\[—–]\s?)(?:Via|Per|Source:|[Hh]/[Tt])\s$"
)
_PLACE = pattern(r"(?:^|[.!?]['\"”’)]*\s|[a-z0-9,;'\"”)]\s)(?:[Ii]n|[Aa]t|[Oo]ver at)\s$")
_FROM = pattern(r"\b[Ff]rom\s$")
_SENTENCE_START = pattern(r"(?:^|[.!?:…]['\"”’)]*\s|[“\"‘'(\[•*]|[—–]\s?)$")
_REPORTS = pattern(r"\s(?:reports|reported|(?:is |was )?reporting|writes|has learned)\b")
_SAYS = pattern(
    r",?\s(?:also\s|has\s|just\s)?(?:says|said|notes|noted|wrote|argues|argued|quotes|quoted|published|ran|broke)\b"
)
_OWN_PIECE = pattern(rf"(?:'s?)?\s(?:own\s)?{_PIECE}")
_OWN_PERSON = pattern(
    r"'s?(?: [A-Z][\w.-]*){2,3}(?:,|\s(?:says|said|writes|wrote|reports|reported|notes|noted|argues|asserts|explains|"
    r"points|has|had|asks|calls|sees|put)\b)"
)
_OWN_NAME = pattern(r"'s? [A-Z]")
_MAGAZINE = pattern(r"\s[Mm]agazine\b")
_INITIALS = pattern(r"[A-Z]{2,5}")


class Around(NamedTuple):
    """What stands beside a name: the text before it and its article, that article or "", and the text after it."""

    before: str
    article: str
    after: str


def around(text: str, start: int, end: int) -> Around:
    """What stands beside the range `start` to `end` of a text, `NEAR` code points on each side."""
    before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    article = _ARTICLE.search(before)
    return Around(before[: article.start()], article[1], after) if article else Around(before, "", after)


def has_article(wanted: str, beside: Around) -> bool:
    """Whether a name has the article that it needs ("The": with its capital; "the": either) and is part of no other."""
    if not beside.article or (wanted, beside.article) == ("The", "the"):
        return False
    return not _SCHOOL_AFTER.match(beside.after) and not _goes_on(beside)


def is_supported(name: str, wanted: str, beside: Around) -> bool:
    """Whether the words beside a name with other meanings say that it is an outlet.

    Args:
        name: the name as it stands there, without an article.
        wanted: the article that it needs, or "".
        beside: what stands there; `has_article` holds for it where an article is needed.
    """
    if _goes_on(beside):
        return False
    if not beside.article and _NAME_BEFORE.search(beside.before) and not _NO_NAME_BEFORE.search(beside.before):
        return False
    return _is_introduced(name, wanted, beside) or _is_followed(wanted, beside)


def _goes_on(beside: Around) -> bool:
    return _NAME_AFTER.match(beside.after) is not None and not _NO_NAME_AFTER.match(beside.after)


def _is_introduced(name: str, wanted: str, beside: Around) -> bool:
    before, after = beside.before, beside.after
    if _CUE.search(before):
        return True
    if _FROM.search(before) and after.startswith((":", "):")):
        return True
    if _INITIALS.fullmatch(name) and before.endswith("(") and after.startswith((")", "/")):
        return True
    # "in the Atlantic" is the ocean, "in The Atlantic" the magazine; "in Nature's Cathedral" is another title.
    if beside.article and not wanted and not after.startswith(":"):
        return False
    return bool(_PLACE.search(before)) and not _OWN_NAME.match(after)


def _is_followed(wanted: str, beside: Around) -> bool:
    if _MAGAZINE.match(beside.after):
        return True
    if not wanted and _SENTENCE_START.search(beside.before):  # any word has a capital there
        return bool(_REPORTS.match(beside.after))
    return any(pattern.match(beside.after) for pattern in (_REPORTS, _SAYS, _OWN_PIECE, _OWN_PERSON))
