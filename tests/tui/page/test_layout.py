from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.model import Article, Block, Figure, Form, Kind, Quotation, Voice
from reader.tui.page.layout import GUTTER, Setting, lay_out
from reader.tui.page.rows import BLOCK_TEXT, Layout, What
from reader.tui.page.shapes import UNICODE
from reader.tui.page.view import Unfolded, View
from reader.tui.page.wrap import cells
from tests.tui.page import samples

TEXT = st.text("abcdef 本é,", max_size=200)


def laid(article: Article, width: int, view: View = View.TOGETHER, unfolded: tuple[Unfolded, ...] = ()) -> Layout:
    return lay_out(article, Setting(width, view, 76, unfolded, UNICODE))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    kinds = st.sampled_from([Kind.PARAGRAPH] * 4 + [Kind.HEADING, Kind.LIST_ITEM, Kind.CODE, Kind.FIGURE, Kind.RULE])
    blocks: list[Block] = []
    for i in range(draw(st.integers(1, 12))):
        kind = draw(kinds)
        quoted = draw(st.booleans())
        quotation = None
        if quoted:
            before = blocks[-1].quotation if blocks else None
            quotation = before if before and draw(st.booleans()) else f"q{i}"
        blocks.append(
            Block(
                f"b{i + 1}",
                kind,
                "" if kind is Kind.RULE else draw(TEXT),
                level=draw(st.integers(1, 6)) if kind in (Kind.HEADING, Kind.LIST_ITEM) else 0,
                marker="•" if kind is Kind.LIST_ITEM else "",
                figure=Figure(None, draw(TEXT)) if kind is Kind.FIGURE else None,
                voice=Voice.QUOTED if quoted else Voice.COMMENTARY,
                depth=draw(st.integers(1, 2)) if quoted else 0,
                quotation=quotation,
            )
        )
    ids = dict.fromkeys(block.quotation for block in blocks if block.quotation)
    return Article(
        tuple(blocks),
        quotations=tuple(
            Quotation(q, Form.BLOCK, tuple(b.id for b in blocks if b.quotation == q), 0, 0) for q in ids if q
        ),
    )


@given(articles(), st.integers(20, 180), st.sampled_from([View.TOGETHER, View.SIDE_BY_SIDE]))
def test_every_text_stands_on_the_page_exactly_once(article: Article, width: int, view: View) -> None:
    page = laid(article, width, view)
    shown: dict[int, str] = {}
    for column in page.columns:
        for chunk in column.chunks:
            if chunk.what in BLOCK_TEXT:
                rows = [chunk.span(i) for i in range(len(chunk.starts))]
                assert chunk.block not in shown
                shown[chunk.block] = "".join(chunk.text[start:end] for start, end in rows)
    for i, block in enumerate(article.blocks):
        assert shown.get(i, "") == block.text
        assert page.home(i) is not None


@given(articles(), st.integers(20, 180), st.sampled_from(list(View)))
def test_chunks_never_overlap_and_fit_in_the_pane(article: Article, width: int, view: View) -> None:
    page = laid(article, width, view)
    for column in page.columns:
        assert column.x >= 0
        assert column.x + column.width + GUTTER <= width
        below = 0
        for top, chunk in zip(column.tops, column.chunks, strict=True):
            assert top >= below
            below = top + len(chunk.starts)
    assert page.height == max(column.height for column in page.columns)


@given(articles(), st.integers(20, 180), st.integers(20, 180), st.data())
def test_a_place_survives_another_width(article: Article, width: int, other: int, data: st.DataObject) -> None:
    page, again = laid(article, width), laid(article, other)
    anchor = page.anchor(data.draw(st.integers(0, page.height - 1)))
    if anchor.row == 0:
        assert again.anchor(again.row_at(anchor)).block == anchor.block
    assert page.row_at(page.anchor(page.row_at(anchor))) == page.row_at(anchor)


@given(articles(), st.integers(100, 180))
def test_side_by_side_a_quotation_is_level_with_what_brings_it_in(article: Article, width: int) -> None:
    page = laid(article, width, View.SIDE_BY_SIDE)
    if not any(block.voice is Voice.QUOTED for block in article.blocks):
        assert len(page.columns) == 1  # nothing would stand in the other
        return
    left, right = page.columns
    for top, chunk in zip(right.tops, right.chunks, strict=True):
        lead_in = article.blocks[chunk.block - 1] if chunk.what is What.LABEL and chunk.block else None
        if lead_in is None or lead_in.voice is Voice.QUOTED:
            continue
        last = max(
            below + len(each.starts) - 1
            for below, each in zip(left.tops, left.chunks, strict=True)
            if each.block == chunk.block - 1
        )
        assert top == last


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_rows_are_as_wide_as_the_column_at_most(width: int) -> None:
    for column in laid(samples.article(), width).columns:
        assert column.width <= 76
        for chunk in column.chunks:
            if chunk.what in BLOCK_TEXT - {What.TABLE}:
                for i in range(len(chunk.starts)):
                    start, end = chunk.span(i)
                    assert chunk.indent + cells(chunk.text[start:end].rstrip()) <= column.width


def test_a_pane_too_narrow_for_two_columns_shows_one() -> None:
    assert len(laid(samples.article(), 100, View.SIDE_BY_SIDE).columns) == 2
    assert len(laid(samples.article(), 99, View.SIDE_BY_SIDE).columns) == 1


def test_commentary_only_folds_each_quotation_to_a_line() -> None:
    page = laid(samples.article(), 80, View.COMMENTARY)
    folds = [chunk.text for chunk in page.columns[0].chunks if chunk.what is What.FOLD]
    assert folds == ["the wire, 2 paragraphs, 47 words", "quoted, 1 paragraph, 16 words, a guess, unsure"]
    assert not page.shows(4)
    assert page.shows(3)
    assert page.row_of(4) == page.labels["q1"]


def test_quoted_only_folds_the_commentary() -> None:
    page = laid(samples.article(), 80, View.QUOTED)
    folds = [chunk for chunk in page.columns[0].chunks if chunk.what is What.FOLD]
    assert [(chunk.block, chunk.last) for chunk in folds] == [(0, 3), (6, 6), (8, 15)]
    assert page.shows(4)


def test_an_unfolded_passage_stands_below_its_paragraph_and_moves_nothing_above_it() -> None:
    article = samples.article()
    before = laid(article, 80)
    after = laid(article, 80, unfolded=(Unfolded("b4", "from the wire", ("One.", "Two.")),))
    assert [after.row_of(i) for i in range(4)] == [before.row_of(i) for i in range(4)]
    assert after.row_of(4) == before.row_of(4) + 5
    assert after.anchor(after.row_of(3) + 4).block == 3


def test_bars_run_through_the_blank_rows_of_one_quotation_only() -> None:
    column = laid(samples.article(), 80).columns[0]
    inside = column.tops[[chunk.block for chunk in column.chunks].index(5)] - 1
    assert column.row(inside).chunk is None
    assert column.row(inside).bars == 1
    before = column.tops[[chunk.what for chunk in column.chunks].index(What.LABEL)] - 1
    assert column.row(before).bars == 0
