from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

import pytest

from reader.article.model import Article, Attribution, Block, Form, Format, Kind, Quotation, Voice
from reader.quotes.candidates import Changed
from reader.quotes.checking import Finding, Worse
from reader.quotes.edits import Edit, EditKind
from reader.quotes.judging import Judgement, Severity, Verdict, judge
from reader.settings import Settings
from reader.tui.judged import mark_of
from reader.tui.page.tones import Tone
from reader.tui.screens.differences import DifferencesScreen, compared
from reader.tui.screens.quoting import _ellipses
from tests.tui.driving import picture, reading, text, until
from tests.tui.fakes import HOSTILE, FakeSession, filler, metadata, paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.reading import Reading
    from reader.tui.screens.reading import ReadingScreen


SOURCE = (
    "The port authority is abandoning its plan, a letter shows. Nobody at the quay was told of it. The sheds will be "
    "let, and twelve men will stay to grease them. The cranes are not to be sold before the spring."
)
PLAN = "The port authority is abandoning its plan […] twelve men will stay to grease them."
CRANES = "The cranes are to be sold before the spring"
CLERK = "the herring would be paid in full and on a Friday"


def commentary(plan: str = PLAN) -> Article:
    """A block quotation, one in a sentence, and far below them another block quotation."""
    aside = f"And then, says the clerk, “{CLERK}.” Of course."
    blocks = [
        Block("b1", Kind.HEADING, "The harbour deal is off", level=1),
        paragraph(2, "The wire says so:", ("The wire", "https://wire.example/lease")),
        Block("b3", Kind.PARAGRAPH, plan, voice=Voice.QUOTED, quotation="q1"),
        Block("b4", Kind.PARAGRAPH, aside),
        *filler(5, 20),
        Block("b30", Kind.PARAGRAPH, CRANES, voice=Voice.QUOTED, quotation="q3"),
        *filler(31, 20),
    ]
    start = aside.index(CLERK)
    wire = Attribution(outlet="The Wire")
    quotations = (
        Quotation("q1", Form.BLOCK, ("b3",), 0, len(plan), attribution=wire),
        Quotation("q2", Form.INLINE, ("b4",), start, start + len(CLERK)),
        Quotation("q3", Form.BLOCK, ("b30",), 0, len(CRANES), attribution=wire),
    )
    return Article(
        tuple(blocks), metadata("The harbour deal is off", "Tidewatch"), Format.HTML, "https://t.example/d", quotations
    )


def wire(words: str = SOURCE, title: str = "Port authority drops lease") -> Article:
    blocks = (Block("b1", Kind.PARAGRAPH, words), *filler(2, 12))
    return Article(blocks, metadata(title, "The Wire", "A. Reporter"), Format.HTML, "https://wire.example/lease")


def session(plan: str = PLAN, words: str = SOURCE) -> FakeSession:
    return FakeSession(commentary(plan), wire(words))


async def judged(pilot: Pilot[None], app: FakeSession, *ids: str) -> None:
    """Judge these quotations by the first source, and tell the screen."""
    found = app.readings[0]
    source = found.tracked["s1"].article
    assert source is not None
    assert found.judged is not None
    texts = {"q1": found.article.block("b3").text, "q2": CLERK, "q3": CRANES}
    for one in ids:
        judgement = judge(texts[one], source.text)
        there = judgement.at is not None
        found.findings[one] = Finding(judgement, "s1" if there else None)
        found.judged(one)
    await pilot.pause()


async def test_a_badge_changes_when_its_quotation_is_judged_and_no_row_moves() -> None:
    app = session()
    async with reading(app) as (pilot, _):
        before = picture(pilot)
        assert "? wire.example" in before
        await judged(pilot, app, "q1")
        after = picture(pilot)
        assert "✓… wire.example · with something left out (e)" in after
        assert [len(row) for row in before.splitlines()] == [len(row) for row in after.splitlines()]
        rows = list(zip(before.splitlines(), after.splitlines(), strict=True))
        assert sum(one != other for one, other in rows) == 1


async def test_an_inline_quotation_has_its_sign_beside_the_row_where_it_ends() -> None:
    app = session()
    async with reading(app) as (pilot, _):
        assert "✗" not in picture(pilot)
        await judged(pilot, app, "q2")
        (row,) = [row for row in picture(pilot).splitlines() if "✗" in row]
        assert "Friday" in row


