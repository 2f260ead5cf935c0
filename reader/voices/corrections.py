"""What the reader said of whose words a paragraph is, in a form that outlives the run.

A correction knows its paragraph by the words, not by its place: when the article is opened again it may have been
fetched anew, with a paragraph more or less before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.article.model import Article

_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Correction:
    """What the reader said of one paragraph.

    Attributes:
        block: the fingerprint of the paragraph, as `fingerprints` gives it.
        quoted: whether it is somebody else's words.
    """

    block: str
    quoted: bool


class CorrectionMemory(Protocol):
    """Where corrections are kept from one run to the next."""

    async def corrections(self, article: Article) -> Mapping[str, bool]:
        """Whether the reader said that a block is quoted, by its id, for those of which something was said."""

    def correct(self, text: str, quoted: bool | None) -> None:  # noqa: FBT001 - the value itself
        """Keep what the reader said of the paragraph with this text; None takes it back."""


def fingerprints(article: Article) -> dict[str, str]:
    """The fingerprint of each block with text, by its id: of its words, and of which of several with the same it is."""
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    for block in article.blocks:
        words = " ".join(block.text.split())
        if words:
            digest = sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
            seen[digest] = seen.get(digest, 0) + 1
            found[block.id] = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
    return found


def said_of(article: Article, corrections: Sequence[Correction]) -> dict[str, bool]:
    """Whether each corrected block of an article is quoted, by its id; a later correction of a block wins."""
    said = {one.block: one.quoted for one in corrections}
    return {block: said[mark] for block, mark in fingerprints(article).items() if mark in said}


def to_corrections(article: Article, said: Mapping[str, bool]) -> tuple[Correction, ...]:
    """What was said of blocks (by their ids) as corrections that can be kept."""
    marks = fingerprints(article)
    return tuple(Correction(marks[block], quoted) for block, quoted in said.items() if block in marks)
