"""Pictures: which address, which caption, and which images are only decoration or letters."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.article import clean
from reader.article.model import Figure
from reader.article.names import words
from reader.article.patterns import pattern
from reader.article.tree import INLINE, NO_ATTRIBUTES, Node, element

if TYPE_CHECKING:
    from reader.article.addresses import Addresses

# Beside any of the first, `src` only stands in until a script has run.
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-url", "data-srcset", "src", "srcset")
_LETTERS = pattern(r"(?<![a-z])(?:emoji|smiley|wp-smiley|emoticon|latex|tex|math)(?![a-z])")
_CAPTION = pattern(r"(?<![a-z])(?:caption|captiontext|legend)(?![a-z])")
_CAPTION_AT_MOST = 500
_TINY = 32
_IMAGES = frozenset({"img", "amp-img"})
_BOX = pattern(r"(?<![a-z])(?:image|img|photo|picture|figure|media|wp-caption|illustration)(?![a-z])")
_BOX_TAGS = frozenset({"div", "p", "section", "center", "aside"})
_BOX_CAPTION_AT_MOST = 400
_BOX_IMAGES_AT_MOST = 3
# What no caption holds: with one of these a box is more than a picture.
_MORE = words("figure table pre ul ol dl blockquote form h1 h2 h3 h4 h5 h6 article")
# Characters that a figure may have beside its caption (a credit, a zoom button) and still be one.
_SLACK = 40
_ELEMENTS_AT_MOST = 100
# Figures may nest: no more of one is looked at.
_LOOKED_AT = 400


def settle(order: list[Node]) -> list[Node]:
    """Bring the figures in the article's element into one form: the pictures, then one caption.

    Boxes that are figures in all but their tag become figures. A caption without a picture (a video's, or one that only
    a script would load) goes.

    Args:
        order: the article's element and all in it, in document order.

    Returns:
        The same as they are now.
    """
    settled: set[Node | None] = set()
    for node in order:
        if node.parent in settled or ((node.tag == "figure" or _is_box(node)) and _settle(node)):
            settled.add(node)
    return order[0].all() if settled else order


def _is_box(node: Node) -> bool:
    """A box that is named for the picture in it, and holds at most a caption besides."""
    if node.tag not in _BOX_TAGS or not node.names or not 0 < node.length <= _BOX_CAPTION_AT_MOST:
        return False
    if not _BOX.search(node.names):
        return False
    inside = list(islice(node.walk(), _ELEMENTS_AT_MOST + 1))
    images = sum(inner.tag in _IMAGES for inner in inside)
    if len(inside) > _ELEMENTS_AT_MOST:
        return False
    return 0 < images <= _BOX_IMAGES_AT_MOST and not any(inner.tag in _MORE for inner in inside[1:])


def _settle(figure: Node) -> bool:
    """Settle one figure; says whether it is one."""
    inside = list(islice(figure.walk(), 1, _ELEMENTS_AT_MOST + 2))
    if len(inside) > _ELEMENTS_AT_MOST or any(inner.tag in _MORE for inner in inside):
        return False
    images, caption = images_in(figure), caption_node(figure)
    if figure.tag != "figure":
        figure.tag, caption = "figure", caption or _rest(figure)
    if caption is None or figure.length > caption.length + _SLACK:
        return True
    if not images:
        figure.children = []
    elif not any(image in images for image in caption.walk()):
        figure.children = [*images, caption]
        _settle_caption(caption)
    return True


def _settle_caption(caption: Node) -> None:
    """All of it becomes one run of text."""
    caption.tag = "figcaption"
    for inner in caption.all()[1:]:
        if inner.tag not in INLINE:
            inner.tag = "span"
            inner.children.append(" ")


def _rest(box: Node) -> Node | None:
    """What stands in a box beside its pictures, as a caption."""
    caption = element("figcaption", NO_ATTRIBUTES, box)
    caption.length, caption.links = box.length, box.links
    caption.children = [
        child
        for child in box.children
        if isinstance(child, str) or not any(inner.tag in _IMAGES for inner in child.walk())
    ]
    return caption if any(isinstance(child, str) or child.length for child in caption.children) else None


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
    inside = list(islice(figure.walk(), 1, _LOOKED_AT))
    marked = next((node for node in inside if node.tag == "figcaption"), None)
    return marked or next((node for node in inside if node.length and _CAPTION.search(node.names)), None)


def images_in(figure: Node) -> list[Node]:
    """The images in a figure that are pictures and no letters."""
    return [node for node in islice(figure.walk(), _LOOKED_AT) if node.tag in _IMAGES and not stands_for_text(node)]


def is_caption(node: Node) -> bool:
    """A block that is named for the caption it holds."""
    return bool(node.names) and 0 < node.length <= _CAPTION_AT_MOST and bool(_CAPTION.search(node.names))


def _side(image: Node, name: str) -> int:
    value = image.get(name)
    return int(value) if value.isdecimal() and len(value) < 6 else _TINY + 1


def _address(image: Node, addresses: Addresses) -> str | None:
    """The first real address; pages that load pictures late keep it away from `src`."""
    for name in _LAZY:
        value = image.get(name)
        first = value.strip().partition(" ")[0].rstrip(",") if name.endswith("srcset") else value
        if url := addresses.link(first):
            return url
    return None
