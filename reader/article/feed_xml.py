"""The XML of feeds as it is found, to a tree: what is broken is mended, what breaks off is kept so far.

Nothing is fetched and no entity is declared or expanded: all that stands before the root element is cut off, a document
type with it, and a reference to an entity is its character where HTML knows it, else the text that it is.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

from reader.article.sniff import FEED_ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_DEPTH_LIMIT = 200
_ELEMENT_LIMIT = 300_000

_REFERENCE = re.compile(r"&(?:#(?P<decimal>\d{1,7});|#[xX](?P<hexadecimal>[0-9a-fA-F]{1,6});|(?P<name>\w{2,31});)?")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LOOSE = re.compile(r"<(?![a-zA-Z_/!?])")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
# Prefixes that say only what the element's name says as well.
_PREFIXES = frozenset({"atom", "atom03", "atom10", "a10", "xhtml", "html", "h"})


class _EnoughError(Exception):
    """The tree is deeper or larger than a feed's."""


def tree(text: str) -> Element | None:
    """The root element with all that could be read of it, or None; names keep their prefixes ("content:encoded")."""
    root = FEED_ROOT.search(text)
    if root is None:
        return None
    return _built("".join(_mended(NOT_XML.sub("", text[root.start() :]))))


def _mended(text: str) -> Iterator[str]:
    """The text with its references and loose signs made well-formed, outside of CDATA sections."""
    at = 0
    while (start := text.find(_CDATA, at)) >= 0:
        end = text.find(_CDATA_END, start)
        if end < 0:
            break
        yield _well_formed(text[at:start])
        at = end + len(_CDATA_END)
        yield text[start:at]
    yield _well_formed(text[at:])


def _well_formed(text: str) -> str:
    return _LOOSE.sub("&lt;", _REFERENCE.sub(_reference, text))


def _reference(found: re.Match[str]) -> str:
    if name := found["name"]:
        return found[0] if name in _XML_NAMES else html5.get(f"{name};", f"&amp;{name};")
    if found["decimal"] or found["hexadecimal"]:
        code = int(found["decimal"]) if found["decimal"] else int(found["hexadecimal"], 16)
        return found[0] if code <= 0x10FFFF and not NOT_XML.match(chr(code)) else ""
    return "&amp;"


def _built(text: str) -> Element | None:
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    opened: list[str] = []
    elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal elements
        elements += 1
        if len(opened) >= _DEPTH_LIMIT or elements > _ELEMENT_LIMIT:
            raise _EnoughError
        opened.append(_plain(name))
        builder.start(opened[-1], attributes)

    def end(_: str) -> None:
        builder.end(opened.pop())

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(text, True)  # noqa: FBT003 - expat takes no keywords
    except (expat.ExpatError, _EnoughError):
        while opened:
            builder.end(opened.pop())
    return builder.close() if elements else None


def _plain(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return local if colon and prefix in _PREFIXES else name
