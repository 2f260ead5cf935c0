r"""A document's citations as BibTeX, in UTF-8.

Letters of every script stay as they are: BibTeX programs of today read UTF-8. What TeX would take for a command is
written as the command that prints it; braces as well, since BibTeX counts even those after a backslash.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote as percent

from reader.export.citations import citations

if TYPE_CHECKING:
    from reader.export.citations import Citation
    from reader.export.document import Document

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    **{one: f"\\{one}" for one in "$&#%_"},
}
_SPECIAL = re.compile(r'[\\{}~^<>|"$&#%_]')
# In an address the percent sign escapes, so that nothing else need.
_IN_ADDRESS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '{}\\"')


def to_bibtex(found: Document) -> str:
    """The article and its sources as BibTeX entries."""
    return "\n".join(_entry(one) for one in citations(found))


def escaped(text: str) -> str:
    """Text as TeX prints it again."""
    return _SPECIAL.sub(lambda found: _TEX[found[0]], text)


def _entry(citation: Citation) -> str:
    year, month, day = citation.issued or (0, 0, 0)
    # Double braces: a name is not taken apart, and a title keeps its capitals.
    fields = {
        "author": " and ".join(f"{{{escaped(one)}}}" for one in citation.authors),
        "title": f"{{{escaped(citation.title)}}}",
        "howpublished": escaped(citation.site or ""),
        "year": f"{year:04}" if year else "",
        "month": str(month) if year else "",
        "day": str(day) if year else "",
        "url": _address(citation.url),
        "urldate": "{:04}-{:02}-{:02}".format(*citation.accessed) if citation.accessed else "",
        "archive": _address(citation.archive),
        "language": escaped(citation.language or ""),
        "note": escaped(citation.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation.key},", *lines, "}"]) + "\n"


def _address(url: str | None) -> str:
    return percent(url, safe=_IN_ADDRESS) if url else ""
