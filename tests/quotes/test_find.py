from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.article.model import Article, Because, Block, Form, Kind, Mark, Quotation, Span, Voice
from reader.quotes import find

TEXTS = st.text(alphabet='ab cd “”"‘’.,«»', max_size=50)
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(Mark)), max_size=3)


def block(
    i: int,
    text: str,
    voice: Voice = Voice.COMMENTARY,
    kind: Kind = Kind.PARAGRAPH,
    because: Because = Because.MARKUP,
    spans: tuple[Span, ...] = (),
) -> Block:
    return Block(f"b{i}", kind, text, spans=spans, voice=voice, because=because)


def article(*texts: str) -> Article:
    return Article(tuple(block(i, text) for i, text in enumerate(texts, 1)))


def shown(found: Article, one: Quotation) -> str:
    """What a quotation says: its blocks' texts between its start and its end."""
    texts = [found.block(name).text for name in one.blocks]
    texts[-1] = texts[-1][: one.end]
    texts[0] = texts[0][one.start :]
    return " / ".join(texts)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    blocks = []
    for i in range(draw(st.integers(0, 6))):
        text = draw(TEXTS)
        spans = tuple(Span(start, min(end, len(text)), mark) for start, end, mark in draw(SPANS) if start <= len(text))
        blocks.append(
            block(
                i,
                text,
                draw(st.sampled_from(Voice)),
                draw(st.sampled_from(Kind)),
                spans=spans,
                because=draw(st.sampled_from(Because)),
            )
        )
    claimed = [one.id for one in blocks if one.voice is Voice.QUOTED][:2]
    made = (Quotation("x", Form.BLOCK, tuple(claimed), 0, 999, cite="https://courier.example/"),) if claimed else ()
    return Article(tuple(blocks), quotations=made)


def test_inline_quotations_of_four_words_or_more_in_document_order() -> None:
    found = find(article("The “north quay” was, he said, “shut for the winter.”", "Then: “we never saw it coming.”"))
    assert [one.id for one in found.quotations] == ["q1", "q2"]
    assert [shown(found, one) for one in found.quotations] == ["shut for the winter.", "we never saw it coming."]
    assert {one.form for one in found.quotations} == {Form.INLINE}


def test_only_the_outermost_of_nested_quotations() -> None:
    found = find(article("“She told me ‘the quay is shut for good’ twice,” he said."))
    assert [shown(found, one) for one in found.quotations] == ["She told me ‘the quay is shut for good’ twice,"]


def test_headings_code_and_quoted_blocks_hold_no_inline_quotations() -> None:
    text = "It says “the quay is shut today” here"
    found = find(
        Article(
            (
                block(1, text, kind=Kind.HEADING),
                block(2, text, kind=Kind.CODE),
                block(3, text, Voice.FURNITURE),
                block(4, text, Voice.QUOTED),
                block(5, 'run say "one two three four" now', spans=(Span(4, 30, Mark.CODE),)),
            )
        )
    )
    assert [(one.form, one.blocks) for one in found.quotations] == [(Form.BLOCK, ("b4",))]


def test_a_q_element_is_a_quotation_however_short_and_keeps_its_cite() -> None:
    text = "She called it “a plain farce of a season” and left."
    span = Span(15, 40, Mark.QUOTE, cite="https://courier.example/a")
    found = find(Article((block(1, text, spans=(span,)), block(2, "no way", spans=(Span(0, 2, Mark.QUOTE),)))))
    assert [(one.blocks, one.start, one.end, one.cite) for one in found.quotations] == [
        (("b1",), 15, 40, "https://courier.example/a"),
        (("b2",), 0, 2, None),
    ]


def test_a_quotation_over_paragraphs_is_one() -> None:
    found = find(article("He said: “First part of it.", "“Second part.", "“Third,” and “all of the rest too.”"))
    assert [shown(found, one) for one in found.quotations] == [
        "First part of it. / “Second part. / “Third,",
        "all of the rest too.",
    ]


def test_guessed_voices_make_one_quotation_for_each_run() -> None:
    voices = (Voice.COMMENTARY, Voice.QUOTED, Voice.QUOTED, Voice.COMMENTARY, Voice.QUOTED)
    found = find(Article(tuple(block(i, "a" * i, voice, because=Because.PROSE) for i, voice in enumerate(voices, 1))))
    assert found.quotations == (
        Quotation("q1", Form.BLOCK, ("b2", "b3"), 0, 3),
        Quotation("q2", Form.BLOCK, ("b5",), 0, 5),
    )
    assert [one.quotation for one in found.blocks] == [None, "q1", "q1", None, "q2"]


def test_neighbouring_quotations_of_the_markup_stay_two_with_cite_and_credit() -> None:
    blocks = (block(1, "one", Voice.QUOTED), block(2, "two — A. Wren", Voice.QUOTED))
    made = (
        Quotation("x", Form.BLOCK, ("b1",), 0, 3, cite="https://courier.example/1"),
        Quotation("y", Form.BLOCK, ("b2",), 0, 3, credit="A. Wren"),
    )
    found = find(Article(blocks, quotations=made))
    assert found.quotations == (made[0]._replace(id="q1"), made[1]._replace(id="q2"))


def test_a_block_that_the_reader_took_back_leaves_its_quotation() -> None:
    blocks = (
        block(1, "one", Voice.QUOTED),
        block(2, "two", Voice.QUOTED),
        block(3, "three", Voice.COMMENTARY, because=Because.READER),
    )
    made = Quotation("x", Form.BLOCK, ("b1", "b2", "b3"), 0, 5, cite="https://courier.example/1")
    found = find(Article(blocks, quotations=(made,)))
    assert found.quotations == (made._replace(id="q1", blocks=("b1", "b2"), end=3),)
    assert found.blocks[2].quotation is None


@given(articles())
def test_every_range_lies_inside_and_finding_again_changes_nothing(made: Article) -> None:
    found = find(made)
    assert [one.id for one in found.quotations] == [f"q{i}" for i in range(1, len(found.quotations) + 1)]
    for one in found.quotations:
        assert 0 <= one.start <= len(found.block(one.blocks[0]).text)
        assert 0 <= one.end <= len(found.block(one.blocks[-1]).text)
        assert one.end >= one.start or len(one.blocks) > 1
    assert [one.text for one in found.blocks] == [one.text for one in made.blocks]
    for heard in found.blocks:
        if heard.voice is not Voice.QUOTED or heard.text:
            assert (heard.quotation is not None) == (heard.voice is Voice.QUOTED)
    assert find(found) == found


def test_blocks_without_text_are_no_quotation() -> None:
    blocks = (block(1, "", Voice.QUOTED, Kind.FIGURE), block(2, "Words of the author."), block(3, "", Voice.QUOTED))
    made = Quotation("x", Form.BLOCK, ("b1",), 0, 0)
    found = find(Article(blocks, quotations=(made,)))
    assert found.quotations == ()
    assert all(one.quotation is None for one in found.blocks)
