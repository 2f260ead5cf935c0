"""What stands inside the article's element and is no part of it: it is taken out before the blocks are written.

Finding the element is half of extraction; on news pages this is the other half.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import names
from reader.article.scoring import teasers
from reader.article.trimming import edges

if TYPE_CHECKING:
    from reader.article.tree import Node

_TAGS = frozenset({"nav", "aside", "form", "fieldset", "menu", "footer"})
_ROLES = frozenset(
    {
        "navigation",
        "complementary",
        "contentinfo",
        "banner",
        "dialog",
        "alertdialog",
        "search",
        "menu",
        "toolbar",
        "button",
        "alert",
    }
)

_PHRASE_AT_MOST = 120
_BOXES = frozenset({"div", "section", "ul", "ol", "dl", "table", "header", "center", "span", "p", "h2", "h3", "h4"})
_MOST = 0.4


def remove(root: Node, titles: list[str]) -> None:
    """Take the furniture out of the article's element; `titles` are the candidates for its title."""
    _drop(root, _by_name_and_density(root))
    _drop(root, edges(root, titles))


def _by_name_and_density(root: Node) -> set[Node]:
    dropped = teasers(list(root.walk()))
    for node in root.walk():
        if node is root or node.parent in dropped:
            if node is not root:
                dropped.add(node)
        elif node.length <= _MOST * root.length and _is_furniture(node):
            dropped.add(node)
    return dropped


def _is_furniture(node: Node) -> bool:
    if node.tag in {
        "blockquote",
        "body",
        "article",
        "main",
        "figure",
        "figcaption",
        "pre",
        "code",
        "q",
        "em",
        "strong",
    }:
        return False
    if node.tag in _TAGS or node.get("role") in _ROLES:
        return True
    if node.names and node.tag not in {"img", "a"} and names.FURNITURE.search(node.names):
        return not node.quotes
    if node.tag in _BOXES and _is_links(node):
        return True
    if node.tag == "p" and node.own_links > 0.9 * node.own and node.text().isupper():
        return True
    return 0 < node.own == node.length <= _PHRASE_AT_MOST and bool(names.PHRASES.fullmatch(node.text()))


def _is_links(node: Node) -> bool:
    """A box of links: little else stands in it."""
    if node.tag in {"p", "span", "h2", "h3", "h4"}:
        return False
    if node.links <= 40 or node.links <= 0.8 * node.length:
        return False
    # A list that the author wrote has no names; those that a site puts in have.
    return node.tag not in {"ul", "ol", "dl"} or bool(node.names or (node.parent and node.parent.names))


def _drop(root: Node, dropped: set[Node]) -> None:
    if not dropped:
        return
    for node in list(root.walk()):
        if node not in dropped and any(child in dropped for child in node.children if not isinstance(child, str)):
            node.children = [child for child in node.children if isinstance(child, str) or child not in dropped]
