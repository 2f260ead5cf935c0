"""A document as one HTML page that needs nothing else: its style within, no scripts, no pictures, no requests.

Every character of the article goes through `html.escape`, and its policy lets a browser run or fetch nothing should one
ever get past. Links leave the page only where a person follows them, and do not say where from.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reader.article.clean import line
from reader.export import wording
from reader.export.pieces import Cutter, passages, web_address
from reader.export.stylesheet import CSS, POLICY
from reader.vocabulary import in_marks, kind_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.export.document import Document
    from reader.export.pieces import Block, Piece, Quote

_TAGS = {"emphasis": "em", "strong": "strong", "code": "code"}


def to_html(found: Document) -> str:
    """The document as an HTML page."""
    article = found["article"]
    title = escape(line(article["title"] or article["source"]))
    cutter = Cutter(found)
    quotes = {one["id"]: one for one in found["quotes"]}
    body = [f"<h1>{title}</h1>", *_about(found)]
    for quote, blocks in passages(found):
        written = "\n".join(_blocks(blocks, cutter, quotes))
        body.append(
            f"<blockquote{_cite(quote, found)}>\n{written}\n{_footer(quote, found)}</blockquote>" if quote else written
        )
    body += [_quotations(found), _sources(found)]
    language = escape(article["language"] or "")
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def _about(found: Document) -> Iterator[str]:
    if about := wording.byline(found):
        yield f'<p class="about">{escape(about)}</p>'
    if url := web_address(found["article"]["url"]):
        yield f'<p class="about">{_link(url, escape(url))}</p>'


def _blocks(blocks: Sequence[Block], cutter: Cutter, quotes: dict[str, Quote]) -> Iterator[str]:
    """The blocks; items of a list that follow each other are one list."""
    for is_item, several in groupby(blocks, lambda one: one["kind"] == "list_item"):
        written = [_block(one, cutter, quotes) for one in several]
        yield "<ul>\n" + "\n".join(written) + "\n</ul>" if is_item else "\n".join(written)


def _block(block: Block, cutter: Cutter, quotes: dict[str, Quote]) -> str:
    kind = block["kind"]
    look = ' class="furniture"' if block["voice"] == "furniture" else ""
    if kind == "rule":
        return "<hr>"
    if kind == "code":
        return f"<pre><code>{escape(block['text'])}</code></pre>"
    if kind == "table":
        return _table(block)
    inline = _inline(block, cutter, quotes)
    if kind == "figure":
        return _figure(block, inline)
    if kind == "heading":
        tag = f"h{min(6, max(2, block['level']))}"
        return f"<{tag}>{inline}</{tag}>"
    if kind == "list_item":
        look = f' class="level{min(5, max(1, block["level"]))}"'
        return f"<li{look}>{escape(block['marker'])} {inline}</li>"
    return f"<p{look}>{inline}</p>"


def _inline(block: Block, cutter: Cutter, quotes: dict[str, Quote]) -> str:
    return "".join(_piece(one, quotes) for one in cutter.pieces(block))


def _piece(piece: Piece, quotes: dict[str, Quote]) -> str:
    words = escape(piece.text).replace("\n", "<br>\n")
    for mark in sorted(piece.marks & _TAGS.keys()):
        words = f"<{_TAGS[mark]}>{words}</{_TAGS[mark]}>"
    if piece.url:
        words = _link(piece.url, words)
    if piece.quoted:
        words = f'<span class="quoted">{words}</span>'  # browsers of text set marks of their own around <q>
    notes = "".join(f'<sup><a href="#s{one}">{one}</a></sup>' for one in piece.sources)
    return words + notes + "".join(_mark(quotes[one]) for one in piece.quotes)


def _mark(quote: Quote) -> str:
    """The verdict beside an inline quotation, which leads to what there is to say of it."""
    return f' <sup><a href="#{escape(quote["id"])}">{_verdict(quote)}</a></sup>'


def _verdict(quote: Quote) -> str:
    return f'<span class="verdict {escape(quote["verdict"])}">{escape(quote["in_words"])}</span>'


def _cite(quote: Quote, found: Document) -> str:
    source = next((one for one in found["sources"] if one["id"] == quote["attributed_to"]), None)
    url = web_address(source["url"]) if source else None
    return f' cite="{escape(url)}"' if url else ""


def _footer(quote: Quote, found: Document) -> str:
    number = wording.number_of(quote["attributed_to"], found)
    note = f'<sup><a href="#s{number}">{number}</a></sup>' if number else ""
    return f"<footer>— {escape(wording.whom(quote, found))}{note}, {_verdict(quote)}{_edits(quote)}</footer>\n"


def _edits(quote: Quote) -> str:
    """What the quotation changed (the source's words struck out, its own underlined), and what it left out."""
    rows = [f"{escape(kind_words(one['kind']))}: {_change(one['source'], one['quoted'])}" for one in quote["edits"]]
    rows += [f"left out: <del>{escape(line(gap))}</del>" for gap in quote["omitted"] if gap]
    return f'\n<ul class="edits">{"".join(f"<li>{row}</li>" for row in rows)}</ul>' if rows else ""


def _change(source: str, quoted: str) -> str:
    was = f"<del>{escape(line(source))}</del>" if line(source) else ""
    now = f"<ins>{escape(line(quoted))}</ins>" if line(quoted) else ""
    return " ".join(one for one in (was, now) if one)


def _table(block: Block) -> str:
    rows = []
    for place, row in enumerate(block["text"].split("\n")):
        tag = "th" if place < block["level"] else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row.split("\t")) + "</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _figure(block: Block, inline: str) -> str:
    """A picture is an address to follow: shown here, it would be fetched."""
    picture = block["picture"] or {"image": None, "alt": ""}
    words = escape(line(f"Picture: {picture['alt']}".removesuffix(": ")))
    url = web_address(picture["image"])
    caption = f"<br>\n{inline}" if block["text"] and block["text"] != picture["alt"] else ""
    return f"<figure><figcaption>{_link(url, words) if url else words}{caption}</figcaption></figure>"


