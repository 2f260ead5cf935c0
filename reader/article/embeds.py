"""Posts of social networks, as their sites have them embedded: quotations with an author, a date and an address.

Each network hands out a `<blockquote>` of its own make, which its script replaces in the browser; here it stays. It is
made a block quotation like any other: the address becomes its `cite`, the line with author and date its `<footer>`,
and the network's own words go.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.article.patterns import pattern
from reader.article.tree import NO_ATTRIBUTES, Node, element

if TYPE_CHECKING:
    from collections.abc import Iterable

_POST = pattern(
    r"(?<![a-z])(?:twitter-(?:tweet|video)|mastodon-embed|toot|bluesky-embed|instagram-media|reddit-embed(?:-bq)?"
    r"|reddit-card|tiktok-embed|fb-xfbml-parse-ignore|text-post-media|threads-post)(?![a-z])"
)
# Cards that name another page: no words of anyone.
_CARD = pattern(r"(?<![a-z])(?:wp-embedded-content|imgur-embed-pub|embedly-card|flickr-embed)(?![a-z])")

_ADDRESS_OF_POST = pattern(
    r"https?://(?:[^/]*\.)?(?:(?:twitter|x)\.com/\w+/status(?:es)?/\d|bsky\.app/profile/[^/]+/post/\w"
    r"|instagram\.com/(?:p|reel|tv)/\w|reddit\.com/r/\w+/comments/\w|tiktok\.com/@[\w.]+/video/\d"
    r"|threads\.(?:net|com)/@[\w.]+/post/\w|facebook\.com/[^/]+/(?:posts|photos|videos)/|[\w.-]+/@[\w.@-]+/\d)"
)
_ADDRESSES = ("cite", "data-instgrm-permalink", "data-text-post-permalink", "data-embed-url", "data-bluesky-uri")
_BLUESKY = pattern(r"at://(did:[\w:.]+)/app\.bsky\.feed\.post/(\w+)")

_NETWORKS_WORDS = pattern(
    r"view (?:this |full )?(?:post |thread |discussion )?on \w+|add a comment.*|comment|loading.*"
    r"|♬.*|\[image or embed\]",
    re.IGNORECASE,
)
_CREDITING = pattern(r"\s*(?:[—–]|--|by\b)", re.IGNORECASE)
_PHRASE = pattern(r"\s*(?:a \w+ shared|post(?:ed)?) by\b", re.IGNORECASE)
_HANDLE = pattern(r"@[\w.@-]+")
_CREDIT_AT_MOST = 250
# A post has no more elements; a network's placeholder has many empty ones.
_LOOKED_AT = 400


def settle(quotation: Node) -> bool:
    """Bring an embedded post into the form of a block quotation.

    Returns:
        Whether it is one. A card, or a post of which only the credit is left, becomes a mere box.
    """
    if not quotation.names:
        return False
    if _CARD.search(quotation.names):
        quotation.tag = "div"
        return True
    if not _POST.search(quotation.names):
        return False
    if address := _address(quotation):
        quotation.attributes = {**quotation.attributes, "cite": address}
    for node in list(islice(quotation.walk(), 1, _LOOKED_AT)):
        if 0 < node.length <= _CREDIT_AT_MOST and _NETWORKS_WORDS.fullmatch(node.text()):
            _empty(node)
    holder = _holder(quotation)
    begins, ends = _credit_in(holder)
    said = [*holder.children[:begins], *holder.children[ends:]]
    if not _any_text(said):
        # A paragraph, lest it pass for a box of links.
        quotation.tag = "p"
    elif begins < ends:
        _move_to_footer(quotation, holder, begins, ends)
    return True


def _empty(node: Node) -> None:
    length = node.length
    for inner in node.walk():
        inner.length = inner.links = inner.own = inner.own_links = 0
    node.children = []
    for above in node.ancestors():
        above.length -= length
        if above.tag == "blockquote":
            break


def _address(quotation: Node) -> str | None:
    """The post's own address: the last link of that form, else what the network left in an attribute."""
    links = [node.get("href") for node in quotation.walk() if node.tag == "a"]
    found = next((link for link in reversed(links) if _ADDRESS_OF_POST.match(link)), None)
    given = found or next((value for name in _ADDRESSES if (value := quotation.get(name))), None)
    if given is None:
        return None
    if at := _BLUESKY.match(given):
        return f"https://bsky.app/profile/{at[1]}/post/{at[2]}"
    return given.removesuffix("/embed")


def _holder(quotation: Node) -> Node:
    """The element that holds all of the post, without the boxes around it."""
    holder = quotation
    while True:
        filled = [child for child in holder.children if _any_text([child])]
        if len(filled) != 1 or not isinstance(filled[0], Node) or filled[0].block is not filled[0]:
            return holder
        holder = filled[0]


def _credit_in(holder: Node) -> tuple[int, int]:
    """Which of the children, half-open, are the line with author and date.

    It is the last that begins as such a line and all that follows, or else a handle that comes first.
    """
    children = holder.children
    for at in reversed(range(len(children))):
        child = children[at]
        text = child if isinstance(child, str) else child.text() if child.length <= _CREDIT_AT_MOST else ""
        if _PHRASE.match(text) or (_CREDITING.match(text) and _any_text(children[:at])):
            return at, len(children)
    for at, child in enumerate(children):
        if _any_text([child]):
            is_handle = isinstance(child, Node) and _HANDLE.fullmatch(child.text())
            return (at, at + 1) if is_handle else (0, 0)
    return 0, 0


def _move_to_footer(quotation: Node, holder: Node, begins: int, ends: int) -> None:
    footer = element("footer", NO_ATTRIBUTES, quotation)
    for child in holder.children[begins:ends]:
        # Reddit sets no space between "by" and the name.
        runs_on = footer.children and isinstance(footer.children[-1], str) and footer.children[-1][-1:].isalpha()
        footer.children += [" ", child] if runs_on else [child]
        footer.length += len(child) if isinstance(child, str) else child.length
    del holder.children[begins:ends]
    quotation.children.append(footer)


def _any_text(children: Iterable[Node | str]) -> bool:
    return any(child.strip() if isinstance(child, str) else child.length for child in children)
