"""Hearing an article: the voice of each block.

What settles a block is, in falling strength, what the reader said, a fetched source in which it stands word for word,
and the markup. The prose model speaks only for plain text; whatever it says is a guess, is labelled as one, and is made
in the light of what is settled around it. A mail, and a text that marks one quotation, is trusted to mark them all: the
model then only doubts, and its doubt is told.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.article.model import Because, Format, Kind, Voice
from reader.voices.furniture import furniture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reader.article.model import Article, Block
    from reader.voices.prose import Guess

_FURNITURE_SURE = 0.9
_FOUND_SURE = 0.99
"""A paragraph that stands in a source word for word may still be the author's own, copied there."""
_UNSURE = 0.5
_MOST = 1000
"""Paragraphs of a post at most: a book is none, and guessing takes a second for a thousand."""
_MARKED = "guess: has no mark of quotation"
_MARKED_DOUBT = "guess: reads as quoted, but has no mark"
_ENGLISH_ONLY = "the guess knows English only"
_TOO_LONG = "too long a text to guess at"
_PROSE_KINDS = (Kind.PARAGRAPH, Kind.LIST_ITEM)


class Settled(NamedTuple):
    """What is known of a block whatever the prose model holds of it.

    Attributes:
        quoted: whether it is somebody else's words.
        because: what says so: `Because.READER` or `Because.SOURCE`.
        why: the evidence in one line for a person.
    """

    quoted: bool
    because: Because
    why: str


def hear(article: Article, settled: Mapping[str, Settled] | None = None) -> Article:
    """Decide the voice of each block; texts, order and ids stay as they are.

    A block's `confidence` is the probability of the voice it is given. Blocks that the markup quotes stay as they are
    unless the reader says otherwise.

    Args:
        article: as it was parsed, or as it was heard with less settled.
        settled: what is known of blocks, by their ids; the others are guessed again in its light. What a source says is
            heard only where the voices are guesses: it does not overrule the markup.
    """
    guessing = is_guessed(article)
    known = {one: said for one, said in (settled or {}).items() if guessing or said.because is Because.READER}
    blocks = tuple(
        _settled(block, known[block.id]) if block.id in known else _as_furniture(block) for block in article.blocks
    )
    if guessing:
        doubting = article.format is Format.MAIL or any(map(_is_marked, article.blocks))
        blocks = _guessed(blocks, article.title, _with_doubt if doubting else _with_guess)
    return replace(article, blocks=blocks)


def is_guessed(article: Article) -> bool:
    """Whether what the article does not mark may be quoted all the same: plain text, a PDF's, or a mail's."""
    return article.format in (Format.TEXT, Format.PDF) or (
        article.format is Format.MAIL and any(_is_unmarked(block) for block in article.blocks)
    )


def _is_unmarked(block: Block) -> bool:
    return block.voice is Voice.COMMENTARY and block.because is Because.PROSE


def _open(block: Block) -> bool:
    """Whether the block's voice is still to be decided: nothing stronger than a guess speaks for it."""
    return block.because is Because.PROSE or (block.because is Because.MARKUP and block.voice is Voice.COMMENTARY)


def _settled(block: Block, said: Settled) -> Block:
    voice = Voice.QUOTED if said.quoted else Voice.COMMENTARY
    confidence = 1.0 if said.because is Because.READER else _FOUND_SURE
    return block._replace(voice=voice, confidence=confidence, because=said.because, why=said.why)


def _may_be_furniture(block: Block) -> bool:
    """Whether it is a line outside any block quotation, and not the title."""
    if block.kind is Kind.HEADING:
        return block.level > 1
    return block.kind in _PROSE_KINDS and not block.depth


def _as_furniture(block: Block) -> Block:
    why = furniture(block.text) if _open(block) and _may_be_furniture(block) else None
    if why is None:
        return block
    return block._replace(voice=Voice.FURNITURE, confidence=_FURNITURE_SURE, because=Because.PROSE, why=why)


def _guessed(blocks: tuple[Block, ...], title: str | None, told: Callable[[Block, Guess], Block]) -> tuple[Block, ...]:
    """The blocks with the prose model's guess for each paragraph; it knows English only, and posts."""
    from reader.voices.english import is_not_english
    from reader.voices.prose import guess

    asked = [i for i, block in enumerate(blocks) if _is_prose(block)]
    heard = list(blocks)
    texts = [blocks[i].text for i in asked]
    unguessed = _TOO_LONG if len(texts) > _MOST else _ENGLISH_ONLY if is_not_english(texts) else None
    if unguessed:
        for i in asked:
            heard[i] = _unguessed(blocks[i], unguessed) if _open(blocks[i]) else blocks[i]
        return tuple(heard)
    known = {k: blocks[i].voice is Voice.QUOTED for k, i in enumerate(asked) if not _open(blocks[i])}
    for i, one in zip(asked, guess(texts, title, known), strict=True):
        heard[i] = told(blocks[i], one) if _open(blocks[i]) else blocks[i]
    return tuple(heard)


def _is_marked(block: Block) -> bool:
    return block.voice is Voice.QUOTED and block.because is Because.MARKUP


def _is_prose(block: Block) -> bool:
    """Whether a block has part in the chain: it is guessed, or the guesses beside it are made in its light."""
    return bool(block.text) and block.kind in _PROSE_KINDS and block.voice is not Voice.FURNITURE


def _with_guess(block: Block, one: Guess) -> Block:
    quoted = one.probability_quoted >= 0.5
    return block._replace(
        voice=Voice.QUOTED if quoted else Voice.COMMENTARY,
        confidence=one.probability_quoted if quoted else 1.0 - one.probability_quoted,
        because=Because.PROSE,
        why=one.why,
    )


def _with_doubt(block: Block, one: Guess) -> Block:
    """The block as commentary beside a quotation that is marked; unsure where it reads as quoted too."""
    own = 1.0 - one.probability_quoted
    why = _MARKED if own > _UNSURE else _MARKED_DOUBT
    return block._replace(voice=Voice.COMMENTARY, confidence=max(own, _UNSURE), because=Because.PROSE, why=why)


def _unguessed(block: Block, why: str) -> Block:
    return block._replace(voice=Voice.COMMENTARY, confidence=_UNSURE, because=Because.PROSE, why=why)
