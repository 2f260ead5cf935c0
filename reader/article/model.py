"""What an article is: metadata and a sequence of blocks.

Offsets are the spine. Every span (a run of emphasis, a link, a quotation, a passage) is a half-open range of code
points in its block's text, and a block's text never changes after it is made. Everything here is a frozen value: a
later room that learns more (whose words a block is, whom a quotation is from) makes a new one with `replace`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from datetime import datetime

T = TypeVar("T")


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CODE = "code"
    TABLE = "table"
    FIGURE = "figure"
    RULE = "rule"


class Voice(StrEnum):
    """Whose words a block is."""

    COMMENTARY = "commentary"
    QUOTED = "quoted"
    FURNITURE = "furniture"


class Because(StrEnum):
    """What says so, in falling strength: the reader, a fetched source, the page's markup, the prose model (a guess)."""

    READER = "reader"
    SOURCE = "source"
    MARKUP = "markup"
    PROSE = "prose"


class Mark(StrEnum):
    """What a span of a block's text is."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    QUOTE = "quote"


class Format(StrEnum):
    """What the bytes were."""

    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    MAIL = "mail"
    FEED = "feed"
    PDF = "pdf"


class Form(StrEnum):
    """How a quotation is set: as blocks of its own, or inside a sentence."""

    BLOCK = "block"
    INLINE = "inline"


class Span(NamedTuple):
    """A marked run of a block's text: code points `start` to `end`, half-open. `cite` is the address a `<q>` gives."""

    start: int
    end: int
    mark: Mark
    cite: str | None = None


class Link(NamedTuple):
    """A link: code points `start` to `end` of the block's text, half-open and never empty; `anchor` is that text.

    `url` is absolute where the article's address is known, else as written. `target` is the id of the block of this
    article that it leads to (a note, the place that a note belongs to, a heading), or None where it leads elsewhere.
    """

    start: int
    end: int
    url: str
    anchor: str
    target: str | None = None


class Figure(NamedTuple):
    """A picture: its address, its alternative text. The caption is the block's text."""

    image: str | None
    alt: str


class Block(NamedTuple):
    r"""One block of an article.

    Attributes:
        id: unique in its article: "b1", "b2", … in document order.
        kind: what it is.
        text: its text, clean for a terminal. Code keeps its line feeds. A table's rows are lines and its cells are set
            apart by tabs. A rule's text is empty. A figure's text is its caption, or empty.
        spans: emphasis, strong, code and `<q>` runs; they may nest, never cross a block, and are in order of start.
        links: in order of start; they never overlap.
        level: a heading's level (1 to 6); a list item's depth (from 1); a table's number of header rows; else 0.
        marker: a list item's marker ("•", "3.", "iv."), empty where a paragraph goes on with an item or defines a term;
            a code block's language; else empty.
        figure: a figure's picture.
        depth: how many block quotations the markup nests it in (0: none).
        voice: whose words it is.
        confidence: how sure that is, 0 to 1; 1.0 where markup says so.
        because: what says so.
        why: the evidence in one line for a person ("inside a block quotation").
        quotation: the id of the block quotation that it belongs to, or None.
        page: the number of the page that it begins on, from 1, where the document has pages; else 0.
    """

    id: str
    kind: Kind
    text: str
    spans: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    level: int = 0
    marker: str = ""
    figure: Figure | None = None
    depth: int = 0
    voice: Voice = Voice.COMMENTARY
    confidence: float = 1.0
    because: Because = Because.MARKUP
    why: str = ""
    quotation: str | None = None
    page: int = 0


class Attribution(NamedTuple):
    """Whom a quotation is from, as far as the article says.

    Attributes:
        url: the address of the source, where one is given.
        outlet: the outlet's canonical name, where one is named.
        speaker: the person who is quoted, where named.
        because: which rule found it ("cite", "link inside", "link in the lead-in", "outlet in the lead-in",
            "outlet in the quotation", "link right after", "found in the source").
    """

    url: str | None = None
    outlet: str | None = None
    speaker: str | None = None
    because: str = ""


class Quotation(NamedTuple):
    """One quotation: a run of quoted blocks, or a run of text inside a block.

    Attributes:
        id: unique in its article: "q1", … in document order.
        form: block or inline.
        blocks: ids of the blocks it runs over, in order; one for an inline quotation.
        start: code points into the first block's text.
        end: code points into the last block's text, half-open.
        cite: the address that its markup gives (`<blockquote cite>`, `<q cite>`).
        credit: the line that credits it ("— Name, Outlet", `<cite>`), where there is one.
        attribution: whom it is from, once the voices room has looked.
    """

    id: str
    form: Form
    blocks: tuple[str, ...]
    start: int
    end: int
    cite: str | None = None
    credit: str | None = None
    attribution: Attribution | None = None


