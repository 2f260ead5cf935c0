"""Runs of blocks in one voice, and what to call them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from reader.article.model import Because, Form, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.article.model import Article, Block, Quotation

UNSURE_BELOW = 0.7
"""A guess less sure than this is shown as unsure."""
_FIRST = 5  # words by which a quotation is known


class Run(NamedTuple):
    """Blocks `first` to `last`, both included: one quotation's, or all that stands between two."""

    first: int
    last: int
    quoted: bool
    quotation: str | None


def runs_of(article: Article) -> list[Run]:
    """The article's blocks in runs, in order."""
    runs: list[Run] = []
    for index, block in enumerate(article.blocks):
        quoted = block.voice is Voice.QUOTED
        quotation = block.quotation if quoted else None
        if runs and runs[-1].quoted == quoted and runs[-1].quotation == quotation:
            runs[-1] = runs[-1]._replace(last=index)
        else:
            runs.append(Run(index, index, quoted, quotation))
    return runs


def block_quotations(article: Article) -> dict[str, Quotation]:
    """The block quotations by id."""
    return {each.id: each for each in article.quotations if each.form is Form.BLOCK}


def beginning(article: Article, quotation: Quotation) -> str:
    """The first words of a quotation, in marks."""
    text = article.block(quotation.blocks[0]).text
    end = quotation.end if len(quotation.blocks) == 1 else len(text)
    words = text[quotation.start : end].split()
    return f"“{' '.join(words[:_FIRST])}{' …' if len(words) > _FIRST else ''}”"


def is_unsure(block: Block) -> bool:
    """Whether it is an unsure guess whose words a block is; furniture is judged by other evidence."""
    return block.because is Because.PROSE and block.voice is not Voice.FURNITURE and block.confidence < UNSURE_BELOW


def guess_words(blocks: Iterable[Block]) -> str:
    """That it is a guess whose words some blocks are, and whether it is an unsure one; empty where it is none."""
    guessed = [block for block in blocks if block.because is Because.PROSE]
    if not guessed:
        return ""
    return "a guess, unsure" if any(map(is_unsure, guessed)) else "a guess"


def called(quotation: Quotation | None) -> str:
    """Whom a quotation is from, in a word or two; empty where the article does not say."""
    attribution = quotation.attribution if quotation else None
    if attribution is None:
        return ""
    host = urlsplit(attribution.url).hostname if attribution.url else None
    return attribution.outlet or attribution.speaker or (host or "").removeprefix("www.")


def fold_line(article: Article, run: Run, name: str) -> str:
    """One line for a folded run: "AP, 5 paragraphs, 212 words, a guess", where it is a guess that it is quoted."""
    blocks = article.blocks[run.first : run.last + 1]
    paragraphs = sum(1 for block in blocks if block.text)
    words = sum(len(block.text.split()) for block in blocks)
    parts = [name, _count(paragraphs, "paragraph"), _count(words, "word"), guess_words(blocks) if run.quoted else ""]
    return ", ".join(part for part in parts if part)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
