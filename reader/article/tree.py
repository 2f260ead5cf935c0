"""The page as light nodes: what the parser's tree says of an article's text, in memory of our own.

Walking the parser's tree is dear and changing it while walking is dangerous; so it is walked once, iteratively (pages
nest thousands deep), and all that follows works on these nodes.
"""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING

from reader.article.names import AROUND, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from selectolax.lexbor import LexborNode

INLINE = words("""
    a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark math mjx-assistive-mml
    mjx-container nobr q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr
    mi mn mo mtext ms mrow mfrac msqrt mroot msup msub msubsup munder mover munderover mtable mtr mtd mstyle mspace
    mpadded mphantom menclose mfenced semantics
""")
HEADINGS = words("h1 h2 h3 h4 h5 h6")
# Never part of an article's text.
_SKIPPED = words("""
    script style template svg canvas iframe object embed audio video input select textarea button link meta head title
    datalist dialog map param source track frameset applet progress meter rp annotation annotation-xml
    -comment -doctype
""")

_SKIPPED_AND_HIDDEN = _SKIPPED | {"noscript"}

# A capital behind a small letter; looked for by the capital, which few names have.
_CAMEL = re.compile(r"[A-Z](?<=[a-z][A-Z])")
_SENTENCE_END = re.compile(r"[.!?:…。！？;][\"'”’»)\]]*$")
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
    """

    __slots__ = (
        "attributes", "block", "children", "commas", "length", "linked", "links", "lures", "names", "own", "own_links",
        "parent", "quotes", "tag",
    )  # fmt: skip

    def __init__(self, tag: str, attributes: Attributes, parent: Node | None, names: str = "") -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.names = names
        self.children: list[Node | str] = []
        self.block: Node = self if parent is None or tag not in INLINE else parent.block
        self.linked = self.lures = False
        if parent is not None and parent.linked:
            self.linked = True
            self.lures = tag == "img"
        elif tag == "a":
            self.linked = leads_away(attributes)
        self.quotes = tag == "blockquote"
        self.length = self.links = self.own = self.own_links = self.commas = 0

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
                    stack.append(child)  # noqa: PERF401
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
        return " ".join("".join(self.strings()).split())

    def ancestors(self) -> Iterator[Node]:
        """Its parent, and so on up."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def build(body: LexborNode, *, hidden: bool = False, holders: Collection[int] | None = None) -> list[Node]:
    """The elements of the page's body in document order, the body first, measured.

    Args:
        body: where to start.
        hidden: take what the page hides and what it holds for browsers without scripts along as well.
        holders: where given, what is surely around the article is left out: navigation, side columns and the page's
            footer are the greater part of many pages. They are the elements (by `mem_id`) that are or hold block
            quotations and articles, and so stay.
    """
    tags, naming = _Tags(_SKIPPED if hidden else _SKIPPED_AND_HIDDEN), _Naming()
    surroundings = None if holders is None else _Surroundings(holders)
    node = Node(body.tag or "", body.attributes, None, naming.of("", body.attributes))
    order = [node]
    # The elements that are open, and what each stands in.
    above: list[tuple[LexborNode, Node]] = []
    child = body.first_child
    while True:
        while child is not None:
            tag = tags.get(child.tag_id)
            if tag is None:
                tag = tags.learn(child)
            if tag == _TEXT:
                if text := child.text_content:
                    node.children.append(text)
                    if not text.isspace():
                        _measure_text(node, text)
            elif tag:
                attributes = child.attributes
                if hidden or _HIDING.isdisjoint(attributes) or not _is_hidden(attributes):
                    element = Node(tag, attributes, node, naming.of(tag, attributes) if attributes else "")
                    if surroundings is None or tag not in _AROUND_TAGS or not surroundings.hold(child, element):
                        node.children.append(element)
                        order.append(element)
                        above.append((child, node))
                        child, node = child.first_child, element
                        continue
            child = child.next
        if not above:
            break
        closed, node = above.pop()
        child = closed.next
    measure(order)
    return order


class _Tags(dict[int, str]):
    """The parser's numbers for tags to their names; what is skipped has none."""

    def __init__(self, skipped: frozenset[str]) -> None:
        super().__init__()
        self._skipped = skipped

    def learn(self, node: LexborNode) -> str:
        tag = node.tag or ""
        name = self[node.tag_id] = "" if tag in self._skipped else intern(tag)
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


class _Surroundings:
    """What is surely around the article: it is named so, and short, and holds neither a quotation nor an article."""

    def __init__(self, holders: Collection[int]) -> None:
        self._left = _LOOKS
        self._holders = holders
        self._named = {"": False}

    def hold(self, dom: LexborNode, node: Node) -> bool:
        """Whether the element, whose tag is one of `_AROUND_TAGS`, is around; asked in document order."""
        named = self._named.get(node.names)
        if named is None:
            named = self._named[node.names] = AROUND.search(node.names) is not None
        if node.tag == "footer":
            named = not any(above.tag in _WITH_FOOTERS for above in node.ancestors())
        elif not named:
            named = node.tag in _ASIDE or node.attributes.get("role") in _ROLES_AROUND
        if not named or self._left <= 0 or dom.mem_id in self._holders:
            return False
        length = len(dom.text())
        self._left -= length
        return length <= _AROUND_AT_MOST


def within(root: Node, order: list[Node]) -> list[Node]:
    """The element and all in it, of a page's elements in document order, where nothing was moved yet."""
    last = root
    while inner := next((child for child in reversed(last.children) if not isinstance(child, str)), None):
        last = inner
    first = order.index(root)
    return order[first : order.index(last, first) + 1]


def ends_sentence(text: str) -> bool:
    """Whether it ends as a sentence or a clause does: headlines, captions and labels seldom do."""
    return bool(_SENTENCE_END.search(text))


def measure(order: list[Node]) -> None:
    """Sum upwards what is known of each element; `order` is document order."""
    for node in reversed(order):
        parent = node.parent
        if parent is None:
            continue
        parent.length += node.length
        parent.links += node.links
        if node.quotes:
            parent.quotes = True
        if node.lures or (node.tag in HEADINGS and node.links > 0.5 * node.length > 5):
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
    return names if low == names else _CAMEL.sub(lambda capital: f"-{capital[0]}", names).lower()


def leads_away(attributes: Attributes) -> bool:
    """Whether a link leads off the page; those of a table of contents do not."""
    href = attributes.get("href")
    return bool(href) and not str(href).startswith("#")


def _is_hidden(attributes: Attributes) -> bool:
    """Hidden from the eye, or from whoever has the page read aloud: ornaments, and what is there twice.

    A formula's picture is hidden so where its markup is there for those who can hear it, and only the picture is ours.
    """
    if attributes.get("aria-hidden") == "true" and "fallback-image" not in (attributes.get("class") or ""):
        return True
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
