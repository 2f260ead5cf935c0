"""Notes and the numbers that refer to them: both are links within the page, and each leads to the other's block."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.article.patterns import pattern
from reader.article.tree import NO_ATTRIBUTES, Node, element

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER = pattern(r"\d{1,3}")
_SIGN = pattern(r"\d{1,3}|[a-z]|[ivx]{1,5}")
_SIGN_AT_MOST = 5
_REFERENCE = pattern(r"(?<![a-z])(?:foot|end)?-?note-?(?:ref(?:erence)?|anchor|link)(?![a-z])")
_PLACE = pattern(r"_*(?:user-content-)?(?:sd)?(?:fn|ftn|foot|end-?note|note|cite)", re.IGNORECASE)
_BACK = pattern(r"ref(?![a-z])|anchor|back|return", re.IGNORECASE)
_FURNITURE = frozenset({"aside", "footer", "nav"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A box that holds so much more than the note is not the note's.
_BOX_SHARE = 1.3
_LOOKED_AT = 20
# So far above the number of a reference what raises it may stand.
_RAISED_WITHIN = 3


def place_of(node: Node) -> str | None:
    """The name by which links lead to an element, or None."""
    attributes = node.attributes
    return attributes.get("id") or (attributes.get("name") if node.tag == "a" else None)


def is_raised(sup: Node) -> bool:
    """Whether what is raised is the number of a note, and no exponent."""
    if not 0 < sup.length <= _SIGN_AT_MOST:
        return False
    return bool(_SIGN.fullmatch(sup.text())) and any(inner.tag == "a" for inner in sup.walk())


def is_unraised(link: Node) -> bool:
    """Whether a link is the number of a note that only a style sheet raises."""
    if not link.names or not 0 < link.length <= _SIGN_AT_MOST or not _NUMBER.fullmatch(link.text()):
        return False
    return bool(_REFERENCE.search(link.names)) and "#" in link.get("href") and not _stands_raised(link)


def in_brackets(reference: Node) -> Sequence[Node | str]:
    """What stands in it, in brackets, lest the number read as part of the word or number before it."""
    return ["[", *reference.children, "]"]


def settle(inside: list[Node], order: list[Node]) -> list[Node]:
    """Let the notes that the article refers to stay in it, whatever holds them, and let each begin with its number.

    Args:
        inside: the article's element and all in it, in document order; it stays so.
        order: all elements of the page, in document order.

    Returns:
        The notes that stand outside the article's element, in document order.
    """
    main = inside[0]
    places: dict[str, Node] = {}
    wanted: set[str] = set()
    numbers: dict[Node, Node] = {}
    for node in inside:
        if not node.attributes:
            continue
        if name := place_of(node):
            places.setdefault(name, node)
        if node.tag == "a" and node.length and "#" in node.get("href"):
            place = unquote(node.get("href").partition("#")[2])
            if _is_reference(node, place):
                wanted.add(place)
            if "footnote-number" in node.names and node.parent is not None and _is_sign(node):
                numbers.setdefault(node.parent, node)
    above = {main, *main.ancestors()}
    _shield(_notes((node for name, node in places.items() if name in wanted), above), main)
    for holder, number in numbers.items():
        _join_number(number, holder)
    if numbers:
        inside[:] = main.all()
    missing = wanted.difference(places)
    if not missing:
        return []
    return _notes((node for node in order if node.attributes and place_of(node) in missing), above)


def _is_reference(link: Node, place: str) -> bool:
    """The number of a note: raised, or leading to a place that is called one."""
    if link.length > _SIGN_AT_MOST + 2 or not place or _BACK.search(place):
        return False
    return _is_sign(link) and bool(_PLACE.match(place) or _stands_raised(link))


def _is_sign(link: Node) -> bool:
    return link.length <= _SIGN_AT_MOST + 2 and bool(_SIGN.fullmatch(link.text().strip("[](). ")))


def _stands_raised(link: Node) -> bool:
    return any(above.tag == "sup" for above in islice(link.ancestors(), _RAISED_WITHIN))


def _notes(places: Iterable[Node], above: set[Node]) -> list[Node]:
    """The blocks that begin at the places; where it is a list's item, the list."""
    notes: dict[Node, None] = {}
    for place in places:
        note = place.block
        if note is place or _begins(note, place):
            if note.tag == "li" and note.parent is not None:
                note = note.parent
            if note not in above:
                notes[note] = None
    return [note for note in notes if not any(holder in notes for holder in note.ancestors())]


def _begins(block: Node, place: Node) -> bool:
    """Whether the place is among the first things in a block, and no text stands before it."""
    stack: list[Node | str] = [block]
    for _ in range(_LOOKED_AT):
        item = stack.pop() if stack else place
        if item is place:
            return True
        if isinstance(item, Node):
            stack.extend(reversed(item.children))
        elif item.strip():
            break
    return False


def _shield(notes: list[Node], main: Node) -> None:
    """Nothing about the notes, the headings over them and the boxes around them looks like furniture any more."""
    boxes = {_box(note, main) for note in notes}
    for parent in {box.parent for box in boxes}:
        heading = None
        for sibling in parent.elements if parent is not None else ():
            if sibling in boxes and heading is not None:
                boxes.add(heading)
            if sibling.length:
                heading = sibling if sibling.tag in _HEADINGS else None
    for node in (inner for box in boxes for inner in box.walk()):
        node.own = node.own_links = node.links = 0
        if node.block is node:
            node.names = ""
            node.tag = "section" if node.tag in _FURNITURE else node.tag


def _box(note: Node, main: Node) -> Node:
    """The outermost element that holds the note and little else."""
    for above in note.ancestors():
        if above is main or above.length > _BOX_SHARE * note.length:
            break
        note = above
    return note


def _join_number(number: Node, note: Node) -> None:
    """The number that stands before the note's first paragraph goes into it."""
    content = next((item for item in note.elements if item is not number and item.length), None)
    while content is not None and (inner := _first_block(content)) is not None:
        content = inner
    if content is not None:
        first = element("a", number.attributes, content, number.names)
        first.children, number.children = number.children, []
        number.attributes = NO_ATTRIBUTES
        content.children[:0] = [first, " "]


def _first_block(node: Node) -> Node | None:
    """The block that a block begins with, when no text of its own stands before."""
    for child in node.children:
        if isinstance(child, Node):
            return child if child.block is child and child.length else None
        if child.strip():
            return None
    return None
