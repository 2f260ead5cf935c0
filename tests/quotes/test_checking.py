from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.candidates import Candidate, Changed, Dated
from reader.quotes.checking import Finding, check, is_worse
from reader.quotes.judging import Judgement, Verdict
from reader.quotes.tokens import Prepared
from reader.quotes.works import is_same_work
from tests.quotes.stories import ASIDE, LETTER, STORY, TALKS

PILOTS = "the pilots have flatly refused to move a ship, and the board has refused to go on"
CHESS = "Nobody I know has ever solved it, and my neighbour, who says that she has, will not show us"
NOWHERE = "The minister promised a new bridge to the outer islands before the floods"
LONG = f"{STORY}\n\n{LETTER}"


def source(name: str, text: str, *, complete: bool = True) -> Candidate:
    return Candidate(name, text, complete=complete)


def test_the_source_it_is_attributed_to_comes_first() -> None:
    found = check(PILOTS, source("s2", STORY), [source("s1", STORY)], "no-source")
    assert (found.judgement.verdict, found.found_in, found.elsewhere) == (Verdict.VERBATIM, "s2", None)


def test_words_of_one_source_credited_to_another_are_misattributed() -> None:
    found = check(CHESS, source("s1", STORY), [source("s2", LETTER)], "no-source")
    assert (found.judgement.verdict, found.found_in) == (Verdict.MISATTRIBUTED, "s2")
    assert found.judgement.at is not None
    assert LETTER[slice(*found.judgement.at)] == CHESS


def test_a_phrase_of_a_few_words_is_nobody_s_own() -> None:
    other = source("s2", "I will not show us the answer yet.")
    found = check("will not show us the answer yet", source("s1", STORY), [other], "")
    assert (found.judgement.verdict, found.found_in) == (Verdict.NOT_FOUND, None)


def test_what_another_copy_of_the_story_has_is_not_misattributed() -> None:
    cut = STORY.replace(TALKS + "\n\n", "")
    found = check(PILOTS, source("s1", cut), [source("s2", STORY)], "no-source")
    assert (found.judgement.verdict, found.found_in) == (Verdict.VERBATIM, "s2")


def test_what_an_outlet_changed_stays_altered_and_points_to_the_copy_that_has_it() -> None:
    edited = STORY.replace("flatly refused", "declined")
    found = check(PILOTS, source("s1", edited), [source("s3", LETTER), source("s2", STORY)], "no-source")
    assert (found.judgement.verdict, found.found_in, found.elsewhere) == (Verdict.ALTERED, "s1", "s2")


def test_not_found_is_said_of_a_whole_source_only() -> None:
    whole = check(NOWHERE, source("s1", LONG), [source("s2", LETTER)], "no-source").judgement
    part = check(NOWHERE, source("s1", STORY, complete=False), [], "no-source").judgement
    assert whole.verdict is Verdict.NOT_FOUND
    assert (part.verdict, part.reason) == (Verdict.UNVERIFIABLE, "thin")


def test_a_source_with_no_text_never_passes() -> None:
    for text in ("", "Log in.", "…"):
        found = check(PILOTS, source("s1", text, complete=False), [], "no-source").judgement
        assert (found.verdict, found.reason) == (Verdict.UNVERIFIABLE, "thin")


def test_without_a_source_of_its_own_it_is_found_where_it_stands_or_says_why_not() -> None:
    found = check(PILOTS, None, [source("s1", LETTER), source("s2", STORY)], "walled")
    assert (found.judgement.verdict, found.found_in) == (Verdict.VERBATIM, "s2")
    missing = check(NOWHERE, None, [source("s1", LONG)], "walled")
    assert (missing.judgement.verdict, missing.judgement.reason) == (Verdict.UNVERIFIABLE, "walled")
    assert missing.found_in is None


def test_one_with_nothing_left_out_comes_before_one_with() -> None:
    quote = f"told reporters. … {ASIDE}"
    with_omission = source("s1", STORY)
    found = check(quote, None, [with_omission, source("s2", f"She told reporters. {ASIDE} That was all.")], "")
    assert (found.judgement.verdict, found.found_in) == (Verdict.VERBATIM, "s2")


def test_few_words_are_too_short_whatever_became_of_the_source() -> None:
    found = check("a new bridge", None, [], "offline").judgement
    assert (found.verdict, found.reason) == (Verdict.UNVERIFIABLE, "too-short")


def test_copies_of_a_story_are_one_work_and_two_stories_are_not() -> None:
    copy = STORY.replace("flatly", "").replace("Saturday", "Sunday").upper()
    assert is_same_work(Prepared(STORY), Prepared(f"By A. Reporter\n\n{copy}\n\nMore from the Signal"))
    assert not is_same_work(Prepared(STORY), Prepared(LETTER))
    assert not is_same_work(Prepared(""), Prepared(STORY))


