"""The main screen: an article, its sources, the preview of one of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.containers import Horizontal

from reader.article.model import Kind
from reader.errors import PullquoteError
from reader.opening import STANDARD_INPUT
from reader.tui.footer import Line
from reader.tui.keys import SCREEN, bindings
from reader.tui.messages import LibraryRequested
from reader.tui.page.search import find
from reader.tui.page.view import View
from reader.tui.screens.archiving import Archiving
from reader.tui.screens.awaiting import Awaiting
from reader.tui.screens.choosing import Choosing
from reader.tui.screens.desk import OPENING
from reader.tui.screens.exporting import Exporting
from reader.tui.screens.finding import Finding
from reader.tui.screens.looking import Looking
from reader.tui.screens.marked import Marked
from reader.tui.screens.network import Network, is_first_start
from reader.tui.screens.quoting import Quoting
from reader.tui.screens.renewing import Renewing
from reader.tui.screens.returning import Returning, place_in
from reader.tui.trail import Lit

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.article.model import Article
    from reader.parsing.parser import Opening
    from reader.reading import Reading
    from reader.session import Session
    from reader.settings import Settings
    from reader.tui.background import Background
    from reader.tui.page.messages import NumberTyped, Scrolled
    from reader.tui.page.view import Place


_WITHOUT_ARTICLE = frozenset({"again", "help", "escape", "leave", "copy_text"})
"""The actions that make sense while there is no article."""


class ReadingScreen(
    Awaiting,
    Choosing,
    Finding,
    Marked,
    Archiving,
    Network,
    Quoting,
    Renewing,
    Returning,
    Exporting,
    Looking,
    inherit_bindings=False,
):
    """Puts the parts together; each part has a module of its own.

    Its result, where the start screen `asked` for the article, is why that cannot be read, or nothing.
    """

    BINDINGS = bindings(SCREEN)
    AUTO_FOCUS = "#page"
    keys_await = (OPENING, "first")

    def __init__(
        self,
        session: Session,
        background: Background,
        settings: Settings,
        *,
        where: str,
        base: str | None = None,
        opening: Opening | None = None,
        plain: bool = False,
        asked: bool = False,
        passage: str = "",
    ) -> None:
        super().__init__(session, background, settings, plain=plain)
        self._where = where
        self._base = base
        self._first = opening
        self._asked = asked
        self._passage = passage
        self._tells_first = not asked and is_first_start(session)  # the start screen has told it

    def compose(self) -> ComposeResult:
        """Heading, trail, the panes, the last row."""
        yield self.heading
        yield self.crumbs
        with Horizontal(id="body"):
            yield self.page
            yield self.side
        yield self.footer

    def on_mount(self) -> None:
        """Show the article in the first frame if it is there already, else say that it is coming."""
        self.begin_looking()
        self.crumbs.show(())
        self.arrange_panes(self.panes)
        first = self._first.beginning if self._first is not None else None
        if first is not None and first.done() and first.exception() is None:
            self.show_beginning(first.result(), self._label(first.result()))
            self.call_after_refresh(self.run_alone, self._await_first, "first")
        else:
            self._open_first()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without an article, only what makes sense then."""
        if self.trail is None and action not in _WITHOUT_ARTICLE:
            return action == "archived" and bool(self.unread) and self.may_have_copy(self._where)
        return super().check_action(action, parameters)

    def on_reading_pane_scrolled(self, message: Scrolled) -> None:
        """One read on."""
        self.heading.progress(message.progress)
        self.give_up_elsewhere()

    def on_reading_pane_number_typed(self, message: NumberTyped) -> None:
        """A link's number is being typed."""
        if message.digits:
            self.footer.keep(
                Line(f"Link {message.digits} …", "Enter opens it, Esc gives up.", f"Link {message.digits}")
            )
        else:
            self.footer.release()

    def action_cycle_view(self) -> None:
        """The next way to see the two voices."""
        before = self.page.view
        after = self.page.cycle_view()
        skipped = before is View.TOGETHER and after is not View.SIDE_BY_SIDE
        self.say(f"View: {after}" + ("; side by side needs more columns." if skipped else ""))
        self.note_soon()

    def action_measure(self, cells: int) -> None:
        """Make the column of text wider or narrower."""
        self.page.set_measure(self.page.measure + cells)
        self.say(f"The column of text is at most {self.page.measure} wide.")

    def action_contents(self) -> None:
        """What is open, in full, and its headings, to jump to one of them."""
        from reader.tui.screens.contents import ContentsScreen

        if self.trail is None:
            return
        article = self.trail.here.reading.article
        headings = [block for block in article.blocks if block.kind is Kind.HEADING]

        def jump(chosen: int | None) -> None:
            if chosen is not None:
                self.light((Lit(headings[chosen].id, 0, len(headings[chosen].text)),))

        self.app.push_screen(ContentsScreen(article, self.trail.here.label, headings), jump)

    def action_help(self) -> None:
        """All keys."""
        from reader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.panes.focus, self.settings.keys))

    def action_escape(self) -> None:
        """Give up waiting, close the drawer, go back to the article, clear what was found: the first that applies."""
        if self.trail is None:
            if self._asked:
                self.dismiss("")
            elif not self.unread:
                self.workers.cancel_group(self, "first")
                self._fail(f"Given up: {self._where_shown()} was not opened.")
        elif not (
            self.abandon() or self.give_up_range() or self.work.stop() or self.close_drawer() or self.clear_find()
        ):
            self.footer.hush()

    async def action_leave(self) -> None:
        """Back; at the start of the trail, quit."""
        if self.trail is not None and self.trail.behind:
            self.action_back()
        elif self._asked:
            self.note_place()
            self.dismiss("")
        else:
            await self.app.action_quit()

    def action_library(self) -> None:
        """All that was read."""
        self.note_place()
        self.post_message(LibraryRequested())

    def action_again(self) -> None:
        """Fetch the chosen source again; or try the article again, or show its new text, where there is reason to."""
        if self.unread:
            self._first = None
            self._open_first()
        elif self.show_newer():
            self.say("This is the new text.")
        elif self.trail is not None:
            super().action_again()

    def action_archived(self) -> None:
        """The copy of the chosen source; of the article itself, where that cannot be read."""
        if self.unread:
            self.announce_opening(f"a copy of {self._where_shown()}")
            self.run_alone(self._await_copy, "first")
        else:
            super().action_archived()

    def where_of(self, reading: Reading) -> str | None:
        """The first article is where it was opened; others have addresses."""
        first = (
            self.trail is not None
            and reading is (self.trail.behind[0] if self.trail.behind else self.trail.here).reading
        )
        return self._where if first and self._where != STANDARD_INPUT else super().where_of(reading)

    def _begin(self, article: Article, place: Place | None = None) -> None:
        self.end_watching()
        self.remove_class("-opening")
        self.query("#opening").remove()
        lit = passage_of(article, self._passage)
        self.start(article, self._label(article), None if lit else place)
        if lit:
            self.call_after_refresh(self.light, lit)  # once the page has its size
        if self._tells_first:
            self.tell_first()

    def _label(self, article: Article) -> str:
        return article.site or article.title or self._where_shown()

    def _where_shown(self) -> str:
        from reader.article.clean import line

        return line(self._where)

    def _open_first(self) -> None:
        self.add_class("-opening")
        self.set_focus(None)
        self.footer.hint("asked" if self._asked else "opening", deeper=False)
        self.announce_opening(self._where_shown())
        self.run_alone(self._await_first, "first")

    async def _await_first(self) -> None:
        try:
            if self._first is not None:
                article = await asyncio.wrap_future(self._first.article)
                self._begin(article)
                self.come_back(await self.background.result(self.session.noted(self._where, article)))
            else:
                opened = await self.background.result(self.session.enter(self._where, self._base))
                self._begin(opened.article, place_in(opened))
                self.look_again(opened, self._where)
        except PullquoteError as error:
            self._fail(str(error))

    async def _await_copy(self) -> None:
        from reader.tui.panes.evidence import day

        try:
            opened, copy = await self.background.result(self.session.archived(self._where))
        except PullquoteError as error:
            self._fail(str(error))
            return
        self.unread = ""
        self._begin(opened.article, place_in(opened))
        self.come_back(opened)
        self.say(f"This is the copy of {day(copy.taken)} at {copy.archive}.")

    def _fail(self, why: str) -> None:
        """The article cannot be read: back to where it was asked for, else say so here."""
        from reader.article.clean import line

        why = line(why)
        if self._asked:
            self.dismiss(why)
            return
        self.add_class("-opening")
        self.announce_failure(why, self._where)
        self.footer.hint("unread", deeper=False)


def passage_of(article: Article, words: str) -> tuple[Lit, ...]:
    """Where some words stand first in an article, over line breaks; empty where they do not."""
    found = find(article, words, range(len(article.blocks)))[:1]
    return tuple(Lit(article.blocks[one.block].id, one.start, one.end) for one in found)
