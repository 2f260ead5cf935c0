"""Text from strangers that would be markup if anybody let it: it is shown as it is, and a click on it does nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, OptionList

from reader.article.model import Article, Block, Format, Kind
from reader.tui.app import PullquoteApp
from reader.tui.screens.contents import ContentsScreen
from reader.tui.screens.reading import ReadingScreen
from tests.tui.driving import picture, reading, settled, text, until
from tests.tui.fakes import HOSTILE, FakeSession, commentary, metadata, report
from tests.tui.sinks import complaints

if TYPE_CHECKING:
    from textual.pilot import Pilot

ROOM = (200, 50)
WORST = HOSTILE[:3]
"""A click that quits, one that gets past `escape`, and what ends the app where it is parsed."""


async def click_on(pilot: Pilot[None], words: str) -> int:
    """Click on every place on the screen that shows some words; how many there were."""
    rows = picture(pilot).splitlines()
    places = [(line.index(words) + 1, row) for row, line in enumerate(rows) if words in line]
    for place in places:
        await pilot.click(offset=place)
        await pilot.pause()
    assert pilot.app.is_running
    return len(places)


def page_of(pilot: Pilot[None]) -> str:
    """What is left of the sources and the preview."""
    return "\n".join(row.rpartition("│")[0] for row in picture(pilot).splitlines())


def hostile_report(title: str) -> Article:
    """A source that says everything with the same words, the passage that is quoted from it as well."""
    blocks = (
        Block("b1", Kind.HEADING, title, level=1),
        Block("b2", Kind.PARAGRAPH, f"The port authority {title} is abandoning its plan.\n{title}"),
    )
    return Article(blocks, metadata(title, title, title), Format.HTML, "https://wire.example/lease")


@pytest.mark.parametrize("title", HOSTILE)
async def test_a_hostile_title_stands_literally_everywhere(title: str) -> None:
    session = FakeSession(commentary(title), report(title))
    async with reading(session, size=ROOM) as (pilot, screen):
        await pilot.press("tab")
        await until(pilot, lambda: title in text(screen, "#facts"))
        rows = picture(pilot).splitlines()
        assert title in rows[0]
        assert sum(title[:24] in row for row in rows) >= 4  # heading, page, list (which may cut it), preview
        await click_on(pilot, title)
        await settled(pilot, screen)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, ContentsScreen))
        assert title in str(pilot.app.screen.query_one(OptionList).options[0].prompt)
        assert await click_on(pilot, title)  # its heading is chosen by that, and nothing else happens
        assert pilot.app.return_code is None


@pytest.mark.parametrize("title", WORST)
async def test_what_is_told_of_a_hostile_source_stands_literally(title: str) -> None:
    session = FakeSession(replace(commentary(), metadata=metadata("The deal", title)), hostile_report(title))
    async with reading(session, size=ROOM) as (pilot, screen):
        await pilot.press("tab")
        await until(pilot, lambda: title in text(screen, "#passage"))
        assert text(screen, "#facts").count(title) >= 2  # its title, its site and its author are the same here
        await pilot.press("i")
        await until(pilot, lambda: f"The port authority {title}" in page_of(pilot))
        assert await click_on(pilot, title) >= 4
        screen.page.select_link(None)  # the clicks may have selected any
        await pilot.press("1", "g", "tab", "enter")
        await until(pilot, lambda: bool(screen.trail and screen.trail.behind))
        await pilot.pause()
        assert picture(pilot).splitlines()[1].strip().startswith(title)  # the trail begins with the site's name
        assert await click_on(pilot, title) >= 3
        assert pilot.app.return_code is None


@pytest.mark.parametrize("title", HOSTILE)
async def test_a_hostile_address_or_query_stands_literally(title: str) -> None:
    async with reading(size=ROOM) as (pilot, screen):
        screen.say(title)
        await pilot.pause()
        assert picture(pilot).splitlines()[-1].strip() == title
        assert await click_on(pilot, title) == 1
        screen.query_text = title
        screen._tell(1, 2)
        screen.footer.hush()
        await pilot.pause()
        assert f"/{title}  1 of 2" in picture(pilot)
        assert await click_on(pilot, title) == 1


@pytest.mark.parametrize("title", HOSTILE)
async def test_a_hostile_failure_of_the_article_stands_literally(title: str) -> None:
    app = PullquoteApp(FakeSession().session, title)
    async with app.run_test(size=ROOM, notifications=True, tooltips=True) as pilot:
        assert isinstance(app.screen, ReadingScreen)
        screen = app.screen
        await until(pilot, lambda: f"There is no file {title}" in text(screen, "#opening"))
        assert await click_on(pilot, title) == 1


@pytest.mark.parametrize("title", WORST)
@pytest.mark.parametrize("key", ["colon", "question_mark", "slash"])
async def test_what_is_typed_stands_literally(title: str, key: str) -> None:
    async with reading(size=ROOM) as (pilot, _):
        await pilot.press(key)
        await until(pilot, lambda: bool(pilot.app.screen.query(Input)))
        pilot.app.screen.query_one(Input).value = title
        await until(pilot, lambda: title in picture(pilot))
        assert await click_on(pilot, title)


@pytest.mark.parametrize("title", [title.replace("/", "") for title in WORST])
async def test_the_name_of_a_file_stands_literally(title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"{title}.txt").touch()
    monkeypatch.chdir(tmp_path)
    app = PullquoteApp(FakeSession().session, None)
    async with app.run_test(size=ROOM, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: f"{title}.txt" in picture(pilot))
        assert await click_on(pilot, f"{title}.txt") == 1  # it is opened by that, and the session here knows no file
        await until(pilot, lambda: f"There is no file {title}.txt" in picture(pilot))
        assert await click_on(pilot, f"There is no file {title}") == 1


def test_no_widget_is_given_text_that_could_be_markup() -> None:
    """Widgets take literals or `Content`; `escape` is no protection."""
    package = Path(__file__).parents[2] / "reader"
    files = (package / "tui").rglob("*.py")
    sources = {str(file.relative_to(package)): file.read_text(encoding="utf-8") for file in files}
    assert complaints(sources) == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(title)",
        "Static(f'{title}')",
        "Static('a ' + title)",
        "Static(str(Content(title)))",
        "Static(content=title)",
        "Label(article.title)",
        "Button(label=title)",
        "OptionList(*titles)",
        "OptionList(*(Option(one) for one in titles))",
        "Option(title)",
        "Collapsible(title=title)",
        "Tree(title)",
        "Hit(1.0, title, run)",
        "DiscoveryHit(title, run)",
        "from textual.widgets import Static\nstatic.update(title)",
        "from textual.widgets import Static\ndef show(text: str) -> None:\n    static.update(text)",
        "from textual.widgets import DataTable\ntable.add_row(Content('x'), title)",
        "words = Content('x')\nwords = title\nStatic(words)",
        "app.notify('x')",
        "app.notify(title, markup=True)",
        "widget.tooltip = title",
        "Static('x').with_tooltip(title)\nfrom textual.widget import Widget",
        "self.border_title = title",
        "self.border_subtitle = f'{title}'",
        "TextArea(placeholder=title)",
        "Content.from_markup(title)",
        "Content.from_markup(f'[b]{title}[/b]')",
        "from textual.markup import escape",
        "from rich.markup import escape as harmless",
        "Static(Content(markup.escape(title)))",
        "class Row(Widget):\n    def render(self) -> str:\n        return self.title",
        "class Row(Widget):\n    def render(self):\n        return self.title",
    ],
)
def test_the_scan_finds_text_that_could_be_markup(source: str) -> None:
    assert complaints({"module.py": source})


@pytest.mark.parametrize(
    "source",
    [
        "Static('Esc closes')",
        "Static(Content(title))",
        "Static(Content('\\n').join(lines))",
        "Static(id='facts')",
        "Static('a' if narrow else Content(title))",
        "def told() -> Content: ...\nStatic(told())",
        "words = Content(title)\nStatic(words)",
        "OptionList(*(Option(Content(one)) for one in titles))",
        "from textual.widgets import Static\ndef show(text: Content) -> None:\n    static.update(text)",
        "app.notify(title, markup=False)",
        "Content.from_markup('[b]$title[/b]', title=title)",
        "counts.update(words)",
    ],
)
def test_the_scan_lets_literals_and_content_be(source: str) -> None:
    assert complaints({"module.py": source}) == []
