"""The forms of an export by name. Each is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.export.document import Document


class Form(NamedTuple):
    """One form of text: what it is for a person, what its files' names end in, and the function that writes it."""

    words: str
    suffix: str
    module: str
    function: str

    def write(self, found: Document) -> str:
        """The document in this form."""
        function = cast("Callable[[Document], str]", getattr(import_module(self.module), self.function))
        return function(found)


FORMS = {
    "markdown": Form("Markdown, with notes", ".md", "reader.export.markdown", "to_markdown"),
    "html": Form("one HTML page", ".html", "reader.export.html_page", "to_html"),
    "json": Form("JSON, for programs", ".json", "reader.report", "to_json"),
    "csl": Form("CSL-JSON, for reference managers", ".csl.json", "reader.export.csl", "to_csl"),
    "bibtex": Form("BibTeX, for reference managers", ".bib", "reader.export.bibtex", "to_bibtex"),
}

WARC, WARC_SUFFIX = "warc", ".warc.gz"
"""The one form that is made of the fetched pages themselves (`reader.export.warc`)."""

NAMES = (*FORMS, WARC)
CHOICES = {
    **{name: (one.words, one.suffix) for name, one in FORMS.items()},
    WARC: ("the fetched pages themselves, as WARC", WARC_SUFFIX),
}
"""Every form by name: what it is for a person, and how its files' names end."""

_SUFFIXES = {
    **{one.suffix: name for name, one in FORMS.items()},
    WARC_SUFFIX: WARC,
    ".warc": WARC,
    ".markdown": "markdown",
}


def form_of(file: str) -> str | None:
    """The form that a file's name asks for, or None."""
    ends = [suffix for suffix in _SUFFIXES if file.lower().endswith(suffix)]
    return _SUFFIXES[max(ends, key=len)] if ends else None


def file_name(title: str | None) -> str:
    """A name for the file of an export, without its ending: the words of the title in ASCII, at most 60 characters."""
    from reader.export.citations import ascii_words

    name = ""
    for word in ascii_words(title or ""):
        if len(name) + len(word) >= _LONGEST_NAME:
            break
        name += f"-{word}" if name else word
    return name or "article"


_LONGEST_NAME = 60
