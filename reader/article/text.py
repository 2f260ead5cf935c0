"""Plain text: paragraphs by blank lines, headings, lists, quotations by `>` or by indentation, bare addresses."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reader.article import clean
from reader.article.drafting import Draft
from reader.article.inline import Inline
from reader.article.model import Article, Fact, Format, Kind, Link, Metadata
from reader.article.plain_layout import find_quotations, is_heading, is_set_out, underlined
from reader.article.signed import is_signed, with_signature
from reader.article.unwrapping import joined, paragraphs, wrapping_width
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE_AT_MOST = 160

_BLANK = re.compile(r"\n(?:[ ]*\n)+")
_QUOTED = re.compile(r"(?:[ ]{0,3}>[ ]?)+")
_ITEM = re.compile(r"[ ]*(?:(?P<bullet>[-*•])|(?P<number>\d{1,3})[.)])[ ]+(?=\S)")
_RULE = re.compile(r"\s*(?:(?:[-_=*~#][ ]*){3,}|--)\s*")
# What mail programs set before a signature.
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_SPACES = re.compile("[ \t]{2,}|\t")
_ADDRESS = re.compile(r"(?:https?://|(?<![^\W_])www\.[a-zA-Z0-9-]+\.)[^\s<>\"“”«»]+")
_TAIL = frozenset(".,;:!?'’)]}*_")
_NO_TITLE_END = (".", ",", ";", ":")
_TAB = 4
_INDENTED_WHY = "indented between paragraphs that are not"


class _Chunk(NamedTuple):
    """Lines that stand together, and how deep `>` quotes them."""

    depth: int
    lines: list[str]


def parse_text(text: str, url: str | None = None) -> Article:
    """The article that plain text holds.

    Raises:
        UnreadableError: there is no text once it is clean.
    """
    draft = Draft()
    write_text(draft, text)
    if not any(block.text for block in draft.blocks):
        raise UnreadableError("There is no text in it; give a page, a Markdown file or a text file with text.")
    title, signed = _make_title(draft)
    return Article(
        blocks=tuple(draft.blocks),
        metadata=with_signature(Metadata(title=(Fact(title, "first line"),) if title else ()), signed),
        format=Format.TEXT,
        url=url,
        quotations=tuple(draft.quotations),
    )


def write_text(draft: Draft, text: str) -> None:
    """All blocks of a plain text, into the draft."""
    text = _SIGNATURE.sub("\n--\n", clean.block(text, tabs=True)).expandtabs(_TAB).strip("\n")
    chunks = list(_chunks(text))
    width = wrapping_width([chunk.lines for chunk in chunks])
    # Indentation says something only beside paragraphs that are not indented, so `>` quotations part the text.
    quoted: set[int] = set()
    for depth, group in groupby(enumerate(chunks), key=lambda pair: pair[1].depth):
        if not depth:
            numbers, flush = zip(*group, strict=True)
            quoted.update(numbers[i] for i in find_quotations([chunk.lines for chunk in flush]))
    for number, chunk in enumerate(chunks):
        depth = chunk.depth + (number in quoted)
        while draft.depth < depth:
            draft.open_quotation()
        while draft.depth > depth:
            draft.close_quotation()
        first = len(draft.blocks)
        for kind, inline, level, marker in _blocks(chunk.lines, width, apart=not number):
            draft.add(kind, inline, level=level, marker=marker)
        if number in quoted:
            draft.blocks[first:] = [block._replace(why=_INDENTED_WHY) for block in draft.blocks[first:]]
    while draft.depth:
        draft.close_quotation()


def _chunks(text: str) -> Iterator[_Chunk]:
    for part in _BLANK.split(text):
        lines = part.split("\n")
        if ">" not in part:
            if part.strip():
                yield _Chunk(0, lines)
            continue
        # A lone ">" parts two paragraphs of one quotation.
        for (depth, _), group in groupby(lines, key=_depth_and_blank):
            stripped = [_QUOTED.sub("", line, count=1) if depth else line for line in group]
            if any(line.strip() for line in stripped):
                yield _Chunk(depth, stripped)


def _depth_and_blank(line: str) -> tuple[int, bool]:
    quoted = _QUOTED.match(line)
    return (quoted[0].count(">"), quoted.end() == len(line)) if quoted else (0, False)


def _blocks(lines: list[str], width: int, *, apart: bool) -> Iterator[tuple[Kind, Inline, int, str]]:
    """What a chunk's lines are: kind, text, level and marker of each block.

    `apart` says that lines which are kept are paragraphs each, as title, byline and date are at the top.
    """
    if heading := underlined(lines):
        yield Kind.HEADING, with_addresses(_line(lines[0])), heading, ""
    elif sum(1 for line in lines if _ITEM.match(line)) > 1 and _ITEM.match(lines[0]):
        yield from _items(lines)
    elif is_set_out(lines):
        indent = min(len(line) - len(line.lstrip()) for line in lines)
        yield Kind.CODE, Inline("\n".join(line[indent:].rstrip() for line in lines)), 0, ""
    elif is_heading(lines):
        yield Kind.HEADING, with_addresses(_line(lines[0])), 2, ""
    else:
        for paragraph in paragraphs(lines, width):
            for part in paragraph.split("\n") if apart else [paragraph]:
                if _RULE.fullmatch(part):
                    yield Kind.RULE, Inline(""), 0, ""
                elif words := _line(part):
                    yield Kind.PARAGRAPH, with_addresses(words), 0, ""


def _items(lines: list[str]) -> Iterator[tuple[Kind, Inline, int, str]]:
    for item in _by_item(lines):
        found = _ITEM.match(item[0])
        marker = "•" if found is None or found["bullet"] else f"{found['number']}."
        first = item[0][found.end() :] if found else item[0]
        yield Kind.LIST_ITEM, with_addresses(_line(joined([first, *item[1:]]))), 1, marker


def _by_item(lines: list[str]) -> Iterator[list[str]]:
    item: list[str] = []
    for line in lines:
        if _ITEM.match(line) and item:
            yield item
            item = []
        item.append(line)
    yield item


def _line(text: str) -> str:
    """The text without white space that shows nothing; line feeds stay."""
    return _SPACES.sub(" ", text).strip()


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


def _make_title(draft: Draft) -> tuple[str, str]:
    """Makes the first line the heading, and returns it as title with the line that signs it; "" for what there is not.

    It is a title when it is short, ends no sentence, and a longer paragraph comes after it.
    """
    texts = [block for block in draft.blocks[:3] if block.text]
    if len(texts) < 2:
        return "", ""
    first = texts[0]
    signed = len(texts) > 2 and is_signed(texts[1].text)
    second = texts[2] if signed else texts[1]
    fits = first.kind in {Kind.PARAGRAPH, Kind.HEADING} and not first.depth and len(first.text) <= _TITLE_AT_MOST
    if not fits or first.text.endswith(_NO_TITLE_END) or "\n" in first.text:
        return "", ""
    if first is not draft.blocks[0] or len(second.text) <= len(first.text):
        return "", ""
    draft.blocks[0] = first._replace(kind=Kind.HEADING, level=1)
    return first.text, texts[1].text if signed else ""
