from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.model import Article, Attribution, Block, Form, Kind, Link, Mark, Quotation, Span, Voice
from reader.voices.attribution import attribute

if TYPE_CHECKING:
    from pathlib import Path

TIDE = "https://tidewatch.example/quay"
WAPO = "https://www.washingtonpost.com/quay"
OTHER = "https://courier.example/other"
LEASE = "The port is giving up its lease of the north quay, and nobody will say why."
LINKED = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def block(number: int, text: str, voice: Voice = Voice.COMMENTARY, kind: Kind = Kind.PARAGRAPH) -> Block:
    """A block whose links are written `[anchor](address)`."""
    plain, links, at = "", [], 0
    for match in LINKED.finditer(text):
        plain += text[at : match.start()]
        links.append(Link(len(plain), len(plain) + len(match[1]), match[2], match[1]))
        plain += match[1]
        at = match.end()
    return Block(f"b{number}", kind, plain + text[at:], links=tuple(links), voice=voice)


def post(*texts: str, cite: str | None = None, credit: str | None = None, url: str | None = None) -> Article:
    """An article: texts with ">" in front are one block quotation, those with "#" furniture; “…” quotes inline."""
    blocks: list[Block] = []
    quotations: list[Quotation] = []
    for number, text in enumerate(texts, 1):
        voice = {">": Voice.QUOTED, "#": Voice.FURNITURE}.get(text[:1], Voice.COMMENTARY)
        one = block(number, text.lstrip(">#"), voice)
        blocks.append(one)
        quotations += inline(one, cite)
    quoted = [one for one in blocks if one.voice is Voice.QUOTED]
    if quoted:
        names = tuple(one.id for one in quoted)
        quotations.append(Quotation("", Form.BLOCK, names, 0, len(quoted[-1].text), cite, credit))
    numbered = tuple(one._replace(id=f"q{i}") for i, one in enumerate(quotations, 1))
    return Article(tuple(blocks), url=url, quotations=numbered)


def inline(one: Block, cite: str | None = None) -> list[Quotation]:
    """What stands between “ and ” in a block of commentary; its id begins like its text."""
    if one.voice is not Voice.COMMENTARY:
        return []
    marked = re.finditer("“([^”]+)”", one.text)
    return [Quotation(two[1][:20], Form.INLINE, (one.id,), two.start(1), two.end(1), cite) for two in marked]


def source(article: Article) -> tuple[str | None, str | None, str] | None:
    """Address, outlet and rule of the last quotation's attribution."""
    attribution = attribute(article).quotations[-1].attribution
    return (attribution.url, attribution.outlet, attribution.because) if attribution else None


def speaker(text: str) -> str | None:
    attribution = attribute(post(text)).quotations[0].attribution
    return attribution.speaker if attribution else None


def named(article: Article) -> list[tuple[str, str, str]]:
    done = attribute(article)
    return [(one.block, done.block(one.block).text[one.start : one.end], one.name) for one in done.outlets]


class TestOutlets:
    def test_are_found_in_commentary_and_quotations_but_not_in_furniture(self) -> None:
        article = post("As WaPo has it:", ">The AP was told.", "#More from Reuters")
        assert named(article) == [("b1", "WaPo", "The Washington Post"), ("b2", "AP", "Associated Press")]

    def test_are_found_in_the_text_of_a_link(self) -> None:
        assert named(post(f"Read [this WaPo piece]({OTHER}).")) == [("b1", "WaPo", "The Washington Post")]

    def test_are_not_found_in_code(self) -> None:
        text = "the Reuters class, and Reuters"
        code = Block("b1", Kind.CODE, text)
        prose = Block("b2", Kind.PARAGRAPH, text, spans=(Span(0, 17, Mark.CODE),))
        assert [(one.block, one.start) for one in attribute(Article((code, prose))).outlets] == [("b2", 23)]

    def test_bring_their_domains(self) -> None:
        assert attribute(post("WaPo has it.")).outlets[0].domains[0] == "washingtonpost.com"


