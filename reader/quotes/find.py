"""Finding an article's quotations: the runs of quoted blocks, and the quotations inside the author's sentences."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from reader.article.model import Because, Form, Kind, Mark, Quotation, Voice
from reader.quotes.marks import across, scan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.article.model import Article, Block, Span

FEWEST_WORDS = 4
"""An inline quotation between quotation marks has at least so many words; fewer are a title, a term or irony."""


def find(article: Article) -> Article:
    """Find every quotation of an article whose voices have been heard.

    Returns:
        The article with `quotations` in document order, ids q1, q2, …, and with `quotation` set on the blocks of each
        block quotation. Block quotations that the markup made are kept with their cite and credit; other quoted blocks
        make one quotation for each unbroken run. Finding again changes nothing.
    """
    found = [*_of_blocks(article), *_of_sentences(article)]
    found.sort(key=lambda one: (article.index[one.blocks[0]], one.start, -article.index[one.blocks[-1]], -one.end))
    quotations = tuple(one._replace(id=f"q{i}") for i, one in enumerate(found, 1))
    owner = {block: one.id for one in quotations if one.form is Form.BLOCK for block in one.blocks}
    blocks = tuple(_owned(block, owner.get(block.id)) for block in article.blocks)
    return replace(article, blocks=blocks, quotations=quotations)


def _owned(block: Block, quotation: str | None) -> Block:
    return block if block.quotation == quotation else block._replace(quotation=quotation)


def _of_blocks(article: Article) -> Iterator[Quotation]:
    """The block quotations: those of the markup, then a run for the quoted blocks that no markup claims."""
    claimed: set[str] = set()
    for one in article.quotations:
        kept = _still_quoted(article, one)
        if kept is not None:
            claimed.update(kept.blocks)
            yield kept
    for free, run in groupby(article.blocks, lambda block: block.voice is Voice.QUOTED and block.id not in claimed):
        blocks = list(run) if free else []
        if any(block.text for block in blocks):
            yield Quotation("", Form.BLOCK, tuple(block.id for block in blocks), 0, len(blocks[-1].text))


def _still_quoted(article: Article, one: Quotation) -> Quotation | None:
    """A block quotation of the markup over those of its blocks that are still heard as quoted, or None."""
    if one.form is not Form.BLOCK:
        return None
    blocks = [article.block(name) for name in one.blocks if name in article.index]
    blocks = [block for block in blocks if block.voice is Voice.QUOTED]
    if not any(block.because is Because.MARKUP for block in blocks) or not any(block.text for block in blocks):
        return None
    first, last = blocks[0], blocks[-1]
    start = min(one.start, len(first.text)) if first.id == one.blocks[0] else 0
    end = min(one.end, len(last.text)) if last.id == one.blocks[-1] else len(last.text)
    return one._replace(blocks=tuple(block.id for block in blocks), start=start, end=end)


def _of_sentences(article: Article) -> Iterator[Quotation]:
    """The inline quotations, in no order."""
    for block in article.blocks:
        if block.kind is not Kind.CODE:
            for span in _q_elements(block):
                yield Quotation("", Form.INLINE, (block.id,), span.start, span.end, cite=span.cite)
    for own, run in groupby(article.blocks, _in_own_voice):
        if own:
            yield from _between_marks(list(run))


def _in_own_voice(block: Block) -> bool:
    return block.voice is Voice.COMMENTARY and block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)


def _between_marks(blocks: Sequence[Block]) -> Iterator[Quotation]:
    """The quotations between marks in neighbouring blocks of commentary; only the outermost of nested ones."""
    texts = [_without_code(block) for block in blocks]
    scans = [scan(text) for text in texts]
    taken = [_covered(len(block.text), _q_elements(block)) for block in blocks]
    for run in across(texts, scans):
        for i in range(run.first, run.last + 1):
            start, end = run.start if i == run.first else 0, run.end if i == run.last else len(texts[i])
            taken[i][start:end] = bytes([1]) * (end - start)
        names = tuple(block.id for block in blocks[run.first : run.last + 1])
        yield Quotation("", Form.INLINE, names, run.start, run.end)
    for block, marked, covered in zip(blocks, scans, taken, strict=True):
        for start, end in marked.pairs:
            if covered.find(1, start, end) < 0 and len(block.text[start:end].split()) >= FEWEST_WORDS:
                covered[start:end] = bytes([1]) * (end - start)
                yield Quotation("", Form.INLINE, (block.id,), start, end)


def _q_elements(block: Block) -> Iterator[Span]:
    return (span for span in block.spans if span.mark is Mark.QUOTE and span.start < span.end)


def _covered(length: int, spans: Iterator[Span]) -> bytearray:
    """One byte for each code point: 1 where a span lies."""
    covered = bytearray(length)
    for span in spans:
        covered[span.start : span.end] = bytes([1]) * (span.end - span.start)
    return covered


def _without_code(block: Block) -> str:
    """The block's text with every character of its code made a letter, so that no mark is seen there; same length."""
    spans = [span for span in block.spans if span.mark is Mark.CODE]
    if not spans:
        return block.text
    letters = list(block.text)
    for span in spans:
        letters[span.start : span.end] = "x" * len(letters[span.start : span.end])
    return "".join(letters)
