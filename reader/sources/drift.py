"""Whether an address says something else than it did. Pure.

What counts is letters and digits: spacing, punctuation and a new design do not change a text. Nor does less than a
sentence, or the line that says when the page was updated (NewsDiffs and diffengine leave such changes out too).
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

LEAST_WORDS = 5
"""Words below which what stands between two full stops is no sentence: a caption, a button, a number of comments."""

_END = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+|(?<=[。！？])|\n+")
_LINE = re.compile(r".+")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
"""A word; where they are not set apart, a character is one."""
_NO_LETTER = re.compile(r"[\W_]+")
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_DATELINE = re.compile(r"(?:last |first )?(?:updated|published|modified|posted|reviewed)\b", re.IGNORECASE)


def fingerprint(text: str) -> str:
    """SHA-256 of the letters and digits of a text, in hexadecimal: white space and punctuation make no other text."""
    digest = sha256()
    for line in _LINE.finditer(text):  # one after the other: no copy of a long text is made, and others have their turn
        digest.update(_bare(line[0]))
    return digest.hexdigest()


def differ(one: str, other: str) -> bool:
    """Whether two texts differ by a sentence or more: one added, taken away or reworded. Order is no difference."""
    return fingerprint(one) != fingerprint(other) and _sentences(one) != _sentences(other)


def drifted(texts: Sequence[str], text: str, since: datetime | None, now: datetime) -> datetime | None:
    """Since when an address has said something else than at first, or None where it says the same.

    A page that shows one of two texts by turns has not changed: a text that stood there before is no new one, and the
    first of them ends the drift.

    Args:
        texts: those it has had, oldest first; none where this is the first.
        text: what it says now.
        since: what was known before.
        now: when it was got.
    """
    if not texts or not differ(texts[0], text):
        return None
    before = next((number for number, one in enumerate(texts) if not differ(one, text)), None)
    if before is None:
        return since or now
    return since


def _sentences(text: str) -> Counter[bytes]:
    found: Counter[bytes] = Counter()
    for sentence in _END.split(text):
        if len(_WORD.findall(sentence)) >= LEAST_WORDS and not _DATELINE.match(sentence.lstrip()):
            found[_bare(sentence)] += 1
    return found


def _bare(text: str) -> bytes:
    """The letters and digits of a text, in UTF-8. What ASCII has beside them goes first: a call drops all of it."""
    bare = text.encode("utf-8", "replace").translate(None, _SIGNS)
    return bare if bare.isascii() else _NO_LETTER.sub("", bare.decode()).encode()
