from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.changed import FEWEST, SHORT, floor_of
from reader.quotes.edits import EditKind, in_words
from reader.quotes.judging import Judgement, Severity, Verdict, judge
from reader.quotes.tiers import Tier
from reader.quotes.tokens import tokens
from tests.quotes.stories import ASIDE, END, LEAD, LETTER, STORY, TALKS

TEXT = st.text(st.sampled_from("ab. …[]()’'\"-\n%5,\u00ad本é"), max_size=120)
WORDS = st.lists(
    st.sampled_from(["the", "not", "quay", "sold", "12", "…", "[x]", "\n\n", "Okoro", "board"]), max_size=40
)


def kinds(found: Judgement) -> list[str]:
    return [edit.kind.value for edit in found.edits]


@pytest.mark.parametrize(
    ("quote", "tier"),
    [
        ("the pilots have flatly refused to move a ship", Tier.IDENTICAL),
        ("“the pilots have flatly refused to move a ship,”", Tier.IDENTICAL),
        ("told reporters. In recent weeks", Tier.IDENTICAL),
        ('courts," the chair, Ines\u00a0Okoro, told reporters', Tier.TYPOGRAPHY),
        ("The pilots have flatly refused to move a ship", Tier.CASE_AND_PUNCTUATION),
        ("the pilots have flatly refused, to move a ship", Tier.CASE_AND_PUNCTUATION),
        ("[T]he pilots have flatly refused to move a ship", Tier.CASE_AND_PUNCTUATION),
        ("THE PILOTS HAVE FLATLY REFUSED TO MOVE A SHIP", Tier.CASE_AND_PUNCTUATION),
    ],
)  # fmt: skip
def test_verbatim_says_how_exactly(quote: str, tier: Tier) -> None:
    found = judge(quote, STORY)
    assert (found.verdict, found.tier) == (Verdict.VERBATIM, tier)


def test_the_passage_is_lit_in_the_source_as_it_is_printed() -> None:
    source = "No. The har\u00adbour board’s plan is\n\ndead, says the Signal. Yes."
    found = judge("The harbour board's plan is dead, says the Signal", source)
    assert found.at is not None
    assert source[slice(*found.at)] == "The har\u00adbour board’s plan is\n\ndead, says the Signal"


def test_an_ellipsis_or_a_bracket_may_be_the_source_s_own() -> None:
    source = "He said … nothing at all [laughter] until the clerk had gone, and then he said it again."
    for quote in (
        "He said … nothing at all [laughter] until the clerk had gone",
        "nothing at all [laughter] until the",
    ):
        assert judge(quote, source).verdict is Verdict.VERBATIM


@pytest.mark.parametrize(
    ("quote", "edit", "severity"),
    [
        ("Currently 41,000 people work on the mole", "number", "major"),
        ("all of the cranes will be sold, except for about twenty that the museum wants", "number", "major"),
        ("We will sign a lease that shields anyone from our own courts", "negation", "major"),
        ("the pilots have never flatly refused to move a ship", "negation", "major"),
        ("the board has agreed to go on without them", "negation", "major"),
        ("the chair, Ines Petrov, told reporters. In recent weeks the pilots", "name", "major"),
        ("the old fog bell will stay where they were until the spring", "function-word", "minor"),
        ("the pilot have flatly refused to move a ship", "stem", "minor"),
        (
            "In recent weeks the pilots have refused to move a ship, and the board has refused to go",
            "omission",
            "minor",
        ),
        ("the pilots have flatly and loudly refused to move a ship, and the board has refused", "insertion", "minor"),
        ("the sheds, the rails and the old fog horn will stay where they are until the spring", "word", "minor"),
        ("In weeks recent the pilots have flatly refused to move a ship", "order", "minor"),
    ],
)
def test_every_change_is_named_and_weighed(quote: str, edit: str, severity: str) -> None:
    found = judge(quote, STORY)
    assert (found.verdict, kinds(found), found.severity) == (Verdict.ALTERED, [edit], severity)


def test_many_small_changes_are_a_great_one() -> None:
    found = judge("the sheds, the fences and the new fog horn will stay where they stand until the spring", STORY)
    assert (found.verdict, found.severity) == (Verdict.ALTERED, Severity.MAJOR)


