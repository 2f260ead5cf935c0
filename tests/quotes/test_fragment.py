from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.fragment import with_fragment
from tests.quotes.stories import END, LEAD, STORY, TALKS

URL = "https://signal.example/mole"


def fragment(text: str, passage: str) -> str | None:
    at = text.index(passage)
    found = with_fragment(URL, text, at, at + len(passage))
    return found.removeprefix(f"{URL}#:~:text=") if found else None


def test_a_short_passage_is_given_whole() -> None:
    assert fragment(STORY, "how long the meeting took") == "how%20long%20the%20meeting%20took"


@pytest.mark.parametrize(("text", "wanted"), [("the sea-wall, east & west", "the%20sea%2Dwall%2C%20east%20%26%20west")])
def test_what_the_directive_is_made_of_is_encoded(text: str, wanted: str) -> None:
    assert fragment(f"They saw {text} fall.", text) == wanted


def test_a_long_passage_is_given_by_its_ends_which_may_stand_in_two_paragraphs() -> None:
    found = fragment(STORY, f"{LEAD}\n\n{TALKS}")
    assert found is not None
    first, last = map(unquote, found.split(","))
    assert LEAD.startswith(first)
    assert TALKS.rstrip(".").endswith(last)


def test_words_that_stand_earlier_too_are_not_given() -> None:
    assert fragment("the bell rang. Then the bell rang again.", "the bell rang again") is not None
    text = "the old bell rang. Then the old bell rang. No more."
    at = text.rindex("the old bell rang")
    assert with_fragment(URL, text, at, at + 17) is None


def test_ends_that_meet_others_first_are_made_longer_until_they_do_not() -> None:
    text = f"In the end it was over. {TALKS} In the end it was sold, said the clerk to all of us there. {END}"
    found = fragment(text, f"In the end it was sold, said the clerk to all of us there. {END}")
    assert found is not None
    assert unquote(found.split(",")[0]).startswith("In the end it was sold")


def test_an_older_fragment_gives_way() -> None:
    assert with_fragment(f"{URL}#top", "They saw the wall fall down.", 5, 18) == f"{URL}#:~:text=saw%20the%20wall"


def test_nothing_to_point_at_is_none() -> None:
    assert with_fragment(URL, "They saw.", 4, 4) is None
    assert with_fragment(URL, "", 0, 0) is None


@given(st.integers(0, len(STORY)), st.integers(0, 400))
def test_what_is_given_is_found_there_first(start: int, length: int) -> None:
    end = min(len(STORY), start + length)
    found = with_fragment(URL, STORY, start, end)
    if found is None:
        return
    first, _, last = found.partition("#:~:text=")[2].partition(",")
    found_at = re.search(rf"\b{re.escape(unquote(first))}(?!\w)", STORY)  # browsers look for whole words
    assert found_at is not None
    head = found_at.start()
    assert start <= head
    assert "\n" not in unquote(first)
    if last:
        assert STORY.find(unquote(last), head + len(unquote(first))) + len(unquote(last)) <= end
