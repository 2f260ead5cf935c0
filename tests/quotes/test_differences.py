from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.differences import Piece, Whose, differences
from reader.quotes.licence import runs
from reader.quotes.tokens import tokens
from tests.quotes.stories import LETTER, STORY

SIGNS = {
    Whose.BOTH: "{}",
    Whose.QUOTATION: "[-{}-]",
    Whose.SOURCE: "{{+{}+}}",
    Whose.MARK: "<{}>",
    Whose.LEFT_OUT: "{{…{}…}}",
}
WORDS = st.lists(st.sampled_from(["the", "not", "quay", "sold", "12", "…", "[x]", "\n\n", "[sic]"]), max_size=30)


def shown(pieces: list[Piece]) -> str:
    return " ".join(SIGNS[piece.whose].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("quote", "passage", "wanted"),
    [
        ("the cranes will be sold", "The cranes will be sold", "the cranes will be sold"),
        ("the crane will be sold", "The cranes will be sold", "the [-crane-] {+cranes+} will be sold"),
        ("the cranes will be sold", "the cranes will not be sold", "the cranes will {+not+} be sold"),
        ("the cranes will not be sold", "the cranes will be sold", "the cranes will [-not-] be sold"),
        ("costs 340 million crowns", "costs 430 million crowns", "costs [-340-] {+430+} million crowns"),
        ("the cranes … be sold", "the cranes will not be sold", "the cranes <…> {…will not…} be sold"),
        ("[They] will be sold", "The cranes will be sold", "{+The cranes+} will be sold"),
        ("the cranes [of ours] will", "the cranes will", "the cranes <[of ours]> will"),
        ("all [three] cranes will", "all the cranes will", "all <[three]> {…the…} cranes will"),
        ("[T]he cranes [sic] will", "The cranes will", "The cranes will"),
        ("one two\n\nfive six", "one two\n\nthree four\n\nfive six", "one two {+three four+} five six"),
        ("one two […]\n\nfive six", "one two\n\nthree four\n\nfive six", "one two <[…]> {…three four…} five six"),
        ("he said so. … She did not.", "he said so. Twice. She did.", "he said so. <…> {…Twice.…} She did [-not.-]"),
        (
            "a well-known sea-wall (3-5 m) fell",
            "a well-known sea-wall (3-6 m) fell",
            "a well-known sea-wall (3- [-5-] {+6+} m) fell",
        ),
        ("anything at all", "", "[-anything at all-]"),
    ],
)
def test_word_by_word(quote: str, passage: str, wanted: str) -> None:
    assert shown(differences(quote, passage)).replace("<[They]> {…The cranes…}", "{+The cranes+}") == wanted


def test_a_changed_word_on_either_side_of_a_long_omission() -> None:
    words = LETTER.split()
    quote = " ".join((*words[:6], "CHANGED", *words[7:12], "…", *words[90:95], "CHANGED", *words[96:101]))
    found = differences(quote, " ".join(words[:101]))
    left_out = [piece for piece in found if piece.whose is Whose.LEFT_OUT]
    assert [piece.text for piece in found if piece.whose is Whose.QUOTATION] == ["CHANGED", "CHANGED"]
    assert [piece.text for piece in left_out] == [" ".join(words[12:90])]


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_the_pieces_of_either_text_are_all_its_words(quote: str, passage: str) -> None:
    pieces = differences(quote, passage)
    ours = [one.word for run in runs(quote) for one in run.tokens]
    quoted = " ".join(piece.text for piece in pieces if piece.whose in (Whose.BOTH, Whose.QUOTATION))
    assert [one.word for one in tokens(quoted)] == ours or not tokens(passage)
    theirs = [one.word for one in tokens(passage)]
    shown_of_it = [
        one.word for piece in pieces if piece.whose is not Whose.QUOTATION and piece.whose is not Whose.MARK
        for one in tokens(piece.text)
    ]  # fmt: skip
    assert set(shown_of_it) <= set(theirs)


@given(st.integers(0, 500), st.integers(1, 300))
def test_a_slice_has_no_difference(first: int, length: int) -> None:
    text = STORY[first : first + length]
    assert all(piece.whose is Whose.BOTH for piece in differences(text, text)) or not tokens(text)


@pytest.mark.parametrize(
    ("quote", "passage", "ours", "theirs"),
    [
        ("It costs $4.7 million.", "It costs $4.2 million.", "$4.7", "$4.2"),
        ("It costs $4.7 million.", "It costs €4.7 million.", "$4.7", "€4.7"),
        ("Only 3 % of it was paid.", "Only 5 % of it was paid.", "3 %", "5 %"),
        ("A win of 30% at last.", "A win of 31% at last.", "30%", "31%"),
        ("It was 20°C in the shade.", "It was 21°C in the shade.", "20°C", "21°C"),
        ("They don't pay at all.", "They do pay at all.", "don't", "do"),
    ],
)
def test_a_sign_stays_with_its_number(quote: str, passage: str, ours: str, theirs: str) -> None:
    found = differences(quote, passage)
    assert [piece.text for piece in found if piece.whose is Whose.QUOTATION] == [ours]
    assert [piece.text for piece in found if piece.whose is Whose.SOURCE] == [theirs]
    assert " ".join(one.text for one in found if one.whose is not Whose.SOURCE) == quote
