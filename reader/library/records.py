"""What goes into the library and comes out of it. Values only; every time is aware and in UTC."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from reader.article.clean import line

if TYPE_CHECKING:
    from datetime import datetime


class Place(NamedTuple):
    """Where one was in an article.

    Attributes:
        block: index of the block at the top row.
        offset: code point in that block at the top row; -1 above the first text.
        view: how the voices were set, in the interface's own word.
        read: the part of the article that was seen, 0 to 1.
    """

    block: int
    offset: int
    view: str = ""
    read: float = 0.0


class Mark(NamedTuple):
    """A place with a letter on it: a block (index) and a code point in it."""

    block: int
    offset: int


class Facts(NamedTuple):
    """What an article says of itself, and how much of it is whose.

    Attributes:
        address: where it can be opened again: an http(s) address, or the path of a file.
        title, byline, site, published, language: as the article has them.
        format: what the bytes were.
        commentary, quoted, furniture: words by voice.
    """

    address: str
    title: str | None = None
    byline: str | None = None
    site: str | None = None
    published: datetime | None = None
    language: str | None = None
    format: str = "html"
    commentary: int = 0
    quoted: int = 0
    furniture: int = 0

    @property
    def whence(self) -> str:
        """Where it is from: its site, else the name of its file; empty where it goes by that, or by its address."""
        name = file_name(self.address)
        return self.site or (name if self.title not in (None, name) else "")


class Cited(NamedTuple):
    """One source of an article, and how its words were treated there.

    Attributes:
        url: its identity, or None where it is only named.
        name: the outlet's canonical name, else the host.
        state: the badge it had last.
        quotes: how many quotations are attributed to it.
        faithful: how many of them are verbatim, or elided without harm.
        wrong: how many are altered, not there, or another's words.
    """

    url: str | None
    name: str
    state: str
    quotes: int = 0
    faithful: int = 0
    wrong: int = 0


class Judged(NamedTuple):
    """The verdict on one quotation of an article.

    Attributes:
        quotation: its id in the article.
        url: the identity of the source that it is attributed to, or None.
        verdict: as in the report.
        severity: of an alteration, else None.
        reason: why it cannot be verified, else None.
        caution: whether what was left out holds a negation or a limit.
    """

    quotation: str
    url: str | None
    verdict: str
    severity: str | None = None
    reason: str | None = None
    caution: bool = False


class ArticleEntry(NamedTuple):
    """One article of the library.

    Attributes:
        number: what a person may call it by; never given to another one.
        key: its identity: of its address, or `file:` and the path.
        facts: what it says of itself.
        sources: how many it has.
        verdicts: how many quotations have each verdict.
        first_opened, last_opened: when.
        place: where one was, or None where it was not left yet.
        kept: whether its pages are never let go.
    """

    number: int
    key: str
    facts: Facts
    sources: int
    verdicts: dict[str, int]
    first_opened: datetime
    last_opened: datetime
    place: Place | None
    kept: bool


class ArticleSort(StrEnum):
    """What a list of articles may be sorted by."""

    OPENED = "opened"
    FIRST = "first"
    TITLE = "title"
    SITE = "site"
    PUBLISHED = "published"
    WORDS = "words"


class SourceEntry(NamedTuple):
    """One source, across all articles.

    Attributes:
        url: its identity.
        title, site: what its page said, or None.
        liveness: whether it leads to its page, as `reader.sources.memory.Liveness` has it.
        why: the rule that decided that.
        checked: when it was last asked for, or None.
        drifted: when its text was first seen to be another one, or None.
        copy: the address of the copy that stands in for it, or None.
        articles: how many articles cite it.
    """

    url: str
    title: str | None
    site: str | None
    liveness: str
    why: str
    checked: datetime | None
    drifted: datetime | None
    copy: str | None
    articles: int


class SourceKind(StrEnum):
    """Which sources a list shows."""

    ALL = "all"
    DEAD = "dead"
    CHANGED = "changed"


class OutletEntry(NamedTuple):
    """One outlet, across all articles: how often it is cited and quoted, and how often faithfully."""

    name: str
    cited: int
    quotes: int
    faithful: int
    wrong: int


class Step(NamedTuple):
    """One step of a source's history: what was found, when, and by which rule."""

    at: datetime
    liveness: str
    content: str
    archived: str
    status: int | None
    why: str


class Hit(NamedTuple):
    """A passage that a search found.

    Attributes:
        url: the identity of the page that it stands on.
        article: the number of the article that it is, or None where it is a source only.
        title: of the page.
        got: when this text was got.
        version: the id of the text's capture.
        start, end: code points of the first word found, in the capture's text; half-open.
        snippet: the text around it, as one line.
        found: code points of every word found in the snippet, half-open.
    """

    url: str
    article: int | None
    title: str | None
    got: datetime
    version: int
    start: int
    end: int
    snippet: str
    found: tuple[tuple[int, int], ...]


class Forgotten(NamedTuple):
    """What was forgotten and can come back: by which number, its key or address, and its title."""

    number: int
    key: str
    title: str


def file_name(address: str) -> str:
    """The name of the file at an address (a path, or `file:` and one), fit to show; empty for a page of the web."""
    if address.startswith("file:"):
        return line(PurePath(unquote(urlsplit(address).path)).name)
    return "" if "://" in address else line(PurePath(address).name)
