"""The verdicts of one reading while its sources come, change and go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

import reader
from reader.quotes.candidates import Dated
from reader.quotes.checking import Finding
from reader.quotes.edits import Edit, EditKind
from reader.quotes.judging import Judgement, Severity, Verdict
from reader.sources.model import Source, SourceKind, State, Tracked
from reader.tui.judged import mark_of
from reader.verdicts import REASONS as GIVEN
from reader.verdicts import Verdicts
from reader.vocabulary import KINDS, REASONS, STATES, VERDICTS, in_marks, in_words

if TYPE_CHECKING:
    from reader.article.model import Article

WORDS = "The north quay has been let for nine years to a company with no telephone."
POST = reader.read(f"# A quay\n\nThe [Courier](https://courier.example/quay) had it:\n\n> {WORDS}\n", "text/markdown")
NUMBER = Edit(EditKind.NUMBER, "21", "12")
SMALL = Edit(EditKind.FUNCTION_WORD, "of", "from")
GULLS = "".join(f"<p>Paragraph {n} is about gulls, nets and the price of tar in the lower town.</p>" for n in range(20))
SOURCE = Source("s1", SourceKind.LINK, "courier.example", "https://courier.example/quay", ())
OTHER = Source("s2", SourceKind.LINK, "wire.example", "https://wire.example/quay", ())


def page(*paragraphs: str) -> Article:
    return reader.read(f"<h1>Quay let</h1>{GULLS}{''.join(f'<p>{one}</p>' for one in paragraphs)}", "text/html")


def verdicts(tracked: dict[str, Tracked], **more: object) -> Verdicts:
    return Verdicts(POST, {"q1": "s1"}, tracked, **more)  # type: ignore[arg-type]


def test_a_verdict_that_got_worse_says_so_until_it_is_looked_at() -> None:
    tracked = {"s1": Tracked(SOURCE, State.OK, article=page(WORDS))}
    found = verdicts(tracked)
    assert found.judge() == ["q1"]
    tracked["s1"] = Tracked(SOURCE, State.OK, article=page(WORDS.replace("nine", "six")))
    assert found.judge() == ["q1"]
    worse = found.findings["q1"].worse
    assert worse is not None
    assert (worse.before.verdict, worse.why) == (Verdict.VERBATIM, "its source has changed")
    assert found.judge() == []
    found.looked_at("q1")
    assert found.findings["q1"].worse is None
    assert found.judge() == []


def test_one_that_gets_better_again_is_not_marked() -> None:
    tracked = {"s1": Tracked(SOURCE, State.OK, article=page(WORDS))}
    found = verdicts(tracked)
    found.judge()
    tracked["s1"] = Tracked(SOURCE, State.DEAD)
    found.judge()
    assert found.findings["q1"].worse is not None
    assert found.findings["q1"].worse.why == "its source is gone"
    tracked["s1"] = Tracked(SOURCE, State.OK, article=page(WORDS))
    assert found.judge() == ["q1"]
    assert found.findings["q1"].worse is None


def test_what_is_fetched_again_keeps_its_verdict_meanwhile() -> None:
    tracked = {"s1": Tracked(SOURCE, State.OK, article=page(WORDS))}
    found = verdicts(tracked)
    found.judge()
    tracked["s1"] = Tracked(SOURCE, State.FETCHING)
    assert found.judge() == []
    assert found.findings["q1"].judgement.verdict is Verdict.VERBATIM


def test_nothing_is_said_while_the_source_is_awaited_unless_nobody_waits() -> None:
    tracked = {"s1": Tracked(SOURCE, State.FETCHING), "s2": Tracked(OTHER, State.OK, article=page(WORDS))}
    found = verdicts(tracked)
    found.judge()
    assert found.findings["q1"].judgement.reason == "pending"
    found.judge(finally_=True)
    assert (found.findings["q1"].judgement.verdict, found.findings["q1"].found_in) == (Verdict.VERBATIM, "s2")


def test_the_page_that_a_quotation_is_probably_from_is_guessed_when_all_are_there_and_kept_while_one_comes_again() -> (
    None
):
    tracked = {
        "s1": Tracked(SOURCE, State.OK, article=page(WORDS.replace("nine", "six"))),
        "s2": Tracked(OTHER, State.FETCHING),
    }
    found = Verdicts(POST, {"q1": None}, tracked)
    found.judge()
    assert found.findings["q1"].judgement.reason == "no-source"
    tracked["s2"] = Tracked(OTHER, State.DEAD)
    found.judge()
    finding = found.findings["q1"]
    assert (finding.judgement.verdict, finding.found_in, finding.guessed) == (Verdict.ALTERED, "s1", True)
    tracked["s2"] = Tracked(OTHER, State.FETCHING)
    assert found.judge() == []
    tracked["s2"] = Tracked(OTHER, State.OK, article=page(WORDS))
    found.judge()
    finding = found.findings["q1"]
    assert (finding.judgement.verdict, finding.found_in, finding.guessed) == (Verdict.VERBATIM, "s2", False)


def test_what_was_shown_in_an_earlier_run_is_what_it_is_compared_with() -> None:
    tracked = {"s1": Tracked(SOURCE, State.OK, article=page("The quay is a quay."))}
    shown = {"q1": Finding(Judgement(Verdict.VERBATIM, at=(0, 9)), "s1")}
    found = verdicts(tracked, shown=shown)
    found.judge()
    assert found.findings["q1"].judgement.verdict is Verdict.NOT_FOUND
    assert found.findings["q1"].worse is not None


def test_what_a_source_said_before_is_held_against_it_and_shown() -> None:
    now = page("The quay is a quay.")
    before = page(WORDS).text
    tracked = {"s1": Tracked(SOURCE, State.OK, article=now)}
    found = verdicts(tracked, earlier={"s1": [Dated(date(2024, 3, 11), before)]})
    found.judge()
    finding = found.findings["q1"]
    assert (finding.judgement.verdict, finding.version and finding.version.stood) == ("verbatim", date(2024, 3, 11))
    assert found.text_of(finding) == before
    assert found.text_of(replace(finding, version=None)) == now.text


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        (f"“{WORDS[:-1]},” it says.", "verbatim"),
        (f"“{WORDS[:-1].replace('nine', 'six')},” it says.", "altered"),
        (f"{WORDS[:-1]}, it says.", "altered"),
    ],
)
def test_what_stands_outside_of_a_quotation_s_own_marks_need_not_stand_in_the_source(
    printed: str, verdict: str
) -> None:
    post = reader.read(f"# A quay\n\nThe [Courier](https://courier.example/quay):\n\n> {printed}\n", "text/markdown")
    quotation = next(one for one in post.quotations if one.form == "block")
    tracked = {"s1": Tracked(SOURCE, State.OK, article=page(WORDS.replace(", ", " ")))}
    found = Verdicts(post, {one.id: "s1" for one in post.quotations}, tracked)
    found.judge()
    assert found.findings[quotation.id].judgement.verdict == verdict


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding(Judgement(Verdict.VERBATIM), "s1"), "verbatim"),
        (
            Finding(Judgement(Verdict.MISATTRIBUTED), "s2", possibly=True),
            "possibly misattributed (may stand in another source, changed)",
        ),
        (Finding(Judgement(Verdict.NOT_FOUND)), "not found (does not stand there)"),
        (Finding(Judgement(Verdict.ELIDED, caution=True, swallowed=("not",))), "elided (leaves out “not”)"),
        (Finding(Judgement(Verdict.ELIDED, caution=True)), "elided (leaves out much)"),
        (Finding(Judgement(Verdict.ALTERED, severity=Severity.MAJOR, edits=(NUMBER,)), "s1"), "altered (number)"),
        (
            Finding(Judgement(Verdict.ALTERED, severity=Severity.MINOR, edits=(SMALL,))),
            "altered slightly (function word)",
        ),
        (Finding(Judgement(Verdict.UNVERIFIABLE, reason="offline")), "unverifiable (offline)"),
        (
            Finding(Judgement(Verdict.UNVERIFIABLE, reason="too-short", sought=5)),
            "unverifiable (five words, which do not stand there word for word)",
        ),
        (Finding(Judgement(Verdict.UNVERIFIABLE, reason="of another version")), "unverifiable (not verified)"),
    ],
)
def test_a_finding_in_words(finding: Finding, words: str) -> None:
    assert in_words(finding) == words


def test_the_screen_says_the_same_words_with_its_sign_and_keys() -> None:
    altered = Judgement(Verdict.ALTERED, severity=Severity.MAJOR, edits=(NUMBER,))
    assert mark_of(Finding(altered, "s1", guessed=True)).words == "altered (D): number; its source is a guess"
    assert mark_of(Finding(Judgement(Verdict.ELIDED, caution=True))).words == "leaves out much (e)"
    assert mark_of(Finding(Judgement(Verdict.UNVERIFIABLE, reason="pending"))).words == ""


def test_every_value_of_the_report_has_words() -> None:
    assert set(VERDICTS) == set(Verdict)
    assert set(STATES) == set(State)
    assert set(KINDS) == set(EditKind)
    assert {*GIVEN.values(), "unreachable", "nontext", "too-short", "uncompared"} == set(REASONS)


def test_marks_within_marks_are_single_ones() -> None:
    assert in_marks("“We are not” he said") == "“‘We are not’ he said”"
    assert in_marks("nothing nested") == "“nothing nested”"
