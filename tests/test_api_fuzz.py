"""Ten thousand byte strings that no person would write: `read` makes an article of them or says that it cannot."""

from __future__ import annotations

import random
import unicodedata
from typing import TYPE_CHECKING

import pytest

from reader.api import read
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.article.model import Article

MANY = 10_000
BATCHES = 20
LARGEST = 4_096
MOST = 64 * LARGEST
"""Characters that an article of so few bytes may have, its addresses and all."""

# fmt: off
TAGS = (
    "a", "abbr", "article", "aside", "b", "base", "blockquote", "body", "br", "button", "caption", "center", "cite",
    "code", "dd", "del", "details", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "font", "footer",
    "form", "frameset", "h1", "h2", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input", "ins", "li",
    "link", "main", "math", "meta", "nav", "noscript", "object", "ol", "option", "p", "plaintext", "pre", "q", "ruby",
    "script", "section", "select", "small", "span", "strong", "style", "sub", "sup", "svg", "table", "tbody", "td",
    "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "video", "wbr", "x-y",
)
ATTRIBUTES = (
    "", " href=/x", " href='http://[bad'", " href='javascript:x'", ' href="&#27;]8;;x&#7;"', " href=//h:99999/",
    " cite=/c", " class=quote", " class='share byline'", " id=a", " src=/i.jpg alt='a&#7;b'", " style=display:none",
    " hidden", " datetime=9999-99-99T99:99", " lang=zz-\u0130", " dir=rtl", " rel=canonical", " colspan=99999999",
    " start=-1", " itemprop=author", " property=og:title content='&lt;x'", " charset=utf-16", " charset=idna",
    " a" * 50, " =", " '", ' "',
)
TEXTS = (
    "word ", "The mayor said, “So be it.” ", "“", "”", "«", "‘quoted’ ", '"', "— Ada Roe, Courier", "\n\n", "\r", "\t",
    " ", "> quoted\n", ">>> \n", "# Head\n", "- item\n", "1. item\n", "```\n", '[x](http://h.example/ "t")', "[x][y]",
    "![", "](", "[y]: /z\n", "|a|b|\n|-|-|\n", "***", "___", "<!-- ", "-->", "<![CDATA[", "]]>", "<?xml ",
    "<!doctype html>", "<!doctype", "&#27;[31m", "&#0;", "&#x110000;", "&#xd800;", "&amp", "&notit;", "&#8238;",
    "\u200b", "\u202e", "\ufeff", "\x00", "\x1b]0;x\x07", "\x9b", "\u2028", "e\u0301\u0301\u0301", "👩‍👧", "\U000e0041",
    "https://h.example/a?b=c", "www.h.example", "a@h.example", "1" * 400, '{"@type":"NewsArticle","headline":"x"',
    '<script type="application/ld+json">', "</script>", "</style>", "according to ", "wrote:\n", "\ud800",
)
CONTENT_TYPES = (
    None, "", "text/html", "text/html; charset=utf-8", "text/html; charset=utf-16le", "text/html; charset=iso-2022-jp",
    "text/html; charset=zlib", "text/html; charset=\x1b", "text/plain", "text/markdown", "application/xhtml+xml",
    "image/png", "application/pdf", "banana", "text/html; charset=x-user-defined", "text/html; charset=replacement",
    "text/html; charset=gb18030",
)
# fmt: on
URLS = (None, "", "https://blog.example/posts/1", "http://[bad", "javascript:x", "https://h.example:99999/", "\x00")
NAMES = (None, "a.md", "b.html", "c.txt", "\x1b]0;x\x07.md", "d")
ENCODINGS = ("utf-8", "utf-8", "utf-8", "cp1252", "utf-16", "utf-16-be", "utf-32", "cp932", "utf-7")
MAGIC = (
    b"%PDF-1.7",
    b"\x89PNG\r\n\x1a\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"GIF8",
)


def markup(chance: random.Random) -> str:
    """Tags that open and close as they please, with text between them."""
    pieces = []
    for _ in range(chance.randint(1, 120)):
        tag = chance.choice(TAGS)
        opening = f"<{tag}{chance.choice(ATTRIBUTES)}{chance.choice(('>', '>', '>', '/>', ''))}"
        pieces.append(chance.choice((opening, f"</{tag}>", chance.choice(TEXTS), chance.choice(TEXTS))))
    return "".join(pieces)


def prose(chance: random.Random) -> str:
    """Plain text and Markdown in no order."""
    return "".join(chance.choices(TEXTS, k=chance.randint(1, 200)))


def deep(chance: random.Random) -> str:
    """The same few things again and again."""
    some = "".join(chance.choices((*TEXTS, *(f"<{tag}>" for tag in TAGS)), k=chance.randint(1, 4)))
    return some * chance.randint(1, LARGEST // len(some) + 1)


def encoded(text: Callable[[random.Random], str]) -> Callable[[random.Random], bytes]:
    def make(chance: random.Random) -> bytes:
        return text(chance).encode(chance.choice(ENCODINGS), chance.choice(("replace", "ignore", "xmlcharrefreplace")))

    return make


def binary(chance: random.Random) -> bytes:
    return chance.choice((b"", *MAGIC)) + chance.randbytes(chance.randint(0, 600))


def damaged(chance: random.Random) -> bytes:
    """A page with bytes changed, taken out and put in."""
    page = bytearray(encoded(markup)(chance))
    for _ in range(chance.randint(1, 40)):
        place = chance.randint(0, len(page))
        page[place : place + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    return bytes(page)


KINDS = (encoded(markup), encoded(markup), encoded(prose), encoded(deep), damaged, binary)


def strings(article: Article) -> Iterator[str]:
    facts = article.metadata
    for fact in (*facts.title, *facts.byline, *facts.site, *facts.language, *facts.canonical):
        yield fact.value
    for quotation in article.quotations:
        yield from filter(None, (quotation.cite, quotation.credit))
    for block in article.blocks:
        yield from (
            block.text,
            block.marker,
            *(link.url for link in block.links),
            *(link.anchor for link in block.links),
        )


def is_clean(text: str) -> bool:
    """Whether a terminal takes it for text: line feeds and tabs are a block's own, and joiners a script's."""
    strange = {character for character in text if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    return strange <= {"\n", "\t", "\u200c", "\u200d"}


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_ten_thousand_byte_strings_are_read_or_refused(batch: int) -> None:
    for number in range(batch * MANY // BATCHES, (batch + 1) * MANY // BATCHES):
        chance = random.Random(number)
        data = chance.choice(KINDS)(chance)[:LARGEST]
        content_type, url, name = chance.choice(CONTENT_TYPES), chance.choice(URLS), chance.choice(NAMES)
        try:
            said = list(strings(read(data, content_type, url, name=name)))
        except UnreadableError as error:
            said = [str(error)]
        assert all(map(is_clean, said)), number
        assert sum(map(len, said)) <= MOST, number


def test_a_strange_file_name_is_clean_in_the_sentence() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(b"\x89PNG\r\n\x1a\n", name="\x1b]0;x\x07\u202e.png")
    assert is_clean(str(caught.value))
