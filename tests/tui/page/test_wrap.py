from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.page.wrap import BLANKS, TAB, cells, clusters, is_single, snap, wrap

CLUSTERS = (
    *("a", "B", "-", "é", "’", "—", "。", "(", "“", "ß", "ж", "ש", "ा"),
    *("e\u0301", "o\u0308\u0323", "本", "語", "한", "👍", "👍🏽", "👩\u200d🔧", "❤\ufe0f", "🇫🇷", "1\ufe0f\u20e3"),
)
PIECES = st.lists(st.sampled_from((*CLUSTERS, " ", " ", " ", "\n", "\t")), max_size=120)
TEXTS = st.one_of(
    PIECES.map("".join),
    st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from(" \n"), max_size=200),
    st.text("abcdefgh  ", max_size=300),
)
WIDTHS = st.integers(2, 80)


def rows_of(text: str, starts: list[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


@given(TEXTS, WIDTHS, st.booleans())
def test_rows_cover_the_text_in_order_and_fit(text: str, width: int, words: bool) -> None:
    starts = wrap(text, width, words=words)
    assert starts[0] == 0
    assert all(one < other for one, other in pairwise(starts))
    assert "".join(rows_of(text, starts)) == text
    for row in rows_of(text, starts):
        assert cell_len(row.rstrip(BLANKS).replace("\t", TAB)) <= max(width, len(TAB))


@given(TEXTS, WIDTHS)
def test_a_line_feed_always_ends_a_row(text: str, width: int) -> None:
    for row in rows_of(text, wrap(text, width)):
        assert "\n" not in row[:-1]


@given(PIECES, WIDTHS)
def test_clusters_stay_whole(pieces: list[str], width: int) -> None:
    text, inside, at = "".join(pieces), set[int](), 0
    for piece in pieces:
        inside.update(range(at + 1, at + len(piece)))
        at += len(piece)
    assert inside.isdisjoint(wrap(text, width))
    assert inside.isdisjoint(wrap(text, width, words=False))


def test_a_paragraph_of_any_length_is_cut_between_clusters() -> None:
    text = "本e\u0301👩\u200d🔧🇫🇷" * 900
    ends = [end for _, end, _ in clusters(text, 0, len(text))]
    lengths = [1, 2, 3, 2] * 900
    assert [end - start for start, end in pairwise([0, *ends])] == lengths


@given(st.text("abcdefg “”—é ", max_size=300), WIDTHS)
def test_the_fast_path_and_the_clusters_agree(text: str, width: int) -> None:
    assert is_single(text)
    wide = wrap(f"{text}\n本", width)
    assert wrap(text, width) == wide[: wide.index(len(text) + 1)]


@given(st.text("abc ", max_size=200), st.integers(10, 60))
def test_words_are_broken_only_where_they_do_not_fit(text: str, width: int) -> None:
    starts = wrap(text, width)
    for start, row in zip(starts[1:], rows_of(text, starts), strict=False):
        assert text[start - 1] == " " or " " not in row.lstrip(" ")


@given(st.text(max_size=200))
def test_what_counts_as_single_is_one_cell_wide(text: str) -> None:
    if is_single(text) and text.isprintable():
        assert cell_len(text) == len(text)


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 10, [""]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one ", "two"]),
        ("one  two", 3, ["one  ", "two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("港口管理。", 8, ["港口管", "理。"]),
        ("two\n\nlines", 20, ["two\n", "\n", "lines"]),
    ],
)
def test_examples(text: str, width: int, rows: list[str]) -> None:
    assert rows_of(text, wrap(text, width)) == rows


def test_code_keeps_every_cell() -> None:
    assert rows_of("if a:\n    b = 1", wrap("if a:\n    b = 1", 6, words=False)) == ["if a:\n", "    b ", "= 1"]


def test_a_tab_has_the_width_it_is_drawn_with() -> None:
    assert cells("\tx") == 5
    assert list(clusters("a\tb", 0, 3)) == [(0, 1, 1), (1, 2, 4), (2, 3, 1)]


def test_a_change_of_style_waits_for_the_end_of_a_cluster() -> None:
    assert snap("e\u0301x", 1) == 2
    assert snap("👩\u200d🔧!", 1) == 3
    assert snap("plain", 2) == 2
