"""What the formats of feeds have in common, and where each of them keeps it."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import tostring

from reader.article.feed_xml import tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

ITEMS_AT_MOST = 1_000

_BASE = "xml:base"
_LANGUAGE = "xml:lang"


class Item(NamedTuple):
    """One entry as the feed has it: nothing is clean, no address resolved; empty is what it does not say.

    Attributes:
        title: text, perhaps with tags.
        url: its own address.
        base: what the addresses in it are resolved against.
        published: a date as written.
        author: a name.
        summary: HTML, or text where `summary_is_text`.
        content: the whole of it, HTML, or text where `content_is_text`.
    """

    title: str = ""
    url: str = ""
    base: str = ""
    published: str = ""
    author: str = ""
    summary: str = ""
    summary_is_text: bool = False
    content: str = ""
    content_is_text: bool = False


class Feed(NamedTuple):
    """A feed; `home` is the address of the site that it belongs to."""

    title: str = ""
    home: str = ""
    base: str = ""
    author: str = ""
    language: str = ""
    items: tuple[Item, ...] = ()


def items_of_xml(text: str) -> Feed:
    """RSS of any version and Atom."""
    root = tree(text)
    if root is None:
        return Feed()
    channel = root.find("channel")
    if root.tag == "feed":
        entries = islice(root.iter("entry"), ITEMS_AT_MOST)
        return Feed(
            title=_text(root.find("title")),
            home=_link(root),
            base=root.get(_BASE, ""),
            author=_name(root.find("author")),
            language=root.get(_LANGUAGE, ""),
            items=tuple(_atom_item(entry) for entry in entries),
        )
    head = root if channel is None else channel
    return Feed(
        title=_text(head.find("title")),
        home=_link(head),
        base=head.get(_BASE, "") or root.get(_BASE, ""),
        language=_first(head, "language", "dc:language") or root.get(_LANGUAGE, ""),
        items=tuple(_rss_item(item) for item in islice(root.iter("item"), ITEMS_AT_MOST)),
    )


def _rss_item(item: Element) -> Item:
    description, encoded = _text(item.find("description")), _text(item.find("content:encoded"))
    content = item.find("content")
    if not encoded and content is not None and not content.get("url"):
        encoded = _markup(content)
    guid = item.find("guid")
    permanent = _text(guid) if guid is not None and guid.get("isPermaLink", "true").lower() != "false" else ""
    return Item(
        title=_text(item.find("title")),
        url=_first(item, "feedburner:origLink") or _link(item) or (permanent if "://" in permanent else ""),
        base=item.get(_BASE, ""),
        published=_first(item, "pubDate", "dc:date", "published", "dcterms:issued", "updated", "date"),
        author=_first(item, "dc:creator") or _name(item.find("author")),
        summary=description,
        content=encoded,
    )


def _atom_item(entry: Element) -> Item:
    content, summary = entry.find("content"), entry.find("summary")
    whole = content is not None and not content.get("src")
    return Item(
        title=_markup(entry.find("title")),
        url=_first(entry, "feedburner:origLink") or _link(entry),
        base=(content.get(_BASE, "") if content is not None else "") or entry.get(_BASE, ""),
        published=_first(entry, "published", "issued", "updated", "modified", "created"),
        author=_name(entry.find("author")),
        summary=_markup(summary),
        summary_is_text=_is_text(summary),
        content=_markup(content) if whole else "",
        content_is_text=_is_text(content),
    )


def _link(of: Element) -> str:
    """The address of what an element describes: text in RSS, an attribute in Atom."""
    others = ""
    for link in of.findall("link"):
        href = link.get("href") or _text(link)
        if link.get("rel", "alternate") == "alternate":
            if "html" in link.get("type", "html"):
                return href
            others = others or href
    return others


def _is_text(construct: Element | None) -> bool:
    return construct is not None and construct.get("type", "text") in {"text", "text/plain"}


def _markup(construct: Element | None) -> str:
    """An Atom text construct: text, escaped HTML or elements."""
    if construct is None:
        return ""
    if construct.get("type") != "xhtml" and not len(construct):
        return _text(construct)
    inside = (tostring(child, encoding="unicode", method="html") for child in construct)
    return (construct.text or "") + "".join(inside)


def _first(of: Element, *names: str) -> str:
    return next((text for name in names if (text := _text(of.find(name)))), "")


def _name(author: Element | None) -> str:
    if author is None:
        return ""
    name = _text(author.find("name")) or ("" if len(author) else _text(author))
    # RSS has the address, and the name in brackets after it.
    address, bracket, rest = name.partition("(")
    return rest.rstrip(") ") if bracket and "@" in address else "" if "@" in name else name


def _text(element: Element | None) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""


def items_of_json(text: str) -> Feed:
    """JSON Feed 1.0 and 1.1."""
    try:
        data = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        return Feed()
    if not isinstance(data, dict):
        return Feed()
    return Feed(
        title=_string(data, "title"),
        home=_string(data, "home_page_url"),
        author=_json_author(data),
        language=_string(data, "language"),
        items=tuple(islice(_json_items(data.get("items")), ITEMS_AT_MOST)),
    )


def _json_items(items: Any) -> Iterator[Item]:
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        html, text = _string(item, "content_html"), _string(item, "content_text")
        own = _string(item, "id")
        yield Item(
            title=_string(item, "title"),
            url=_string(item, "url") or _string(item, "external_url") or (own if "://" in own else ""),
            published=_string(item, "date_published") or _string(item, "date_modified"),
            author=_json_author(item),
            summary=_string(item, "summary"),
            summary_is_text=True,
            content=html or text,
            content_is_text=not html,
        )


def _json_author(data: dict[str, Any]) -> str:
    authors = data.get("authors")
    listed = [*(authors if isinstance(authors, list) else []), data.get("author")]
    names = [_string(author, "name") for author in listed if isinstance(author, dict)]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _string(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return value.strip() if isinstance(value, str) else ""
