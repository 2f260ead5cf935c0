from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.licence import Gap, omission_places, runs


def shape(quote: str) -> list[tuple[Gap, str]]:
    return [(run.gap, " ".join(run.words)) for run in runs(quote)]


@pytest.mark.parametrize(
    "mark",
    ["…", " … ", "...", " ... ", ". . .", ".\u00a0.\u00a0.", "....", " . . . . ", "[…]", "[...]", "[. . .]", "(…)",
     "(...)", "* * *", "***", "<snip>", " [snip] ", " […]\n\n"],
)  # fmt: skip
def test_every_spelling_of_an_omission(mark: str) -> None:
    assert shape(f"the mole is{mark}to be sold") == [(Gap.NONE, "the mole is"), (Gap.OMISSION, "to be sold")]


@pytest.mark.parametrize(
    "note",
    ["[sic]", "(sic)", "[sic!]", "(emphasis mine)", "(Emphasis added.)", "[emphasis in original]", "(my emphasis)",
     "[italics ours]", "(bold is mine)"],
)  # fmt: skip
def test_a_note_breaks_nothing(note: str) -> None:
    assert shape(f"the mole {note} is to be sold") == [(Gap.NONE, "the mole is to be sold")]


def test_a_bracketed_letter_belongs_to_its_word() -> None:
    assert shape("[T]he mole") == [(Gap.NONE, "the mole")]


def test_a_bracket_stands_between_runs_and_keeps_its_words() -> None:
    first, second = runs("the mole [of Brineport] is to be sold")
    assert (first.gap, second.gap, second.mark) == (Gap.NONE, Gap.BRACKET, "[of Brineport]")
    assert second.put_in == ("of", "brineport")


def test_a_bracketed_ending_stands_for_another_form_of_the_word() -> None:
    assert shape("the board refuse[s] to go on") == [(Gap.NONE, "the board"), (Gap.BRACKET, "to go on")]


def test_a_new_paragraph_is_a_gap_and_an_omission_at_its_end_is_the_greater_one() -> None:
    assert [gap for gap, _ in shape("one two\n\nthree\nfour")] == [Gap.NONE, Gap.PARAGRAPH]
    assert [gap for gap, _ in shape("one two…\n\nthree four")] == [Gap.NONE, Gap.OMISSION]
    assert [gap for gap, _ in shape("one two\n\n[…] three four")] == [Gap.NONE, Gap.OMISSION]


def test_one_or_two_periods_are_no_omission() -> None:
    assert len(runs("He left. She stayed.. They won.")) == 1


@given(st.text("a b.…[]()*\n-", max_size=80))
def test_whatever_is_quoted_it_is_read(quote: str) -> None:
    assert all(run.tokens for run in runs(quote))


@pytest.mark.parametrize(
    ("quote", "marks"),
    [
        ("The quay … is let.", ["…"]),
        ("… The quay [...] is let …", ["[...]"]),
        ("One is let …\n\nTwo are not. (…) Three", ["…", "(…)"]),
        ("No mark [sic] and [the] bracket", []),
    ],
)
def test_the_places_of_omissions_are_those_between_words(quote: str, marks: list[str]) -> None:
    assert [quote[at:].startswith(mark) for at, mark in zip(omission_places(quote), marks, strict=True)] == [
        True
    ] * len(marks)
