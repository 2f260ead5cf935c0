"""The line between title and text that signs an article where no markup says so: "By Ida Berg, 3 May 2026"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import byline, dating
from reader.article.facts import facts
from reader.article.patterns import pattern

if TYPE_CHECKING:
    from reader.article.model import Metadata

_ORIGIN = "line under the title"
# A capital behind "by" (or a name with a particle) begins a name; "by now" and "by the river" begin a sentence.
_SIGNED = pattern(
    r"\W*(?i:(?:(?:written|posted|published|story|words|text) )?by|von|par|por|di)[ :]+(?=[^\W\d_a-zß-ÿ])"
)
_LONGEST = 120


def is_signed(text: str) -> bool:
    """Whether a line signs an article: it says "by" somebody, and little else."""
    return len(text) <= _LONGEST and _SIGNED.match(text) is not None and bool(byline.names(text))


def with_signature(known: Metadata, text: str) -> Metadata:
    """The metadata with author and date of a line that signs the article, where there are no others."""
    if not text:
        return known
    return known._replace(
        byline=known.byline or facts([(_ORIGIN, byline.names(text))], byline.LONGEST),
        published=known.published or dating.in_line(_ORIGIN, text),
    )
