"""Finding the article in the page: where the paragraphs weigh most."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.article import names
from reader.article.names import words
from reader.article.tree import HEADINGS, ends_sentence, within
from reader.article.trimming import TITLE_TAGS, is_title
from reader.article.weights import ARTICLE_LEAST, MARKED_SHARE, weigh

if TYPE_CHECKING:
    from collections.abc import Collection

    from reader.article.tree import Node
    from reader.article.weights import Weights

# A child that holds this much of its parent's prose holds the article as well.
_SHARE = 0.8
_PARAGRAPHS = words("p li dd dt ul ol dl blockquote pre tr table tbody figcaption h2 h3 th")
_TABLE = words("table tbody tr")
# A sibling of the same name with this share of its prose is another piece of the same article.
_TWIN = 0.1
# So many characters are an article, whatever stands beside or below them.
_ARTICLE_LEAST = 500
# So many pieces alike may be comments.
_REPLIES_LEAST = 5
# So many `<article>` elements are a list of articles.
_SEVERAL = 3
# A title that far above the article's element still stands over it.
_TITLE_UP = 4
_TITLES_AT_MOST = 20
_LEAD_UP = 4
_LEAD_LEAST = 60
_LEAD_MOST = 1500
_NO_LEAD = HEADINGS | {"li", "time", "figcaption"}
_DISCUSSION_SHARE = 0.5
_QUOTED = 0.5
_WHOLE = frozenset({"article", "main", "body"})


class Found(NamedTuple):
    """Where the article is.

    Attributes:
        before: opening paragraphs that stand outside its element.
        main: its element.
        after: a discussion under it that belongs to it.
        share: how much of the page's prose the element holds, replies that outweigh it aside, 0 to 1.
        marked: whether the page marks it, or an element around it, as the article.
        titled: whether it stands under, or holds, a heading that is the page's title.
    """

    before: list[Node]
    main: Node
    after: list[Node]
    share: float
    marked: bool
    titled: bool


def find(order: list[Node], titles: Collection[str]) -> Found:
    """The article's place in the page; `titles` are the candidates for its title, as `title_names` gives them.

    From the place that the page itself marks as the article, or else from the body, it goes down as long as one child
    holds most of the prose.
    """
    headings = _title_headings(order, titles)
    weights = weigh(order, headings[0] if headings else None)
    marked = _marked(order, weights)
    best = _down(marked or order[0], weights)
    heaviest, best = best, _before_replies(best, headings, weights)
    # Replies that outweigh the article say nothing against it.
    total = weights[order[0]] - (weights[heaviest] if best is not heaviest else 0.0)
    best = _first_of_several(_titled(best, order, headings, weights), headings)
    best = _outside_quotations(best)
    near = {best, *islice(best.ancestors(), _TITLE_UP)}
    return Found(
        before=_leads(best, weights),
        main=best,
        after=_discussion(best),
        share=weights[best] / total if total > 0 else 0.0,
        marked=marked is not None,
        titled=any(not near.isdisjoint(heading.ancestors()) for heading in headings),
    )


def _down(best: Node, weights: Weights) -> Node:
    while best.children:
        heaviest = max(best.elements, key=lambda child: weights[child], default=None)
        if heaviest is None or weights[heaviest] <= _SHARE * weights[best]:
            break
        heaviest = _cell(heaviest, weights)
        if heaviest.tag in _PARAGRAPHS:
            break
        if _has_twin(heaviest, best, weights):
            break
        best = heaviest
    return best


def _cell(node: Node, weights: Weights) -> Node:
    """Of a table with most of its prose, and enough, in one cell, that cell: it lays out the page. Else itself."""
    inner = node
    while inner.tag in _TABLE:
        heaviest = max(inner.elements, key=lambda child: weights[child], default=None)
        if heaviest is None or weights[heaviest] <= _SHARE * weights[inner]:
            return node
        inner = heaviest
    return inner if inner.length - inner.links >= _ARTICLE_LEAST else node


def _title_headings(order: list[Node], titles: Collection[str]) -> list[Node]:
    headings = [node for node in order if node.tag in TITLE_TAGS]
    return list(islice((node for node in headings if is_title(node, titles)), _TITLES_AT_MOST))


def _has_twin(node: Node, parent: Node, weights: Weights) -> bool:
    """Whether a sibling of the same kind and name holds prose as well: the article was cut into pieces."""
    return bool(node.names) and any(
        sibling.tag == node.tag
        and sibling.names == node.names
        and sibling is not node
        and weights[sibling] > _TWIN * weights[node]
        for sibling in parent.elements
    )


def _titled(best: Node, order: list[Node], headings: list[Node], weights: Weights) -> Node:
    """Of several articles the one under the page's title: a short one is easily outweighed by those that follow it."""
    if not headings or len([node for node in within(best, order) if node.tag == "article"]) < _SEVERAL:
        return best
    titled = {
        above
        for heading in headings
        if heading.tag == "h1"
        for above in heading.ancestors()
        if above.tag == "article" and weights[above] > 0
    }
    around = {best, *best.ancestors()}
    return titled.pop() if len(titled) == 1 and titled.isdisjoint(around) else best


