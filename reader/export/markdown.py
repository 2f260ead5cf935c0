"""A document as Markdown for people to read: the article, its quotations with their verdicts, its sources as notes.

Notes are written as footnotes (`[^1]`, as pandoc, GitHub and most note programs take them); all else is CommonMark with
the tables of GFM. No character of the article can become markup: each that could is escaped.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent

from reader.article.clean import line
from reader.export import wording
from reader.export.pieces import Cutter, passages, web_address
from reader.quotes.edits import in_words
from reader.vocabulary import in_marks, kind_words, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.export.document import Document
    from reader.export.pieces import Block, Piece, Quote

# A sign of exclamation begins a picture, an ampersand a reference; what ends with one may have such a sequel.
_SPECIAL = re.compile(r"[\\`*_\[\]<#|~$^]|!(?=\[|\Z)|&(?=#?\w*(?:;|\Z))|=(?==)|(?<==)=")
# What begins a block where a line begins with it.
_LINE_START = re.compile(r"(?m)^(\s*)([-+:>=]|\d+(?=[.)](?:\s|$)))")
_NUMBER_AT_START = re.compile(r"(?m)^\s*\d+\Z")
_EDGES = re.compile(r"^([\W_]*)(.*?)([\W_]*)$", re.DOTALL)
_SIGNS = {"emphasis": "*", "strong": "**"}


def to_markdown(found: Document) -> str:
    """The document as Markdown."""
    title = found["article"]["title"] or found["article"]["source"]
    cutter = Cutter(found)
    parts = [f"# {escaped(line(title))}"]
    parts.append(escaped(wording.byline(found)))
    if url := web_address(found["article"]["url"]):
        parts.append(_link(url, url))
    for quote, blocks in passages(found):
        written = [text for one in blocks if (text := _block(one, cutter))]
        if quote is not None:
            written.append(_credit(quote, found))
        whole = _joined(written, blocks if quote is None else [])
        parts.append(_quoted(whole) if quote is not None else whole)
    parts += ["---", _tally(found)]
    parts += chain(_source_notes(found), _verdict_notes(found))
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Text of which no character is markup, wherever on a line it stands."""
    text = _SPECIAL.sub(lambda found: "\\" + found[0], text)
    return _LINE_START.sub(lambda found: found[1] + _escaped_start(found[2]), text)


def _escaped_start(start: str) -> str:
    return f"{start}\\" if start.isdecimal() else f"\\{start}"


def _joined(written: Sequence[str], blocks: Sequence[Block]) -> str:
    """Blocks with a blank line between them; the items of a list stay together."""
    text = ""
    for place, one in enumerate(written):
        tight = len(blocks) == len(written) and place and _is_item(blocks[place]) and _is_item(blocks[place - 1])
        text += ("\n" if tight else "\n\n" if place else "") + one
    return text


def _is_item(block: Block) -> bool:
    return bool(block["kind"] == "list_item" and block["marker"])


def _quoted(text: str) -> str:
    return "\n".join(f"> {one}".rstrip() for one in text.split("\n"))


def _credit(quote: Quote, found: Document) -> str:
    number = wording.number_of(quote["attributed_to"], found)
    note = f"[^{number}]" if number else ""
    return f"— {escaped(wording.whom(quote, found))}{note}, **{escaped(quote['in_words'])}**[^{quote['id']}]"


def _block(block: Block, cutter: Cutter) -> str:
    kind, text = block["kind"], block["text"]
    if kind == "rule":
        return "---"
    if kind == "code":
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        return f"{fence}\n{text}\n{fence}"
    if kind == "table":
        return _table(block)
    if kind == "figure":
        return _figure(block, cutter)
    inline = _inline(block, cutter)
    if kind == "heading":
        return f"{'#' * min(6, max(2, block['level']))} " + inline.replace("\\\n", " ")
    if kind == "list_item":
        marker = block["marker"] if re.fullmatch(r"\d{1,9}[.)]", block["marker"]) else "-" if block["marker"] else ""
        indent = "   " * max(0, block["level"] - 1) if block["level"] < _DEEPEST else "   " * _DEEPEST
        return _indented(f"{indent}{marker} ", indent + " " * (len(marker) + 1), inline) if marker else inline
    return inline


_DEEPEST = 5


def _indented(first: str, others: str, text: str) -> str:
    return first + text.replace("\n", "\n" + others)


