"""What went wrong for users of other trackers and checkers, by the number it has in our survey of them.

1 to 11 are about quotations. Of 12 to 22, which are about sources, those that a verdict depends on stand here; the rest
is tested with the tracker: 13 to 15 in tests/sources, 21 in tests/tui.
"""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.model import Article, Attribution, Block, Form, Kind, Quotation
from reader.quotes.checking import Candidate, check
from reader.quotes.edits import EditKind
from reader.quotes.fragment import with_fragment
from reader.quotes.judging import Severity, Verdict, judge
from reader.quotes.tiers import Tier
from reader.sources.model import Mention, Source, SourceKind, State, Tracked
from reader.verdicts import Verdicts
from tests.quotes.stories import END, LETTER, STORY

LEASE = (
    "The tenant is not permitted to end this lease before the fifth year. The owner may visit the rooms after giving "
    "notice of 30 days. Neither of them may keep a goat on the stairs, whatever the custom of the house."
)
URL = "https://signal.example/mole"
QUOTE = "the pilots have flatly refused to move a ship, and the board has refused to go on"


def test_1_an_omission_that_swallows_a_not_pieces_turned_round_and_pieces_pages_apart() -> None:
    swallowed = judge("The tenant is … permitted to end this lease before the fifth year", LEASE)
    assert (swallowed.verdict, swallowed.caution, swallowed.omitted) == (Verdict.ELIDED, True, ("not",))
    turned = judge("The owner may visit the rooms … to end this lease before the fifth year", LEASE)
    assert turned.verdict is Verdict.ALTERED
    apart = judge("to end this lease before … a goat on the stairs", LEASE.replace(". ", f". {LETTER} "))
    assert (apart.verdict, apart.caution) == (Verdict.ELIDED, True)


def test_2_no_piece_beside_an_omission_goes_unchecked() -> None:
    for quote in ("… it shall be his when he dies … The owner may visit the rooms after giving notice",
                  "The owner may visit the rooms after giving notice … and take what he likes"):  # fmt: skip
        assert judge(quote, LEASE).verdict is Verdict.ALTERED


def test_3_a_negation_and_a_number_are_changes_of_their_own_kind_however_alike_the_rest_is() -> None:
    said = judge("The tenant is permitted to end this lease before the fifth year. The owner may visit", LEASE)
    days = judge("The owner may visit the rooms after giving notice of 10 days. Neither of them", LEASE)
    for found, wanted in ((said, EditKind.NEGATION), (days, EditKind.NUMBER)):
        assert found.similarity > 0.9
        assert (found.verdict, found.severity, found.edits[0].kind) == (Verdict.ALTERED, Severity.MAJOR, wanted)


@pytest.mark.parametrize("text", ["", " ", "…", "The tenant"])
def test_4_a_source_without_text_never_passes(text: str) -> None:
    assert judge("The tenant is not permitted to end this lease", text).verdict is Verdict.UNVERIFIABLE
    found = check("The tenant is not permitted to end this lease", Candidate("s1", text), [], "no-source")
    assert (found.judgement.verdict, found.judgement.reason) == (Verdict.UNVERIFIABLE, "thin")


def test_5_verbatim_says_whether_it_is_to_the_letter() -> None:
    assert judge("may visit the rooms after giving notice", LEASE).tier is Tier.IDENTICAL
    assert judge("may visit the rooms, after giving notice", LEASE).tier is Tier.CASE_AND_PUNCTUATION


def test_6_a_mark_is_an_edge_it_joins_nothing() -> None:
    assert judge("The tenant is … to end this lease before the fifth year", LEASE).verdict is Verdict.ELIDED
    assert judge("The tenant is to end this lease before the fifth year", LEASE).verdict is Verdict.ALTERED


