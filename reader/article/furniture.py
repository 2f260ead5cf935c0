"""What stands inside the article's element and is no part of it: it is taken out before the blocks are written.

Finding the element is half of extraction; on news pages this is the other half.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.article import names
from reader.article.names import words
from reader.article.scoring import teasers
from reader.article.tree import INLINE
from reader.article.trimming import edges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.article.tree import Node

_TAGS = words("nav aside form fieldset menu footer")
_ROLES = words("navigation complementary contentinfo banner dialog alertdialog search menu toolbar button alert")
# Whatever they are called, they are text.
_TEXT = words("body article main figure figcaption pre code q em strong img a")
_BOXES = words("div section table header center")
_LISTS = words("ul ol dl")
_PHRASE_AT_MOST = 120
_LINKS_LEAST = 40
# What holds this much of the article's text is no furniture, whatever it is called.
_MOST = 0.4


def remove(root: Node, titles: list[str]) -> None:
    """Take the furniture out of the article's element; `titles` are the candidates for its title.

    Where an element at an edge holds blocks or pictures, only the text that is its own goes.
    """
    _drop(_inside(root))
    edge = edges(root, titles)
    mixed = {node for node in edge if node is root or _holds_more(islice(node.walk(), 1, None))}
    _drop(edge - mixed)
    for node in mixed:
        node.children = [child for child in node.elements if _holds_more(child.walk())]


def _inside(root: Node) -> set[Node]:
    """The elements that their kind, their names, their links or their words give away, quotations aside."""
    order = list(root.walk())
    listed = teasers(order)
    dropped: set[Node] = set()
    quoted: set[Node] = set()
    for node in order[1:]:
        if node.tag == "blockquote" or node.parent in quoted:
            quoted.add(node)
        elif node.parent in dropped or node in listed or (node.length <= _MOST * root.length and _is_furniture(node)):
            dropped.add(node)
    return dropped


def _is_furniture(node: Node) -> bool:
    if node.tag in _TEXT:
        return False
    if node.tag in _TAGS or node.get("role") in _ROLES:
        return True
    if node.names and names.FURNITURE.search(node.names):
        return not node.quotes
    if _is_links(node) or _is_shouted_link(node):
        return True
    return 0 < node.own == node.length <= _PHRASE_AT_MOST and bool(names.PHRASES.fullmatch(node.text()))


def _is_links(node: Node) -> bool:
    """A box of links: little else stands in it. A list that the author wrote has no names; those of a site have."""
    if node.links <= _LINKS_LEAST or node.links <= 0.8 * node.length:
        return False
    named = bool(node.names or (node.parent and node.parent.names))
    return node.tag in _BOXES or (node.tag in _LISTS and named)


def _is_shouted_link(node: Node) -> bool:
    """A paragraph that is one link in capitals: the site's own headline, set between the author's paragraphs."""
    return node.tag == "p" and node.own_links > 0.9 * node.own and node.text().isupper()


def _drop(dropped: set[Node]) -> None:
    for parent in {node.parent for node in dropped} - dropped:
        if parent is not None:
            parent.children = [child for child in parent.children if isinstance(child, str) or child not in dropped]


def _holds_more(nodes: Iterable[Node]) -> bool:
    """Whether any of the elements is a block or a picture."""
    return any(node.tag not in INLINE or node.tag == "img" for node in nodes)
