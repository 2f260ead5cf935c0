"""What stands inside the article's element and is no part of it: it is taken out before the blocks are written.

Finding the element is half of extraction; on news pages this is the other half.
"""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING

from reader.article import names, pictures
from reader.article.names import words
from reader.article.outbound import leads_out
from reader.article.tree import HEADINGS, INLINE, ends_sentence
from reader.article.trimming import edges, pictures_behind
from reader.article.weights import teasers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from reader.article.tree import Node

_TAGS = words("nav aside form fieldset menu footer")
_ROLES = words("navigation complementary contentinfo banner dialog alertdialog search menu toolbar button alert")
# Whatever they are called, they are text.
_TEXT = words("body article main figure figcaption pre code q em strong img a math mjx-container")
_BOXES = words("div section table header center")
_LISTS = words("ul ol dl")
_PHRASE_AT_MOST = 120
_CUE_AT_MOST = 250
_REPEATED_LEAST = 40
# Captions are cut where there is little room for them: what begins so far alike is the same.
_REPEATED_MOST = 100
_CAPTION_AT_MOST = 500
_HEADING_AT_MOST = 80
_LISTS_AT_MOST = 20
_BOXED_AT_MOST = 4
_LINKS_LEAST = 40
# A list that is so much of a box is what the box is for: its name is the list's.
_LIST_SHARE = 0.5
# What holds this much of the article's text is no furniture, whatever it is called.
_MOST = 0.4
# So many characters beside a discussion are what is discussed.
_ARTICLE_LEAST = 500


def remove(order: list[Node], titles: Collection[str], own: frozenset[str]) -> None:
    """Take the furniture out of the article's element.

    Where an element at an edge holds blocks or pictures, only the text that is its own goes.

    Args:
        order: the element and all in it, in document order.
        titles: the candidates for the article's title, as `title_names` gives them.
        own: the page's own hosts.
    """
    root = order[0]
    order = pictures.settle(order)
    order = _without(_listed(order), order)
    order = _without(_inside(order, own), order)
    order = _without(_repeated(order), order)
    edge = edges(order, titles, own)
    mixed = {node for node in edge if node is root or _holds_more(islice(node.walk(), 1, None))}
    order = _without(edge - mixed, order)
    for node in mixed:
        node.children = [child for child in node.elements if _holds_more(child.walk())]
    _drop(pictures_behind(order))


def clean(root: Node, own: frozenset[str]) -> None:
    """Take out what its kind, its names, its links or its words give away, and leave the edges."""
    _drop(_inside(root.all(), own))


def _inside(order: list[Node], own: frozenset[str]) -> set[Node]:
    """The elements that their kind, their names, their links or their words give away, quotations aside."""
    most = _MOST * order[0].length
    listed = teasers(order)
    dropped: set[Node] = set()
    quoted: set[Node] = set()
    for node in order[1:]:
        if node.tag == "blockquote" or node.parent in quoted:
            quoted.add(node)
        elif (
            node.parent in dropped
            or node in listed
            or ((node.length <= most or _is_aside(node, order[0])) and _is_furniture(node, own))
        ):
            dropped.add(node)
    return dropped


def _is_aside(node: Node, root: Node) -> bool:
    """Whether it may go, however long it is: readers' comments may be far more than what they are about."""
    return root.length - node.length >= _ARTICLE_LEAST and bool(node.names and names.DISCUSSION.search(node.names))


def _repeated(order: list[Node]) -> set[Node]:
    """What says again what a caption said before: another caption, or the line of a gallery's controls."""
    seen: set[str] = set()
    dropped: set[Node] = set()
    for node in order:
        if not node.own == node.length >= _REPEATED_LEAST:
            continue
        caption = pictures.is_caption(node)
        if caption or (seen and node.length <= _CAPTION_AT_MOST):
            begins = node.text()[:_REPEATED_MOST]
            if begins in seen:
                dropped.add(node)
            elif caption:
                seen.add(begins)
    return dropped


