"""What a page's JSON-LD says of its article (schema.org)."""

from __future__ import annotations

from typing import Any, NamedTuple

from reader.article.facts import unescaped
from reader.article.statement import Statement, is_article

_ITEM_LIMIT = 2_000
_NAMES_AT_MOST = 20
_FILMS = frozenset({"VideoObject", "AudioObject", "PodcastEpisode", "Movie", "TVEpisode", "Clip"})
_LINKED = ("mainEntity", "mainEntityOfPage", "@graph")

Item = dict[str, Any]


class Said(NamedTuple):
    """What the scripts say: of articles, in order; and the names of web sites, not bound to an article."""

    statements: list[Statement]
    sites: list[str]


def read(scripts: list[str]) -> Said:
    """Everything in the page's `application/ld+json` scripts."""
    items = _every_item(scripts)
    named = {item["@id"]: item for item in items if isinstance(item.get("@id"), str) and "name" in item}
    statements, sites = [], []
    for item in items:
        kinds = _strings(item.get("@type"))
        kind = next((kind for kind in kinds if is_article(kind)), "")
        if kind:
            statements.append(_statement(item, kind, named))
        elif "WebSite" in kinds:
            sites.extend(_strings(item.get("name"))[:1])
    return Said(statements, sites)


def films(scripts: list[str]) -> list[Statement]:
    """What the scripts say of films and recordings, in order; published is when one was put up."""
    items = _every_item(scripts)
    found = [(item, kind) for item in items for kind in _strings(item.get("@type"))[:1] if kind in _FILMS]
    return [
        _statement(item, kind, {})._replace(
            published=_first(item.get("uploadDate")) or _first(item.get("datePublished")),
            description=_first(item.get("description")),
            duration=_first(item.get("duration")),
        )
        for item, kind in found
    ]


def _every_item(scripts: list[str]) -> list[Item]:
    if not scripts:
        return []
    from reader.article import loose_json

    return [item for script in scripts for value in loose_json.values(script) for item in _items(value)]


def _items(data: Any) -> list[Item]:
    """Every object in arrays, `@graph` and `mainEntity`, in order."""
    items: list[Item] = []
    stack = [data]
    while stack and len(items) < _ITEM_LIMIT:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item[:_ITEM_LIMIT]))
        elif isinstance(item, dict):
            items.append(item)
            stack.extend(item[key] for key in _LINKED if key in item)
    return items


def _statement(item: Item, kind: str, named: dict[str, Item]) -> Statement:
    sources = (item.get(key) for key in ("sourceOrganization", "provider", "creditText"))
    return Statement(
        origin="JSON-LD WebPage" if kind.endswith("Page") else "JSON-LD",
        kind=kind,
        headline=_first(item.get("headline")),
        name=_first(item.get("name")),
        authors=tuple(_names(item.get("author"), named) or _names(item.get("creator"), named)),
        publisher=_first(_names(item.get("publisher"), named)),
        published=_first(item.get("datePublished")) or _first(item.get("dateCreated")),
        modified=_first(item.get("dateModified")),
        language=_first(_names(item.get("inLanguage"), named)),
        url=_first(item.get("url")) or _address(item.get("mainEntityOfPage")) or _address(item.get("@id")),
        free=_free(item),
        sources=tuple(name for source in sources for name in _names(source, named)),
    )


def _names(value: Any, named: dict[str, Item]) -> list[str]:
    """Names of persons or organisations: strings, objects with a name or the id of one that has it, lists of these."""
    names: list[str] = []
    if value is None:
        return names
    for item in (value if isinstance(value, list) else [value])[:_NAMES_AT_MOST]:
        if not isinstance(item, dict):
            names.extend(_strings(item))
            continue
        known = item if "name" in item else named.get(_first(item.get("@id")), item)
        whole = " ".join(filter(None, (_first(known.get("givenName")), _first(known.get("familyName")))))
        names.extend(_strings(known.get("name")) or filter(None, (whole, _first(known.get("alternateName")))))
    return names


def _address(value: Any) -> str:
    address = _first(value.get("@id") or value.get("url")) if isinstance(value, dict) else _first(value)
    return address if address.startswith(("http://", "https://")) else ""


def _free(item: Item) -> bool | None:
    """`isAccessibleForFree` of the article, or of the part of it that is not free."""
    parts = item.get("hasPart")
    said = [part.get("isAccessibleForFree") for part in _listed(parts) if isinstance(part, dict)]
    said = [str(value).casefold().rpartition("/")[2] for value in (item.get("isAccessibleForFree"), *said)]
    if "false" in said:
        return False
    return True if "true" in said else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _strings(value: Any) -> list[str]:
    return [unescaped(item) for item in _listed(value) if isinstance(item, str)]


def _first(value: Any) -> str:
    if value is None:  # most of what could be said is not
        return ""
    return next((text for text in _strings(value) if text.strip()), "")