class OutletMention(NamedTuple):
    """A place where the text names an outlet: "WaPo" in block b7, with the outlet's canonical name and its domains."""

    name: str
    domains: tuple[str, ...]
    block: str
    start: int
    end: int


class Entry(NamedTuple):
    """One of several articles that were given at once: a feed's entry, a post on a blog's front page.

    Attributes:
        title: its title, or the beginning of its text.
        url: its own address, absolute where that can be known, or None.
        published: when, aware, or None.
        article: the whole of it where it was given, else None: it has to be fetched.
        summary: one or two sentences of it, clean, or empty.
    """

    title: str
    url: str | None = None
    published: datetime | None = None
    article: Article | None = None
    summary: str = ""


class Fact(NamedTuple, Generic[T]):
    """A value and where it came from ("og:title", "title element", "first heading", "file name")."""

    value: T
    origin: str


class Metadata(NamedTuple):
    """What the page says of the article: for each value the candidates with their origin, best first."""

    title: tuple[Fact[str], ...] = ()
    byline: tuple[Fact[str], ...] = ()
    site: tuple[Fact[str], ...] = ()
    published: tuple[Fact[datetime], ...] = ()
    language: tuple[Fact[str], ...] = ()
    canonical: tuple[Fact[str], ...] = ()
    modified: tuple[Fact[datetime], ...] = ()
    paywall: tuple[Fact[bool], ...] = ()
    wire_service: tuple[Fact[str], ...] = ()


_NOTHING_KNOWN = Metadata()


@dataclass(frozen=True)
class Article:
    """An article as it was read: metadata, blocks, and what is known of its quotations.

    Attributes:
        blocks: in document order.
        metadata: title, byline and so on, with their provenance.
        format: what the bytes were.
        url: the address it was read from, where known.
        quotations: in document order.
        outlets: where the text names an outlet, in document order.
        outlet_hosts: (host, outlet's canonical name) of each link whose host is a known outlet's, without "www.".
        entries: the articles to choose from, where several were given at once (a feed, a blog's front page).
        found: how sure it is that the blocks are the article and not the page around it, 0 to 1; at 0 they are none,
            but the page's description of itself.
        pages: how many pages the document has; 0 where it has none, as on the web.
        seconds: how long the film plays that the page shows and the blocks only describe; 0 where there is none.
    """

    blocks: tuple[Block, ...]
    metadata: Metadata = _NOTHING_KNOWN
    format: Format = Format.TEXT
    url: str | None = None
    quotations: tuple[Quotation, ...] = ()
    outlets: tuple[OutletMention, ...] = ()
    outlet_hosts: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()
    found: float = 1.0
    pages: int = 0
    seconds: int = 0

    @property
    def title(self) -> str | None:
        """The best title, or None."""
        return _best(self.metadata.title)

    @property
    def byline(self) -> str | None:
        """Who wrote it, or None."""
        return _best(self.metadata.byline)

    @property
    def site(self) -> str | None:
        """The site or outlet it stands on, or None."""
        return _best(self.metadata.site)

    @property
    def published(self) -> datetime | None:
        """When it was published, aware, or None."""
        return _best(self.metadata.published)

    @property
    def modified(self) -> datetime | None:
        """When it was last modified, aware, or None."""
        return _best(self.metadata.modified)

    @property
    def paywall(self) -> bool | None:
        """Whether it is said to be behind a paywall; None where nothing is said."""
        return _best(self.metadata.paywall)

    @property
    def wire_service(self) -> str | None:
        """The wire service it is from ("Reuters"), or None."""
        return _best(self.metadata.wire_service)

    @property
    def language(self) -> str | None:
        """Its language as a BCP 47 tag, or None."""
        return _best(self.metadata.language)

    @cached_property
    def text(self) -> str:
        """The main content: the texts of the blocks that have one, joined by a blank line."""
        return "\n\n".join(block.text for block in self.blocks if block.text)

    @cached_property
    def words(self) -> int:
        """How many words the blocks have."""
        return sum(len(block.text.split()) for block in self.blocks)

    @cached_property
    def index(self) -> dict[str, int]:
        """Block id to its place in `blocks`."""
        return {block.id: i for i, block in enumerate(self.blocks)}

    def block(self, block_id: str) -> Block:
        """The block of that id; raises KeyError where there is none."""
        return self.blocks[self.index[block_id]]


def _best(candidates: tuple[Fact[T], ...]) -> T | None:
    return candidates[0].value if candidates else None