async def test_the_differences_tell_a_marked_omission_from_a_change() -> None:
    app = session()
    async with reading(app) as (pilot, screen):
        await judged(pilot, app, "q1", "q2", "q3")
        await pilot.press("right_square_bracket", "D")
        words = text(pilot.app.screen, "#differences-words Static")
        assert "abandoning its plan […] {… 17 words left out …} twelve" in words
        assert "{+" not in words
        await pilot.press("escape", "right_square_bracket", "right_square_bracket", "D")
        assert "The cranes are {+not+} to be sold" in picture(pilot)
        assert "altered (D): negation" in text(screen.app.screen, "#differences-about")
        await pilot.press("D")
        assert pilot.app.screen is screen


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_the_differences_show_texts_as_they_are(hostile: str) -> None:
    words = SOURCE.replace("its plan", f"its {hostile} plan")
    quote = SOURCE.replace("its plan", f"its {hostile} old plan")
    app = session(quote, words)
    async with reading(app) as (pilot, _):
        await judged(pilot, app, "q1")
        await pilot.press("right_square_bracket", "D")
        assert isinstance(pilot.app.screen, DifferencesScreen)
        assert "old" in picture(pilot)
    shown = compared(f"a quay {hostile} is sold", f"a quay {hostile} was sold")
    assert hostile.strip("[]/ ")[:5] in shown.plain.replace(" ", "")
    assert " sold" in shown.plain
    assert {str(span.style) for span in shown.spans} <= {"$text-error strike", "$text-success", "$text-muted"}


async def test_the_differences_say_why_there_are_none() -> None:
    app = session()
    async with reading(app) as (pilot, screen):
        await pilot.press("right_square_bracket", "D")
        assert pilot.app.screen is screen
        assert "Nothing to compare it with yet." in picture(pilot)
        app.readings[0].findings["q1"] = Finding(Judgement(Verdict.UNVERIFIABLE, reason="walled"))
        await pilot.press("D")
        assert "Behind a paywall." in picture(pilot)


async def test_e_unfolds_what_was_left_out_and_folds_it_again() -> None:
    app = session()
    async with reading(app) as (pilot, _):
        await judged(pilot, app, "q1", "q3")
        await pilot.press("right_square_bracket", "e")
        shown = " ".join(picture(pilot).replace("│", " ").replace("┌", " ").split())
        assert "wire.example: what was left out" in shown
        assert "a letter shows. Nobody at the quay was told of it." in shown
        assert "A passage was left out: it is shown below the ellipsis, and e folds it." in picture(pilot)
        await pilot.press("e")
        assert "wire.example: what was left out" not in picture(pilot)
        await pilot.press("right_square_bracket", "right_square_bracket", "e")
        assert "Nothing is said to be left out here." in picture(pilot)


def test_what_was_left_out_belongs_to_the_paragraph_of_its_ellipsis() -> None:
    texts = ("He said: The quay … is let.", "The cranes stay.", "The sheds are […] let too.")
    blocks = tuple(Block(f"b{i}", Kind.PARAGRAPH, text) for i, text in enumerate(texts))
    quotation = Quotation("q1", Form.BLOCK, ("b0", "b1", "b2"), len("He said: "), len(texts[2]))
    two = Finding(Judgement(Verdict.ELIDED, omitted=("once", "not"), at=(0, 1)), "s1")
    article = Article(blocks, quotations=(quotation,))
    assert _ellipses(article, quotation, two) == ["b0", "b2"]
    one = Finding(Judgement(Verdict.ELIDED, omitted=("once",), at=(0, 1)), "s1")
    assert _ellipses(article, quotation, one) == ["b2"]


async def test_the_jumps_go_from_one_that_is_not_verbatim_to_the_next_and_back() -> None:
    app = session()
    async with reading(app) as (pilot, _):
        await judged(pilot, app, "q1", "q2", "q3")
        seen = []
        for key in (*["greater_than_sign"] * 4, *["less_than_sign"] * 3):
            await pilot.press(key)
            seen.append(picture(pilot).splitlines()[-1].strip()[:18])
        assert seen == [
            "“The port authorit",
            "“the herring would",
            "“The cranes are to",
            "No such quotation ",
            "“the herring would",
            "“The port authorit",
            "No such quotation ",
        ]


async def test_the_keys_work_on_the_quotation_that_was_jumped_to() -> None:
    app = session()
    async with reading(app) as (pilot, _):
        await judged(pilot, app, "q2", "q3")
        await pilot.press("greater_than_sign", "Y")
        await until(pilot, lambda: bool(pilot.app.clipboard))
        assert pilot.app.clipboard == f"“{CLERK}”"
        await pilot.press("greater_than_sign", "D")
        assert "The cranes are {+not+} to be sold" in picture(pilot)


