"""What a paragraph of flattened prose looks like, in numbers that a model can weigh.

Every feature is named, so that its weight can be read and its reason told. The signs of a quotation fall into four
groups: the paragraph's own style, the lead-in before it, its place in the post, and how far it stands off from the rest
of the post.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Features = dict[str, float]

# The same text comes with curly or straight marks depending on the site and not on the voice: fold them before looking.
_FOLD = (
    ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("«", '"'), ("»", '"'), ("–", "-"), ("…", "..."),
)  # fmt: skip

_CLASSES = {
    "i": "i me my mine myself i'm i've i'd i'll",
    "we": "we us our ours ourselves we're we've we'd we'll let's",
    "you": "you your yours yourself you're you've you'd you'll",
    "he": "he him his she her hers himself herself he's she's",
    "they": "they them their theirs themselves they're they've",
    "said": "said told announced added reported testified stated confirmed denied insisted acknowledged declined",
    "says": "says writes reports notes argues asks explains adds points quotes describes tells claims suggests "
    "observes responds replied wrote noted argued explained asked excerpt",
    "office": "president minister senator sen rep gov governor secretary spokesman spokeswoman spokesperson official "
    "officials director chairman chief professor judge justice attorney officer mayor executive ceo analyst",
    "body": "department agency commission committee council administration ministry congress senate court university "
    "company companies corporation institute association group percent million billion inc officials",
    "month": "january february march april june july august september october november december jan feb aug sept oct "
    "nov dec",
    "day": "monday tuesday wednesday thursday friday saturday sunday yesterday",
    "now": "today now here here's tonight currently recently lately",
    "blog": "post posts blog blogs blogger blogging blogged here here's update updated link links linked via above "
    "below article piece readers comments comment quote quoted commenter emphasis mine",
    "outlet": "times post journal news ap reuters bloomberg magazine guardian politico cnn npr bbc tribune globe "
    "herald newspaper wsj nyt wikipedia book author",
    "hedge": "maybe perhaps probably seems guess suppose apparently possibly",
    "stance": "really just actually very pretty quite simply well so obviously course certainly clearly exactly "
    "basically definitely interesting interestingly great nice good bad stupid silly funny sadly fortunately",
    "think": "think thought know believe want wonder hope like love feel read reading saw found wrote mean say",
    "old": "shall upon thus hence thee thou whom therefore whose unto among amongst",
    "the": "the",
    "of": "of by which",
    "that": "this that these those",
    "was": "was were had been",
    "is": "is are has have it's that's isn't",
    "not": "not no never nothing don't doesn't didn't can't won't isn't wasn't",
    "but": "but however though although yet",
    "modal": "will would should could might must may can",
    "who": "who what why how when where",
}  # fmt: skip
_CLASS_OF: dict[str, tuple[str, ...]] = {}
for _name, _members in _CLASSES.items():
    for _word in sorted(set(_members.split())):
        _CLASS_OF[_word] = (*_CLASS_OF.get(_word, ()), _name)

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_CAPITAL = re.compile(r"\b[A-Z]")
_CONTRACTIONS = ("n't", "'re", "'ll", "'ve", "'d ", "'m ")
_STOP = re.compile(r"(?<![.!?])[.!?]+[\"')\]]*(?:\s|$)")
_DATELINE = re.compile(
    r"[A-Z][A-Z.' ]{2,30}(?:, [A-Z][\w.]+){0,2}(?: \([A-Z][\w ]+\))? ?(?:--|-|—)\s?\w|[A-Z]\w+ \(AP\)"
)
_SOURCED = re.compile(r"\bha(?:s|ve) learned\b|\baccording to\b|\bon condition of anonymity\b|\bspoke on\b|\w said[,.]")
_OPENING_CUE = re.compile(r"(?:but|and|so|well|yes|no|ok|okay|now|anyway|still|or|also)\b[ ,]")
_LIST = re.compile(r"(?:[-*•·]|\(?\d{1,2}[.)]|[a-z]\))\s")
_LEAD_IN = re.compile(
    r"\b(?:here|following|follows|this|says?|said|writes?|wrote|reports?|notes?|asks?|argues?|explains?|according|"
    r"quote|excerpt|from|via|puts? it|reads?|told|states?|responds?|adds?|concludes?|continues?)\b"
)


def own_style(text: str) -> Features:
    """The features of one paragraph by itself; `text` is folded."""
    words = _WORD.findall(text.lower())
    n = len(words) or 1
    scale = 20.0 / (n + 10)
    counts: dict[str, int] = {}
    for word in words:
        for name in _CLASS_OF.get(word, ()):
            counts[name] = counts.get(name, 0) + 1
    found: Features = {}
    for name, count in counts.items():
        found["has_" + name] = 1.0
        found["rate_" + name] = min(scale * count, 3.0)
    sentences = len(_STOP.findall(text)) or 1
    found["length"] = log(n)
    found["tiny"] = n < 6
    found["short"] = n < 13
    found["long"] = n > 90
    found["sentence"] = log(1 + n / sentences)
    found["sentences"] = log(sentences)
    found["letters"] = sum(map(len, words)) / n - 4.5
    found["capitals"] = min(10.0 * len(_CAPITAL.findall(text)) / (n + 5), 5.0)
    found["endings_ed"] = min(scale * text.count("ed "), 3.0)
    found["endings_ly"] = min(scale * text.count("ly "), 3.0)
    found["contractions"] = min(scale * sum(map(text.count, _CONTRACTIONS)), 3.0)
    return found | _marks(text, n) | _edges(text, n)


def _marks(text: str, n: int) -> Features:
    """Features of punctuation; `n` is the number of words."""
    quotes = text.count('"')
    scale = 20.0 / (n + 10)
    return {
        "numbers": min(scale * len(re.findall(r"\d+", text)), 4.0),
        "money": "$" in text or "%" in text,
        "questions": min(scale * text.count("?"), 2.0),
        "exclamations": min(scale * text.count("!"), 2.0),
        "brackets": min(scale * text.count("("), 2.0),
        "square": "[" in text,
        "dashes": min(scale * (text.count("—") + text.count("--") + text.count(" - ")), 2.0),
        "semicolon": ";" in text,
        "commas": min(scale * text.count(","), 3.0),
        "quotes_inside": min(scale * quotes, 2.0),
        "has_quotes": quotes > 0,
        "single_quoted": text.count(" '") > 0,
        "inner_ellipsis": "..." in text[3:-4],
        "sourced": _SOURCED.search(text) is not None,
        "address": "http" in text or "www." in text,
    }


def _edges(text: str, n: int) -> Features:
    """Features of how a paragraph begins and ends; `n` is the number of words."""
    first, last = text[:1], text[-1:]
    quotes = text.count('"')
    return {
        "opens_quote": first == '"',
        "whole_quote": first == '"' and last == '"' and quotes == 2,
        "open_only": first == '"' and quotes % 2 == 1,
        "ends_quote": last == '"',
        "single_opens": first == "'",
        "leading_ellipsis": text.startswith(("...", "[...", "(...", ". . .")),
        "trailing_ellipsis": text.endswith(("...", "...]", ". . .")),
        "lower_start": first.islower(),
        "digit_start": first.isdigit(),
        "listed": _LIST.match(text) is not None,
        "ends_colon": last == ":",
        "ends_comma": last == ",",
        "unstopped": last.isalnum(),
        "dateline": _DATELINE.match(text) is not None,
        "cue_start": _OPENING_CUE.match(text[:12].lower()) is not None,
        "update": text[:8].lower().startswith(("update", "edit:", "ps ", "ps:", "p.s.")),
        "credit": text.startswith(("-", "—", "~")) and n < 15,
    }


def _lead_in(text: str, style: Features) -> Features:
    """What the paragraph before says of the one that follows; `text` is folded, `style` its own features."""
    tail = text[-220:]
    stop = max((match.end() for match in _STOP.finditer(tail[:-2])), default=0)
    sentence = tail[stop:].lower()
    cue = _LEAD_IN.search(sentence) is not None
    colon = text.endswith((":", ":-", ':"'))
    return {
        "before_colon": colon,
        "before_colon_cue": colon and cue,
        "before_comma": text.endswith((",", "-", "—")),
        "before_ellipsis": text.endswith("..."),
        "before_cue": cue,
        "before_unstopped": text[-1:].isalnum(),
        "before_question": text.endswith("?"),
        "before_short": style["short"],
        "before_length": style["length"],
        "before_i": style.get("has_i", 0.0),
        "before_says": style.get("has_says", 0.0),
        "before_said": style.get("has_said", 0.0),
        "before_blog": style.get("has_blog", 0.0),
        "before_outlet": style.get("has_outlet", 0.0),
        "before_now": style.get("has_now", 0.0),
        "before_quote": style["opens_quote"],
        "before_listed": style["listed"],
        "before_dateline": style["dateline"],
    }


def _after(style: Features) -> Features:
    """What the paragraph after says of the one before it."""
    return {
        "after_length": style["length"],
        "after_short": style["short"],
        "after_colon": style["ends_colon"],
        "after_i": style.get("has_i", 0.0),
        "after_said": style.get("has_said", 0.0),
        "after_cue": style["cue_start"],
        "after_that": style.get("rate_that", 0.0),
        "after_update": style["update"],
        "after_blog": style.get("has_blog", 0.0),
        "after_says": style.get("has_says", 0.0),
        "after_quote": style["opens_quote"],
        "after_ellipsis": style["leading_ellipsis"],
    }


def _place(i: int, n: int) -> Features:
    """Where paragraph `i` of `n` stands."""
    return {
        "first": i == 0,
        "second": i == 1,
        "third": i == 2,
        "last": i == n - 1,
        "last_but_one": i == n - 2,
        "place": i / n,
        "post_length": log(n),
        "alone": n == 1,
    }


_CONTRASTED = (
    "length", "sentence", "letters", "capitals", "contractions", "rate_i", "rate_we", "rate_you", "rate_said",
    "rate_was", "rate_is", "rate_stance", "rate_the", "rate_of", "numbers", "quotes_inside", "questions", "endings_ed",
)  # fmt: skip


def _contrasts(styles: Sequence[Features]) -> list[Features]:
    """How far each paragraph stands off from the mean of the post."""
    means = {name: sum(style.get(name, 0.0) for style in styles) / len(styles) for name in _CONTRASTED}
    return [{"off_" + name: style.get(name, 0.0) - mean for name, mean in means.items()} for style in styles]


def fold(text: str) -> str:
    """The text with typographic marks made plain and spaces made one."""
    for mark, plain in _FOLD:
        text = text.replace(mark, plain)
    return " ".join(text.split())


def phrases(text: str) -> set[str]:
    """The words and the pairs of neighbouring words of a paragraph, in small letters; `text` is folded."""
    words = _WORD.findall(text.lower())
    return {*words, *map(" ".join, pairwise(words))}


def features(texts: Sequence[str], title: str | None) -> list[Features]:
    """The features of each paragraph of a post, in order; absent ones are 0. `texts` are folded."""
    styles = [own_style(text) for text in texts]
    heading = {word for word in _WORD.findall(fold(title or "").lower()) if len(word) > 3}
    found = []
    for i, (style, contrast) in enumerate(zip(styles, _contrasts(styles) if styles else (), strict=True)):
        row = {**style, **contrast, **_place(i, len(styles))}
        if heading:
            row["title_words"] = len(heading & set(_WORD.findall(texts[i].lower()))) / len(heading)
        row |= _lead_in(texts[i - 1], styles[i - 1]) if i else {}
        row |= _after(styles[i + 1]) if i + 1 < len(styles) else {}
        found.append(row)
    return found
