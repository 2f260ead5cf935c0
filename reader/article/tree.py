"""The page as light nodes: what the parser's tree says of an article's text, in memory of our own.

Walking the parser's tree is dear and changing it while walking is dangerous; so it is walked once, iteratively (pages
nest thousands deep), and all that follows works on these nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.names import words

if TYPE_CHECKING:
    from collections.abc import Iterator

INLINE = words("""
    a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark math mjx-assistive-mml
    mjx-container nobr q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr
    mi mn mo mtext ms mrow mfrac msqrt mroot msup msub msubsup munder mover munderover mtable mtr mtd mstyle mspace
    mpadded mphantom menclose mfenced semantics
""")
HEADINGS = words("h1 h2 h3 h4 h5 h6")

_ENDS = (".", "!", "?", ":", "…", "。", "！", "？", ";")
_CLOSES = "\"'”’»)]"

Attributes = dict[str, "str | None"]
NO_ATTRIBUTES: Attributes = {}


class Node:
    """An element.

    Attributes:
        names: its class names and, but for headings, its id, in lower case, for the rules that go by names.
        block: the nearest element that makes a block, itself or above.
        linked: whether it stands in a link.
        length: characters of text in it, white space collapsed; `links`: how many of these are links.
        quotes: whether it is or holds a block quotation.
        lures: whether it is or holds a headline or a picture that leads to another page.
        own: characters of text whose nearest block it is; `own_links`, `commas`: likewise.
        weight: what its own text weighs as prose; `prose`: what it and all in it weigh.
    """

    __slots__ = (
        "attributes", "block", "children", "commas", "length", "linked", "links", "lures", "names", "own", "own_links",
        "parent", "prose", "quotes", "tag", "weight",
    )  # fmt: skip
    tag: str
    attributes: Attributes
    parent: Node | None
    names: str
    children: list[Node | str]
    block: Node
    linked: bool
    lures: bool
    quotes: bool
    length: int
    links: int
    own: int
    own_links: int
    commas: int
    weight: float
    prose: float

    @property
    def elements(self) -> list[Node]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def get(self, name: str) -> str:
        """An attribute's value, or ""."""
        return self.attributes.get(name) or ""

    def walk(self) -> Iterator[Node]:
        """This element and all in it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            for child in reversed(node.children):
                if not isinstance(child, str):
                    stack.append(child)  # noqa: PERF401  (most have no element in them: no list is made for nothing)

    def all(self) -> list[Node]:
        """What `walk` gives, at once."""
        found: list[Node] = []
        stack = [self]
        while stack:
            node = stack.pop()
            found.append(node)
            for child in reversed(node.children):
                if not isinstance(child, str):
                    stack.append(child)  # noqa: PERF401  (as in `walk`)
        return found

    def strings(self) -> Iterator[str]:
        """The texts in it, in document order."""
        stack: list[Node | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                yield item
            else:
                stack.extend(reversed(item.children))

    def text(self) -> str:
        """All its text on one line, not yet cleaned."""
        children = self.children
        if len(children) == 1 and isinstance(children[0], str):
            return " ".join(children[0].split())
        pieces: list[str] = []
        stack: list[Node | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                pieces.append(item)
            else:
                stack += reversed(item.children)
        return " ".join("".join(pieces).split())

    def ancestors(self) -> Iterator[Node]:
        """Its parent, and so on up."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


_new = object.__new__


def element(tag: str, attributes: Attributes, parent: Node | None, names: str = "") -> Node:
    """A new element; its parent does not know it yet.

    No `__init__`: a page has hundreds, and before Python 3.13 a class that has one takes twice as long to call.
    """
    node = _new(Node)
    node.tag = tag
    node.attributes = attributes
    node.parent = parent
    node.names = names
    node.children = []
    node.block = node if parent is None or tag not in INLINE else parent.block
    node.linked = node.lures = False
    if parent is not None and parent.linked:
        node.linked = True
        node.lures = tag == "img"
    elif tag == "a":
        node.linked = leads_away(attributes)
    node.quotes = tag == "blockquote"
    node.length = node.links = node.own = node.own_links = node.commas = 0
    node.weight = node.prose = 0.0
    return node


def release(order: list[Node]) -> None:
    """Take the elements apart, which know each other, so that they are freed at once and need not be found first."""
    for node in order:
        del node.block, node.children


def within(root: Node, order: list[Node]) -> list[Node]:
    """The element and all in it, of a page's elements in document order, where nothing was moved yet."""
    last = root
    while inner := next((child for child in reversed(last.children) if not isinstance(child, str)), None):
        last = inner
    first = order.index(root)
    return order[first : order.index(last, first) + 1]


def ends_sentence(text: str) -> bool:
    """Whether it ends as a sentence or a clause does: headlines, captions and labels seldom do."""
    return text.rstrip(_CLOSES).endswith(_ENDS)


def leads_away(attributes: Attributes) -> bool:
    """Whether a link leads off the page; those of a table of contents do not."""
    href = attributes.get("href")
    return bool(href and href[0] != "#")
