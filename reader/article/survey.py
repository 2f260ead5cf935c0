"""One query over a page for all that is asked of it whole: what it states for machines, and where it shows the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.article.clean import line
from reader.article.facts import unescaped
from reader.article.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from reader.article.facts import Claim

# A query costs a walk over the whole page, so there is one; `:is` names an element once however many parts match.
_LOOKED_AT = (
    ":is(title, h1, time, meta[content], link[rel~=canonical i], base[href], script[type*='ld+json' i], a[rel~=author],"
    " a[href^='#'],"
    " [itemprop], [itemscope], [class*=byline i], [class*=author i], [id*=byline i], blockquote, article)"
)
# Elements that are about an author, or other authors, and do not name the article's.
_NOT_THE_NAME = pattern(
    r"author[\w-]*(?: [-_ ]*)?(?:bio|box|follow|image|img|avatar|photo|pic|desc|social|twitter|email|links?\b"
    r"|title|role|job)"
    r"|(?:follow|more|related|about|other|meet)[-_ ]?(?:the[-_ ]?)?authors?|byline[-_]?(?:image|photo|date|time|title)"
    r"|comment[-_]?author|authors?[-_]list"
)
_TOO_LARGE = frozenset({"html", "body", "main", "article", "section", "form", "img", "script", "style"})
_KEPT = frozenset({"blockquote", "article"})
_ASIDE = frozenset({"aside", "nav", "footer"})
_NOT_THE_ARTICLE = pattern(
    r"(?<![a-z])(?:comments?|commentlist|disqus|related|recommended|recirc|sidebar|side-bar|trending|popular|latest"
    r"|more-(?:from|stories|news)|read-(?:more|next|also)|follow|teasers?|promos?|outbrain|taboola|carousel)(?![a-z])"
)
_NOTES = ("#fn", "#_ftn", "#ftn", "#note", "#foot", "#end", "#cite", "#_note", "#sdfootnote")
_BREAKS = frozenset({"br", "div", "p", "li", "td", "h2", "h3", "h4"})
_LEVELS = 14
# Code points of a title or a content; no value that counts is longer, and the rules that look at them need a bound.
_LONGEST = 2100
# Code points of an element's names that are looked at: the expression takes the square of one made for that.
_LONGEST_NAMES = 1000
_VALUES = 30
_NODES = 60


class Place(NamedTuple):
    """An element that shows a value: a heading, a time, or what is named after the author; in document order."""

    kind: str
    node: LexborNode
    attributes: dict[str, str | None]


class Survey(NamedTuple):
    """What was found, in document order.

    Attributes:
        page: what was looked over.
        metas: names of `<meta>` in lower case, with colons ("dc:title"), to their contents as they are written. One
            element may have several names; those in `property` count before those in `name`.
        scripts: the texts of the JSON-LD scripts.
        title: the text of the title element, clean.
        canonical: the addresses of the `<link>` elements that say so.
        places: headings, times, bylines.
        properties: elements with `itemprop`, and those with `itemscope` only, with their attributes.
        language: what the root element says, else the body.
        asides: what `stands_aside` has found so far.
        base: what links are relative to, where `<base>` says so.
        notes: whether a link leads to a note, which may stand anywhere on the page.
        holders: the elements (by `mem_id`) that are or hold block quotations and articles.
    """

    page: LexborHTMLParser
    metas: dict[str, list[str]]
    scripts: list[str]
    title: str
    canonical: list[str]
    places: list[Place]
    properties: list[tuple[LexborNode, dict[str, str | None]]]
    language: str
    asides: dict[int, bool | None]
    base: str = ""
    notes: bool = False
    holders: Collection[int] = frozenset()

    def claims(self, names: Iterable[str]) -> list[Claim]:
        """The first content of each of the names that there is, with the name as its origin."""
        return [(name, unescaped(found[0][:_LONGEST])) for name in names if (found := self.metas.get(name))]

    def values(self, name: str) -> list[str]:
        """The contents under a name, the first dozens."""
        return [unescaped(value[:_LONGEST]) for value in self.metas.get(name, ())[:_VALUES]]


def survey(page: LexborHTMLParser) -> Survey:
    """Look the page over."""
    properties: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    found = Survey(page, {}, [], "", [], [], [], _language(page), {})
    title = base = ""
    notes = False
    holders: set[int] = set()
    for node in page.css(_LOOKED_AT):
        tag = node.tag
        attributes = node.attributes
        if tag == "meta":
            _note_meta(attributes, properties, names)
        elif tag == "script":
            found.scripts.append(node.text())
        elif tag == "title":
            title = title or ("" if _in_a_drawing(node) else node.text()[:_LONGEST])
        elif tag == "link":
            if "canonical" in (attributes.get("rel") or "").lower():
                found.canonical.append(attributes.get("href") or "")
        elif tag == "base":
            base = base or attributes.get("href") or ""
        elif kind := _kind(tag or "", attributes):
            found.places.append(Place(kind, node, attributes))
        if tag == "a":
            notes = notes or (attributes.get("href") or "").startswith(_NOTES)
        elif tag in _KEPT:
            _note_holders(node, holders)
        if "itemprop" in attributes or "itemscope" in attributes:
            found.properties.append((node, attributes))
    found.metas.update({**names, **properties})
    return found._replace(title=line(title), base=base, notes=notes, holders=holders)


def short_text(node: LexborNode, longest: int, separator: str = "") -> str:
    """The text of an element, a space between its pieces; empty where it is longer, or made of many elements.

    Args:
        node: the element.
        longest: in code points.
        separator: stands where a line begins in it.
    """
    pieces: list[str] = []
    length = 0
    code = False
    for count, inner in enumerate(node.traverse(include_text=True)):
        tag = inner.tag
        if tag == "-text":
            text = "" if code else (inner.text_content or "").strip()
            length += len(text)
            pieces.append(text)
        elif tag in _BREAKS and pieces:
            pieces.append(separator)
        code = tag in {"script", "style", "noscript"}
        if length > longest or count > _NODES:
            return ""
    return " ".join(filter(None, pieces))


def stands_aside(node: LexborNode, known: dict[int, bool | None]) -> bool:
    """Whether an element stands in what is not the article: an aside, the comments, a list of related articles.

    Args:
        node: the element.
        known: what was found of elements before, by `mem_id`; gets more.
    """
    above: LexborNode | None = node
    for _ in range(_LEVELS):
        if above is None:
            break
        place = above.mem_id
        if place not in known:
            known[place] = _is_aside(above)
        if (aside := known[place]) is not None:
            return aside
        above = above.parent
    return False


def _is_aside(node: LexborNode) -> bool | None:
    """Whether an element is what is not the article; None where that depends on what is around it."""
    if node.tag in {"body", "main"}:
        return False
    attributes = node.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    return True if node.tag in _ASIDE or _NOT_THE_ARTICLE.search(named) else None


def _note_meta(
    attributes: dict[str, str | None], properties: dict[str, list[str]], names: dict[str, list[str]]
) -> None:
    content = attributes.get("content")
    if content and not content.isspace():
        _note(properties, attributes.get("property"), content)
        _note(names, attributes.get("name") or attributes.get("http-equiv"), content)


def _note(metas: dict[str, list[str]], written: str | None, content: str) -> None:
    """Dublin Core is written with a full stop or a colon, and `dcterm` or `dcterms`; other names as they are."""
    for name in written.lower().split() if written else ():
        key = name.replace(".", ":").replace("dcterm:", "dcterms:") if name.startswith("dc") else name
        metas.setdefault(key, []).append(content)


def _note_holders(node: LexborNode, holders: set[int]) -> None:
    above: LexborNode | None = node
    while above is not None and (place := above.mem_id) not in holders:
        holders.add(place)
        above = above.parent


def _kind(tag: str, attributes: dict[str, str | None]) -> str:
    if tag == "h1":
        return "heading"
    if tag == "time":
        return "time"
    if tag in _TOO_LARGE:
        return ""
    if tag == "a" and "rel" in attributes and "author" in (attributes["rel"] or "").lower().split():
        return "byline"
    if "itemprop" in attributes and "author" in (attributes["itemprop"] or "").lower().split():
        return "byline"
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    about_authors = "author" in named or "byline" in named
    return "byline" if about_authors and not _NOT_THE_NAME.search(named, 0, _LONGEST_NAMES) else ""


def _in_a_drawing(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag not in {"head", "body", "html"}


def _language(page: LexborHTMLParser) -> str:
    for node in (page.root, page.body):
        attributes = node.attributes if node is not None else {}
        if said := attributes.get("lang") or attributes.get("xml:lang"):
            return said
    return ""
