from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import parse
from reader.article.model import Article, Because, Block, Fact, Format, Kind, Metadata, Voice
from reader.voices import hear

WIRE = (
    "MARROW (AP) — The board is abandoning its plan to lease the north quay, officials said on Tuesday, "
    "according to a spokesman for the ministry."
)
POST = ("I was going to write about gardens, but here’s the Courier:", WIRE, "I really don’t get it, do you?")


def article(*texts: str, form: Format = Format.TEXT) -> Article:
    blocks = tuple(Block(f"b{i}", Kind.PARAGRAPH, text) for i, text in enumerate(texts, 1))
    return Article(blocks, format=form)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    line = st.text(max_size=60) | st.sampled_from((*POST, "Read more", "Trending on Courier Video"))
    blocks = tuple(
        Block(
            f"b{i}",
            draw(st.sampled_from(Kind)),
            draw(line),
            voice=draw(st.sampled_from(Voice)),
            because=draw(st.sampled_from(Because)),
        )
        for i in range(draw(st.integers(0, 5)))
    )
    return Article(blocks, format=draw(st.sampled_from(Format)))


def test_flattened_text_is_guessed_and_says_so() -> None:
    heard = hear(article(*POST)).blocks
    assert [one.voice for one in heard] == [Voice.COMMENTARY, Voice.QUOTED, Voice.COMMENTARY]
    for one in heard:
        assert one.because is Because.PROSE
        assert 0.5 <= one.confidence <= 1
        assert one.why.startswith("guess: ")


@pytest.mark.parametrize("form", [Format.HTML, Format.MARKDOWN])
def test_where_markup_speaks_nothing_is_guessed(form: Format) -> None:
    made = article(*POST, form=form)
    assert hear(made) == made


def test_beside_a_mark_of_quotation_plain_text_is_held_to_be_its_authors_own_but_as_a_guess() -> None:
    made = article(*POST, "Thanks for all of it.", "I will write again when I know more.")
    marked = made.blocks[2]._replace(voice=Voice.QUOTED, depth=1)
    heard = hear(replace(made, blocks=(*made.blocks[:2], marked, *made.blocks[3:]))).blocks
    assert heard[2] == marked
    others = [one for one in heard if one.id != marked.id]
    assert {(one.voice, one.because) for one in others} == {(Voice.COMMENTARY, Because.PROSE)}
    assert all(0.5 <= one.confidence < 1 and one.why.startswith("guess: ") for one in others)
    wire, last = heard[1], heard[-1]
    assert wire.confidence == 0.5
    assert "reads as quoted" in wire.why
    assert last.confidence > 0.5


def test_what_a_plain_mail_does_not_mark_is_a_guess_and_what_it_marks_is_none() -> None:
    mail = f"From: a@example.org\nSubject: The quay\n\n{POST[0]}\n\n> {POST[2]}\n\n{WIRE}\n"
    first, marked, wire = hear(parse(mail.encode(), name="one.eml")).blocks
    assert (marked.voice, marked.because, marked.confidence) == (Voice.QUOTED, Because.MARKUP, 1)
    for one in (first, wire):
        assert (one.voice, one.because) == (Voice.COMMENTARY, Because.PROSE)
        assert 0.5 <= one.confidence < 1


@pytest.mark.parametrize("form", list(Format))
def test_furniture_is_its_own_voice_in_any_format(form: Format) -> None:
    heard = hear(article(*POST, "Trending on Courier Video", form=form)).blocks[3]
    assert (heard.voice, heard.because) == (Voice.FURNITURE, Because.PROSE)
    assert "Trending on" in heard.why


def test_furniture_inside_a_block_quotation_stays_quoted() -> None:
    made = Article((Block("b1", Kind.PARAGRAPH, "Read more", voice=Voice.QUOTED, depth=1),), format=Format.HTML)
    assert hear(made) == made


def test_the_title_and_headings_are_never_furniture_of_a_guess_nor_quoted() -> None:
    title = Block("b1", Kind.HEADING, "Subscribe", level=1)
    heading = Block("b3", Kind.HEADING, WIRE, level=2)
    first, last = (Block(name, Kind.PARAGRAPH, text) for name, text in (("b2", POST[0]), ("b4", POST[2])))
    heard = hear(Article((title, first, heading, last), Metadata(title=(Fact("Subscribe", "first line"),)))).blocks
    assert heard[0] == title
    assert heard[2] == heading


def test_what_the_reader_decided_stays() -> None:
    made = article(*POST)
    corrected = made.blocks[1]._replace(because=Because.READER, why="you said so")
    heard = hear(replace(made, blocks=(made.blocks[0], corrected, made.blocks[2])))
    assert heard.blocks[1] == corrected


@given(articles())
def test_hearing_changes_voices_only_and_once(made: Article) -> None:
    heard = hear(made)
    for before, after in zip(made.blocks, heard.blocks, strict=True):
        assert (
            after._replace(voice=before.voice, confidence=before.confidence, because=before.because, why=before.why)
            == before
        )
        assert 0 <= after.confidence <= 1
        if after.kind is Kind.HEADING and before.voice is not Voice.QUOTED:
            assert after.voice is not Voice.QUOTED
    assert hear(heard) == heard


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat hat beschlossen, dass die alte Fähre noch einen Winter fahren soll, und ich halte das für richtig. "
        * 2,
        "Het was niet zeker of er genoeg geld is in de stad. Ik vind het goed, het is zo, en we had er een. " * 2,
        "Совет решил во вторник, что старый паром будет ходить ещё одну зиму.",
    ],
)
def test_in_another_language_nothing_is_guessed(text: str) -> None:
    heard = hear(Article((Block("b1", Kind.PARAGRAPH, "Ein Titel:"), Block("b2", Kind.PARAGRAPH, text))))
    for block in heard.blocks:
        assert (block.voice, block.because) == (Voice.COMMENTARY, Because.PROSE)
        assert block.confidence <= 0.5
        assert block.why == "the guess knows English only"
