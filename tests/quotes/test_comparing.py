"""Sources that are compared elsewhere: all is found that is found here, and a failure there says nothing of a text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ClosingError, UnreadableError
from reader.quotes.candidates import Candidate, Dated
from reader.quotes.checking import Finding, check
from reader.quotes.comparing import MOST_FAILURES, AskingCandidate, Compared, Sought, are_copies, compare
from reader.quotes.judging import Verdict
from reader.quotes.standing import standing
from tests.quotes.stories import ASIDE, LETTER, STORY, TALKS

if TYPE_CHECKING:
    from collections.abc import Sequence

PILOTS = "the pilots have flatly refused to move a ship, and the board has refused to go on"
CHESS = "Nobody I know has ever solved it, and my neighbour, who says that she has, will not show us"
QUOTES = [
    PILOTS,
    PILOTS.replace("flatly", "bluntly"),
    CHESS,
    CHESS.replace("neighbour", "uncle"),
    "The minister promised a new bridge to the outer islands before the floods",
    "will not show",
    TALKS,
]
TEXTS = [
    STORY,
    LETTER,
    f"{STORY}\n\n{ASIDE}",
    STORY.replace("flatly refused", "declined"),
    STORY.replace(f"{TALKS}\n\n", ""),
    "I will not show us the answer yet.",
]


class Elsewhere:
    """Compares as another process does; dies of what holds one of the words in `deadly`."""

    def __init__(self, *deadly: str) -> None:
        self.asked: list[Sequence[Sought]] = []
        self.deadly = deadly

    def compare(self, text: str, sought: Sequence[Sought]) -> list[Compared]:
        self.asked.append(sought)
        if any(word in one.words for one in sought if one.judged for word in self.deadly):
            raise UnreadableError("too complex")
        return compare(text, sought)

    def are_copies(self, one: str, other: str) -> bool:
        if self.deadly:
            raise UnreadableError("too complex")
        return are_copies(one, other)


def found_by_asking(quote: str, named: AskingCandidate | None, others: Sequence[AskingCandidate]) -> Finding:
    """What is found once nothing is missing."""
    while True:
        found = check(quote, named, others, "no-source", guess=named is None)
        if not [one for one in (*others, *([named] if named else [])) if one.ask()]:
            return found


@given(
    st.sampled_from(QUOTES),
    st.none() | st.sampled_from(TEXTS),
    st.lists(st.sampled_from(TEXTS), max_size=3),
    st.lists(st.sampled_from(TEXTS), max_size=2),
)
def test_what_is_found_is_what_is_found_here(
    quote: str, named: str | None, others: list[str], earlier: list[str]
) -> None:
    elsewhere = Elsewhere()
    days = [Dated(date(2024, 3, number + 1), text) for number, text in enumerate(earlier)]
    here = Candidate("s0", named, earlier=days) if named is not None else None
    there = AskingCandidate("s0", named, elsewhere, earlier=days) if named is not None else None
    expected = check(
        quote, here, [Candidate(f"s{i}", one) for i, one in enumerate(others, 1)], "no-source", guess=named is None
    )
    asking = [AskingCandidate(f"s{i}", one, elsewhere) for i, one in enumerate(others, 1)]
    assert found_by_asking(quote, there, asking) == expected


def test_all_that_is_missing_is_asked_for_at_once_and_never_twice() -> None:
    elsewhere = Elsewhere()
    one = AskingCandidate("s1", STORY, elsewhere)
    for quote in QUOTES:
        one.judge(quote)
    assert one.ask()
    assert [len(sought) for sought in elsewhere.asked] == [len(QUOTES)]
    assert [one.judge(quote) for quote in QUOTES] == [Candidate("s1", STORY).judge(quote) for quote in QUOTES]
    assert not one.ask()


def test_paragraphs_are_found_elsewhere_too() -> None:
    one = AskingCandidate("s1", f"It was a wet day.\n\n{STORY}", Elsewhere())
    paragraphs = {"b1": TALKS, "b2": CHESS, "b3": f"{LETTER} {ASIDE}"}
    standing(paragraphs, [one])
    while one.ask():
        standing(paragraphs, [one])
    assert standing(paragraphs, [one]) == {"b1": "s1"}


def test_a_quotation_that_brings_the_other_process_down_costs_no_other_its_verdict() -> None:
    one = AskingCandidate("s1", f"{STORY}\n\n{LETTER}", Elsewhere("uncle"))
    found = [found_by_asking(quote, one, []).judgement for quote in QUOTES]
    assert [(judged.verdict, judged.reason) for judged in found if judged.reason == "uncompared"] == [
        (Verdict.UNVERIFIABLE, "uncompared")
    ]
    assert found[0].verdict is Verdict.VERBATIM


def test_where_everything_fails_it_is_given_up() -> None:
    elsewhere = Elsewhere(" ")
    one = AskingCandidate("s1", STORY, elsewhere)
    for number in range(100):
        one.judge(f"the quay {number} was let")
    assert one.ask()
    assert len(elsewhere.asked) == MOST_FAILURES
    assert {one.judge(f"the quay {number} was let").reason for number in range(100)} == {"uncompared"}


def test_what_could_not_be_compared_is_held_against_nobody() -> None:
    """Neither is it in another source because it is not in its own, nor was it there before, nor added since."""
    elsewhere = Elsewhere("neighbour")
    other = AskingCandidate("s2", LETTER, Elsewhere())
    assert found_by_asking(CHESS, AskingCandidate("s1", STORY, elsewhere), [other]).judgement.reason == "uncompared"
    earlier = [Dated(date(2024, 3, 1), LETTER)]
    one = AskingCandidate("s1", STORY, elsewhere, earlier=earlier)
    assert found_by_asking(CHESS, one, []).version is None


def test_the_end_of_the_program_says_nothing_of_a_quotation() -> None:
    class Closed(Elsewhere):
        def compare(self, text: str, sought: Sequence[Sought]) -> list[Compared]:  # noqa: ARG002 - as any other's
            raise ClosingError("closing")

    one = AskingCandidate("s1", STORY, Closed())
    one.judge(PILOTS)
    with pytest.raises(ClosingError):
        one.ask()