def test_7_a_high_likeness_is_not_a_verdict() -> None:
    words = LETTER.split()
    for i in range(1, len(words) - 1):
        found = judge(" ".join((*words[:i], *words[i + 1 :])), LETTER)
        assert found.similarity > 0.97
        assert found.verdict is Verdict.ALTERED or words[i] in (words[i - 1], words[i + 1])


@pytest.mark.parametrize("quote", ["Linus", "the goats", "Developer, Frontend", "of the fifth lease", "a goat he said"])
def test_8_few_words_are_not_matched_by_likeness(quote: str) -> None:
    assert judge(quote, LEASE).verdict is Verdict.UNVERIFIABLE


def test_9_every_quotation_has_one_verdict_from_the_start() -> None:
    blocks = tuple(Block(f"b{i}", Kind.PARAGRAPH, text) for i, text in enumerate((QUOTE, END, "the old fog bell")))
    quotations = tuple(Quotation(f"q{i}", Form.BLOCK, (f"b{i}",), 0, len(one.text)) for i, one in enumerate(blocks))
    source = Source("s1", SourceKind.LINK, "signal.example", URL, (Mention("b0", 0, 1),))
    verdicts = Verdicts(
        Article(blocks, quotations=quotations),
        {"q0": "s1", "q1": None, "q2": "s1"},
        {"s1": Tracked(source, State.QUEUED)},
    )
    assert verdicts.findings.keys() == {"q0", "q1", "q2"}
    verdicts.judge()
    assert {one.judgement.verdict for one in verdicts.findings.values()} == {Verdict.UNVERIFIABLE}
    assert [one.judgement.reason for one in verdicts.findings.values()] == ["pending", "no-source", "too-short"]


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_10_empty_slices_and_edges_raise_nothing(text: str, start: int, end: int) -> None:
    judge(text[start:end], text)
    judge(text, text[start:end])
    with_fragment(URL, text, start, end)


def test_11_an_address_of_a_passage_encodes_hyphens_ends_at_words_and_crosses_no_paragraph() -> None:
    text = "They saw the sea-\u200bwall fall.\n\nNobody cheered."
    found = with_fragment(URL, text, text.index("sea"), text.index(" fall") + 5)
    assert found is not None
    assert "sea%2D" in found
    assert with_fragment(URL, text, text.index("fall"), text.index(" cheered")) is None
    part = with_fragment(URL, text, text.index("aw"), text.index("all."))
    assert part is None or all(word in text.split() for word in unquote(part.partition("=")[2]).split())


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.BLOCKED, "blocked"),  # 12: a wall of robots is not a death
        (State.WALLED, "walled"),  # 19: nor is a wall of payment
        (State.THIN, "thin"),
        (State.OFFLINE, "offline"),
        (State.DEAD, "unreachable"),
        (State.SKIPPED, "not-fetched"),  # 22: what nobody asked for was not fetched
    ],
)
def test_12_19_22_what_kept_a_source_from_being_read_is_said_and_is_never_not_found(state: State, reason: str) -> None:
    block = Block("b1", Kind.PARAGRAPH, QUOTE)
    quotation = Quotation("q1", Form.BLOCK, ("b1",), 0, len(QUOTE), attribution=Attribution(outlet="The Signal"))
    source = Source("s1", SourceKind.LINK, "signal.example", URL, (Mention("b1", 0, 1),))
    verdicts = Verdicts(Article((block,), quotations=(quotation,)), {"q1": "s1"}, {"s1": Tracked(source, state)})
    verdicts.judge()
    found = verdicts.findings["q1"].judgement
    assert (found.verdict, found.reason) == (Verdict.UNVERIFIABLE, reason)


def test_19_a_wall_s_few_words_are_no_source_and_a_copy_of_one_s_own_is() -> None:
    wall = Candidate("s1", "Log in or subscribe to go on reading. " * 5, complete=False)
    assert check(QUOTE, wall, [], "walled").judgement.reason == "thin"
    assert check(QUOTE, Candidate("s1", STORY), [], "walled").judgement.verdict is Verdict.VERBATIM
