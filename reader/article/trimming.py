"""The article's edges: what stands before its first paragraph and after its last.

Pages set the date, the byline, a kicker and the title above the text, and tags, a biography and promotions below it.
Little of this is marked, but it is short, ends no sentence, and stands at the edge.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.article.names import CALLS
from reader.article.outbound import leads_out
from reader.article.patterns import pattern
from reader.article.signed import is_signed
from reader.article.tree import HEADINGS, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from reader.article.tree import Node

_PROSE_LEAST = 80
_SENTENCE_LEAST = 25
_FIGURE_UP = 3
_TITLE_LEAST = 15
# More lines than this are no head of a page but verse, a list, a language that ends sentences otherwise.
_HEAD_AT_MOST = 8
# Headings that may be the page's title.
TITLE_TAGS = frozenset({"h1", "h2"})
_NO_PROSE = HEADINGS | {"figcaption"}
_KEPT = frozenset({"figcaption", "pre", "th", "td", "code"})
_CALL_AT_MOST = 400
_TAIL_AT_MOST = 40
_IS_PICTURE = pattern(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")


def edges(order: Sequence[Node], names: Collection[str], own: frozenset[str]) -> set[Node]:
    """The elements whose own text stands at an edge of the article and is no part of it.

    Args:
        order: the article's element and all in it, in document order.
        names: the candidates for its title, as `title_names` gives them.
        own: the page's own hosts.
    """
    leaves = [node for node in order if node.own and node.block is node]
    prose = next((i for i, node in enumerate(leaves) if is_prose(node)), None)
    if prose is None:
        return {node for node in leaves if is_title(node, names)}
    dropped = set(_front(leaves[:prose], names))
    dropped.update(_above_title(leaves[:_HEAD_AT_MOST], names))
    dropped.update(node for node in leaves[prose:] if is_title(node, names))
    dropped.update(_back(leaves[prose + 1 :], own))
    return dropped


def line_that_signs(order: Iterable[Node]) -> str:
    """The line over the first paragraph that signs the article, "" where none does.

    Args:
        order: the article's element and all in it, in document order.
    """
    seen = 0
    for node in order:
        if not node.own or node.block is not node:
            continue
        seen += 1
        if seen > _HEAD_AT_MOST or is_prose(node):
            break
        if is_signed(text := node.text().strip()):
            return text
    return ""


def pictures_behind(order: Sequence[Node]) -> set[Node]:
    """The pictures after the last words that lead to other pages: other articles, banners, buttons.

    Args:
        order: the article's element and all in it, in document order.
    """
    behind: set[Node] = set()
    for node in reversed(order):
        if node.own and node.block is node:
            break
        if node.tag == "img" and node.linked and not _IS_PICTURE.search(_leads_to(node)):
            behind.add(node)
    return behind


def _leads_to(node: Node) -> str:
    return next((above.get("href") for above in node.ancestors() if above.tag == "a"), "")


def title_names(titles: Sequence[str]) -> set[str]:
    """The titles as `is_title` compares them."""
    return {squeezed for title in titles if (squeezed := squeeze(title))}


def is_prose(node: Node) -> bool:
    """A paragraph that says something: long, mostly no link, no heading, no caption."""
    said = node.own - node.own_links
    if said >= _PROSE_LEAST and node.tag not in _NO_PROSE:
        return not _is_address(node) and not _in_figure(node)
    return node.tag == "p" and said > _SENTENCE_LEAST and ends_sentence(node.text()) and not _in_figure(node)


def _in_figure(node: Node) -> bool:
    return any(above.tag == "figure" for above in islice(node.ancestors(), _FIGURE_UP))


def _is_address(node: Node) -> bool:
    pieces = [piece.strip() for piece in islice(node.strings(), 2)]
    return "://" in "".join(pieces) and not any(" " in piece for piece in pieces)


def is_title(node: Node, names: Collection[str]) -> bool:
    """A heading that only repeats the title."""
    return node.tag in TITLE_TAGS and node.own <= 300 and _is_named(squeeze(node.text()), names)


def _is_named(heading: str, names: Collection[str]) -> bool:
    """The title, or the title but for what the site puts around it."""
    return heading in names or (len(heading) >= _TITLE_LEAST and any(heading in name for name in names))


def squeeze(text: str) -> str:
    """Its words in lower case."""
    return " ".join(_WORDS.findall(text.casefold()))


def _front(leaves: list[Node], names: Collection[str]) -> list[Node]:
    titled = max((i for i, node in enumerate(leaves) if is_title(node, names)), default=-1)
    dropped = leaves[: titled + 1]
    rest = leaves[titled + 1 :]
    if len(rest) > _HEAD_AT_MOST:
        return dropped
    for node in rest:
        quoted = any(above.tag in {"blockquote", "figure"} for above in node.ancestors())
        heading = node.tag in HEADINGS and node.tag != "h1"
        if not (heading or quoted or node.tag in _KEPT or _is_content(node)) and not ends_sentence(node.text()):
            dropped.append(node)
    return dropped


def _above_title(leaves: list[Node], names: Collection[str]) -> list[Node]:
    """What stands over the title, where the article is loose text and has no front."""
    titled = next((at for at, node in enumerate(leaves) if is_title(node, names)), 0)
    return [node for node in leaves[:titled] if not (is_prose(node) or node.tag in _KEPT)]


def _is_content(item: Node) -> bool:
    """A line of the article's own table of contents: it leads to a place on the page."""
    if item.tag != "li":
        return False
    return any(inner.tag == "a" and inner.get("href")[:1] == "#" != inner.get("href") for inner in item.walk())


def _back(leaves: list[Node], own: frozenset[str]) -> list[Node]:
    """From the end backwards: headings over nothing, lines that are all link, calls to subscribe.

    A list of links that lead elsewhere is a list of sources.
    """
    dropped = []
    for node in reversed(leaves[-_TAIL_AT_MOST:]):
        if node.tag in HEADINGS and any(is_prose(above) for above in node.ancestors()):
            continue  # it stands in the midst of loose text
        text = node.text()
        if (
            node.tag in HEADINGS
            or (node.own_links > 0.8 * node.own and not (node.tag == "li" and leads_out(node, own)))
            or (len(text) <= _CALL_AT_MOST and CALLS.match(text))
        ):
            dropped.append(node)
        elif is_prose(node) or node.tag in _KEPT or ends_sentence(text):
            break
    return dropped