async def test_a_verbatim_quotation_is_passed_over() -> None:
    app = session()
    async with reading(app) as (pilot, _):
        app.readings[0].findings["q1"] = Finding(Judgement(Verdict.VERBATIM, at=(0, 9)), "s1")
        await judged(pilot, app, "q3")
        await pilot.press("greater_than_sign")
        assert picture(pilot).splitlines()[-1].strip().startswith("“The cranes are to be …”: altered")


async def test_a_copied_quotation_is_one_clean_line_with_its_source_and_an_address_that_leads_to_it() -> None:
    app = session(f"{CRANES}\nbefore the\x1b[2J spring\u202e")
    async with reading(app) as (pilot, _):
        await judged(pilot, app, "q3")
        await pilot.press("right_square_bracket", "Y")
        await until(pilot, lambda: bool(pilot.app.clipboard))
        copied = pilot.app.clipboard
        assert copied.isprintable()
        assert "\x1b" not in copied
        assert copied.startswith(f"“{CRANES}")
        await pilot.press("right_square_bracket", "right_square_bracket", "Y")
        await until(pilot, lambda: pilot.app.clipboard != copied)
        assert pilot.app.clipboard == (
            f"“{CRANES}” — A. Reporter, wire.example, 2024-03-12 "
            "https://wire.example/lease#:~:text=The%20cranes%20are%20not%20to%20be%20sold%20before%20the%20spring"
        )


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_the_label_says_what_to_press_at_every_width(size: tuple[int, int]) -> None:
    app = session()
    async with reading(app, size=size) as (pilot, _):
        await judged(pilot, app, "q1")
        await pilot.press("right_square_bracket")
        (row,) = [row for row in picture(pilot).splitlines() if "✓… wire.example" in row]
        assert "with something left out (e)" in row
        assert len(row) <= size[0]
        await pilot.press("D")
        shown = picture(pilot)
        assert "{+source+}" in shown
        assert "{… left out …}" in shown
        assert "Esc closes" in shown


async def test_a_label_that_does_not_fit_says_that_there_is_more() -> None:
    app = session(plan=PLAN.replace("twelve men", "three cats").replace("authority", "council"))
    async with reading(app, size=(44, 20)) as (pilot, _):
        await judged(pilot, app, "q1")
        await pilot.press("right_square_bracket")
        (row,) = [row for row in picture(pilot).splitlines() if "≠ wire.example" in row]
        assert "altered (D): word…" in row


def altered(*kinds: EditKind, elsewhere: str | None = None, severity: Severity = Severity.MAJOR) -> str:
    edits = tuple(Edit(kind, "a", "b") for kind in kinds)
    found = Judgement(Verdict.ALTERED, severity=severity, edits=edits, at=(0, 1))
    return mark_of(Finding(found, "s1", elsewhere)).words


def test_a_mark_names_the_kinds_of_change_and_a_copy_that_has_it_as_quoted() -> None:
    assert altered(EditKind.NUMBER) == "altered (D): number"
    assert altered(EditKind.FUNCTION_WORD, EditKind.FUNCTION_WORD, EditKind.NAME) == "altered (D): function word, name"
    assert altered(EditKind.NUMBER, EditKind.NAME, EditKind.WORD) == "altered (D): number, name, more"
    assert altered(EditKind.STEM, severity=Severity.MINOR) == "altered slightly (D): stem"
    assert altered(EditKind.WORD, elsewhere="s2") == "altered (D): word, not so in another source"


def test_every_verdict_has_a_sign_of_its_own() -> None:
    marks = {verdict: mark_of(Finding(Judgement(verdict))) for verdict in Verdict}
    caution = mark_of(Finding(Judgement(Verdict.ELIDED, caution=True)))
    for signs in ({one.sign for one in [*marks.values(), caution]}, {one.plain for one in [*marks.values(), caution]}):
        assert len(signs) == len(marks) + 1
    assert all(one.plain.isascii() for one in [*marks.values(), caution])


def lit(pilot: Pilot[None], screen: ReadingScreen) -> list[str]:
    """The text that is lit on the screen, row by row."""
    ground = screen.page._tones.style(Tone.COMMENTARY, Tone.LIT).bgcolor
    strips = pilot.app.screen._compositor.render_strips()
    rows = ("".join(one.text for one in row if one.style and one.style.bgcolor == ground).strip() for row in strips)
    return [row for row in rows if row]


TWO = ("Nobody at the quay was told of it.", "The sheds will be let, and twelve men will stay to grease them.")


