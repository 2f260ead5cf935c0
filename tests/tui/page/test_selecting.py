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


async def test_from_row_to_row_the_caret_keeps_its_column() -> None:
    async with reading() as (app, pane, pilot):
        await pilot.press("V", *("l" * 8))
        at = pane._caret
        assert at is not None
        text = pane._article.blocks[at.block].text
        await pilot.press("j")
        below = pane._caret
        assert below is not None
        assert pane._page.row_of(*below[:2]) == pane._page.row_of(*at[:2]) + 1
        start = pane._page.anchor(pane._page.row_of(*below[:2])).offset
        assert below.start <= start + at.start < below.end + 1
        await pilot.press("k")
        assert pane._caret == at
        await pilot.press("end", "v", "home")
        row = selected(app)
        assert row is not None
        assert text.startswith(row)
        assert below.start >= len(row)


async def test_a_paragraph_is_selected_whole_and_the_next_one_after_it() -> None:
    async with reading() as (app, pane, pilot):
        first, second = (block.text for block in pane._article.blocks[:2])
        await pilot.press("V", "l", "p")
        assert selected(app) == first
        await pilot.press("p")
        assert selected(app) == f"{first}\n\n{second}"
        await pilot.press("o", "l")  # from its other end the selection shrinks
        assert selected(app) == f"{first.partition(' ')[2]}\n\n{second}"


async def test_the_caret_begins_at_the_selected_link() -> None:
    async with reading() as (app, pane, pilot):
        await pilot.press("tab", "tab", "V")
        link, word = pane.selected, pane._caret
        assert link is not None
        assert word is not None
        assert (word.block, word.start) <= (link.block, link.start)
        assert link.start < word.end
        assert selected(app)


async def test_own_keys_take_the_place_of_the_carets() -> None:
    async with reading() as (app, pane, pilot):
        pane.rekey({"select.next_word": "n", "select.leave": "z"})
        await pilot.press("V", "space", "n", "n")
        assert selected(app) == " ".join(pane._article.blocks[0].text.split()[:3])
        await pilot.press("right")  # means nothing any more, and ends it
        assert selected(app) is None
        await pilot.press("V", "z")
        assert selected(app) is None


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
