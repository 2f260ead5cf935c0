"""Pages that would cost the parser too much are turned away before it sees them.

The parser is quadratic in how deep block elements nest and in how many formatting elements are left open, and it
cannot be stopped once it runs. The scan only counts tags: it over-estimates, so its limits are far above what pages
have (depth 52 at most in the pages measured, 305 by this count where tags are left open).
"""

from __future__ import annotations

from collections import Counter

from reader.article.long_tags import has_long_tag
from reader.article.names import words
from reader.article.patterns import pattern
from reader.errors import UnreadableError

SIZE_LIMIT = 16 * 1024 * 1024
TAG_LIMIT = 200_000
NESTING_LIMIT = 6_000
FORMATTING_LIMIT = 3_000
# Formatting elements left open are made anew in every block: their product bounds how many elements come out.
REBUILT_LIMIT = 1_000_000
NAME_LIMIT = 20_000

# So few elements cannot reach any of these limits, however they are arranged.
_FEW_ELEMENTS = 2_000
_CLOSING = pattern(b"</")
_TAG = pattern(rb"<(/?[a-zA-Z][^ \t\n\f\r/>]*)")

# They close themselves or each other, or hold only text.
_FLAT = words("""
    area base br col embed hr img input link meta param source track wbr p li dd dt tr td th tbody thead tfoot option
    script style title textarea path circle rect use line polygon polyline html head body
""")
_SLASH = ord("/")
_FORMATTING = words("a b big code em font i nobr s small strike strong tt u")


def check(data: bytes) -> None:
    """Raises UnreadableError when the page, in UTF-8, is too large or too tangled to parse."""
    if len(data) > SIZE_LIMIT:
        raise UnreadableError(f"The page is larger than {SIZE_LIMIT >> 20} MB; open it in the browser instead.")
    # Taken out, they are counted in half the time that `count` takes.
    tags = len(data) - len(data.replace(b"<", b""))
    if tags > TAG_LIMIT or _nests_too_deep(data, tags) or has_long_tag(data):
        raise UnreadableError("The page is too complex to read safely; open it in the browser instead.")


def _nests_too_deep(data: bytes, tags: int) -> bool:
    # Two characters are found faster by an expression than by `count`.
    if tags < _FEW_ELEMENTS or tags - len(_CLOSING.findall(data)) < _FEW_ELEMENTS:
        return False
    names = _TAG.findall(data)
    counted = Counter(names)
    formatting = {name for name in counted if _tag(name) in _FORMATTING}
    nesting = {name for name in counted if name not in formatting and _tag(name) not in _FLAT}
    blocks = sum(count for name, count in counted.items() if name[0] != _SLASH and name not in formatting)
    most_formatting = _most_open(names, counted, formatting, min(FORMATTING_LIMIT, REBUILT_LIMIT // max(1, blocks)))
    return (
        len(counted) > NAME_LIMIT
        or most_formatting > FORMATTING_LIMIT
        or most_formatting * blocks > REBUILT_LIMIT
        or _most_open(names, counted, nesting, NESTING_LIMIT) > NESTING_LIMIT
    )


def _tag(name: bytes) -> str:
    return name.removeprefix(b"/").lower().decode("utf-8", "replace")


def _most_open(names: list[bytes], counted: Counter[bytes], kinds: set[bytes], limit: int) -> int:
    """How many elements of these kinds are open at once, at most; where all of them are within the limit, all."""
    opened = sum(counted[name] for name in kinds if name[0] != _SLASH)
    if opened <= limit:
        return opened
    nested = deepest = 0
    for name in names:
        if name in kinds:
            nested = max(0, nested - 1) if name[0] == _SLASH else nested + 1
            deepest = max(deepest, nested)
    return deepest
