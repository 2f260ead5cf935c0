from __future__ import annotations

from reader.quotes.checking import Candidate, check, is_same_work
from reader.quotes.judging import Verdict
from reader.quotes.tokens import Prepared
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
