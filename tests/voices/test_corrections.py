from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article.model import Article, Because, Block, Format, Kind, Voice
from reader.voices.corrections import Correction, fingerprints, said_of, to_corrections
from reader.voices.hearing import Settled, hear

TEXTS = ("The quay is let.", "I do not like it.", "The quay is let.", "")


def article(*texts: str, form: Format = Format.TEXT) -> Article:
    return Article(tuple(Block(f"b{i}", Kind.PARAGRAPH, text) for i, text in enumerate(texts, 1)), format=form)


def test_a_correction_finds_its_paragraph_when_others_came_before_it() -> None:
    kept = to_corrections(article(*TEXTS), {"b2": True})
    assert said_of(article("A note by the editor.", *TEXTS), kept) == {"b3": True}


def test_of_two_paragraphs_alike_each_has_its_own() -> None:
    kept = to_corrections(article(*TEXTS), {"b3": True})
    assert said_of(article(*TEXTS), kept) == {"b3": True}


def test_a_paragraph_that_is_gone_is_not_looked_for_elsewhere() -> None:
    kept = to_corrections(article(*TEXTS), {"b2": True})
    assert said_of(article("Something else."), kept) == {}


def test_the_last_word_counts() -> None:
    mark = fingerprints(article(*TEXTS))["b1"]
    assert said_of(article(*TEXTS), [Correction(mark, quoted=True), Correction(mark, quoted=False)]) == {"b1": False}


@given(st.lists(st.text(max_size=30), max_size=6), st.data())
def test_what_is_kept_is_what_was_said(texts: list[str], data: st.DataObject) -> None:
    made = article(*texts)
    marks = fingerprints(made)
    said = data.draw(st.dictionaries(st.sampled_from(sorted(marks)), st.booleans())) if marks else {}
    assert len(set(marks.values())) == len(marks)
    assert said_of(made, to_corrections(made, said)) == said


def test_the_reader_overrules_the_markup_and_a_source_does_not() -> None:
    quoted = Block("b1", Kind.PARAGRAPH, TEXTS[0], depth=1, voice=Voice.QUOTED)
    made = Article((quoted, Block("b2", Kind.PARAGRAPH, TEXTS[1])), format=Format.HTML)
    by_reader = Settled(quoted=False, because=Because.READER, why="you said so")
    by_source = Settled(quoted=True, because=Because.SOURCE, why="stands there")
    assert hear(made, {"b1": by_reader}).blocks[0].voice is Voice.COMMENTARY
    assert hear(made, {"b2": by_source}).blocks[1].voice is Voice.COMMENTARY


def test_what_is_settled_is_told_in_a_text_without_marks() -> None:
    heard = hear(article(*TEXTS), {"b2": Settled(quoted=True, because=Because.SOURCE, why="stands in the Courier")})
    assert (heard.blocks[1].voice, heard.blocks[1].because) == (Voice.QUOTED, Because.SOURCE)
    assert 0.9 < heard.blocks[1].confidence < 1
    assert heard.blocks[1].why == "stands in the Courier"
    assert heard.blocks[0].because is Because.PROSE
