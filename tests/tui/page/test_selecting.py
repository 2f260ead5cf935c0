from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.page.caret import Word, between, by_paragraphs, by_words, count_words, word_at
from tests.tui.page.host import reading

TEXTS = st.lists(st.text(st.sampled_from("ab ë\u0301\u3042 \n"), max_size=12), min_size=1, max_size=5)


def selected(app: object) -> str | None:
    found: str | None = app.screen.get_selected_text()  # type: ignore[attr-defined]
    return found


async def test_words_rows_and_paragraphs_are_selected_by_keys() -> None:
    async with reading() as (app, pane, pilot):
        text = pane._article.blocks[0].text
        await pilot.press("V")
        first = selected(app)
        assert first is not None
        assert text.startswith(first)
        await pilot.press("space", "l", "l")
        assert selected(app) == " ".join(text.split()[:3])
        await pilot.press("}")
        assert selected(app) == text
        await pilot.press("h")
        assert selected(app) == text[: text.rindex(text.split()[-1])].rstrip()
        await pilot.press("space")  # lets go: the caret alone
        assert selected(app) == text.split()[-2]
        await pilot.press("escape")
        assert selected(app) is None


async def test_the_caret_goes_down_row_by_row_and_the_page_with_it() -> None:
    async with reading() as (app, pane, pilot):
        await pilot.press("V", *("j" * 30))
        assert pane.scroll_y > 0
        assert selected(app)
        await pilot.press(*("k" * 45))
        assert selected(app) == pane._article.blocks[0].text.split()[0]


async def test_a_key_that_means_nothing_there_ends_it_and_does_its_work() -> None:
    async with reading() as (app, pane, pilot):
        await pilot.press("V", "G")
        assert selected(app) is None
        assert pane.progress == 1.0


@given(TEXTS, st.data())
def test_the_caret_stays_on_words(texts: list[str], data: st.DataObject) -> None:
    shown = list(range(len(texts)))
    start = next((word for i in shown if (word := word_at(texts, i, 0)) is not None), None)
    if start is None:
        return
    word = start
    for step in data.draw(st.lists(st.sampled_from([1, -1]), max_size=20)):
        move = data.draw(st.sampled_from([by_words, by_paragraphs]))
        word = move(texts, shown, word, step)
        held = texts[word.block][word.start : word.end]
        assert held
        assert not any(c.isspace() for c in held)
        chosen = between(start, word)
        assert (chosen.first, chosen.start) <= (chosen.last, chosen.end)
        assert count_words(texts, shown, chosen) >= 1


@given(TEXTS)
def test_going_on_by_words_comes_by_every_word(texts: list[str]) -> None:
    shown = list(range(len(texts)))
    every = [text[w.start : w.end] for i, text in enumerate(texts) for w in _walk(texts, i)]
    assert every == [word for text in texts for word in text.split()]
    start = next((word for i in shown if (word := word_at(texts, i, 0)) is not None), None)
    seen = []
    while start is not None:
        seen.append(texts[start.block][start.start : start.end])
        after = by_words(texts, shown, start, 1)
        start = None if after == start else after
    assert seen == every


def _walk(texts: list[str], block: int) -> list[Word]:
    found, at = [], 0
    while (word := word_at(texts, block, at)) is not None and word.end > at:
        found.append(word)
        at = word.end
    return found
