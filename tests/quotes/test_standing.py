from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.checking import Candidate
from reader.quotes.standing import standing

LEASE = "The north quay has been let for nine years to a company with no telephone."
CRANES = "The cranes are not to be sold before the spring, says the clerk of the works."
OWN = "I have walked there since I was a boy and I never saw so many gulls in one place."
SAID = "the quay was let to a company with no name and no telephone"
WORDS = st.lists(st.sampled_from(SAID.split(" ")), max_size=20)


def source(name: str, *paragraphs: str) -> Candidate:
    filler = "There is more to say of nets and tar. " * 20
    return Candidate(name, "\n\n".join(("It was a wet day.", *paragraphs, filler)))


def test_a_paragraph_that_stands_in_a_source_is_found_there() -> None:
    found = standing({"b1": OWN, "b2": LEASE, "b3": CRANES}, [source("s1", CRANES), source("s2", LEASE)])
    assert found == {"b2": "s2", "b3": "s1"}


def test_the_first_source_that_has_it_has_it() -> None:
    assert standing({"b1": LEASE, "b2": OWN}, [source("s1", LEASE), source("s2", LEASE)]) == {"b1": "s1"}


def test_other_marks_and_an_omission_do_not_hide_it() -> None:
    printed = "“The north quay has been let … to a company with no telephone”"
    assert standing({"b1": printed, "b2": OWN}, [source("s1", LEASE)]) == {"b1": "s1"}


def test_a_changed_word_does() -> None:
    assert standing({"b1": LEASE.replace("nine", "ten"), "b2": OWN}, [source("s1", LEASE)]) == {}


def test_short_paragraphs_stand_in_many_texts_and_say_nothing() -> None:
    assert standing({"b1": "It was a wet day.", "b2": OWN}, [source("s1", LEASE)]) == {}


def test_a_copy_of_the_article_says_nothing() -> None:
    copy, origin = source("s1", OWN, LEASE), source("s2", LEASE)
    assert standing({"b1": OWN, "b2": LEASE}, [copy]) == {}
    assert standing({"b1": OWN, "b2": LEASE}, [copy, origin]) == {"b2": "s2"}


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, max_size=4))
def test_only_long_paragraphs_are_found_and_only_where_they_stand(own: list[list[str]], there: list[list[str]]) -> None:
    text = "\n\n".join(map(" ".join, there))
    found = standing({f"b{i}": " ".join(one) for i, one in enumerate(own)}, [Candidate("s1", text)])
    for block in found:
        words = own[int(block[1:])]
        assert len(words) >= 8
        assert " ".join(words) in text.replace("\n\n", " ")
