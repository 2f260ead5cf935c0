from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.revisions import MOST_WORDS, When, Words, revisions

TEXT = st.lists(st.sampled_from(["the quay", "is let", "for nine years", "[/]", "nobody knows"]), max_size=6).map(
    "\n\n".join
)


def told(before: str, now: str) -> list[list[tuple[str, str]]]:
    return [[(one.when.value, one.text) for one in paragraph] for paragraph in revisions(before, now)]


def test_a_word_that_was_changed_is_shown_in_its_paragraph() -> None:
    assert told("One.\n\nIt is let for nine years.\n\nTwo.", "One.\n\nIt is let for six years.\n\nTwo.") == [
        [("both", "It is let for"), ("before", "nine"), ("now", "six"), ("both", "years.")]
    ]


def test_paragraphs_that_came_and_went_stand_by_themselves() -> None:
    assert told("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.") == [[("now", "Three.")]]
    assert told("One.\n\nTwo.\n\nThree.", "Three.") == [[("before", "One.")], [("before", "Two.")]]


def test_what_is_too_long_to_compare_is_shown_as_a_whole() -> None:
    before, now = ("word " * (MOST_WORDS + 1)).strip(), "other"
    assert revisions(before, now) == [(Words(When.BEFORE, before), Words(When.NOW, now))]


@given(TEXT, TEXT)
def test_both_versions_can_be_read_in_what_is_shown(before: str, now: str) -> None:
    changed = revisions(before, now)
    if before == now:
        assert changed == []
    for text, other in ((before, When.NOW), (now, When.BEFORE)):
        shown = [" ".join(one.text for one in paragraph if one.when is not other) for paragraph in changed]
        paragraphs = text.split("\n\n")
        assert all(one in paragraphs for one in shown if one)
