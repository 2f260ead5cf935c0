"""An invented article that has one of everything."""

from __future__ import annotations

from datetime import UTC, datetime

from reader.article.model import (
    Article,
    Attribution,
    Because,
    Block,
    Fact,
    Figure,
    Form,
    Kind,
    Link,
    Mark,
    Metadata,
    Quotation,
    Span,
    Voice,
)
from reader.sources.model import Mention, Source, SourceKind

WIRE = "https://wire.example/lease"
LEDGER = "https://ledger.example/minutes"


def _linked(block_id: str, text: str, anchor: str, url: str, spans: tuple[Span, ...] = ()) -> Block:
    start = text.index(anchor)
    link = Link(start, start + len(anchor), url, anchor)
    return Block(block_id, Kind.PARAGRAPH, text, spans=spans, links=(link,))


METADATA = Metadata(
    title=(Fact("A title that is too long for a row of so narrow a pane", "og:title"),),
    byline=(Fact("W. Calloway", "byline"),),
    site=(Fact("The Tidewatch", "og:site_name"),),
    published=(Fact(datetime(2024, 3, 12, tzinfo=UTC), "time"),),
)
OPENING = (
    "Nobody at the quay believes a word of it, and nobody at the quay was asked. The Beacon says the lease is dead; "
    "the tenants, who read it in the Beacon, say that they would have liked to hear of it first."
)
LEAD_IN = "Here is how the wire has it, in a piece that names no one who can be named and counts that as care:"
WIRE_1 = (
    "HALVERSEA — The port authority is abandoning its plan to lease the north quay, according to four people who have "
    "seen the draft and would rather not be seen with it."
)
WIRE_2 = "The authority declined to comment on “matters that may or may not be before the board”."
AFTER = (
    "Four people, one draft, no names. The minutes say something else: the board never voted, so there was never a "
    "plan to abandon. 港口管理局没有放弃任何计划。 That leaves the question of who profits from the noise 👍🏽, "
    "and we have an idea."
)
GUESSED = "A spokesman said the figures were provisional, then said that they were final, then said nothing."


def article(paragraphs: int = 0) -> Article:
    """The article; `paragraphs` more of commentary at its end make it long."""
    blocks = [
        Block("b1", Kind.HEADING, "The lease that never was", level=1),
        _linked("b2", OPENING, "the lease is dead", LEDGER),
        Block("b3", Kind.HEADING, "What the wire says", level=2),
        _linked("b4", LEAD_IN, "the wire has it", WIRE),
        Block("b5", Kind.PARAGRAPH, WIRE_1, voice=Voice.QUOTED, depth=1, quotation="q1"),
        Block("b6", Kind.PARAGRAPH, WIRE_2, voice=Voice.QUOTED, depth=1, quotation="q1"),
        _linked("b7", AFTER, "The minutes", LEDGER, (Span(0, 11, Mark.STRONG), Span(13, 22, Mark.EMPHASIS))),
        Block("b8", Kind.PARAGRAPH, GUESSED, voice=Voice.QUOTED, confidence=0.5, because=Because.PROSE, quotation="q2"),
        Block(
            "b9",
            Kind.LIST_ITEM,
            "a lease, or the rumour of one, which costs less and reads better",
            level=1,
            marker="1.",
        ),
        Block("b10", Kind.LIST_ITEM, "a denial", level=2, marker="•"),
        Block("b11", Kind.CODE, "def lease(quay):\n\treturn None  # nobody ever asked\n"),
        Block("b12", Kind.TABLE, "Quay\tTenants\tRent\nnorth\t14\t0\nsouth, with the long name\t3\t1,200", level=1),
        Block("b13", Kind.FIGURE, "The north quay, asleep.", figure=Figure(None, "An empty quay at dawn")),
        Block("b14", Kind.RULE, ""),
        Block("b15", Kind.HEADING, "What follows", level=3),
        Block("b16", Kind.PARAGRAPH, "Trending on the Tidewatch: ten quays to see", voice=Voice.FURNITURE),
    ]
    blocks += [
        Block(
            f"b{17 + i}",
            Kind.PARAGRAPH,
            f"Point {i + 1} of many. " + "The tide comes in and the tide goes out. " * (3 + i % 4),
        )
        for i in range(paragraphs)
    ]
    quotations = (
        Quotation("q1", Form.BLOCK, ("b5", "b6"), 0, len(WIRE_2), attribution=Attribution(WIRE, "the wire")),
        Quotation("q2", Form.BLOCK, ("b8",), 0, len(GUESSED)),
    )
    return Article(tuple(blocks), quotations=quotations)


def sources(of: Article) -> tuple[Source, ...]:
    """Two linked sources and a named one."""
    mentions: dict[str, list[Mention]] = {LEDGER: [], WIRE: []}
    for block in of.blocks:
        for link in block.links:
            mentions.setdefault(link.url, []).append(Mention(block.id, link.start, link.end))
    named = OPENING.index("The Beacon")
    return (
        Source("s1", SourceKind.LINK, "ledger.example", LEDGER, tuple(mentions[LEDGER])),
        Source("s2", SourceKind.LINK, "wire.example", WIRE, tuple(mentions[WIRE]), quoting=True),
        Source("s3", SourceKind.NAMED, "The Beacon", None, (Mention("b2", named, named + len("The Beacon")),)),
    )