def _quotations(found: Document) -> str:
    """The inline quotations, of which a sentence has no room to say more than the verdict."""
    rows = []
    for one in found["quotes"]:
        if one["form"] == "inline":
            there = f", {escape(place)}" if (place := wording.place(one, found)) else ""
            words = f"{escape(in_marks(line(one['text'])))} {escape(wording.whom(one, found))}: {_verdict(one)}{there}"
            rows.append(f'<li id="{escape(one["id"])}">{words}{_edits(one)}</li>')
    return "<section>\n<h2>Quotations</h2>\n<ol>\n" + "\n".join(rows) + "\n</ol>\n</section>" if rows else ""


def _sources(found: Document) -> str:
    rows = [f'<li id="s{number}">{_source(one)}</li>' for number, one in enumerate(found["sources"], 1)]
    listed = "<h2>Sources</h2>\n<ol>\n" + "\n".join(rows) + "\n</ol>\n" if rows else ""
    return f'<section>\n{listed}<p class="about">Exported {escape(found["exported"][:10])}.</p>\n</section>'


def _source(source: dict[str, Any]) -> str:
    url = web_address(source["url"])
    words = [_link(url, escape(source["name"])) if url else escape(source["name"])]
    words += [escape(one) for one in (wording.about(source), wording.state(source)) if one]
    words += [f"accessed {escape(source['accessed'])}"] if source["accessed"] else []
    if day := wording.archived(source):
        copy = web_address(source["archive"]["url"])
        words.append(_link(copy, f"archived copy of {day}") if copy else f"archived copy of {day}")
    return "; ".join(words)


def _link(url: str, words: str) -> str:
    return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow">{words}</a>'