def test_per_cent_is_percent_and_so_is_its_sign() -> None:
    assert judge("and 3.5 percent of them live there", STORY).verdict is Verdict.VERBATIM
    found = judge("and 3.5 per cent of them live there", STORY)
    assert (kinds(found), found.severity) == (["stem"], Severity.MINOR)


def test_a_marked_omission_tells_what_it_left_out() -> None:
    found = judge("Currently 4,100 people work on the mole … But a clerk confirmed on Saturday that", STORY)
    assert found.verdict is Verdict.ELIDED
    assert len(found.omitted) == 1
    assert found.omitted[0].startswith("and 3.5% of them live there.")
    assert found.omitted[0].endswith("Nobody offered him a chair.")


@pytest.mark.parametrize(
    ("quote", "caution"),
    [
        ("In recent weeks the pilots have … refused to move a ship", False),
        ("In recent weeks the pilots … and the board has refused to go on without them", True),
        ("all of the cranes will be sold … The sheds, the rails and the old fog bell", True),
        ("We will … sign a lease that shields anyone from our own courts", True),
        ("The harbour board is giving up its plan … until the spring", True),
        ("Ines Okoro, told reporters. … But a clerk confirmed on Saturday", False),
        ("The … board … plan … mole … people … sold", True),
    ],
)
def test_caution_where_the_omission_denies_limits_or_joins_what_stood_far_apart(quote: str, caution: bool) -> None:
    found = judge(quote, STORY)
    assert (found.verdict, found.caution) == (Verdict.ELIDED, caution)


def test_an_omission_that_changes_words_too_keeps_what_it_left_out() -> None:
    found = judge("the pilots have flatly agreed to move a ship … But a clerk confirmed on Saturday", STORY)
    assert found.verdict is Verdict.ALTERED
    assert found.omitted[0].startswith("and the board has refused")


@pytest.mark.parametrize(
    ("quote", "right"),
    [
        ("[The chair] told reporters. In recent weeks the pilots", True),
        ("In recent weeks [they] have flatly refused to move a ship", True),
        ("the pilots [of Brineport] have flatly refused to move a ship", True),
        ("the pilots refuse[d] to move a ship, and the board has refused", False),
        ("In recent weeks the pilots have flatly refuse[d] to move a ship", True),
        ("We will [gladly] sign a lease that shields anyone from our own courts", False),
        ("the pilots have [not] flatly refused to move a ship", False),
        ("[Not] In recent weeks the pilots have flatly refused to move a ship", False),
        ("We will [never] sign a lease that shields anyone from our own courts", True),
    ],
)
def test_brackets_stand_for_words_but_hide_and_add_no_denial(quote: str, right: bool) -> None:
    assert (judge(quote, STORY).verdict is Verdict.VERBATIM) is right


def test_brackets_around_next_to_nothing_prove_nothing() -> None:
    assert judge("The [a] board [b] giving [c] its [d] lease [e] mole [f] ferry", STORY).verdict is not Verdict.VERBATIM


def test_a_paragraph_left_out_needs_a_mark() -> None:
    found = judge(f"{TALKS}\n\n{END}", STORY)
    assert (found.verdict, kinds(found)) == (Verdict.ALTERED, ["omission"])
    assert found.edits[0].source == ASIDE.rstrip(".")
    assert judge(f"{TALKS} […]\n\n{END}", STORY).verdict is Verdict.ELIDED
    assert judge(f"{LEAD}\n\n{TALKS}", STORY).verdict is Verdict.VERBATIM


def test_a_paragraph_left_out_is_said_beside_a_changed_word() -> None:
    found = judge(f"{TALKS.replace('pilots', 'tugs')}\n\n{END}", STORY)
    assert set(kinds(found)) >= {"word", "omission"}


def test_a_passage_left_out_with_no_mark_is_an_omission_however_long() -> None:
    found = judge("The harbour board is giving up its plan, the Signal has learned. Currently 4,100 people", STORY)
    assert (found.verdict, kinds(found)) == (Verdict.ALTERED, ["omission"])
    denying = judge("A spokesman declined to say that the museum wants. The sheds, the rails", STORY)
    assert (kinds(denying), denying.severity) == (["negation"], Severity.MAJOR)


def test_halves_from_two_places_are_a_splice() -> None:
    found = judge("the old fog bell will stay where they are giving up its plan to lease the east mole", STORY)
    assert (found.verdict, kinds(found), found.severity) == (Verdict.ALTERED, ["splice"], Severity.MAJOR)


