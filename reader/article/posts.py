"""Pages with several posts: a blog's front page, told from a page with one article.

Each post has a headline of the same kind that leads to a page of the same site, and text under it; most have a date;
and hardly any prose on the page stands outside of them.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.article.dates import parse_date
from reader.article.outbound import leads_out
from reader.article.patterns import pattern
from reader.article.weights import Weights, is_unlikely, summed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reader.article.tree import Node

_HEADLINES = frozenset({"h1", "h2", "h3", "h4"})
_HEADLINE_LEAST = 4
_SEVERAL = 3
# Of the headlines of a kind so many have text under them, and of the posts so many a date.
_WITH_TEXT = 0.8
_WITH_DATE = 0.5
# So much of the page's prose stands in the posts.
_SHARE = 0.8
# A post with so much of all posts' prose is an article, and the others are what is related to it.
_MOST = 0.6
_NUMBERS = pattern(r"\d+")
_DATED = pattern(r"(?<![a-z])(?:date|published|time|timestamp|meta|byline|posted)(?![a-z])")
_DATE_AT_MOST = 120
_ELEMENTS = 80
_POSTS_AT_MOST = 100


class Post(NamedTuple):
    """One of several posts: the element that holds it, its headline, and where that leads."""

    box: Node
    headline: Node
    href: str


def find(order: list[Node], hosts: frozenset[str]) -> list[Post]:
    """The posts of a page that has several, else none.

    Args:
        order: the page's elements in document order.
        hosts: the page's own hosts.
    """
    kinds: dict[tuple[str, str], list[Node]] = {}
    for node in order:
        if node.tag in _HEADLINES and node.links > 0.7 * node.length >= _HEADLINE_LEAST:
            kinds.setdefault((node.tag, _NUMBERS.sub("", node.names)), []).append(node)
    candidates = [headlines[:_POSTS_AT_MOST] for headlines in kinds.values() if len(headlines) >= _SEVERAL]
    weights = Weights()
    for headlines in candidates:
        posts = [post for post in _posts(headlines) if not leads_out(post.headline, hosts)]
        if len({post.href for post in posts}) < max(_SEVERAL, _WITH_TEXT * len(headlines)):
            continue
        weights = weights or _weights(order)
        full = [post for post in posts if weights[post.box] > 0]
        if _are_the_page(full, len(headlines), weights, order[0]):
            return full
    return []


def published(post: Post) -> datetime | None:
    """The post's date, where one is marked as such: by `<time>`, or else by name."""
    inside = [node for node in islice(post.box.walk(), _ELEMENTS) if node.length <= _DATE_AT_MOST]
    for node in inside:
        if node.tag == "time" and (when := parse_date(node.get("datetime")) or parse_date(node.text())):
            return when
    for node in inside:
        if node.length and _DATED.search(node.names) and (when := parse_date(node.text())):
            return when
    return None


def _are_the_page(posts: list[Post], headlines: int, weights: Weights, body: Node) -> bool:
    """Whether the posts, all of which have text, are what the page consists of."""
    if len(posts) < max(_SEVERAL, _WITH_TEXT * headlines):
        return False
    total = sum(weights[post.box] for post in posts)
    if total < _SHARE * weights[body] or max(weights[post.box] for post in posts) > _MOST * total:
        return False
    return sum(published(post) is not None for post in posts) >= _WITH_DATE * len(posts)


def _posts(headlines: list[Node]) -> Iterator[Post]:
    """Around each headline the largest element that holds no other of its kind."""
    held = Counter(above for headline in headlines for above in headline.ancestors())
    for headline in headlines:
        box = headline
        for above in headline.ancestors():
            if held[above] > 1 or above.parent is None:
                break
            box = above
        link = next((inner for inner in (*headline.walk(), *headline.ancestors()) if inner.tag == "a"), None)
        if link is not None and box is not headline:
            yield Post(box, headline, link.get("href"))


def _weights(order: list[Node]) -> Weights:
    """What each element and all in it weigh; what is beside the page's matter weighs nothing."""
    counted: list[Node] = []
    beside: set[Node | None] = set()
    for node in order:
        if node.prose:
            if node.parent in beside or is_unlikely(node):
                beside.add(node)
            else:
                counted.append(node)
    return summed(counted)
