"""What a paragraph of prose is like by itself, in numbers that a model can weigh.

Every feature is named, so that its weight can be read and its reason told. Counts are per twenty words or so, and
capped: one odd paragraph must not outweigh everything else.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import log, sqrt
from typing import TYPE_CHECKING

from reader.voices.prose_paragraph import COMMON, sentence_count

if TYPE_CHECKING:
    from reader.voices.prose_paragraph import Paragraph

Features = dict[str, float]

CLASSES = {
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
for _name, _members in CLASSES.items():
    for _word in sorted(set(_members.split())):
        _CLASS_OF[_word] = (*_CLASS_OF.get(_word, ()), _name)

_CONTRACTIONS = ("n't", "'re", "'ll", "'ve", "'d ", "'m ")
SUBJECT = re.compile(
    r"\b(?:he|she|they|[A-Z][a-z]+) (?:\w+ly )?(?:says?|said|writes?|wrote|notes?|noted|explains?|explained|argues?|"
    r"argued|adds?|added|asks?|asked|reports?|reported|puts?|describes?|points?|observes?|concludes?|concluded|"
    r"continues?|continued|tells?|told|claims?|has|had|goes|begins|thinks|suggests|quotes|responds?|responded|replied|"
    r"replies|announced|posted|offers|makes|made)\b"
)
_SPEECH = (
    r'" (?:he|she|[A-Z]\w+(?: [A-Z]\w+)?) (?:said|says|told|added|wrote)|(?:said|says|told|added|wrote) (?:[A-Z]\w+|'
    r"he|she)|, (?:he|she|they) (?:said|says|added)"
)
TEXTS = re.compile(
    r"\b(?:statement|posts?|article|letter|e-?mail|interview|report|story|piece|speech|quotes?|passage|excerpts?|"
    r"paragraph|comment|review|book|essay|memo|release|tweet|column|editorial|op-ed|study|paper|abstract|blog|bit|part|"
    r"section|quotation|words|snippet|lines?|remarks|testimony|opinion|decision|transcript|summary|conclusion|chapter|"
    r"introduction|preface|response|reply|answer|note|message|definition)\b"
)
"""Kinds of texts, in small letters: to ignore the case takes several times longer."""
I_ACT = re.compile(
    r"\bI (?:\w+ly )?(?:wrote|said|asked|posted|sent|was|am|have|had|think|thought|would|will|can|could)\b|"
    r"\bI'(?:m|ve|d|ll)\b"
)

# How often each is found counts, up to a cap.
_COUNTED: dict[str, tuple[re.Pattern[str], float]] = {
    "numbers": (re.compile(r"\d+"), 4),
    "speech": (re.compile(_SPEECH), 2),
    "all_capitals": (re.compile(r"\b[A-Z]{3,}\b"), 2),
    "british": (re.compile(r"\b\w*(?:isation|ise[ds]?|ising|ours?|oured|centre|programme|whilst|defence)\b"), 2),
}
_COUNTED_SMALL: dict[str, tuple[re.Pattern[str], float]] = {"texts": (TEXTS, 2)}
# Whether each is found anywhere counts.
_FOUND: dict[str, re.Pattern[str]] = {
    "sourced": re.compile(
        r"\bha(?:s|ve) learned\b|\baccording to\b|\bon condition of anonymity\b|\bspoke on\b|(?<=\w) said[,.]"
    ),
    "subject": SUBJECT,
    "i_act": I_ACT,
    "edited": re.compile(r"\[[a-z]|\[[A-Z]\]|[a-z]\[|\[\.\.\.|\[sic"),
    "cites": re.compile(r"\[\d+\]|\(\d{4}\)|\(p\.? ?\d+|et al|doi:|\bpp?\. \d+"),
    "year": re.compile(r"\b(?:1[89]\d\d|20[0-2]\d)\b"),
    "smile": re.compile(r"[:;]-?[)(DP]\B"),
    "signed": re.compile(r"(?:--|-|—) ?[A-Z][\w. ]{2,40}$"),
}  # fmt: skip
_FOUND_SMALL: dict[str, re.Pattern[str]] = {
    "emphasis": re.compile(
        r"\b(?:emphasis|italics|bold(?:ed|ing|face)?)(?: \w+)? (?:mine|added|his|hers|theirs|in (?:the )?original)|"
        r"my emphasis"
    ),
    "points_on": re.compile(
        r"\b(?:read (?:the|it|more)|full (?:article|story|post|text)|hat tip|h/t|via|whole thing|links?|blog|post)\b"
    ),
}  # fmt: skip
# Whether the paragraph begins like this counts.
_BEGINS: dict[str, re.Pattern[str]] = {
    "dateline": re.compile(
        r"[A-Z][A-Z.' ]{2,30}(?:, [A-Z][\w.]+){0,2}(?: \([A-Z][\w ]+\))? ?(?:--|-|—)\s?\w|[A-Z]\w+ \(AP\)"
    ),
    "listed": re.compile(r"(?:[-*•·]|\(?\d{1,2}[.)]|[a-z]\))\s"),
    "labelled": re.compile(r"(?:[-*•] )?[A-Z][^.!?:]{1,40}(?::| -| —) "),
    "cue_start": re.compile(r"(?:but|and|so|well|yes|no|ok|okay|now|anyway|still|or|also)\b[ ,]", re.IGNORECASE),
    "update": re.compile(r"update|edit:|ps[ :]|p\.s\.", re.IGNORECASE),
    "mail": re.compile(r"(?:from|to|sent|date|subject|cc|re):", re.IGNORECASE),
    "i_start": re.compile(r"I(?:'\w+)? "),
    "name_start": re.compile(r"(?:[A-Z][a-z]+ ){1,3}[A-Z][a-z]+"),
    "the_start": re.compile(r"(?:the|an?|in) ", re.IGNORECASE),
    "leading_ellipsis": re.compile(r"\[?\(?\.\.\.|\. \. \."),
    "that_start": re.compile(
        r"(?:this|that|these|those|it|he|she|they|which|such|here|the (?:article|piece|post|author|quote|paper|report|"
        r"story|book|passage|problem|point|idea|question))\b",
        re.IGNORECASE,
    ),
    "verdict_start": re.compile(
        r"(?:yes|no|yeah|right|exactly|indeed|really|wow|um|hmm|huh|oh|ah|ok|well|sure|true|good|great|nice|"
        r"interesting|of course|in other words|to be|not (?:that|to|only)|let's|maybe|perhaps|now|so|again|anyway|"
        r"still|read|see|via|more|also|thanks|hat tip|h/t|source|link|emphasis|my |i |i'm|i've|i'd|we |personally|"
        r"what |why |how |who )",
        re.IGNORECASE,
    ),
}  # fmt: skip
_CAPITAL = re.compile(r"\b[A-Z]")
_SENTENCE_BREAK = re.compile(r"[.!?]+[\"')\]]*\s")


def style(paragraph: Paragraph) -> Features:
    """The features of one paragraph by itself; absent ones are 0."""
    n = len(paragraph.words) or 1
    return _words(paragraph, n) | _measures(paragraph, n) | _marks(paragraph.text, n) | _edges(paragraph.text, n)


def _words(paragraph: Paragraph, n: int) -> Features:
    """Features of the kinds of words and of turns of phrase; `n` is the number of words."""
    scale = 20.0 / (n + 10)
    counts: dict[str, int] = {}
    for word in paragraph.words:
        for name in _CLASS_OF.get(word, ()):
            counts[name] = counts.get(name, 0) + 1
    found: Features = {}
    for name, count in counts.items():
        found["has_" + name] = 1.0
        found["rate_" + name] = min(scale * count, 3.0)
    text = paragraph.text
    for name, (pattern, most) in _COUNTED.items():
        found[name] = min(scale * len(pattern.findall(text)), most)
    for name, (pattern, most) in _COUNTED_SMALL.items():
        found[name] = min(scale * len(pattern.findall(paragraph.small)), most)
    found |= {name: pattern.search(text) is not None for name, pattern in _FOUND.items()}
    found |= {name: pattern.search(paragraph.small) is not None for name, pattern in _FOUND_SMALL.items()}
    found |= {name: pattern.match(text) is not None for name, pattern in _BEGINS.items()}
    return found


def _measures(paragraph: Paragraph, n: int) -> Features:
    """Features of length, of words and sentences; `n` is the number of words."""
    text, words = paragraph.text, paragraph.words
    scale = 20.0 / (n + 10)
    sentences = sentence_count(text)
    lengths = [piece.count(" ") + 1 for piece in _SENTENCE_BREAK.split(text)]
    mean = sum(lengths) / len(lengths)
    return {
        "length": log(n),
        "tiny": n < 6,
        "short": n < 13,
        "long": n > 90,
        "sentence": log(1 + n / sentences),
        "sentences": log(sentences),
        "shortest": log(min(lengths)),
        "longest": log(max(lengths)),
        "uneven": sqrt(sum((length - mean) ** 2 for length in lengths) / len(lengths)) / 10,
        "letters": min(max(sum(map(len, words)) / n - 4.5, -2.0), 2.0),
        "long_words": sum(len(word) > 8 for word in words) / n,
        "common_words": sum(word in COMMON for word in words) / n,
        "variety": len(set(words)) / sqrt(n),
        "capitals": min(10.0 * len(_CAPITAL.findall(text)) / (n + 5), 5.0),
        "names": min(scale * len(paragraph.names), 4.0),
        "full_names": min(scale * len(paragraph.full_names), 3.0),
        "endings_ed": min(scale * text.count("ed "), 3.0),
        "endings_ly": min(scale * text.count("ly "), 3.0),
        "contractions": min(scale * sum(map(text.count, _CONTRACTIONS)), 3.0),
        "commas_a_sentence": min(text.count(",") / sentences, 6.0),
    }


def _marks(text: str, n: int) -> Features:
    """Features of punctuation; `n` is the number of words."""
    quotes = text.count('"')
    scale = 20.0 / (n + 10)
    return {
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
        "single_quoted": " '" in text,
        "inner_ellipsis": "..." in text[3:-4],
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
        "trailing_ellipsis": text.endswith(("...", "...]", ". . .")),
        "lower_start": first.islower(),
        "digit_start": first.isdigit(),
        "ends_colon": text.endswith((":", ":-", ':"')),
        "ends_comma": last == ",",
        "ends_dash": last in {"-", "—"},
        "ends_question": text.endswith(("?", '?"', "?)")),
        "ends_exclamation": last == "!",
        "unstopped": last.isalnum(),
        "in_brackets": first == "(" and text.endswith((")", ").")),
        "credit": text.startswith(("-", "—", "~")) and n < 15,
    }


def phrases(words: list[str]) -> set[str]:
    """The words of a paragraph and the pairs of neighbouring words."""
    return {*words, *map(" ".join, pairwise(words))}
