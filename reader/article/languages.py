"""Languages as pages and files name them."""

from __future__ import annotations

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def language_tag(written: str) -> str:
    """The BCP 47 tag that is meant ("en_GB" is "en-GB"), or "" where it is none."""
    tag = written.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""