def _listed(order: list[Node]) -> set[Node]:
    """Headings over lists of other articles, with these lists."""
    root = order[0]
    dropped: set[Node] = set()
    places: dict[Node, tuple[list[Node], dict[Node, int]]] = {}
    for node in order:
        heads = 0 < node.own == node.length <= _HEADING_AT_MOST and node.block is node is not root
        if not heads or node.parent in dropped:
            continue
        above, parent = _alone(node, root)
        if parent not in places:
            places[parent] = parent.elements, {sibling: i for i, sibling in enumerate(parent.elements)}
        siblings, place = places[parent][0], places[parent][1].get(above)
        # What was moved, as a post's credit is, has no place there.
        below = [] if place is None else siblings[place + 1 : place + 1 + _LISTS_AT_MOST]
        if not (below and _is_list(below[0]) and names.LISTS.match(node.text())):
            continue
        lists = list(takewhile(_is_list, below))
        if any(item.length for item in lists):
            dropped.update((above, *lists))
    return dropped


def _alone(node: Node, root: Node) -> tuple[Node, Node]:
    """The outermost of the boxes that hold the element and nothing else, and what holds that box."""
    parent = node.parent or root
    for _ in range(_BOXED_AT_MOST):
        if parent is root or parent.parent is None or parent.length != node.length:
            break
        node, parent = parent, parent.parent
    return node, parent


def _is_list(node: Node) -> bool:
    """Hardly anything but links."""
    return node.tag not in HEADINGS and node.links >= 0.3 * node.length and not node.quotes


def _is_furniture(node: Node, own: frozenset[str]) -> bool:
    if node.tag in _TEXT:
        return False
    if node.tag in _TAGS or node.get("role") in _ROLES:
        return True
    if node.names and names.FURNITURE.search(node.names):
        return not node.quotes
    if node.links and (_is_links(node, own) or _is_shouted_link(node)):
        return True
    if not 0 < node.own == node.length <= _CUE_AT_MOST:
        return False
    text = node.text()
    short = len(text) <= _PHRASE_AT_MOST
    cut = short and node.tag not in HEADINGS and not ends_sentence(text)
    if (cut or node.own_links > 0.5 * node.own) and names.CUES.match(text):
        return True
    return short and bool(names.PHRASES.fullmatch(text))


def _is_links(node: Node, own: frozenset[str]) -> bool:
    """A box of links: little else stands in it. A list that the author wrote has no names; those of a site have."""
    if node.links <= _LINKS_LEAST or node.links <= 0.8 * node.length:
        return False
    if node.tag in _LISTS:
        if leads_out(node, own):
            return False
        box = node.parent
        return bool(node.names or (box and box.names and node.length > _LIST_SHARE * box.length))
    return node.tag in _BOXES


def _is_shouted_link(node: Node) -> bool:
    """A paragraph that is one link in capitals: the site's own headline, set between the author's paragraphs."""
    if node.tag != "p" or node.own_links <= 0.9 * node.own:
        return False
    letters = [letter for letter in node.text() if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > 0.9 * len(letters)


def _without(dropped: set[Node], order: list[Node]) -> list[Node]:
    """Drop elements; what is left of the order."""
    if not dropped:
        return order
    _drop(dropped)
    gone: set[Node | None] = set(dropped)
    left = []
    for node in order:
        if node in gone or node.parent in gone:
            gone.add(node)
        else:
            left.append(node)
    return left


def _drop(dropped: set[Node]) -> None:
    for parent in {node.parent for node in dropped} - dropped:
        if parent is not None:
            parent.children = [child for child in parent.children if isinstance(child, str) or child not in dropped]


def _holds_more(nodes: Iterable[Node]) -> bool:
    """Whether any of the elements is a block or a picture."""
    return any(node.tag not in INLINE or node.tag == "img" for node in nodes)
