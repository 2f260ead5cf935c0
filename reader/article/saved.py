"""The notes that browsers leave in a saved page of where it is from."""

from __future__ import annotations

from reader.article.addresses import Addresses
from reader.article.patterns import pattern

_LOOK = 4_000
# "saved from url=(0042)https://…" is by Chrome, Edge and Internet Explorer; SingleFile writes its note in lines.
_NOTES = (
    pattern(r"<!--\s*saved from url=\(\d{1,6}\)(?P<url>https?://[^\s>]{1,4000}?)\s*-->"),
    pattern(r"Page saved with SingleFile\b[^>]{0,200}?\burl:\s*(?P<url>https?://[^\s>]{1,4000})"),
)


def saved_from(text: str) -> str | None:
    """The address that a saved page says it is from, or None."""
    if text.find("saved ", 0, _LOOK) < 0:
        return None
    for note in _NOTES:
        if found := note.search(text, 0, _LOOK):
            return Addresses(None).link(found["url"])
    return None
