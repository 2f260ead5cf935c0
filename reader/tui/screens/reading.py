"""The main screen: an article, its sources, the preview of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal

from reader.article.model import Kind
from reader.opening import STANDARD_INPUT
from reader.tui.footer import Line
from reader.tui.keys import SCREEN, bindings
from reader.tui.messages import LibraryRequested
from reader.tui.page.view import View
from reader.tui.screens.archiving import Archiving
from reader.tui.screens.choosing import Choosing
from reader.tui.screens.desk import OPENING
from reader.tui.screens.entrance import Entrance
from reader.tui.screens.exporting import Exporting
from reader.tui.screens.finding import Finding
from reader.tui.screens.looking import Looking
from reader.tui.screens.marked import Marked
from reader.tui.screens.network import is_first_start
from reader.tui.screens.quoting import Quoting
from reader.tui.screens.renewing import Renewing
from reader.tui.screens.vouching import Vouching
from reader.tui.trail import Focus, Lit

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.parsing.parser import Opening
    from reader.reading import Reading
    from reader.session import Session
    from reader.settings import Settings
    from reader.tui.background import Background
    from reader.tui.page.messages import LettersAwaited, NumberTyped, Scrolled
    from reader.tui.panes.sources import SourceList


class Body(Horizontal):
    """The panes, side by side or one below the other; they cover it."""

    BLANK = True


_WITHOUT_ARTICLE = frozenset({"again", "help", "escape", "leave", "copy_text"})
"""The actions that make sense while there is no article."""


class ReadingScreen(
    Entrance,
    Choosing,
    Finding,
    Marked,
    Archiving,
    Quoting,
    Renewing,
    Vouching,
    Exporting,
    Looking,
    inherit_bindings=False,
):
    """Puts the parts together; each part has a module of its own.

    Its result, where the start screen `asked` for the article, is why that cannot be read, or nothing.
    """

    BINDINGS = bindings(SCREEN)
    AUTO_FOCUS = "#page"
    BLANK = True  # its parts cover it
    _choosing = Line("")
    keys_await = (OPENING, "first", "voices", "vouching")

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
        """Heading, the panes, the last row."""
        yield self.heading
        with Body(id="body"):
            yield self.page
            yield self.side
        yield self.footer

    def on_mount(self) -> None:
        """Show the article in the first frame if it is there already, else say that it is coming."""
        self.begin_looking()
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
        self.footer.release(self._choosing)
        if message.digits:
            typed = f"Link {message.digits}"
            self._choosing = Line(f"{typed} …", "Enter opens it, Esc gives up.", typed)
            self.footer.keep(self._choosing)

    def on_source_list_number_typed(self, message: SourceList.NumberTyped) -> None:
        """The number of a source in the list may go on."""
        self.footer.release(self._choosing)
        if message.digits:
            typed = f"Source {message.digits}"
            self._choosing = Line(f"{typed} …", "or another digit; Enter opens it.", typed)
            self.footer.keep(self._choosing)

    def on_reading_pane_letters_awaited(self, message: LettersAwaited) -> None:
        """A link is being chosen by the letters over it."""
        self.footer.release(self._choosing)
        if message.typed is not None:
            self._choosing = Line(f"Open a link: {message.typed}…", "type its letters · Esc gives up", "Open a link …")
            self.footer.keep(self._choosing)

    def shown_again(self, reading: Reading) -> None:
        """Another article is shown; what was found stands in the one that was left."""
        super().shown_again(reading)
        self.leave_matches()

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
                self.dismiss(self.unread)
            elif self.is_offered:
                self._fail(self.unread)
            elif not self.unread:
                self.workers.cancel_group(self, "first")
                self._fail(f"Given up: {self._where_shown()} was not opened.")
        elif not (
            self.abandon() or self.give_up_range() or self.work.stop() or self.close_drawer() or self.clear_find()
        ):
            self.footer.hush()

    def action_toggle_sources(self) -> None:
        """Go to the sources, and be at one of them before the next key comes; there, put them away."""
        super().action_toggle_sources()
        if self.panes.focus is Focus.SOURCES:
            self.be_at_source()

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
            self.announce_opening(self._where_shown(), "Looking for a copy of ")
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