def apart() -> FakeSession:
    """A source that has the quotation at the end of one paragraph and in the next, far down."""
    blocks = (
        *filler(1, 20),
        Block("b30", Kind.PARAGRAPH, f"The port authority is abandoning its plan, a letter shows. {TWO[0]}"),
        Block("b31", Kind.PARAGRAPH, f"{TWO[1]} So it was said."),
        *filler(32, 12),
    )
    source = Article(blocks, metadata("Lease", "The Wire"), Format.HTML, "https://wire.example/lease")
    return FakeSession(commentary(f"{TWO[0]} … twelve men will stay to grease them."), source)


async def test_enter_opens_the_source_of_a_quotation_with_every_piece_of_the_passage_lit() -> None:
    app = apart()
    async with reading(app) as (pilot, screen):
        await judged(pilot, app, "q1")
        await pilot.press("right_square_bracket", "enter")
        await until(pilot, lambda: screen.trail is not None and bool(screen.trail.behind))
        assert " ".join(lit(pilot, screen)) == f"{TWO[0][:-1]} twelve men will stay to grease them"
        await pilot.press("backspace")
        assert "✓… wire.example" in picture(pilot)


async def test_enter_on_a_link_opens_the_passage_that_was_found_too() -> None:
    app = apart()
    async with reading(app) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: screen.trail is not None and bool(screen.trail.behind))
        assert lit(pilot, screen) == ["The port authority is abandoning its plan,"]  # nearest, as nothing is judged yet


async def test_enter_says_what_is_missing_where_there_is_nothing_to_open() -> None:
    app = session()
    async with reading(app) as (pilot, _):
        await pilot.press("J", "enter")
        assert "No link is selected: Tab selects one" in picture(pilot)
        await judged(pilot, app, "q2", "q3")
        await pilot.press("greater_than_sign", "enter")
        assert "No source is given for this quotation" in picture(pilot)


async def test_o_hands_the_browser_an_address_that_scrolls_to_the_passage(tmp_path: Path) -> None:
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/part" && mv "{tmp_path}/part" "{tmp_path}/seen"\n')
    script.chmod(0o755)
    app = session()
    async with reading(app, settings=Settings(browser=str(script))) as (pilot, _):
        await judged(pilot, app, "q3")
        await pilot.press("greater_than_sign", "o")
        await until(pilot, (tmp_path / "seen").exists)
        assert (tmp_path / "seen").read_text().strip() == (
            "https://wire.example/lease#:~:text=The%20cranes%20are%20not%20to%20be%20sold%20before%20the%20spring"
        )


async def test_what_got_worse_is_marked_with_its_reason_until_it_is_looked_at() -> None:
    app = session()
    async with reading(app) as (pilot, screen):
        await judged(pilot, app, "q3")
        found = app.readings[0]
        worse = Worse(Judgement(Verdict.VERBATIM), "its source has changed")
        found.findings["q3"] = replace(found.findings["q3"], worse=worse)
        screen.show_marks(cast("Reading", found))
        await pilot.press("greater_than_sign")
        assert "≠↓ The Wire" in picture(pilot)
        assert "was verbatim, but its source has changed; altered" in " ".join(picture(pilot).split())
        await pilot.press("D")
        assert "was verbatim, but" in text(pilot.app.screen, "#differences-about")
        await pilot.press("escape")
        await pilot.pause()
        assert "≠ The Wire" in picture(pilot)
        assert "was verbatim" not in picture(pilot)


def test_caution_is_told_apart_without_raising_an_alarm_and_names_what_was_swallowed() -> None:
    found = judge("The cranes are … to be sold before the spring", SOURCE)
    mark = mark_of(Finding(found, "s1"))
    assert (found.verdict, found.caution, found.swallowed) == (Verdict.ELIDED, True, ("not",))
    assert (mark.tone, mark.words) == ("quiet", "leaves out “not” (e)")


def test_a_mark_says_what_became_of_a_passage_and_whether_it_may_be_from_elsewhere() -> None:
    gone = Finding(Judgement(Verdict.VERBATIM), "s1", version=Changed(date(2024, 3, 1), date(2024, 3, 9)))
    added = Finding(Judgement(Verdict.VERBATIM), "s1", version=Changed(added_after=date(2024, 3, 12)))
    moved = Finding(Judgement(Verdict.MISATTRIBUTED), "s2", possibly=True)
    assert mark_of(gone).words == "word for word; gone since 2024-03-09"
    assert mark_of(added).words == "word for word; added after 2024-03-12"
    assert mark_of(moved).words == "may stand in another source, changed (D)"
