"""Finding the article in the page: where the paragraphs weigh most."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.article import names
from reader.article.tree import HEADINGS, ends_sentence
from reader.article.trimming import is_title, title_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.article.tree import Node

# Shorter texts are labels.
_PARAGRAPH_LEAST = 25
# A child that holds this much of its parent's prose holds the article as well.
_SHARE = 0.8
# An element of an unlikely name that holds this much of the page's prose is the article nevertheless.
_MOST = 0.5
# What the page marks as the article is believed from this share of the page's prose on.
_MARK = 0.3
_PARAGRAPHS = frozenset(
    {
        "p",
        "li",
        "dd",
        "dt",
        "ul",
        "ol",
        "dl",
        "blockquote",
        "pre",
        "tr",
        "table",
        "tbody",
        "figcaption",
        "h2",
        "h3",
        "th",
    }
)
_UNLIKELY_TAGS = frozenset({"nav", "aside", "footer", "form", "menu", "fieldset"})
_UNLIKELY_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "banner", "dialog", "alertdialog", "search", "menu"}
)
_PROSE = frozenset({"p", "div", "td", "blockquote", "pre", "section", "article", "main", "body", "dd", "center"})
# A sibling of the same name with this share of its prose is another piece of the same article.
_TWIN = 0.1
# So many `<article>` elements are a list of articles.
_SEVERAL = 3
_LEAD_UP = 4
_LEAD_LEAST = 60
_LEAD_MOST = 1500
_DISCUSSION_SHARE = 0.5
_QUOTED = 0.3
_WHOLE = frozenset({"article", "main", "body"})
_TEASER_TAGS = frozenset({"li", "div", "article", "section", "a", "td", "dl", "aside"})
_ITEMS = frozenset({"li", "dt", "h2", "h3", "figcaption", "th"})


def weigh(order: list[Node]) -> dict[Node, float]:
    """How much each element's own prose weighs: a paragraph by its length and its commas, links nothing.

    What an unlikely element holds weighs nothing either, unless it holds most of the page's prose: then its name
    misleads.
    """
    own = {node: _own_weight(node) for node in order}
    raw = summed(order, own)
    most = _MOST * raw[order[0]]
    unlikely = teasers(order)
    for node in unlikely:
        own[node] = 0.0
    trusted = _around_article(order, raw)
    for node in order:
        if node.parent in unlikely or (raw[node] < most and node not in trusted and is_unlikely(node)):
            unlikely.add(node)
            own[node] = 0.0
    return own


def _around_article(order: list[Node], raw: dict[Node, float]) -> set[Node]:
    """The elements around the heaviest `<article>`, if that holds enough: what they are called means nothing then."""
    heaviest = max((node for node in order if node.tag == "article"), key=lambda node: raw[node], default=None)
    if heaviest is None or raw[heaviest] < _MARK * raw[order[0]]:
        return set()
    return set(heaviest.ancestors())


def _own_weight(node: Node) -> float:
    if node.own < _PARAGRAPH_LEAST or node.own_links * 2 > node.own:
        return 0.0
    if node.tag in _PROSE:
        return 1 + node.commas + (node.own - node.own_links) / 50
    return (node.own - node.own_links) / 100 if node.tag in _ITEMS else 0.0


def summed(order: list[Node], own: dict[Node, float]) -> dict[Node, float]:
    """For each element what it and all in it weigh."""
    weights = own.copy()
    for node in reversed(order):
        if node.parent is not None:
            weights[node.parent] += weights[node]
    return weights


def teasers(order: list[Node]) -> set[Node]:
    """Items of lists that lead to other articles.

    At least three alike stand beside each other, each with a linked headline or picture.
    """
    found: set[Node] = set()
    for parent in order:
        if len(parent.children) < 3 or not parent.lures:
            continue
        items = [child for child in parent.elements if _is_teaser(child)]
        alike = Counter((child.tag, child.get("class")) for child in items)
        found.update(child for child in items if alike[(child.tag, child.get("class"))] >= 3)
    return found


def _is_teaser(item: Node) -> bool:
    return item.lures and item.tag in _TEASER_TAGS and 10 < item.length < 700 and item.links > 0.15 * item.length


def is_unlikely(node: Node) -> bool:
    """Elements whose tag, role or names say that they are no article."""
    if node.tag in {"body", "html", "article", "main"}:
        return False
    if node.tag in _UNLIKELY_TAGS or node.get("role") in _UNLIKELY_ROLES:
        return True
    return bool(node.names and names.UNLIKELY.search(node.names))


class Found(NamedTuple):
    """Where the article is.

    Attributes:
        before: opening paragraphs that stand outside its element.
        main: its element.
        after: a discussion under it that belongs to it.
        share: how much of the page's prose the element holds, 0 to 1.
    """

    before: list[Node]
    main: Node
    after: list[Node]
    share: float


def find(order: list[Node], titles: Sequence[str] = ()) -> Found:
    """The article's place in the page; `titles` are the candidates for its title.

    From the place that the page itself marks as the article, or else from the body, it goes down as long as one child
    holds most of the prose.
    """
    weights = summed(order, weigh(order))
    total = weights[order[0]]
    best = _marked(order, weights) or order[0]
    while best.children:
        heaviest = max(best.elements, key=lambda child: weights[child], default=None)
        if heaviest is None or weights[heaviest] <= _SHARE * weights[best] or heaviest.tag in _PARAGRAPHS:
            break
        if _has_twin(heaviest, best, weights):
            break
        best = heaviest
    best = _outside_quotations(_titled(order, best, weights, titles))
    return Found(_leads(best, weights), best, _discussion(best), weights[best] / total if total else 0.0)


def _has_twin(node: Node, parent: Node, weights: dict[Node, float]) -> bool:
    """Whether a sibling of the same kind and name holds prose as well: the article was cut into pieces."""
    return bool(node.names) and any(
        sibling.tag == node.tag
        and sibling.names == node.names
        and sibling is not node
        and weights[sibling] > _TWIN * weights[node]
        for sibling in parent.elements
    )


def _titled(order: list[Node], best: Node, weights: dict[Node, float], titles: Sequence[str]) -> Node:
    """Of several articles the one under the page's title: a short one is easily outweighed by those that follow it."""
    if sum(1 for node in best.walk() if node.tag == "article") < _SEVERAL:
        return best
    names = title_names(titles)
    around = {best, *best.ancestors()}
    titled = [
        above
        for node in order
        if node.tag == "h1" and is_title(node, names)
        for above in node.ancestors()
        if above.tag == "article" and weights[above] > 0
    ]
    return titled[0] if len(titled) == 1 and titled[0] not in around else best