class TestBlockQuotation:
    def test_the_cite_comes_first(self) -> None:
        article = post(f"[Tidewatch]({TIDE}) says:", f">{LEASE} [More]({OTHER})", cite=WAPO)
        assert source(article) == (WAPO, "The Washington Post", "cite")

    def test_a_cite_that_is_no_web_address_is_none(self) -> None:
        article = post(f"[Tidewatch]({TIDE}) says:", f">{LEASE}", cite="urn:isbn:12")
        assert source(article) == (TIDE, None, "link in the lead-in")

    def test_a_relative_cite_is_on_the_articles_site(self) -> None:
        article = post(f">{LEASE}", cite="/quay", url="https://tidewatch.example/post")
        assert source(article) == (TIDE, None, "cite")

    def test_a_link_inside_comes_before_the_lead_in(self) -> None:
        article = post(f"[The Courier]({OTHER}) says:", f">{LEASE} [Tidewatch]({TIDE})")
        assert source(article) == (TIDE, None, "link inside")

    def test_the_link_that_closes_it_comes_before_others(self) -> None:
        article = post(
            "Look:", f">The port is [giving up]({OTHER}) its lease.", f">Nobody says why. ([Tidewatch]({TIDE}))"
        )
        assert source(article) == (TIDE, None, "link inside")

    def test_the_link_in_its_credit_line_comes_before_others(self) -> None:
        article = post(f">The port [is]({OTHER}) silent. — [Ada Brandt]({TIDE}), Oslo", credit="Ada Brandt, Oslo")
        assert source(article) == (TIDE, None, "link inside")

    def test_a_link_that_covers_it_comes_before_its_closing_words(self) -> None:
        assert source(post(f">[{LEASE}]({TIDE})")) == (TIDE, None, "link inside")

    def test_the_last_link_of_the_lead_ins_last_sentence(self) -> None:
        lead_in = (
            f"It is [old]({OTHER}) news. After [a week]({OTHER}), [Tidewatch]({TIDE}) says so, Dr. Brandt tells me:"
        )
        assert source(post(lead_in, f">{LEASE}")) == (TIDE, None, "link in the lead-in")

    def test_else_the_last_link_of_the_lead_ins_block(self) -> None:
        lead_in = f"I read [this]({OTHER}) and then [that]({TIDE}). Here is the gist of it all:"
        assert source(post(lead_in, f">{LEASE}")) == (TIDE, None, "link in the lead-in")

    def test_links_other_than_to_web_pages_do_not_count(self) -> None:
        lead_in = "WaPo [says](mailto:desk@courier.example), [see](#note) [it](javascript:void) [here](https://tidewatch.example/post#a):"
        article = post(lead_in, f">{LEASE}", url="https://tidewatch.example/post")
        assert source(article) == (None, "The Washington Post", "outlet in the lead-in")

    def test_a_links_text_tells_the_outlet_where_its_host_does_not(self) -> None:
        assert source(post(f"[WaPo]({OTHER}):", f">{LEASE}")) == (OTHER, "The Washington Post", "link in the lead-in")

    def test_furniture_between_it_and_its_lead_in_is_passed_over(self) -> None:
        assert source(post(f"[Tidewatch]({TIDE}) has it:", "#Advertisement", f">{LEASE}")) == (
            TIDE,
            None,
            "link in the lead-in",
        )

    def test_another_quotation_does_not_lead_in(self) -> None:
        article = post(f"[Tidewatch]({TIDE}) has it:", f">{LEASE}", ">And more of it.")
        later = Quotation("q1", Form.BLOCK, ("b3",), 0, 15)
        assert source(replace(article, quotations=(later,))) is None

    @pytest.mark.parametrize("credit", ["Ada Brandt, Time", "Reuters, 12 March", "The Washington Post"])
    def test_the_outlet_in_its_credit_line(self, credit: str) -> None:
        found = source(post("The AP says little:", f">{LEASE}", credit=credit))
        assert found is not None
        assert found[1] in ("Time", "Reuters", "The Washington Post")
        assert found[2] == "outlet in the quotation"

    def test_the_outlet_in_the_lead_in(self) -> None:
        article = post("The port is done, the AP reports:", f">{LEASE} An aide told Reuters so.")
        assert source(article) == (None, "Associated Press", "outlet in the lead-in")

    def test_of_several_in_the_lead_in_the_one_that_says_it(self) -> None:
        article = post("WaPo reports, with a nod to Reuters:", f">{LEASE}")
        assert source(article) == (None, "The Washington Post", "outlet in the lead-in")

    def test_of_several_in_the_lead_in_none_where_none_says_it(self) -> None:
        assert source(post("Ada Brandt, once of the AP and then of Reuters, has a view:", f">{LEASE}")) is None

    @pytest.mark.parametrize(
        ("quoted", "outlet"),
        [
            ("The port is giving up its lease, The Associated Press has learned.", "Associated Press"),
            ("“It is over,” an aide told Reuters.", "Reuters"),
            ("OSLO (AP) — The port is giving up its lease, an aide told Reuters.", "Associated Press"),
        ],
    )
    def test_the_outlet_that_speaks_of_itself_inside(self, quoted: str, outlet: str) -> None:
        assert source(post("And so, a month later, here we stand.", f">{quoted}")) == (
            None,
            outlet,
            "outlet in the quotation",
        )

    def test_an_outlet_that_the_quotation_only_mentions_is_not_its_source(self) -> None:
        assert source(post("Look at this:", f">{LEASE} Reuters reported it first.")) is None

    @pytest.mark.parametrize(
        "after", [f"Via [Tidewatch]({TIDE}), which has been on this story since the spring.", f"[Link]({TIDE})."]
    )
    def test_a_link_right_after_it(self, after: str) -> None:
        assert source(post("Look at this:", f">{LEASE}", after)) == (TIDE, None, "link right after")

    def test_a_link_in_the_argument_that_goes_on_is_not_its_source(self) -> None:
        after = f"That is not at all what [Tidewatch]({TIDE}) had been told by the port last year."
        assert source(post("Look at this:", f">{LEASE}", after)) is None

    def test_further_back_only_for_the_outlet_that_it_names(self) -> None:
        earlier = f"The [Post story]({WAPO}) and [another]({OTHER}) came out in March."
        here = "And here we are."
        quoted = f">{LEASE} The Washington Post reported it first."
        assert source(post(earlier, here, quoted)) == (WAPO, "The Washington Post", "outlet in the quotation")
        assert source(post(earlier, here, f">{LEASE}")) is None
        assert (
            source(post(earlier, "Much of what follows here is a long lead-in that does introduce something.", quoted))
            is None
        )
        assert source(post(earlier, "One.", "Two.", here, quoted)) is None

    def test_where_it_was_found_counts_where_the_article_does_not_say(self) -> None:
        found = {"b2": Attribution(WAPO, "The Washington Post", because="found in the source")}
        silent, telling = post("So here we are.", f">{LEASE}"), post(f"[They]({OTHER}) say so:", f">{LEASE}")
        assert attribute(silent, found).quotations[-1].attribution == found["b2"]
        told = attribute(telling, found).quotations[-1].attribution
        assert told is not None
        assert told.url == OTHER

    def test_nothing_is_guessed(self) -> None:
        article = post("WaPo and the AP had it in March.", "So the story goes, and it goes like this:", f">{LEASE}")
        assert source(article) is None


