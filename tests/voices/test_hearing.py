from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_one_mark_of_quotation_in_plain_text_silences_the_model() -> None:
    made = article(*POST)
    marked = replace(made.blocks[2], voice=Voice.QUOTED, depth=1)
    made = replace(made, blocks=(*made.blocks[:2], marked))
    assert hear(made) == made


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
    corrected = replace(made.blocks[1], because=Because.READER, why="you said so")
    heard = hear(replace(made, blocks=(made.blocks[0], corrected, made.blocks[2])))
    assert heard.blocks[1] == corrected


@given(articles())
def test_hearing_changes_voices_only_and_once(made: Article) -> None:
    heard = hear(made)
    for before, after in zip(made.blocks, heard.blocks, strict=True):
        assert (
            replace(after, voice=before.voice, confidence=before.confidence, because=before.because, why=before.why)
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
