"""Articles of any size in invented words, the same in every run."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARKER = "Marramgrass"
"""A word that stands once in an article, in its first paragraph: with it the first screen has been painted."""

LAST = "Saltwort"
"""A word that stands once in an article, in its last paragraph."""

_ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gl",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "st",
    "t",
    "th",
    "v",
    "w",
)
_NUCLEI = ("a", "e", "i", "o", "u", "ea", "ou", "ie")
_CODAS = ("", "", "l", "n", "r", "s", "t", "nd", "rk", "st")


def article(paragraphs: int, words: int, links: Sequence[str] = (), seed: int = 7) -> str:
    """A page of `paragraphs` paragraphs of about `words` words; every seventh is a block quotation.

    The addresses in `links` are each linked once, one a paragraph from the first on.
    """
    title = "A measured commentary"
    body = "\n".join(_paragraphs(random.Random(seed), paragraphs, words, links))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body><article><h1>{title}</h1>\n{body}\n</article></body></html>\n"
    )


def usual() -> str:
    """An article of 2,000 words."""
    return article(paragraphs=25, words=80)


def large() -> str:
    """An article of 5,000 paragraphs and 3 MB."""
    return article(paragraphs=5000, words=84)


def source(number: int, size: int) -> bytes:
    """A page to cite, of about `size` bytes; each `number` gives another one."""
    per_paragraph = 708
    return article(paragraphs=max(1, size // per_paragraph), words=100, seed=number).encode()


def _paragraphs(rng: random.Random, count: int, words: int, links: Sequence[str]) -> Iterator[str]:
    vocabulary = [_word(rng) for _ in range(3000)]
    for i in range(count):
        marker = f"{MARKER} " if i == 0 else f"{LAST} " if i == count - 1 else ""
        text = marker + " ".join(_sentences(rng, vocabulary, words))
        if i < len(links):
            text += f' See <a href="{links[i]}">the account of the {rng.choice(vocabulary)}</a>.'
        yield f"<blockquote><p>{text}</p></blockquote>" if i % 7 == 3 else f"<p>{text}</p>"


def _sentences(rng: random.Random, vocabulary: list[str], words: int) -> Iterator[str]:
    while words > 0:
        length = min(words, rng.randint(6, 22))
        yield " ".join(rng.choices(vocabulary, k=length)).capitalize() + "."
        words -= length


def _word(rng: random.Random) -> str:
    syllables = rng.choice((1, 1, 2, 2, 3))
    return "".join(rng.choice(_ONSETS) + rng.choice(_NUCLEI) for _ in range(syllables)) + rng.choice(_CODAS)
