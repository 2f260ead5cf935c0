from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.model import Article, Block, Kind, Voice
from reader.quotes.passage import Passage, nearest

STORY = (
    "The port of Marrow has seen better years. Ferries still call twice a day, and the market opens at six.",
    "The board voted to close the quay. It will stay shut until the cranes are repaired, the board’s chair said. Why?",
    "Fishing crews have moved their boats to the south basin, where the fees are higher. Several said they would sell.",
)
WORDS = st.sampled_from(["the", "quay", "crane", "is", "Mr.", "shut", "boats", "of", "sold", "“so”", "3.5", "U.S.", ""])
PROSE = st.lists(WORDS, max_size=120).map(" ".join)


def article(*texts: str) -> Article:
    return Article(tuple(Block(f"b{i}", Kind.PARAGRAPH, text) for i, text in enumerate(texts, 1)))


def shown(source: Article, passage: Passage | None) -> str:
    assert passage is not None
    return source.block(passage.block).text[passage.start : passage.end]


def test_a_shared_run_of_words_decides_whatever_its_typography() -> None:
    source = article(*STORY)
    quoted = "shut until the cranes are repaired, the board's chair said"
    found = nearest(source, quoted, quotation=True)
    assert shown(source, found) == "It will stay shut until the cranes are repaired, the board’s chair said."
    assert found is not None
    assert found.score == 1.0


def test_the_longest_run_wins_over_an_earlier_one() -> None:
    source = article("It was at the end of the day.", "It was at the end of the day shift, they told us.")
    found = nearest(source, "he came at the end of the day shift")
    assert found is not None
    assert found.block == "b2"


def test_without_a_run_the_sentence_with_the_telling_words() -> None:
    source = article(*STORY)
    found = nearest(source, "Crews are selling: boats went south, and the basin charges higher fees.")
    assert shown(source, found).startswith("Fishing crews have moved their boats")


@pytest.mark.parametrize("query", ["", "…", "Penguins rarely dance in opera houses.", "and the of it"])
def test_nothing_shared_is_none(query: str) -> None:
    assert nearest(article(*STORY), query) is None


def test_a_quotation_needs_more_in_common_than_a_sentence_that_links() -> None:
    source = article(*STORY)
    loose = "Fees, wrote the weary tax inspector from upriver, ruin crews slowly through autumn paperwork"
    assert nearest(source, loose) is not None
    assert nearest(source, loose, quotation=True) is None


def test_furniture_and_code_are_no_passages() -> None:
    text = "the board voted to close the quay"
    blocks = (Block("b1", Kind.CODE, text), Block("b2", Kind.PARAGRAPH, text, voice=Voice.FURNITURE))
    assert nearest(Article(blocks), text) is None


def test_a_long_sentence_is_cut_around_the_run() -> None:
    text = " ".join(f"word{i}" for i in range(300))
    source = article(text)
    got = shown(source, nearest(source, "word200 word201 word202 word203 word204 word205"))
    assert len(got.split()) == 60
    assert "word200 word201" in got


def test_a_source_and_a_query_of_one_word_over_and_over() -> None:
    found = nearest(article("quay " * 20_000), "quay " * 5_000)
    assert found is not None
    assert found.score == 1.0


@given(st.lists(PROSE | st.text(), max_size=4), PROSE | st.text(), st.booleans())
def test_a_passage_lies_inside_one_block_and_is_short(texts: list[str], query: str, quotation: bool) -> None:
    source = article(*texts)
    found = nearest(source, query, quotation=quotation)
    if found is not None:
        text = source.block(found.block).text
        assert 0 <= found.start < found.end <= len(text)
        assert len(text[found.start : found.end].split()) <= 60
        assert 0 < found.score <= 1


@given(PROSE.filter(lambda text: len(text.split()) >= 5))
def test_a_text_is_found_in_itself(text: str) -> None:
    found = nearest(article("Something else altogether.", text), text, quotation=True)
    assert found is None or found.block == "b2"
    if len([word for word in text.replace(".", " ").split() if word.isalnum()]) >= 7:
        assert found is not None
