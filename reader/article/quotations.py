"""The many ways in which pages set a quotation, brought into one before the blocks are written.

What comes out is `<blockquote>`, with a `<footer>` at its end for the line that credits it, and a tag of its own for
what only repeats the article.
"""

from __future__ import annotations

import re
from itertools import islice

from reader.article import embeds, pullquotes, quotelines
from reader.article.crediting import credit_in_node, credit_of, is_name
from reader.article.names import words
from reader.article.patterns import pattern
from reader.article.pullquotes import REPEATED
from reader.article.tree import NO_ATTRIBUTES, Node, element, ends_sentence

__all__ = ["REPEATED", "settle"]

_STYLED = words("""
    quote quotes blockquote block-quote quotation quoted quote-block quoteblock quotebox quote-box bbcode-quote
    bbcode_quote quote-text quote_text quote-content wp-block-quote is-style-quote
""")
_STYLED_TAGS = frozenset({"p", "div", "figure", "section"})
_STYLED_LEAST = 4  # words
_STYLED_SHARE = 0.5
_STYLED_ELEMENTS = 100
_NO_QUOTATION = frozenset({"form", "fieldset", "h1", "h2", "table"})
_OPENING = ("“", "„", "«", '"', "‘", "「", "『")

_INDENTED = pattern(r"margin\s*:\s*0\S* 0\S* 0\S* 40px|border\s*:\s*none", re.IGNORECASE)
_WHOLE_PARAGRAPHS = 3
# Deeper block quotations are left as they are.
_DEEPEST = 3
_PARAGRAPH_LEAST = 25

_CREDIT = pattern(
    r"(?<![a-z])(?:attributions?|authors?|source|cite|citation|cited|byline|credit|caption|name|person|speaker)(?![a-z])"
)
# What may hold a quotation and nothing else.
_BOXES = frozenset({"div", "figure", "section", "p"})
_CREDIT_TAGS = frozenset({"figcaption", "cite", "footer"})
_CREDIT_AT_MOST = 200
_LINE_AT_MOST = 100
_DASH = pattern(r"\s*(?:[—–―]|--?\s?(?=\w))\s*(?=[\w@])")
_STOPS = (".", "!", "?", "…", ":", ";")


def settle(elements: list[Node]) -> list[Node]:
    """Bring the quotations of the article's element into the one form; what is a quotation only in name loses it.

    Args:
        elements: the article's element and all in it, in document order.

    Returns:
        The same as they are now.
    """
    main = elements[0]
    depths: dict[Node | None, int] = {}
    quoted = any("quot" in node.names or node.tag == "blockquote" for node in elements)
    for node in elements if quoted else ():
        depth = depths.get(node.parent, 0)
        if node.tag == "blockquote":
            if depth < _DEEPEST and not embeds.settle(node) and _is_layout(node, main, elements):
                node.tag = "div"
        elif not depth and "quot" in node.names and _is_styled(node, main):
            node.tag = "blockquote"
            _announce(node)
        depths[node] = depth + (node.tag == "blockquote")
    spelled = quotelines.settle(elements)
    for node in spelled:
        _announce(node)
    lines = _CreditLines()
    for node in elements if quoted else ():
        if node.tag == "blockquote":
            lines.settle(node, outermost=depths[node] == 1)
    pulled = pullquotes.settle(main, elements)
    return main.all() if quoted or spelled or pulled else elements


def _announce(quotation: Node) -> None:
    """What holds a quotation knows it."""
    quotation.quotes = True
    for above in quotation.ancestors():
        if above.quotes:
            break
        above.quotes = True


def _is_styled(node: Node, main: Node) -> bool:
    """A box or a paragraph that only its class makes a quotation."""
    if node.tag not in _STYLED_TAGS or node.quotes or node.length > _STYLED_SHARE * main.length:
        return False
    if _STYLED.isdisjoint(node.get("class").lower().split()):
        return False
    inside = list(islice(node.walk(), 1, _STYLED_ELEMENTS))
    if any(inner.tag in _NO_QUOTATION for inner in inside):
        return False
    text = " ".join("".join(_strings_without(node, {inner for inner in inside if _is_credit(inner)})).split())
    return len(text.split()) >= _STYLED_LEAST and (text.startswith(_OPENING) or ends_sentence(text))