def _first_of_several(best: Node, headings: list[Node]) -> Node:
    """Of pieces alike that each have a first-rank heading, the one with the page's title: the others are loaded after.

    A page that goes on for ever puts other articles below its own.
    """
    titled = {above for heading in headings if heading.tag == "h1" for above in heading.ancestors()}
    pieces = [child for child in best.elements if child in titled]
    if len(pieces) != 1:
        return best
    alike = [one for one in best.elements if one.tag == pieces[0].tag and one.names == pieces[0].names]
    others = [any(inner.tag == "h1" for inner in one.walk()) for one in alike if one is not pieces[0]]
    return pieces[0] if others and all(others) else best


def _before_replies(best: Node, headings: list[Node], weights: Weights) -> Node:
    """Where what weighs most is many pieces alike after the title, as comments are, what stands under the title."""
    if not headings or not _is_replies(best, weights):
        return best
    around = {best, *best.ancestors()}
    above = [node for node in headings[0].ancestors() if node not in around and weights[node] >= ARTICLE_LEAST]
    if best in headings[0].ancestors() or not above or _prose(above[-1]) < _ARTICLE_LEAST:
        return best
    parent = above[-1].parent
    siblings = parent.elements if parent is not None else []
    holder = next((node for node in siblings if node in around), None)
    return _down(above[-1], weights) if holder and siblings.index(above[-1]) < siblings.index(holder) else best


def _prose(node: Node) -> int:
    """Characters in paragraphs, which end as sentences do: captions, credits and teasers seldom do."""
    return sum(one.own - one.own_links for one in node.walk() if one.own >= _LEAD_LEAST and ends_sentence(one.text()))


def _is_replies(node: Node, weights: Weights) -> bool:
    pieces = [child for child in node.elements if child.tag not in _PARAGRAPHS and weights[child] > 0]
    if len(pieces) < _REPLIES_LEAST:
        return False
    return max(Counter((piece.tag, piece.get("class")) for piece in pieces).values()) >= _REPLIES_LEAST


def _outside_quotations(best: Node) -> Node:
    """A quotation that holds the whole article is still a quotation: never start inside one."""
    for node in [best, *best.ancestors()]:
        if node.tag == "blockquote" and node.parent is not None:
            best = node.parent
    return best


def _leads(best: Node, weights: Weights) -> list[Node]:
    """Opening paragraphs that stand before the article's element, in a box of their own."""
    leads: list[Node] = []
    inner = best
    for above in islice(best.ancestors(), _LEAD_UP):
        if inner.tag in _WHOLE:
            break
        before = above.elements[: above.elements.index(inner)]
        parts = [part for node in before for part in (node.elements if node.tag == "header" else (node,))]
        leads[:0] = [node for node in parts if weights[node] > 0 and _is_lead(node)]
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
        and not any(inner.tag in _NO_LEAD for inner in node.walk())
        and ends_sentence(node.text())
    )


def _marked(order: list[Node], weights: Weights) -> Node | None:
    """The one element marked as the article's body or as the article, when most of the page's prose is in it."""
    least = MARKED_SHARE * weights[order[0]]
    heavy = [node for node in order if node.prose > least and weights[node] > least]
    bodies = [node for node in heavy if "itemprop" in node.attributes and node.get("itemprop").lower() == "articlebody"]
    marked = bodies or [node for node in heavy if node.tag == "article"]
    return max(marked, key=lambda node: weights[node], default=None)
