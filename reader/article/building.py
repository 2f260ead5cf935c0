"""The page's body read into light nodes, without what is never part of an article, and measured."""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING

from reader.article.names import AROUND, words
from reader.article.tree import HEADINGS, Node, element
from reader.article.weights import PARAGRAPH_LEAST, own_weight

if TYPE_CHECKING:
    from collections.abc import Collection

    from selectolax.lexbor import LexborNode

    from reader.article.tree import Attributes

# Never part of an article's text.
_SKIPPED = words("""
    script style template svg canvas iframe object embed audio video input select textarea button link meta head title
    datalist dialog map param source track frameset applet progress meter rp annotation annotation-xml
    -comment -doctype
""")
# As `_SKIPPED`, and what is there for browsers without scripts.
_SKIPPED_AND_HIDDEN = _SKIPPED | {"noscript"}

# The parser numbers the tags that standards name, and all other elements' by their place in memory.
_NUMBERS = 256
# These numbers, as far as pages had them so far, to the tags' names; what is skipped (without and with what is hidden)
# has none.
_NUMBERED: tuple[dict[int, str], dict[int, str]] = ({}, {})

# A capital behind a small letter; looked for by the capital, which few names have.
_CAMEL = re.compile(r"([A-Z])(?<=[a-z][A-Z])")
_HIDING = frozenset({"hidden", "style", "aria-hidden"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_ANCHOR_HYPHENS = 3
_AROUND_TAGS = words("nav aside footer div ul ol section header menu td")
_AROUND_AT_MOST = 2000
_TEXT = "-text"
_ASIDE = frozenset({"nav", "aside"})
_ROLES_AROUND = frozenset({"navigation", "menu", "complementary"})
_WITH_FOOTERS = frozenset({"blockquote", "figure", "article"})
# Characters that are looked at, at most, to find what is around.
_LOOKS = 500_000


def build(body: LexborNode, *, hidden: bool = False, holders: Collection[int] | None = None) -> list[Node]:
    """The elements of the page's body in document order, the body first, measured.

    Args:
        body: where to start.
        hidden: take what the page hides and what it holds for browsers without scripts along as well.
        holders: where given, what is surely around the article is left out: navigation, side columns and the page's
            footer are the greater part of many pages. They are the elements (by `mem_id`) that are or hold block
            quotations and articles, and so stay.
    """
    naming, tags = _Naming(), _NUMBERED[hidden].copy()
    known = tags.get
    surroundings = None if holders is None else _Surroundings(holders)
    node = element(body.tag or "", body.attributes, None, naming.of("", body.attributes))
    order = [node]
    # The elements that are open, and what each stands in.
    above: list[tuple[LexborNode, Node]] = []
    child = body.first_child
    while True:
        while child is not None:
            tag = known(child.tag_id)
            if tag is None:
                tag = tags[child.tag_id] = _name(child, hidden=hidden)
            if tag == _TEXT:
                if text := child.text_content:
                    node.children.append(text)
                    if not text.isspace():
                        _measure_text(node, text)
            elif tag:
                attributes = child.attributes
                if hidden or not attributes or _HIDING.isdisjoint(attributes) or not _is_hidden(attributes):
                    names = naming.of(tag, attributes) if "id" in attributes else naming[attributes.get("class") or ""]
                    inner = element(tag, attributes, node, names)
                    if surroundings is None or tag not in _AROUND_TAGS or not surroundings.hold(child, inner):
                        node.children.append(inner)
                        order.append(inner)
                        above.append((child, node))
                        child, node = child.first_child, inner
                        continue
            child = child.next
        if not above:
            break
        closed, node = above.pop()
        child = closed.next
    measure(order)
    return order


def _name(node: LexborNode, *, hidden: bool) -> str:
    tag = node.tag or ""
    name = "" if tag in (_SKIPPED if hidden else _SKIPPED_AND_HIDDEN) else intern(tag)
    if node.tag_id < _NUMBERS:
        _NUMBERED[hidden][node.tag_id] = name
    return name


class _Naming(dict[str, str]):
    """Class names as they are written to the form the rules look at: a page has few, and each many times."""

    def of(self, tag: str, attributes: Attributes) -> str:
        """The names of an element."""
        classes = attributes.get("class") or ""
        own_id = attributes.get("id")
        # A heading's id is an anchor made of its words, no name for what it is for; so is a long id.
        if not own_id or tag in HEADINGS or own_id.count("-") >= _ANCHOR_HYPHENS:
            return self[classes]
        return _lower(f"{classes} {own_id}")

    def __missing__(self, classes: str) -> str:
        names = self[classes] = _lower(classes)
        return names


class _Around(dict[str, bool]):
    """Whether names are those of what is around the article."""

    def __missing__(self, names: str) -> bool:
        around = self[names] = AROUND.search(names) is not None
        return around


class _Surroundings:
    """What is surely around the article: it is named so, and short, and holds neither a quotation nor an article."""

    def __init__(self, holders: Collection[int]) -> None:
        self._left = _LOOKS
        self._holders = holders
        self._named = _Around()

    def hold(self, dom: LexborNode, node: Node) -> bool:
        """Whether the element, whose tag is one of `_AROUND_TAGS`, is around; asked in document order."""
        named = self._named[node.names]
        if node.tag == "footer":
            named = not any(above.tag in _WITH_FOOTERS for above in node.ancestors())
        elif not named:
            named = node.tag in _ASIDE or node.attributes.get("role") in _ROLES_AROUND
        if not named or self._left <= 0 or dom.mem_id in self._holders:
            return False
        length = len(dom.text_lexbor())
        self._left -= length
        return length <= _AROUND_AT_MOST


def measure(order: list[Node]) -> None:
    """Sum upwards what is known of each element; `order` is document order."""
    for node in reversed(order):
        if node.own >= PARAGRAPH_LEAST:
            node.weight = own_weight(node)
            node.prose += node.weight
        parent = node.parent
        if parent is None:
            continue
        if node.length:
            parent.length += node.length
            parent.links += node.links
            parent.prose += node.prose
        if node.quotes:
            parent.quotes = True
        if node.lures or (node.links and node.links > 0.5 * node.length > 5 and node.tag in HEADINGS):
            parent.lures = True


def _measure_text(parent: Node, text: str) -> None:
    length = len(text)
    if "  " in text or not text.isprintable():
        # The spaces at the ends count: they part it from what stands beside it.
        length = len(" ".join(text.split())) + text[0].isspace() + text[-1].isspace()
    block = parent.block
    parent.length += length
    block.own += length
    block.commas += text.count(",")
    if not text.isascii():
        block.commas += text.count("，") + text.count("、") + text.count("،")
    if parent.linked:
        parent.links += length
        block.own_links += length


def _lower(names: str) -> str:
    low = names.lower()
    if low == names:
        return names
    pieces = _CAMEL.split(names)
    for capital in range(1, len(pieces), 2):
        pieces[capital] = f"-{pieces[capital]}"
    return "".join(pieces).lower()


def _is_hidden(attributes: Attributes) -> bool:
    """Hidden from the eye, or from whoever has the page read aloud: ornaments, and what is there twice.

    A formula's picture is hidden so where its markup is there for those who can hear it, and only the picture is ours.
    """
    if attributes.get("aria-hidden") == "true" and "fallback-image" not in (attributes.get("class") or ""):
        return True
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
