"""Links, search, hints and tables: the pure parts of the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article.model import Article, Block, Kind, Link
from reader.sources.model import Mention, Source, SourceKind
from reader.tui.page.hints import Choice, hint_words
from reader.tui.page.links import stops_of
from reader.tui.page.search import find
from reader.tui.page.table import cells_of, column_widths, cut_at
from reader.tui.page.wrap import cells
from tests.tui.page import samples


def test_stops_are_links_and_names_in_document_order() -> None:
    article = samples.article()
    stops = stops_of(article, samples.sources(article))
    assert [(stop.block, stop.source) for stop in stops] == [(1, "s3"), (1, "s1"), (3, "s2"), (6, "s1")]
    assert stops[0].url is None
    assert stops[1].url == samples.LEDGER


def test_a_mention_inside_a_link_is_that_link() -> None:
    article = Article(
        (Block("b1", Kind.PARAGRAPH, "as AP says here", links=(Link(3, 10, "https://x.example", "AP says"),)),)
    )
    source = Source("s1", SourceKind.LINK, "AP", None, (Mention("b1", 3, 5), Mention("gone", 0, 2)))
    (stop,) = stops_of(article, (source,))
    assert (stop.start, stop.end, stop.source) == (3, 10, "s1")


def found(text: str, query: str) -> list[str]:
    article = Article((Block("b1", Kind.PARAGRAPH, text),))
    return [text[match.start : match.end] for match in find(article, query, [0])]


def test_search_takes_small_letters_for_both_and_capitals_for_themselves() -> None:
    assert found("The quay, the QUAY", "quay") == ["quay", "QUAY"]
    assert found("The quay, the QUAY", "QUAY") == ["QUAY"]


def test_search_takes_plain_marks_for_typographic_ones() -> None:
    assert found("She said “don’t”.", '"don\'t"') == ["“don’t”"]


def test_search_takes_a_query_literally() -> None:
    assert found("a+b (c) [d] a b", "a+b (c)") == ["a+b (c)"]
    assert found("anything", "  ") == []


@given(st.text(" abc本\n", min_size=1, max_size=60), st.data())
def test_search_finds_any_part_of_a_text_whatever_its_blanks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))].strip()
    if part:
        assert "".join(part.split()) in {"".join(match.split()) for match in found(text, " ".join(part.split()))}


@given(st.integers(1, 400))
def test_no_hint_begins_another(count: int) -> None:
    words = hint_words(count, "asdf")
    assert len(set(words)) == count
    assert len({len(word) for word in words}) == 1


def test_a_choice_narrows_letter_by_letter() -> None:
    choice = Choice({"aa": 0, "as": 1, "sa": 2}).typing("a")
    assert choice.open == {0: "a", 1: "s"}
    assert choice.chosen is None
    assert choice.typing("s").chosen == 1
    assert not choice.typing("x").open


TABLES = st.lists(
    st.lists(st.text("ab 本", max_size=30), min_size=1, max_size=6).map("\t".join), min_size=1, max_size=5
)


@given(TABLES.map("\n".join), st.integers(20, 100))
def test_columns_fit_and_cells_are_cut_to_them(text: str, width: int) -> None:
    widths = column_widths(text, width)
    assert all(0 < each <= width for each in widths)
    start = 0
    for line in text.split("\n"):
        found = cells_of(text, start, start + len(line) + 1)
        assert [text[first:last] for first, last in found] == line.split("\t")
        for (first, last), room in zip(found, widths, strict=False):
            assert cells(text[first : cut_at(text, first, last, room)].rstrip()) <= max(2, room)
        start += len(line) + 1
