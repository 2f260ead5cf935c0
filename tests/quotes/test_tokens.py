from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.tokens import Prepared, tokens


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the pilots’ board", "the pilots' board"),
        ("don’t", "don't"),
        ("THE QUAY", "the quay"),
        ("straße", "STRASSE"),
        ("ﬁnal ﬁgures", "final figures"),
        ("harb\u00adour", "harbour"),
        ("har\u200bbour", "harbour"),
        ("har-\nbour", "harbour"),
        ("säh-\nändern", "sähändern"),
        ("4,100 people", "4100 people"),
        ("3.5%", "3.5 percent"),
        ("U.S. law", "US law"),
        ("in the U.S", "in the U.S."),
        ("a well-known quay", "a well\u2011known quay"),
        ("sold\u00a0—\u2009never", "sold, never"),
        ("\u22125 degrees", "-5 degrees"),
    ],
)
def test_what_a_quoter_may_change_changes_no_word(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.5 percent", "35 percent"),
        ("3.5 percent", "3,5 percent"),
        ("1,5 metres", "15 metres"),
        ("$5", "5"),
        ("$5", "€5"),
        ("5%", "5"),
        ("-5 degrees", "5 degrees"),
        ("can't", "cant"),
        ("10:30", "1030"),
        ("we’re", "were"),
        ("plan A", "plan"),
    ],
)
def test_what_changes_the_meaning_changes_a_word(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_a_dash_between_numbers_is_no_minus() -> None:
    assert words("from 3-5 to 1990-95") == ["from", "3", "5", "to", "1990", "95"]


@given(st.text(max_size=200))
def test_words_know_where_they_stand(text: str) -> None:
    found = tokens(text)
    assert all(0 <= one.start < one.end <= len(text) and one.word for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.lists(st.sampled_from("ab"), max_size=40), st.lists(st.sampled_from("ab"), min_size=1, max_size=4))
def test_every_occurrence_of_a_run_is_found(text: list[str], run: list[str]) -> None:
    naive = [i for i in range(len(text)) if text[i : i + len(run)] == run]
    assert Prepared(" ".join(text)).occurrences(run) == naive
