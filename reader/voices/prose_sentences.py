"""What the first and the last sentence of a paragraph say: how one leads in to a quotation, and comes back from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.voices.prose_style import I_ACT, SUBJECT, TEXTS

if TYPE_CHECKING:
    from reader.voices.prose_paragraph import Paragraph
    from reader.voices.prose_style import Features

# In small letters: to ignore the case takes several times longer.
_LEAD_IN = re.compile(
    r"\b(?:here|following|follows|this|says?|said|writes?|wrote|reports?|notes?|asks?|argues?|explains?|according|"
    r"quote|excerpt|from|via|puts? it|reads?|told|states?|responds?|adds?|concludes?|continues?)\b"
)
_SAYS_LAST = re.compile(
    r"\b(?:says?|said|told|writes?|wrote|reports?|notes?|noted|argues?|argued|asks?|asked|explains?|explained|adds?|"
    r"added|points|quotes|describes|tells|claims|suggests|observes|responds|responded|replied|stated|announced)"
    r"(?: \S+){0,5}$"
)
_THINGS = re.compile(
    r"\b(?:things|reasons|ways|points|steps|options|features|examples|questions|ideas|items|these|several|few|some|"
    r"two|three|four|five|six|seven|ten|list|rules|problems|issues|tips|links|kinds|types|categories|choices|parts|"
    r"benefits|goals|changes|lessons|facts|command|code|output|file|function|method|so|do|like|results?)\b"
)
_HERE = re.compile(r"\bhere(?:'s| is| are)|\bthis\b")
_FOLLOWS = re.compile(r"\bfollow(?:ing|s)\b|\bbelow\b")
_THAT = re.compile(r"\b(?:this|that|these|those)\b")
_I = re.compile(r"\bI\b|\bmy\b|\bme\b")
_NAME = re.compile(r"(?<!^)\b(?:[A-Z][a-z]+|[A-Z]{2,})\b")


def closing(paragraph: Paragraph) -> Features:
    """The features of the last sentence; absent ones are 0."""
    text = paragraph.closing
    small = text.lower()
    return {
        "last_texts": min(len(TEXTS.findall(small)), 3),
        "last_things": min(len(_THINGS.findall(small)), 3),
        "last_subject": SUBJECT.search(text) is not None,
        "last_i_act": I_ACT.search(text) is not None,
        "last_names": min(len(_NAME.findall(text)), 5),
        "last_words": min(text.count(" ") + 1, 40) / 10,
        "last_says": _SAYS_LAST.search(small) is not None,
        "last_cue": _LEAD_IN.search(small) is not None,
        "last_here": _HERE.search(small) is not None,
        "last_follows": _FOLLOWS.search(small) is not None,
        "last_cue_colon": text.endswith(":") and _LEAD_IN.search(small) is not None,
    }


def opening(paragraph: Paragraph) -> Features:
    """The features of the first sentence; absent ones are 0."""
    text = paragraph.opening
    small = text.lower()
    return {
        "first_texts": min(len(TEXTS.findall(small)), 3),
        "first_subject": SUBJECT.search(text) is not None,
        "first_names": min(len(_NAME.findall(text)), 5),
        "first_words": min(text.count(" ") + 1, 40) / 10,
        "first_i": _I.search(text) is not None,
        "first_that": _THAT.search(small) is not None,
    }
