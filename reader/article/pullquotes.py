"""Pull quotes: what a page sets large between the paragraphs although it stands in one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.article.tree import Node

REPEATED = "pull-quote"
"""The tag that is given to a block quotation which only repeats the article."""

_NAMED = pattern(r"(?<![a-z])(?:pull(?:ed)?[-_]?(?:quotes?|out)|callout-quote|quote--?pull)(?![a-z])")
_CREDITS = frozenset({"cite", "footer", "figcaption"})
_WORD = pattern(r"\w+")
# But for single spaces, which stay.
_BETWEEN = pattern(r"\W(?:\W+|(?<! ))")
_NAMED_LEAST = 3  # words
_PLAIN_LEAST = 8
_SHINGLE = 3
_SHARE = 0.65
# Pages with more quotations are discussions.
_LOOKED_AT = 100


def settle(main: Node, elements: list[Node]) -> bool:
    """Take out what is named a pull quote and repeats the article; mark block quotations that repeat it.

    Returns:
        Whether there was anything of either kind.
    """
    named = _topmost(elements, [node for node in elements if "pull" in node.names and _NAMED.search(node.names)])
    quotations = _topmost(elements, [node for node in elements if node.tag == "blockquote"])
    if len(quotations) > _LOOKED_AT:
        quotations = []
    if not named and not quotations:
        return False
    # No list of words: that of a long page would take ten times its size.
    text = f" {_BETWEEN.sub(' ', ''.join(_strings(main, {*named, *quotations})).casefold()).strip()} "
    shingles: set[tuple[str, ...]] = set()
    for node in named:
        shingles = shingles or set(_shingles(text.split()))
        if _repeats(node, text, shingles):
            for inner in node.walk():
                inner.length = 0
            node.children = []
        elif node.quotes and node.tag == "aside":
            node.tag = "div"
    for node in quotations:
        if node.length and _is_pulled(node, text):
            node.tag = REPEATED
    return True


def _topmost(elements: list[Node], nodes: list[Node]) -> list[Node]:
    """Those of the nodes that stand in no other of them, in document order."""
    within: set[Node | None] = set(nodes)
    if len(nodes) < 2:
        return nodes
    top = []
    inside: set[Node | None] = set()
    for node in elements:
        if node.parent in inside:
            inside.add(node)
        elif node in within:
            inside.add(node)
            top.append(node)
    return top


def _repeats(node: Node, text: str, shingles: set[tuple[str, ...]]) -> bool:
    """Whether its words stand in the article too, but for a few that were changed to fit."""
    words = _words(_strings(node, _credits(node)))
    if len(words) < _NAMED_LEAST:
        return False
    if f" {' '.join(words)} " in text:
        return True
    its = list(_shingles(words))
    return bool(its) and sum(shingle in shingles for shingle in its) >= _SHARE * len(its)


def _is_pulled(quotation: Node, text: str) -> bool:
    """Whether it is the article's own sentence: nothing is linked, no colon leads to it."""
    if quotation.links or quotation.get("cite"):
        return False
    words = _words(_strings(quotation, _credits(quotation)))
    return len(words) >= _PLAIN_LEAST and f" {' '.join(words)} " in text and not _text_before(quotation).endswith(":")


def _text_before(node: Node) -> str:
    """What stands right before an element, white space aside."""
    while (parent := node.parent) is not None:
        for child in reversed(parent.children[: parent.children.index(node)]):
            before = (child if isinstance(child, str) else child.text()).rstrip()
            if before:
                return before
        node = parent
    return ""


def _credits(node: Node) -> set[Node]:
    return {inner for inner in node.walk() if inner is not node and inner.tag in _CREDITS}


def _strings(root: Node, skipped: set[Node]) -> Iterator[str]:
    """The texts in it, in document order, those in the skipped elements aside."""
    stack: list[Node | str] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
        elif item is root or item not in skipped:
            if item.block is item:  # what stands in two blocks is no one word
                stack.append(" ")
                yield " "
            stack.extend(reversed(item.children))


def _words(strings: Iterator[str]) -> list[str]:
    return _WORD.findall("".join(strings).casefold())


def _shingles(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