def _strings_without(node: Node, skipped: set[Node]) -> list[str]:
    strings: list[str] = []
    stack: list[Node | str] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            strings.append(item)
        elif item not in skipped:
            stack.extend(reversed(item.children))
    return strings


def _is_layout(quotation: Node, main: Node, elements: list[Node]) -> bool:
    """A block quotation that is none: it only sets something in."""
    if not quotation.length or "webkit-indent-blockquote" in quotation.names:
        return True
    if len(_INDENTED.findall(quotation.get("style"))) > 1:
        return True
    tags = {inner.tag for inner in quotation.walk()}
    if "form" in tags or (not tags.isdisjoint({"ul", "ol"}) and quotation.links > 0.8 * quotation.length):
        return True
    return quotation.length > 0.5 * main.length and _is_whole(quotation, elements)


def _is_whole(quotation: Node, elements: list[Node]) -> bool:
    """Whether all paragraphs of the article stand in it, and nothing says whose they are."""
    if quotation.get("cite") or credit_in_node(quotation):
        return False
    inside = set(quotation.walk())
    paragraphs = 0
    for node in elements:
        if node.block is node and node.own - node.own_links >= _PARAGRAPH_LEAST and ends_sentence(node.text()):
            if node not in inside:
                return False
            paragraphs += 1
    return paragraphs >= _WHOLE_PARAGRAPHS


class _CreditLines:
    """Makes the line that credits a quotation the footer that it ends with, wherever it stands."""

    def __init__(self) -> None:
        self._places: dict[Node, dict[Node, int]] = {}

    def settle(self, quotation: Node, *, outermost: bool) -> None:
        """Look for the line in the quotation, and right after the outermost."""
        inside = [child for child in quotation.elements if child.length]
        if len(inside) > 1 and inside[-1].block is inside[-1] and _is_credit(inside[-1]):
            inside[-1].tag = "footer"
        line = self._line_after(quotation) if outermost else None
        if line is not None:
            footer = element("footer", NO_ATTRIBUTES, quotation)
            footer.length, footer.children = line.length, line.children
            line.length, line.children = 0, []
            quotation.children.append(footer)

    def _line_after(self, quotation: Node) -> Node | None:
        """What comes right after it, or after the boxes that hold nothing else, when that is a credit line."""
        node = quotation
        while (parent := node.parent) is not None:
            siblings = parent.children
            behind = range(self._place(parent, node) + 1, len(siblings))
            after = next((siblings[at] for at in behind if _has_text(siblings[at])), None)
            if isinstance(after, Node):
                named = parent.tag == "figure" or "quot" in parent.names
                return after if (named and _is_credit(after)) or _is_credit_line(after) else None
            if after or parent.length > node.length or parent.tag not in _BOXES:
                return None
            node = parent
        return None

    def _place(self, parent: Node, node: Node) -> int:
        """Where the node stands among its siblings; pages have many of them."""
        if parent not in self._places:
            self._places[parent] = {child: at for at, child in enumerate(parent.children) if isinstance(child, Node)}
        return self._places[parent].get(node, len(parent.children))


def _has_text(child: Node | str) -> bool:
    return bool(child.strip()) if isinstance(child, str) else child.length > 0


def _is_credit(node: Node) -> bool:
    """What a page names for the credit of a quotation."""
    if not 0 < node.length <= _CREDIT_AT_MOST:
        return False
    return node.tag in _CREDIT_TAGS or bool(node.names and _CREDIT.search(node.names))


def _is_credit_line(node: Node) -> bool:
    """A line such as "— Name, Outlet": short, no sentence, a name behind a dash; or nothing but a `<cite>`."""
    if not 0 < node.length <= _LINE_AT_MOST or node.tag not in {"p", "div", "cite", "footer"}:
        return False
    if node.tag == "cite" or [child.tag for child in node.elements if child.length] == ["cite"]:
        return credit_of(node.text()) == credit_of("".join(_cited(node)))
    text = node.text()
    dash = _DASH.match(text)
    return dash is not None and not text.endswith(_STOPS) and is_name(text[dash.end() :])


def _cited(node: Node) -> list[str]:
    return [text for inner in node.walk() if inner.tag == "cite" for text in inner.strings()]
