"""Character references that a page escaped twice, so that they stand in its text as they are written: "&amp;#8217;"."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import Match

_REFERENCE = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_FILLING = "\u200b"  # shows nothing, and may stand inside a word


def resolved(text: str) -> str:
    """The text with its references resolved."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def resolved_in_place(text: str) -> str:
    """The same, filled up with what shows nothing, so that every other character stays where it is."""
    return _REFERENCE.sub(lambda found: _character(found).rjust(len(found[0]), _FILLING), text)


def _character(found: Match[str]) -> str:
    return unescape(re.sub("&(?:amp;)+", "&", found[0])) if found[0] != "&amp;" else "&"
