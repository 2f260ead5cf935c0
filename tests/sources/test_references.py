"""The sources of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.model import (
    Article,
    Attribution,
    Block,
    Fact,
    Form,
    Kind,
    Link,
    Metadata,
    OutletMention,
    Quotation,
    Voice,
)
from reader.sources.model import Mention, SourceKind
from reader.sources.references import SourceIndex, gather

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN = "https://opinion.example/2031/05/the-harbour"
OUTLETS = (("courier.example", "The Courier"), ("wire.example", "Wire Service"))


def block(number: int, text: str, *links: tuple[str, str], voice: Voice = Voice.COMMENTARY) -> Block:
    """A paragraph in which each (anchor, url) is a link at the anchor's first place."""
    made = []
    for anchor, url in links:
        at = text.index(anchor)
        made.append(Link(at, at + len(anchor), url, anchor))
    return Block(f"b{number}", Kind.PARAGRAPH, text, links=tuple(made), voice=voice)


def named(number: int, text: str, alias: str, name: str, *domains: str) -> OutletMention:
    at = text.index(alias)
    return OutletMention(name, domains, f"b{number}", at, at + len(alias))


def sources_of(
    *blocks: Block, outlets: Sequence[OutletMention] = (), quotations: Sequence[Quotation] = (), url: str | None = OWN
) -> list[tuple[str, str, str | None, int]]:
    """Gathered: (id, name, url, number of mentions)."""
    article = Article(blocks, url=url, outlets=tuple(outlets), quotations=tuple(quotations), outlet_hosts=OUTLETS)
    return [(one.id, one.name, one.url, len(one.mentions)) for one in gather(article)]


def test_links_are_merged_by_what_they_mean_and_kept_in_order() -> None:
    first = block(1, "One and two.", ("One", "https://www.courier.example/a?utm_source=x#top"), ("two", "/own-piece"))
    second = block(2, "Three.", ("Three", "https://www.courier.example/a"))
    assert sources_of(first, second) == [
        ("s1", "The Courier", "https://www.courier.example/a?utm_source=x#top", 2),
        ("s2", "opinion.example", "https://opinion.example/own-piece", 1),
    ]


@pytest.mark.parametrize(
    "link",
    [
        "#part",
        OWN,
        f"{OWN}/",
        f"{OWN}#comments",
        "http://www.opinion.example/2031/05/the-harbour?share=email&nb=1",
        f"{OWN}?replytocom=7#respond",
        f"{OWN}/print/",
        f"{OWN}/comments",
        "https://canonical.example/harbour",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://x.com/intent/post?text=y",
        "https://board.example/submit?title=z&link=https%3A%2F%2Fopinion.example%2F2031%2F05%2Fthe-harbour",
        "mailto:desk@courier.example",
        "javascript:void(0)",
        "tel:+100",
        "https://user:pw@courier.example/",
        "",
    ],
)
def test_what_leads_nowhere_else_is_no_source(link: str) -> None:
    article = Article(
        (block(1, "See this.", ("this", link)),),
        Metadata(canonical=(Fact("https://canonical.example/harbour", "link rel=canonical"),)),
        url=OWN,
    )
    assert gather(article) == ()


@pytest.mark.parametrize(
    "link",
    [
        "https://opinion.example/2031/05/the-harbour-two",
        "https://opinion.example/2031/05/the-harbour/part-two",
        "https://opinion.example/2031/05/the-harbour?id=4",
        "https://opinion.example/",
        "https://x.com/someone/status/1",
        "https://www.facebook.com/thecourier/posts/2",
    ],
)
def test_other_pages_are_sources(link: str) -> None:
    assert len(sources_of(block(1, "See this.", ("this", link)))) == 1


def test_links_in_furniture_are_no_sources() -> None:
    trending = block(1, "Trending: boats", ("boats", "https://courier.example/boats"), voice=Voice.FURNITURE)
    assert sources_of(trending) == []


def test_relative_links_of_an_article_without_an_address_are_no_sources() -> None:
    assert sources_of(block(1, "See this.", ("this", "/a")), url=None) == []


def test_an_outlet_that_is_only_named_is_a_source() -> None:
    text = "As Wire Service and the Courier report."
    outlets = [named(1, text, "Wire Service", "Wire Service", "wire.example"), named(1, text, "Courier", "The Courier")]
    assert sources_of(block(1, text), outlets=outlets) == [
        ("s1", "Wire Service", None, 1),
        ("s2", "The Courier", None, 1),
    ]


