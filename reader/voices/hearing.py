"""Hearing an article: the voice of each block.

What the markup says of a quotation is exact and stays. The prose model speaks only for plain text without a single mark
of quotation; whatever it says is a guess and is labelled as one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.article.model import Because, Format, Kind, Voice
from reader.voices.furniture import furniture

if TYPE_CHECKING:
    from reader.article.model import Article, Block
    from reader.voices.prose import Guess

_FURNITURE_SURE = 0.9
_UNSURE = 0.5
_PROSE_KINDS = (Kind.PARAGRAPH, Kind.LIST_ITEM)


def hear(article: Article) -> Article:
    """Decide the voice of each block; texts, order and ids stay as they are.

    A block's `confidence` is the probability of the voice it is given. Blocks that the markup quotes, and blocks that a
    fetched source or the reader has decided, stay as they are.
    """
    blocks = tuple(_as_furniture(block) for block in article.blocks)
    if marks_are_lost(article):
        blocks = _guessed(blocks, article.title)
    return replace(article, blocks=blocks)


def marks_are_lost(article: Article) -> bool:
    """Whether nothing in the article says what is quoted: plain text, or a PDF's, without a quoted block."""
    return article.format in (Format.TEXT, Format.PDF) and not any(
        block.voice is Voice.QUOTED and block.because is Because.MARKUP for block in article.blocks
    )


def _open(block: Block) -> bool:
    """Whether the block's voice is still to be decided: nothing stronger than a guess speaks for it."""
    return block.because is Because.PROSE or (block.because is Because.MARKUP and block.voice is Voice.COMMENTARY)


def _may_be_furniture(block: Block) -> bool:
    """Whether it is a line outside any block quotation, and not the title."""
    if block.kind is Kind.HEADING:
        return block.level > 1
    return block.kind in _PROSE_KINDS and not block.depth


def _as_furniture(block: Block) -> Block:
    why = furniture(block.text) if _open(block) and _may_be_furniture(block) else None
    if why is None:
        return block
    return replace(block, voice=Voice.FURNITURE, confidence=_FURNITURE_SURE, because=Because.PROSE, why=why)


def _guessed(blocks: tuple[Block, ...], title: str | None) -> tuple[Block, ...]:
    """The blocks with the prose model's guess for each paragraph; it knows English only."""
    from reader.voices.english import is_not_english
    from reader.voices.prose import guess

    asked = [
        i
        for i, block in enumerate(blocks)
        if block.text and block.kind in _PROSE_KINDS and block.voice is not Voice.FURNITURE and _open(block)
    ]
    heard = list(blocks)
    texts = [blocks[i].text for i in asked]
    if is_not_english(texts):
        for i in asked:
            heard[i] = _unguessed(blocks[i])
        return tuple(heard)
    for i, one in zip(asked, guess(texts, title), strict=True):
        heard[i] = _with_guess(blocks[i], one)
    return tuple(heard)


def _with_guess(block: Block, one: Guess) -> Block:
    quoted = one.probability_quoted >= 0.5
    return replace(
        block,
        voice=Voice.QUOTED if quoted else Voice.COMMENTARY,
        confidence=one.probability_quoted if quoted else 1.0 - one.probability_quoted,
        because=Because.PROSE,
        why=one.why,
    )


def _unguessed(block: Block) -> Block:
    why = "the guess knows English only"
    return replace(block, voice=Voice.COMMENTARY, confidence=_UNSURE, because=Because.PROSE, why=why)
