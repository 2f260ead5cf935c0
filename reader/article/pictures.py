"""Pictures: which address, which caption, and which images are only decoration or letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.article import clean
from reader.article.model import Figure

if TYPE_CHECKING:
    from reader.article.addresses import Addresses
    from reader.article.tree import Node

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-url", "src")
_LAZY_SETS = ("srcset", "data-srcset")
_LETTERS = re.compile(r"(?<![a-z])(?:emoji|smiley|wp-smiley|emoticon|latex|tex|math)(?![a-z])")
_CAPTION = re.compile(r"(?<![a-z])(?:caption|captiontext|legend)(?![a-z])")
_CAPTION_AT_MOST = 500
_TINY = 32


def stands_for_text(image: Node) -> bool:
    """An emoji or a formula set as an image: its alternative text is part of the sentence."""
    return bool(image.get("alt")) and bool(_LETTERS.search(image.names))


def picture_of(image: Node, addresses: Addresses) -> Figure | None:
    """The picture, or None for decoration: pixels that count visits, icons, and what has neither address nor text."""
    if _side(image, "width") <= _TINY or _side(image, "height") <= _TINY:
        return None
    url = _address(image, addresses)
    alt = clean.line(image.get("alt"))
    return Figure(url, alt) if url or alt else None


def caption_node(figure: Node) -> Node | None:
    """The caption in a figure: `<figcaption>`, or what is named so."""
    inside = [node for node in figure.walk() if node is not figure]
    marked = next((node for node in inside if node.tag == "figcaption"), None)
    return marked or next((node for node in inside if node.length and _CAPTION.search(node.names)), None)


def images_in(figure: Node) -> list[Node]:
    """The images in a figure that are pictures and no letters."""
    return [node for node in figure.walk() if node.tag in {"img", "amp-img"} and not stands_for_text(node)]


def is_caption(node: Node) -> bool:
    """A block that is named for the caption it holds."""
    return bool(node.names) and 0 < node.length <= _CAPTION_AT_MOST and bool(_CAPTION.search(node.names))


def _side(image: Node, name: str) -> int:
    value = image.get(name)
    return int(value) if value.isdecimal() and len(value) < 6 else _TINY + 1


def _address(image: Node, addresses: Addresses) -> str | None:
    """The first real address; pages that load pictures late keep it away from `src`."""
    for name in _LAZY:
        if url := addresses.link(image.get(name)):
            return url
    for name in _LAZY_SETS:
        first = image.get(name).strip().partition(" ")[0]
        if url := addresses.link(first.rstrip(",")):
            return url
    return None
