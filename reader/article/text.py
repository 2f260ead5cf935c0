"""Plain text: paragraphs by blank lines, the title line, `>` quotations, bare addresses."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from reader.article import clean
from reader.article.drafting import Draft
from reader.article.inline import Inline
from reader.article.model import Article, Fact, Format, Kind, Link, Metadata
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

# A line longer than this was not wrapped by hand: it is a paragraph of its own.
_WRAPPED_AT_MOST = 120
_TITLE_AT_MOST = 160

_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_QUOTED = re.compile(r"(?:[ \t]{0,3}>[ ]?)+")
_BULLET = re.compile(r"[ \t]*[-*•][ \t]+(?=\S)")
_RULE = re.compile(r"\s*(?:[-_=*~#][ \t]*){3,}\s*")
_SPACES = re.compile("[ \t\n]{2,}|[\t\n]")
_ADDRESS = re.compile(r"(?:https?://|(?<![^\W_])www\.[a-zA-Z0-9-]+\.)[^\s<>\"“”«»]+")
_TAIL = frozenset(".,;:!?'’)]}*_")
_NO_TITLE_END = (".", ",", ";", ":")


def parse_text(text: str, url: str | None = None) -> Article:
    """The article that plain text holds.

    Raises:
        UnreadableError: there is no text once it is clean.
    """
    text = clean.block(text).strip("\n")
    draft = Draft()
    for depth, lines in _chunks(text):
        while draft.depth < depth:
            draft.open_quotation()
        while draft.depth > depth:
            draft.close_quotation()
        for kind, paragraph, marker in _paragraphs(lines):
            draft.add(kind, with_addresses(paragraph), level=int(kind is Kind.LIST_ITEM), marker=marker)
    while draft.depth:
        draft.close_quotation()
    if not any(block.text for block in draft.blocks):
        raise UnreadableError("There is no text in it; give a page, a Markdown file or a text file with text.")
    title = _make_title(draft)
    return Article(
        blocks=tuple(draft.blocks),
        metadata=Metadata(title=(Fact(title, "first line"),) if title else ()),
        format=Format.TEXT,
        url=url,
        quotations=tuple(draft.quotations),
    )


def _chunks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that stand together, with how deep `>` quotes them."""
    for chunk in _BLANK.split(text):
        lines = chunk.split("\n")
        if ">" not in chunk:
            yield 0, lines
            continue
        # A lone ">" parts two paragraphs of one quotation.
        for (depth, _), group in groupby(lines, key=_depth_and_blank):
            stripped = [_QUOTED.sub("", line, count=1) if depth else line for line in group]
            if any(line.strip() for line in stripped):
                yield depth, stripped


def _depth_and_blank(line: str) -> tuple[int, bool]:
    quoted = _QUOTED.match(line)
    return (quoted[0].count(">"), quoted.end() == len(line)) if quoted else (0, False)


def _paragraphs(lines: list[str]) -> Iterator[tuple[Kind, str, str]]:
    """Kind, text and marker of what a chunk's lines are: one wrapped paragraph, a paragraph a line, or a list."""
    if len(lines) == 1 or max(map(len, lines)) > _WRAPPED_AT_MOST:
        paragraphs = lines
    elif sum(1 for line in lines if _BULLET.match(line)) > 1 and _BULLET.match(lines[0]):
        yield from ((Kind.LIST_ITEM, item, "•") for item in _items(lines))
        return
    else:
        paragraphs = [" ".join(lines)]
    for paragraph in paragraphs:
        if _RULE.fullmatch(paragraph):
            yield Kind.RULE, "", ""
        elif words := _line([paragraph]):
            yield Kind.PARAGRAPH, words, ""


def _items(lines: list[str]) -> Iterator[str]:
    item: list[str] = []
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet and item:
            yield _line(item)
            item = []
        item.append(line[bullet.end() :] if bullet else line)
    yield _line(item)


def _line(pieces: list[str]) -> str:
    """Clean pieces as one line."""
    return _SPACES.sub(" ", " ".join(pieces)).strip()


def with_addresses(text: str) -> Inline:
    """The text, its bare addresses made links; punctuation that ends the sentence is no part of one."""
    links = []
    # One scan, so that an address inside another is part of it and no link of its own.
    for match in _ADDRESS.finditer(text) if "://" in text or "www." in text else ():
        anchor = _without_tail(match[0])
        url = anchor if anchor.startswith("http") else f"https://{anchor}"
        if len(url) > len("https://"):
            links.append(Link(match.start(), match.start() + len(anchor), url, anchor))
    return Inline(text, (), tuple(links))


def _without_tail(address: str) -> str:
    end = len(address)
    unopened = address.count(")") - address.count("(")
    while end and address[end - 1] in _TAIL:
        if address[end - 1] == ")":
            if unopened <= 0:
                break
            unopened -= 1
        end -= 1
    return address[:end]


def _make_title(draft: Draft) -> str | None:
    """The first line as heading and title: it is short, ends no sentence, and a longer paragraph comes after it."""
    if len(draft.blocks) < 2:
        return None
    first, second = draft.blocks[0], next((b for b in draft.blocks[1:] if b.text), None)
    fits = first.kind is Kind.PARAGRAPH and not first.depth and 0 < len(first.text) <= _TITLE_AT_MOST
    if not fits or first.text.endswith(_NO_TITLE_END) or second is None or len(second.text) <= len(first.text):
        return None
    rest = draft.blocks[1:]
    draft.blocks.clear()
    draft.add(Kind.HEADING, Inline(first.text, first.spans, first.links), level=1)
    draft.blocks.extend(rest)
    return first.text