class TestInlineQuotation:
    def test_a_link_that_covers_it(self) -> None:
        article = post(f"WaPo heard “[the quay is gone]({TIDE})” from an aide.")
        assert source(article) == (TIDE, None, "link inside")

    def test_the_nearest_link_before_it_in_its_sentence(self) -> None:
        text = f"See [this]({OTHER}). As [they]({OTHER}) and [we]({TIDE}) said, “the quay is gone,” [yes]({OTHER})."
        assert source(post(text)) == (TIDE, None, "link in the lead-in")

    def test_a_link_in_another_sentence_does_not_count(self) -> None:
        assert source(post(f"See [this]({OTHER}). They said “the quay is gone.” And [so]({OTHER}) on.")) is None

    def test_a_stop_inside_a_quotation_ends_no_sentence(self) -> None:
        article = post("“It is over. We lost. Who knew?” an aide told Reuters.")
        assert source(article) == (None, "Reuters", "outlet in the lead-in")

    def test_the_outlet_it_is_told_to(self) -> None:
        article = post("The AP had it. With one cab driver telling WaPo, “the quay goes to the other side.” So there.")
        assert source(article) == (None, "The Washington Post", "outlet in the lead-in")

    def test_of_several_outlets_the_one_beside_it(self) -> None:
        text = "Some tell Politico it is open, others, who know the port well, say per Reuters, “it is a done deal.”"
        assert source(post(text)) == (None, "Reuters", "outlet in the lead-in")

    def test_of_several_far_from_it_none(self) -> None:
        text = "Two tell Politico it is open; two, one “an official of the port,” tell their friends at Reuters not."
        assert source(post(text)) is None

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("“It is over,” said Maria Okafor, who runs it.", "Maria Okafor"),
            ("“It is over,” Okafor said.", "Okafor"),
            ("“It is over,” Sen. Maria van der Berg told Reuters.", "Sen. Maria van der Berg"),
            ("They lost. Okafor writes: “It is over now.”", "Okafor"),
            ("According to Maria Okafor, “it is over” for them.", "Maria Okafor"),
            ("But Nouri al-Okafor, the mayor, said on Friday that “it is over” for them.", "Nouri al-Okafor"),
            ("“It is over,” he said.", None),
            ("He said “it is over” twice.", None),
            ("Officials said “it is over” twice.", None),
            ("The Washington Post says “it is over” twice.", None),
            ("Reuters writes: “It is over.”", None),
            ("It was “over and done with” by then.", None),
        ],
    )
    def test_its_speaker(self, text: str, name: str | None) -> None:
        assert speaker(text) == name

    def test_a_speaker_stands_beside_its_source(self) -> None:
        done = attribute(post("“It is over,” Maria Okafor told WaPo."))
        expected = Attribution(None, "The Washington Post", "Maria Okafor", "outlet in the lead-in")
        assert done.quotations[0].attribution == expected

    def test_a_speaker_alone_names_no_source(self) -> None:
        assert attribute(post("“It is over,” said Maria Okafor.")).quotations[0].attribution == Attribution(
            speaker="Maria Okafor"
        )


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["WaPo", " told ", "the AP", "Time", "“it is over”", ". ", " said Ada Brandt", "“", "”", "via ", "(AP) — "]
        ),
        st.sampled_from([f"[link]({TIDE})", f"[WaPo]({WAPO})", "[odd](http://[::1)", "[odd](https://)", "[odd](//x)"]),
        st.text(max_size=8),
    ),
    max_size=10,
).map("".join)