def test_pieces_in_another_order_are_altered() -> None:
    found = judge("But a clerk confirmed on Saturday … the pilots have flatly refused to move a ship", STORY)
    assert (found.verdict, kinds(found)) == (Verdict.ALTERED, ["order"])


def test_words_put_behind_true_ones_are_found_out() -> None:
    found = judge("the board has refused to go on without them … and was paid to do so by the ferry", STORY)
    assert (found.verdict, found.severity) == (Verdict.ALTERED, Severity.MAJOR)


def test_what_stands_nowhere_is_not_found() -> None:
    assert judge("The minister promised a new bridge to the outer islands before the floods", STORY).verdict is (
        Verdict.NOT_FOUND
    )


def test_a_source_of_a_few_words_proves_nothing() -> None:
    found = judge("The minister promised a new bridge to the outer islands", "The minister promised.")
    assert (found.verdict, found.reason) == (Verdict.UNVERIFIABLE, "thin")


@pytest.mark.parametrize("quote", ["", "…", "[sic]", "the mole", "“”", "fog horn of old", "a new bridge, they said"])
def test_few_words_stand_word_for_word_or_say_nothing(quote: str) -> None:
    found = judge(quote, STORY)
    assert (found.verdict, found.reason) == (Verdict.UNVERIFIABLE, "too-short")


def test_a_few_words_that_stand_there_do() -> None:
    assert judge("the old fog bell", STORY).verdict is Verdict.VERBATIM


@pytest.mark.parametrize(
    ("length", "floor"), [(6, 0.8), (7, 0.8), (8, 0.7), (11, 0.7), (12, 0.65), (20, 0.6), (99, 0.6)]
)
def test_shorter_quotations_need_more_in_common(length: int, floor: float) -> None:
    assert floor_of(length) == floor


@given(TEXT, TEXT)
def test_no_two_texts_raise_and_the_passage_lies_in_the_source(quote: str, source: str) -> None:
    _check(judge(quote, source), source)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_no_two_rows_of_words_raise_and_every_verdict_is_whole(quote: str, source: str) -> None:
    _check(judge(quote, source), source)


@given(st.integers(0, len(LETTER.split()) - SHORT), st.integers(SHORT, 40))
def test_a_slice_of_the_source_is_verbatim(first: int, length: int) -> None:
    words = LETTER.split()[first : first + length]
    found = judge(" ".join(words), LETTER)
    assert found.verdict is Verdict.VERBATIM
    assert found.at is not None
    assert [one.word for one in tokens(LETTER[slice(*found.at)])] == [one.word for one in tokens(" ".join(words))]


@given(st.data())
def test_a_word_dropped_or_doubled_is_never_verbatim(data: st.DataObject) -> None:
    words = LETTER.split()
    first = data.draw(st.integers(0, len(words) - 12))
    quoted = words[first : first + 12]
    at = data.draw(st.integers(1, 10))
    for changed in (quoted[:at] + quoted[at + 1 :], quoted[: at + 1] + quoted[at:]):
        assert judge(" ".join(changed), LETTER).verdict is Verdict.ALTERED


def _check(found: Judgement, source: str) -> None:
    if found.at is not None:
        assert 0 <= found.at[0] < found.at[1] <= len(source)
    assert (found.at is not None) == (found.verdict in (Verdict.VERBATIM, Verdict.ELIDED, Verdict.ALTERED))
    assert (found.severity is not None) == bool(found.edits) == (found.verdict is Verdict.ALTERED)
    assert (found.reason is not None) == (found.verdict is Verdict.UNVERIFIABLE)
    assert (found.tier is not None) == (found.verdict is Verdict.VERBATIM)
    assert 0.0 <= found.similarity <= 1.0
    assert not found.caution or found.verdict is Verdict.ELIDED
    assert all(edit.kind in EditKind and (edit.quoted or edit.source) for edit in found.edits)
    assert found.verdict is not Verdict.MISATTRIBUTED
    assert FEWEST < SHORT


@pytest.mark.parametrize(
    ("quoted", "source", "words"),
    [
        ("nine", "two", "“nine” stands for “two”"),
        ("", "no", "“no” is left out"),
        ("not", "", "“not” is put in"),
        ("for good", "for good", "“for good” stands elsewhere"),
    ],
)
def test_a_change_is_said_in_words_and_nothing_is_no_word(quoted: str, source: str, words: str) -> None:
    assert in_words(quoted, source) == words