def _inline(block: Block, cutter: Cutter) -> str:
    """A block's text with its marks, links and notes; a line feed is a hard break."""
    text = ""
    for piece in cutter.pieces(block):
        # A line's beginning is one only where it begins the block or follows a line feed.
        words = escaped(piece.text) if not text or text.endswith("\n") else escaped(f"x{piece.text}")[1:]
        if text.endswith("]") and words.startswith("("):
            words = "\\" + words  # a note and a parenthesis would be a link
        if _NUMBER_AT_START.search(text) and words.startswith((".", ")")):
            words = "\\" + words  # they would begin a list
        if "code" in piece.marks and _is_plain_code(piece.text) and not text.endswith("`"):
            words = f"`{piece.text}`"
        else:
            words = _marked(words, piece, text)
        text += (_link(piece.url, None, words) if piece.url and words.strip() else words) + _notes(piece)
    lines = (_without_sequel(one.strip()) for one in text.split("\n"))
    return "\\\n".join(one for one in lines if one)


def _without_sequel(written: str) -> str:
    """A line as it is written where nothing follows it."""
    return f"{written[:-2]}!" if written.endswith("\\!") else written


def _is_plain_code(text: str) -> bool:
    return bool(text) and text == text.strip() and "`" not in text and "\n" not in text


def _marked(words: str, piece: Piece, before: str) -> str:
    """The words between the signs of their marks, which hold only where they stand next to letters."""
    signs = "".join(_SIGNS[mark] for mark in ("strong", "emphasis") if mark in piece.marks)
    edges = _EDGES.match(words)
    if not signs or edges is None or not edges[2] or before.endswith("*") or "\n" in words:
        return words
    return f"{edges[1]}{signs}{edges[2]}{signs}{edges[3]}"


def _notes(piece: Piece) -> str:
    return "".join(f"[^{one}]" for one in (*piece.sources, *piece.quotes))


def _link(url: str, shown: str | None, words: str = "") -> str:
    return f"[{escaped(shown) if shown is not None else words}](<{percent(url, safe=_SAFE)}>)"


_SAFE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '<>\\"`')


def _table(block: Block) -> str:
    rows = [one.split("\t") for one in block["text"].split("\n")]
    width = max(map(len, rows))
    written = [
        "| " + " | ".join(escaped(cell.strip()) for cell in row + [""] * (width - len(row))) + " |" for row in rows
    ]
    heading = written[:1] if block["level"] else ["|" + "   |" * width]
    return "\n".join([*heading, "|" + " --- |" * width, *written[len(heading) if block["level"] else 0 :]])


def _figure(block: Block, cutter: Cutter) -> str:
    picture = block["picture"] or {"image": None, "alt": ""}
    words = escaped(line(f"Picture: {picture['alt']}".removesuffix(": ")))
    url = web_address(picture["image"])
    caption = _inline(block, cutter) if block["text"] != picture["alt"] else ""
    return (_link(url, None, words) if url else words) + (f"\\\n{caption}" if caption else "")


def _tally(found: Document) -> str:
    summary = found["summary"]
    counts = [f"{summary[key]} {key.replace('_', ' ')}" for key in _VERDICTS if summary[key]]
    quotes = many(summary["quotes"], "quotation") + (f" ({', '.join(counts)})" if counts else "")
    sources = f"{many(summary['sources'], 'source')}, {summary['dead']} of them dead"
    return f"{quotes}, {sources}. Exported {found['exported'][:10]}."


_VERDICTS = ("verbatim", "elided", "altered", "misattributed", "not_found", "unverifiable")


def _source_notes(found: Document) -> Iterator[str]:
    for number, one in enumerate(found["sources"], 1):
        yield f"[^{number}]: {_source(one)}"


def _source(source: dict[str, Any]) -> str:
    url = web_address(source["url"])
    words = [_link(url, source["name"]) if url else escaped(source["name"])]
    words += [escaped(one) for one in (wording.about(source), wording.state(source)) if one]
    words += [f"accessed {source['accessed']}"] if source["accessed"] else []
    if day := wording.archived(source):
        words.append(f"archived copy of {day}: {_link(source['archive']['url'], source['archive']['url'])}")
    return "; ".join(words) + "."


def _verdict_notes(found: Document) -> Iterator[str]:
    for one in found["quotes"]:
        words = [f"{escaped(wording.whom(one, found))}: **{escaped(one['in_words'])}**"]
        words += [escaped(there)] if (there := wording.place(one, found)) else []
        for edit in one["edits"]:
            words.append(
                f"{kind_words(edit['kind'])}: {in_words(*(escaped(line(edit[side])) for side in ('quoted', 'source')))}"
            )
        words += [f"left out: {escaped(in_marks(line(gap)))}" for gap in one["omitted"] if gap]
        yield f"[^{one['id']}]: {'; '.join(words)}."