def test_words_that_stand_changed_in_another_source_are_possibly_misattributed() -> None:
    changed = CHESS.replace("neighbour", "cousin")
    found = check(changed, source("s1", LONG.replace(LETTER, ASIDE * 9)), [source("s2", LETTER)], "")
    assert (found.judgement.verdict, found.found_in, found.possibly) == (Verdict.MISATTRIBUTED, "s2", True)
    assert [edit.source for edit in found.judgement.edits] == ["neighbour"]
    part = check(changed, source("s1", STORY, complete=False), [source("s2", LETTER)], "").judgement
    assert (part.verdict, part.reason) == (Verdict.UNVERIFIABLE, "thin")


def test_what_only_a_copy_of_the_story_has_changed_is_altered() -> None:
    cut = STORY.replace(TALKS + "\n\n", "")
    found = check(PILOTS.replace("flatly", "firmly"), source("s1", cut), [source("s2", STORY)], "")
    assert (found.judgement.verdict, found.found_in, found.possibly) == (Verdict.ALTERED, "s2", False)


def test_an_outlet_that_altered_a_story_is_told_from_one_whose_own_words_they_are() -> None:
    edited = STORY.replace("flatly refused", "declined")
    wire = check(PILOTS, source("s1", edited), [source("s2", STORY)], "")
    other = check(PILOTS, source("s1", f"{TALKS.replace('flatly', 'firmly')} {LETTER}"), [source("s2", STORY)], "")
    assert (wire.judgement.verdict, wire.elsewhere, wire.same_work) == (Verdict.ALTERED, "s2", True)
    assert (other.judgement.verdict, other.elsewhere, other.same_work) == (Verdict.ALTERED, "s2", False)


def test_nothing_is_said_before_the_source_it_is_attributed_to() -> None:
    found = check(PILOTS, None, [source("s2", STORY)], "pending", awaited=True)
    assert (found.judgement.verdict, found.judgement.reason) == (Verdict.UNVERIFIABLE, "pending")
    assert check(PILOTS, None, [source("s2", STORY)], "pending").judgement.verdict is Verdict.VERBATIM


CUT = STORY.replace(TALKS, "The talks go on.")
WRITTEN = date(2024, 3, 12)


def versions(now: str, *earlier: tuple[int, str]) -> Candidate:
    """A source that says this now, and said those on these days of March."""
    return Candidate("s1", now, earlier=[Dated(date(2024, 3, day), text) for day, text in earlier])


@pytest.mark.parametrize(
    ("candidate", "verdict", "changed"),
    [
        (versions(STORY), "verbatim", None),
        (versions(STORY, (13, STORY), (20, STORY)), "verbatim", None),
        (versions(STORY, (10, CUT)), "verbatim", None),  # it may have been put in before the article was written
        (versions(STORY, (12, CUT), (20, STORY)), "verbatim", Changed(added_after=date(2024, 3, 12))),
        (versions(CUT, (11, STORY)), "verbatim", Changed(stood=date(2024, 3, 11))),
        (versions(CUT, (11, STORY), (15, CUT)), "verbatim", Changed(date(2024, 3, 11), date(2024, 3, 15))),
        (versions(CUT, (1, STORY), (11, STORY), (15, CUT)), "verbatim", Changed(date(2024, 3, 11), date(2024, 3, 15))),
        (versions(STORY.replace("flatly ", ""), (11, STORY)), "verbatim", Changed(stood=date(2024, 3, 11))),
        (versions(STORY.replace("flatly ", ""), (11, CUT)), "altered", None),
        (versions(CUT, (11, CUT), (15, "")), "not_found", None),
    ],
)
def test_the_version_in_which_it_stands_counts_and_what_became_of_it_is_said(
    candidate: Candidate, verdict: str, changed: Changed | None
) -> None:
    found = check(PILOTS, candidate, [], "", written=WRITTEN)
    assert (found.judgement.verdict, found.version) == (verdict, changed)


def test_the_day_of_the_reading_dates_what_only_today_s_page_has_not() -> None:
    candidate = Candidate("s1", CUT, earlier=[Dated(date(2024, 3, 11), STORY)], read=date(2024, 5, 1))
    assert check(PILOTS, candidate, [], "").version == Changed(date(2024, 3, 11), gone_since=date(2024, 5, 1))


@given(st.sampled_from(list(Verdict)), st.sampled_from(list(Verdict)), st.booleans(), st.booleans())
def test_of_two_findings_at_most_one_is_worse_and_a_first_answer_is_not(
    one: Verdict, other: Verdict, careful: bool, also: bool
) -> None:
    a = Finding(Judgement(one, caution=careful and one is Verdict.ELIDED))
    b = Finding(Judgement(other, caution=also and other is Verdict.ELIDED))
    assert not (is_worse(a, b) and is_worse(b, a))
    assert not is_worse(a, a)
    assert not is_worse(a, Finding(Judgement(Verdict.UNVERIFIABLE, reason="pending")))