@given(
    st.lists(st.tuples(st.sampled_from(["", "", ">", "#"]), PIECES), max_size=6), st.none() | PIECES, st.none() | PIECES
)
def test_any_article_is_attributed_the_same_each_time(
    texts: list[tuple[str, str]], cite: str | None, credit: str | None
) -> None:
    article = post(
        *(sign + text for sign, text in texts), cite=cite, credit=credit, url="https://tidewatch.example/post"
    )
    done = attribute(article)
    assert attribute(article) == done
    assert attribute(done) == done
    assert (done.blocks, len(done.quotations)) == (article.blocks, len(article.quotations))
    for one in done.quotations:
        if one.attribution is not None and one.attribution.url is not None:
            assert one.attribution.url.startswith(("http://", "https://"))


@pytest.mark.shared
def test_the_seed_article(shared: Path) -> None:
    texts = (shared / "seed" / "iraq-troops.txt").read_text(encoding="utf-8").split("\n\n")
    blocks = [block(i, text.strip()) for i, text in enumerate(texts, 1)]
    first = next(i for i, one in enumerate(blocks) if "has learned" in one.text)
    blocks[first : first + 5] = [one._replace(voice=Voice.QUOTED) for one in blocks[first : first + 5]]
    blocks[-1] = blocks[-1]._replace(voice=Voice.FURNITURE)
    quotations = [
        Quotation("q0", Form.BLOCK, tuple(one.id for one in blocks[first : first + 5]), 0, len(blocks[first + 4].text))
    ]
    for one in blocks:
        quotations += inline(one)
    done = attribute(Article(tuple(blocks), quotations=tuple(quotations)))
    assert {one.name for one in done.outlets} == {
        "Politico",
        "Associated Press",
        "The Washington Post",
        "National Journal",
    }
    outlets = {one.id: one.attribution.outlet for one in done.quotations if one.attribution}
    assert outlets["q0"] == "Associated Press"
    assert outlets["the United States is"] == "The Washington Post"
    assert outlets["Maliki, according to"] == "National Journal"