def test_a_named_outlet_and_a_link_to_its_domain_are_one_source_the_nearest() -> None:
    one = block(1, "A report says so.", ("report", "https://courier.example/1"))
    two = block(2, "The Courier was there. Another report tells.", ("report", "https://news.courier.example/2"))
    mention = named(2, two.text, "The Courier", "The Courier", "courier.example")
    article = Article((one, two), url=OWN, outlets=(mention,), outlet_hosts=OUTLETS)
    first, second = gather(article)
    assert first.mentions == (Mention("b1", 2, 8),)
    assert second.mentions == (Mention("b2", 0, 11), Mention("b2", 31, 37))


def test_a_name_that_is_the_text_of_a_link_is_that_link() -> None:
    text = "The Courier has it."
    outlets = [named(1, text, "The Courier", "The Courier", "courier.example")]
    for url in ("https://courier.example/a", "https://short.example/x"):
        assert [one[2:] for one in sources_of(block(1, text, ("The Courier", url)), outlets=outlets)] == [(url, 1)]


def test_the_address_that_only_a_quotations_markup_gives_is_a_source() -> None:
    quoted = block(1, "The pier is closed.", voice=Voice.QUOTED)
    quotation = Quotation("q1", Form.BLOCK, ("b1",), 0, 19, cite="https://wire.example/pier")
    assert sources_of(quoted, quotations=[quotation]) == [("s1", "Wire Service", "https://wire.example/pier", 1)]
    linked = block(2, "Via the wire.", ("wire", "https://wire.example/pier#p"))
    (source,) = gather(Article((quoted, linked), quotations=(quotation,)))
    assert source.mentions == (Mention("b2", 8, 12),)
    assert source.quoting


def test_links_that_act_are_known_by_words_and_address() -> None:
    text = "Unsubscribe or read that parties confirm a deal today after long talks."
    one = block(
        1, text, ("Unsubscribe", "https://a.example/1"), ("that parties confirm a deal today", "https://a.example/2")
    )
    two = block(2, "Go on.", ("Go", "https://a.example/logout"), ("on", "https://a.example/x?auth_token=1"))
    three = block(3, "Read.", ("Read", "https://a.example/courts-delete-rule/log-outlook"))
    acting = [one.acts is not None for one in gather(Article((one, two, three)))]
    assert acting == [True, False, True, True, False]


def quotation(attribution: Attribution | None, cite: str | None = None) -> Quotation:
    return Quotation("q1", Form.BLOCK, ("b3",), 0, 1, cite=cite, attribution=attribution)


def test_whom_a_quotation_means() -> None:
    one = block(1, "First.", ("First", "https://courier.example/1"))
    two = block(2, "Second.", ("Second", "https://courier.example/2"))
    sources = gather(Article((one, two, block(3, "Words.", voice=Voice.QUOTED)), outlet_hosts=OUTLETS))
    index = SourceIndex(sources)
    by_url = Attribution(url="https://courier.example/1?utm_medium=x#y", outlet="Wire Service")
    assert index.of(quotation(by_url)) == "s1"
    assert index.of(quotation(None, cite="https://courier.example/1")) == "s1"
    assert index.of(quotation(Attribution(outlet="The Courier"))) == "s2"
    assert index.of(quotation(Attribution(outlet="Wire Service"))) is None
    assert index.of(quotation(Attribution(url="no address", outlet="The Courier"))) == "s2"
    assert index.of(quotation(Attribution(speaker="Someone"))) is None
    assert index.of(quotation(None)) is None


@given(st.lists(st.tuples(st.text(min_size=1, max_size=5), st.text(max_size=30)), max_size=6))
def test_no_link_breaks_the_gathering(links: list[tuple[str, str]]) -> None:
    blocks = tuple(
        Block(f"b{n}", Kind.PARAGRAPH, anchor, links=(Link(0, len(anchor), f"{start}{url}", anchor),))
        for start in ("", "https://")
        for n, (anchor, url) in enumerate(links, 1 if not start else 100)
    )
    sources = gather(Article(blocks, url=OWN))
    assert [one.id for one in sources] == [f"s{n}" for n in range(1, len(sources) + 1)]
    assert all(one.kind is SourceKind.LINK and one.mentions for one in sources)
