"""How sure it is that the blocks are the article and not the page around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.model import Block, Kind

if TYPE_CHECKING:
    from reader.article.drafting import Draft
    from reader.article.scoring import Found

DOUBTFUL = 0.6
"""How sure it must be at least that what is shown is the article, for nothing to be said of it."""

LEAST = 0.01
"""Where it is most likely not the article; 0 is certain."""

_TEXT = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM})
_LISTED = frozenset({Kind.CODE, Kind.TABLE})

# Bytes of UTF-8, in which a character of Chinese or Japanese counts for what it says.
_PARAGRAPH_LEAST = 80
# So many characters of prose are as likely as not an article.
_EVEN = 150
# An article is prose for so great a part, and links for so small a part, at least.
_PROSE_SHARE = 0.75
_LINK_SHARE = 0.1
# Where the page marks its article and the title stands over it, other prose on the page says little against it.
_VOUCHED = 0.8
# Where neither is so, less is certain.
_UNVOUCHED = 0.75


def certainty(place: Found, draft: Draft) -> float:
    """From 0 to 1, 0 for nothing only; calibrated on pages with an article, and on the same pages without it.

    Args:
        place: where the article was found.
        draft: what was written of it.
    """
    length = linked = prose = 0
    for block in draft.blocks:
        length += len(block.text)
        within = sum(link.end - link.start for link in block.links) if block.links else 0
        linked += within
        if _is_prose(block, within):
            prose += len(block.text)
    if not length:
        return 0.0
    links = linked / length
    share = max(place.share, _VOUCHED) if place.marked and place.titled else place.share
    sure = (
        min(1.0, share)
        * (prose / (prose + _EVEN))
        * min(1.0, prose / length / _PROSE_SHARE)
        * (1 - min(1.0, 2 * max(0.0, links - _LINK_SHARE)))
        * (1.0 if place.marked or place.titled else _UNVOUCHED)
    )
    return max(sure, LEAST)


def _is_prose(block: Block, linked: int) -> bool:
    if block.kind in _LISTED:
        return True
    if block.kind not in _TEXT or 2 * linked > len(block.text):
        return False
    return len(block.text) >= _PARAGRAPH_LEAST or len(block.text.encode("utf-8", "replace")) >= _PARAGRAPH_LEAST
