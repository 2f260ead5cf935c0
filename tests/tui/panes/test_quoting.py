from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.article.model import Article, Block, Kind
from reader.quotes.located import Stretch
from reader.tui.panes.quoting import lead, passage_text


@given(st.text("ab 本", max_size=200), st.integers(4, 60))
def test_a_lead_is_the_end_of_the_text_and_fits(text: str, width: int) -> None:
    found = lead(text, width, "…")
    assert cell_len(found) <= width
    assert text.endswith(found.removeprefix("… "))
    assert cell_len(text) > width or found == text


def test_the_lit_words_come_early_whatever_stands_before_them() -> None:
    text = "The quay is asleep. " * 30 + "Nobody voted on the lease. " + "That was all."
    start = text.index("Nobody")
    article = Article((Block("b1", Kind.PARAGRAPH, text), Block("b2", Kind.PARAGRAPH, "Later.")))
    shown = passage_text(article, [Stretch("b1", start, start + 26)], 36)
    assert shown.plain.index("Nobody") <= 18
    assert shown.plain.endswith("That was all.")
    (lit,) = shown.spans
    assert shown.plain[lit.start : lit.end] == "Nobody voted on the lease."


def test_a_short_paragraph_brings_the_next_one() -> None:
    article = Article((Block("b1", Kind.PARAGRAPH, "Nobody voted."), Block("b2", Kind.PARAGRAPH, "Later.")))
    assert passage_text(article, [Stretch("b1", 0, 13)], 36).plain == "Nobody voted.\n\nLater."


def test_without_a_passage_it_says_so() -> None:
    article = Article((Block("b1", Kind.PARAGRAPH, "Nobody voted."),))
    shown = passage_text(article, (), 36).plain
    assert shown.startswith("No passage of it comes near")
    assert shown.endswith("Nobody voted.")
