"""Keys that hold only for a while: as long as text is selected by keys, or a link is being chosen.

They come before all other keys then and are no bindings of Textual's, which would let each take the place of another
one of the page; they can be changed like all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.keys import Key
from reader.tui.keytops import names, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SELECT = (
    Key("select.next_word", "right,l,w,e,tab", "caret_moves('words', 1)", "next word"),
    Key("select.previous_word", "left,h,b,shift+tab", "caret_moves('words', -1)", "previous word"),
    Key("select.row_down", "down,j", "caret_moves('rows', 1)", "a row down"),
    Key("select.row_up", "up,k", "caret_moves('rows', -1)", "a row up"),
    Key("select.row_start", "0,home", "caret_moves('edges', -1)", "first word of the row"),
    Key("select.row_end", "$,end", "caret_moves('edges', 1)", "last word of the row"),
    Key(
        "select.next_paragraph",
        "},ctrl+down,pagedown",
        "caret_moves('paragraphs', 1)",
        "end of the paragraph, then the next",
    ),
    Key(
        "select.previous_paragraph",
        "{,ctrl+up,pageup",
        "caret_moves('paragraphs', -1)",
        "its start, then the one before",
    ),
    Key("select.paragraph", "p", "whole", "the whole paragraph; again, the next one too"),
    Key("select.anchor", "space,v", "anchor_here", "select from here, or let go"),
    Key("select.other_end", "o", "other_end", "to the other end of what is selected"),
    Key("select.copy", "y,enter,ctrl+c", "take", "copy what is selected"),
    Key("select.leave", "escape", "end_selecting", "select no more"),
)

HINTS = (
    Key("hints.letters", "a,s,d,f,g,h,j,k,l,e,w,c,m,p,o", "letter", "the letters over the links, best first"),
    Key("hints.erase", "backspace", "erase", "take back a letter or a digit"),
    Key("hints.leave", "escape", "leave", "choose no link"),
)

FEWEST_LETTERS = 2
"""Of which any number of words can be made that are all of one length."""


def meanings(keys: Iterable[Key], own: Mapping[str, str]) -> dict[str, str]:
    """A key's name to its action, with the person's own keys where they have some."""
    return {name: key.action for key in keys for name in names(own.get(key.id, key.keys))}


def hint_letters(own: Mapping[str, str]) -> str:
    """The letters over the links."""
    return "".join(names(own.get("hints.letters", HINTS[0].keys)))


def unusable_letters(keys: str) -> str:
    """Why keys cannot be the letters over the links, in words; empty where they can."""
    letters = names(keys)
    if len(letters) < FEWEST_LETTERS or any(len(one) > 1 or one != one.lower() or one.isdecimal() for one in letters):
        return f"hints.letters wants {FEWEST_LETTERS} small letters or more, set apart by commas: a,s,d."
    return ""


def tops(own: Mapping[str, str]) -> dict[str, str]:
    """The id of each key of the selection to its first key, as printed on its top."""
    return {key.id: shown(names(own.get(key.id, key.keys))[0]) for key in SELECT}
