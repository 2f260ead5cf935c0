"""Quotations of which nothing says where they are from, held against every page the article links to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.quotes.candidates import Candidate
from reader.quotes.checking import Finding, check
from reader.quotes.judging import Verdict
from tests.quotes.guesses import CHANGES, run
from tests.quotes.stories import LETTER, STORY

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [Candidate("s1", LETTER), Candidate("s2", STORY)]
PILOTS = "the pilots have flatly refused to move a ship, and the board has refused to go on"


def found(quote: str, pages: list[Candidate] | None = None) -> Finding:
    return check(quote, None, PAGES if pages is None else pages, "no-source", guess=True)


@pytest.mark.parametrize(
    ("quote", "kind", "source"),
    [
        ("We will sign a lease that shields anyone from our own courts", "negation", "not"),
        ("I have read your paper for sixty years and never once found the tide table", "number", "forty"),
        ("Currently 1,400 people work on the mole", "number", "4,100"),
        (PILOTS.replace("pilots", "sailors"), "word", "pilots"),
    ],
)
def test_what_comes_so_near_to_one_page_is_held_against_it_and_said_to_be_a_guess(
    quote: str, kind: str, source: str
) -> None:
    finding = found(quote)
    assert (finding.judgement.verdict, finding.guessed) == (Verdict.ALTERED, True)
    assert finding.found_in == ("s1" if "paper" in quote else "s2")
    assert [(edit.kind, edit.source) for edit in finding.judgement.edits] == [(kind, source)]


@pytest.mark.parametrize(
    "quote",
    [
        "It was the best of evenings, and the worst of bells",
        "Nobody I know has ever asked for it, and my sister will not either",  # some of it, and another thing
        "have to do what is right for them",  # the words of everybody
        "Nobody offered him a ship",  # few words
        "the pilots … have flatly … refused … to move … every ship",  # pieces stand everywhere
        "We will not sign a lease that the weather page prints every other tide table on this coast",  # two places
        "the moon was. I would not … Currently 4,200 people work on the mole",  # of two pages
    ],
)
def test_where_no_page_comes_near_nothing_is_claimed(quote: str) -> None:
    finding = found(quote)
    assert (finding.judgement.verdict, finding.found_in, finding.guessed) == (Verdict.UNVERIFIABLE, None, False)


def test_what_stands_word_for_word_in_a_page_is_no_guess() -> None:
    finding = found(PILOTS)
    assert (finding.judgement.verdict, finding.found_in, finding.guessed) == (Verdict.VERBATIM, "s2", False)


def test_of_two_pages_that_say_nearly_the_same_neither_is_named() -> None:
    other = Candidate("s3", STORY.replace("flatly refused to move", "bluntly refused to tow"))
    finding = found(PILOTS.replace("flatly", "firmly").replace("move", "tow"), [*PAGES, other])
    assert (finding.judgement.verdict, finding.judgement.reason) == (Verdict.UNVERIFIABLE, "no-source")


def test_of_two_pages_with_the_same_passage_one_is_named() -> None:
    copy = Candidate("s3", f"The Post writes: {PILOTS} without them.")
    finding = found(PILOTS.replace("flatly", "firmly"), [copy, *PAGES])
    assert (finding.judgement.verdict, finding.guessed) == (Verdict.ALTERED, True)


def test_a_source_that_could_not_be_had_may_have_the_very_words() -> None:
    finding = check(PILOTS.replace("flatly", "firmly"), None, PAGES, "walled")
    assert (finding.judgement.verdict, finding.judgement.reason) == (Verdict.UNVERIFIABLE, "walled")


@pytest.mark.shared
@pytest.mark.slow
def test_real_texts_name_their_own_page_when_changed_and_none_when_it_is_not_there(shared: Path) -> None:
    figures = run(shared, 400, seed=7)
    assert all(one.cases > 150 and not one.wrong for one in figures.values()), figures
    assert figures["of no page"].right == figures["of no page"].cases
    assert all(figures[name].right >= 0.85 * figures[name].cases for name in CHANGES), figures
