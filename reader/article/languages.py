"""Languages as pages and files name them."""

from __future__ import annotations

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})


def language_tag(written: str) -> str:
    """The BCP 47 tag that is meant, in its usual case ("en_gb" is "en-GB"), or "" where it is none."""
    tag = written.strip().partition(".")[0].replace("_", "-")
    if not _TAG.fullmatch(tag) or tag.lower() in _NO_LANGUAGE:
        return ""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *map(_in_its_case, rest)])


def _in_its_case(part: str) -> str:
    """A region in capitals, a script with a capital, the others in lower case (RFC 5646, 2.1.1)."""
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()
