"""What each element weighs as prose: paragraphs by their length and commas, links and furniture nothing."""

from __future__ import annotations

from collections import Counter

from reader.article import names
from reader.article.names import words
from reader.article.tree import Node

# Shorter texts are labels.
PARAGRAPH_LEAST = 25
# An element of an unlikely name that holds this much of the page's prose is the article nevertheless.
_MOST = 0.5
# What the page marks as the article is believed from this share of the page's prose on.
MARKED_SHARE = 0.3
# Prose of some paragraphs: so much under the page's title is its article, whatever outweighs it further down.
ARTICLE_LEAST = 10.0
_PROSE = words("p div td blockquote pre section article main body dd center")
_ITEMS = words("li dt h2 h3 figcaption th")
_LIKELY_TAGS = words("body html article main")
_UNLIKELY_TAGS = words("nav aside footer form menu fieldset")
_UNLIKELY_ROLES = words("navigation complementary contentinfo banner dialog alertdialog search menu")
_TEASER_TAGS = words("li div article section a td dl aside")
_TEASERS_LEAST = 3


class Weights(dict["Node", float]):
    """What elements weigh; those that are not there, nothing."""

    def __missing__(self, node: Node) -> float:
        return 0.0


def weigh(order: list[Node], title: Node | None = None) -> Weights:
    """What each element and all in it weigh as prose: a paragraph by its length and its commas, links nothing.

    What an unlikely element holds weighs nothing either, unless it holds most of the page's prose: then its name
    misleads. A discussion that follows the title, with prose between them, is as long as it likes and still no article.

    Args:
        order: the elements, in document order.
        title: the first heading that is the page's title, where there is one.
    """
    heavy = [node for node in order if node.prose]
    most = _MOST * order[0].prose
    teaser = teasers(order)
    trusted = _around_article(heavy)
    replies = set() if title is None else _replies(order[order.index(title) :])
    counted: list[Node] = []
    unlikely: set[Node | None] = set()
    for node in heavy:
        if (
            node.parent in unlikely
            or node in teaser
            or node in replies
            or (node.prose < most and node not in trusted and is_unlikely(node))
        ):
            unlikely.add(node)
        else:
            counted.append(node)
    return summed(counted)


def _around_article(heavy: list[Node]) -> set[Node]:
    """The elements around the heaviest `<article>`, if that holds enough: what they are called means nothing then."""
    heaviest = max((node for node in heavy if node.tag == "article"), key=lambda node: node.prose, default=None)
    if heaviest is None or heaviest.prose < MARKED_SHARE * heavy[0].prose:
        return set()
    return set(heaviest.ancestors())


def _replies(behind: list[Node]) -> set[Node]:
    """What is named a discussion, where enough prose to be an article stands between it and the title.

    Args:
        behind: the title, and all elements behind it, in document order.
    """
    found: set[Node] = set()
    between = 0.0
    for node in behind:
        if node.prose:
            between += node.weight
            if between >= ARTICLE_LEAST and node.names and names.DISCUSSION.search(node.names):
                found.add(node)
    return found


def own_weight(node: Node) -> float:
    """What an element's own text weighs, wherever it stands; no more than a label where it is shorter than a line."""
    if node.own_links * 2 > node.own:
        return 0.0
    if node.tag in _PROSE:
        return 1 + node.commas + (node.own - node.own_links) / 50
    return (node.own - node.own_links) / 100 if node.tag in _ITEMS else 0.0


def summed(counted: list[Node]) -> Weights:
    """What the elements and all in them weigh, where only these, which stand in document order, count."""
    weights = Weights({node: node.weight for node in counted})
    for node in reversed(counted):
        if (parent := node.parent) is not None:
            weights[parent] += weights[node]
    return weights


def teasers(order: list[Node]) -> set[Node]:
    """Items of lists that lead to other articles.

    At least three alike stand beside each other, each with a linked headline or picture.
    """
    found: set[Node] = set()
    for parent in [node for node in order if node.lures and len(node.children) >= _TEASERS_LEAST]:
        items = [child for child in parent.children if isinstance(child, Node) and child.lures and _is_teaser(child)]
        if len(items) >= _TEASERS_LEAST:
            alike = Counter((child.tag, child.get("class")) for child in items)
            found.update(child for child in items if alike[(child.tag, child.get("class"))] >= _TEASERS_LEAST)
    return found


def _is_teaser(item: Node) -> bool:
    return item.tag in _TEASER_TAGS and 10 < item.length < 700 and item.links > 0.15 * item.length


def is_unlikely(node: Node) -> bool:
    """Elements whose tag, role or names say that they are no article."""
    if node.tag in _LIKELY_TAGS:
        return False
    if node.tag in _UNLIKELY_TAGS or node.attributes.get("role") in _UNLIKELY_ROLES:
        return True
    return bool(node.names and names.UNLIKELY.search(node.names))
