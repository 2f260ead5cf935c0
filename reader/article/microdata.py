"""What a page's microdata says of its articles (schema.org in `itemscope`, `itemtype` and `itemprop`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.statement import Statement, is_article
from reader.article.survey import short_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborNode

    Attributes = dict[str, str | None]
    # Item (by its element's `mem_id`) to property to the elements that have it.
    Owned = dict[int, dict[str, list[tuple[LexborNode, Attributes]]]]

_PROPERTIES_AT_MOST = 300
_LEVELS = 40
_LONGEST = 300


def read(properties: Sequence[tuple[LexborNode, Attributes]]) -> list[Statement]:
    """A statement for every article in microdata, in document order.

    Args:
        properties: elements with `itemprop` or `itemscope`, with their attributes, in document order.
    """
    items = [(node, attributes) for node, attributes in properties if "itemscope" in attributes]
    kinds = {node.mem_id: (attributes.get("itemtype") or "").strip().rpartition("/")[2] for node, attributes in items}
    articles = [(node, kind) for node, _ in items if is_article(kind := kinds[node.mem_id])]
    if not articles:
        return []
    owned: Owned = {}
    for node, attributes in properties[:_PROPERTIES_AT_MOST]:
        owner = _owner(node, kinds) if attributes.get("itemprop") else None
        for name in (attributes.get("itemprop") or "").lower().split():
            if owner is not None:
                owned.setdefault(owner, {}).setdefault(name, []).append((node, attributes))
    return [_statement(kind, owned[node.mem_id], owned) for node, kind in articles if node.mem_id in owned]


def _owner(node: LexborNode, kinds: dict[int, str]) -> int | None:
    """The item that a property is of: the nearest one around it."""
    above = node.parent
    for _ in range(_LEVELS):
        if above is None:
            return None
        if above.mem_id in kinds:
            return above.mem_id
        above = above.parent
    return None


def _statement(kind: str, of: dict[str, list[tuple[LexborNode, Attributes]]], owned: Owned) -> Statement:
    def values(*names: str) -> list[str]:
        found = (_value(*one, owned) for name in names for one in of.get(name, ()))
        return [value for value in found if value.strip()]

    def first(*names: str) -> str:
        return next(iter(values(*names)), "")

    free = first("isaccessibleforfree").casefold().rpartition("/")[2]
    return Statement(
        origin="microdata",
        kind=kind,
        headline=first("headline"),
        name=first("name"),
        authors=tuple(values("author") or values("creator")),
        publisher=first("publisher"),
        published=first("datepublished", "datecreated"),
        modified=first("datemodified"),
        language=first("inlanguage"),
        url=first("url", "mainentityofpage"),
        free={"true": True, "false": False}.get(free),
        sources=tuple(values("sourceorganization", "provider")),
    )


def _value(node: LexborNode, attributes: Attributes, owned: Owned) -> str:
    """A property's value: that of an item is its name, and that of an element depends on what it is (HTML, 5.2.3)."""
    if "itemscope" in attributes:
        inner = owned.get(node.mem_id, {}).get("name")
        return _value(*inner[0], {}) if inner else attributes.get("itemid") or short_text(node, _LONGEST)
    content = attributes.get("content")
    if content is not None:
        return content
    named = (attributes.get("itemprop") or "").lower()
    if node.tag in {"a", "link"} and ("url" in named or "mainentity" in named):
        return attributes.get("href") or ""
    return attributes.get("datetime") or short_text(node, _LONGEST)