def _outside_quotations(best: Node) -> Node:
    """A quotation that holds the whole article is still a quotation: never start inside one."""
    for node in [best, *best.ancestors()]:
        if node.tag == "blockquote" and node.parent is not None:
            best = node.parent
    return best


def _leads(best: Node, weights: dict[Node, float]) -> list[Node]:
    """Opening paragraphs that stand before the article's element, in a box of their own."""
    leads: list[Node] = []
    inner = best
    for above in islice(best.ancestors(), _LEAD_UP):
        if inner.tag in _WHOLE:
            break
        before = above.elements[: above.elements.index(inner)]
        leads[:0] = [node for node in before if weights[node] > 0 and _is_lead(node)]
        inner = above
    return leads


def _discussion(best: Node) -> list[Node]:
    """A short discussion under the article that the page sets as block quotations.

    Where readers only quote in their comments, these stay comments.
    """
    inner = best
    for above in best.ancestors():
        for node in above.elements[above.elements.index(inner) + 1 :]:
            short = node.length < _DISCUSSION_SHARE * best.length
            if short and node.quotes and names.DISCUSSION.search(node.names) and _quoted(node) > _QUOTED * node.length:
                return [node]
        inner = above
    return []


def _quoted(node: Node) -> int:
    """Characters in block quotations, those that nest counted once."""
    quoted: set[Node | None] = set()
    length = 0
    for inner in node.walk():
        if inner.parent in quoted:
            quoted.add(inner)
        elif inner.tag == "blockquote":
            quoted.add(inner)
            length += inner.length
    return length


def _is_lead(node: Node) -> bool:
    """A little prose, without headings and without links to speak of."""
    return (
        _LEAD_LEAST <= node.length <= _LEAD_MOST
        and node.links < 0.3 * node.length
        and not any(inner.tag in HEADINGS or inner.tag in {"li", "time", "figcaption"} for inner in node.walk())
        and ends_sentence(node.text())
    )


def _marked(order: list[Node], weights: dict[Node, float]) -> Node | None:
    """The one element marked as the article's body or as the article, when most of the page's prose is in it."""
    for test in (_is_body, _is_article):
        marked = [node for node in order if test(node) and weights[node] > 0]
        heaviest = max(marked, key=lambda node: weights[node], default=None)
        if heaviest is not None and weights[heaviest] > _MARK * weights[order[0]]:
            return heaviest
    return None


def _is_body(node: Node) -> bool:
    return node.get("itemprop").lower() == "articlebody"


def _is_article(node: Node) -> bool:
    return node.tag == "article"
