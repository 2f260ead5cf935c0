"""Links: selecting them with Tab, opening them, choosing them by letters or by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding, BindingType

from reader.tui.keytops import names
from reader.tui.modes import HINTS, hint_letters, meanings
from reader.tui.page.marking import Marking
from reader.tui.page.messages import LettersAwaited, LinkOpened, LinkSelected, NumberTyped, QuotationOpened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

    from reader.tui.page.hints import Choice
    from reader.tui.page.moving import Target
    from reader.tui.page.view import PageLink


_ABOVE = 2
"""Rows that stay above a figure that is scrolled to."""

_MOST_TIMES = 9999
"""How often a key can be told to do what it does."""


class Following(Marking, part=True):
    """A page whose links can be followed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "link(1)", "next link", id="link.next"),
        Binding("shift+tab", "link(-1)", "previous link", show=False, id="link.previous"),
        Binding("enter", "open_link", "open this link, quotation or folded line here", id="link.open"),
        Binding("f", "hints", "choose a link by letters", show=False, id="link.hints"),
        *(
            Binding(digit, f"digit('{digit}')", "a link by its number", show=False, system=True)
            for digit in "0123456789"
        ),
    ]

    _choice: Choice | None = None
    _choosing_by: Literal["letters", "number"] = "letters"
    _pressed: tuple[int, int] | None = None
    _hint_keys: Mapping[str, str] = meanings(HINTS, {})
    _letters = hint_letters({})
    _enter: tuple[str, ...] = ("enter",)

    def rekey(self, own: Mapping[str, str]) -> None:
        """Take the person's own keys for what holds only for a while; the bindings Textual changes itself."""
        self._hint_keys, self._letters = meanings(HINTS, own), hint_letters(own)
        self._enter = tuple(names(own.get("link.open", "enter")))

    @property
    def links(self) -> tuple[PageLink, ...]:
        """Every stop of Tab, in document order."""
        return self._marks.stops

    @property
    def selected(self) -> PageLink | None:
        """The selected link, or None."""
        index = self._marks.selected
        return None if index is None else self.links[index]

    @property
    def selected_in_sight(self) -> bool:
        """Whether the selected link begins on the screen."""
        index = self._marks.selected
        return index is not None and self._on_screen(index)

    def select_link(self, index: int | None, *, reveal: bool = True) -> None:
        """Select a link (an index into `links`), or none; `reveal` scrolls to it where it is off the screen."""
        before = self.selected
        self._marks.selected = index if index is not None and 0 <= index < len(self.links) else None
        after = self.selected
        if reveal and after is not None:
            self._show_cell(after.block, after.start)
            if after.picture and self._page.figures.get(after.block, self._top) < self._top:
                self._scroll_rows(self._page.figures[after.block] - _ABOVE)
            self._reveal(after.block, after.start, after.end)
        if after != before:
            self._repaint(link.block for link in (before, after) if link is not None)
        self._mark_here()
        if after != before:
            self.post_message(LinkSelected(after))

    def select_source(self, source_id: str) -> None:
        """Select the next mention of a source after the selected link; after the last one comes the first."""
        mentions = [i for i, link in enumerate(self.links) if link.source == source_id and self._page.shows(link.block)]
        if mentions:
            after = -1 if self._marks.selected is None else self._marks.selected
            self.select_link(next((i for i in mentions if i > after), mentions[0]))

    def action_link(self, step: int) -> None:
        """Select the next link or the previous one; where that is off the screen, the first (last) one on it."""
        reachable = [i for i, link in enumerate(self.links) if self._page.shows(link.block)]
        if not reachable:
            self.notify("There are no links here.", markup=False)
            return
        selected = self._marks.selected
        if selected is not None and self._on_screen(selected):
            beyond = [i for i in reachable if i > selected] if step > 0 else [i for i in reachable if i < selected]
        elif step > 0:
            beyond = [i for i in reachable if self._row_of(i) >= self._top]
        else:
            beyond = [i for i in reachable if self._row_of(i) < self._bottom]
        if beyond:
            self.select_link(beyond[0 if step > 0 else -1])
        else:
            self.notify("No link further on." if step > 0 else "No link before this.", markup=False)

    def action_open_link(self) -> None:
        """Open the link whose number is typed, else the selected one, else the quotation one is at, else a figure."""
        if self._choice is not None:
            number = self._choice.chosen
            self._end_choice()
            if number is None:
                self.notify("There is no link of that number.", markup=False)
            else:
                self._open_link(number)
        elif self._marks.selected is None:
            if self.quotation is not None or not self.toggle_figure_in_sight():
                self.post_message(QuotationOpened())
        elif self.selected_in_sight or not self.toggle_figure_in_sight():
            self._open_link(self._marks.selected)

    def action_hints(self) -> None:
        """Show letters over the links."""
        self.show_hints()

    def show_hints(self) -> None:
        """Put letters over the links on the screen; typing them opens one, Escape leaves."""
        links = [i for i in range(len(self.links)) if self._on_screen(i)]
        if not links:
            self.notify("There are no links on the screen.", markup=False)
            return
        from reader.tui.page.hints import Choice, hint_words

        self._choose("letters", Choice(dict(zip(hint_words(len(links), self._letters), links, strict=True))))

    def action_digit(self, digit: str) -> None:
        """Take one more digit of a link's number; the links on the screen that it may mean show theirs."""
        from reader.tui.page.hints import Choice

        choice = self._choice or Choice({str(i + 1): i for i in range(len(self.links))})
        self._choose("number", choice.typing(digit))

    def jump(self, what: Target, step: int) -> bool:
        """Jump; at a quotation no link is selected any more, so that Enter means the quotation."""
        found = super().jump(what, step)
        if found and self._gone_to is not None:
            self.select_link(None)
        return found

    def on_key(self, event: events.Key) -> None:
        """While a link is being chosen, keys belong to the choice; a number before another key is how often."""
        choice, self._count = self._choice, None
        opens = self._choosing_by == "number" and event.key in self._enter
        if choice is None or opens or (self._choosing_by == "number" and _is_digit(event)):
            return
        does = self._hint_keys.get(event.key)
        if does == "erase" and choice.typed:
            event.stop()
            self._choose(self._choosing_by, choice._replace(typed=choice.typed[:-1]))
        elif self._choosing_by == "letters" and does != "leave" and event.is_printable and event.character:
            event.stop()
            self._type_letter(choice.typing(event.character.lower()))
        else:
            if does in ("erase", "leave") or event.key in self._enter:
                event.stop()
            elif self._choosing_by == "number":
                self._count = min(int(choice.typed), _MOST_TIMES)
            self._end_choice()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While letters are typed, no printable key is a command."""
        letters = self._choice is not None and self._choosing_by == "letters"
        typed = letters and character is not None and character.isprintable()
        return typed or super().check_consume_key(key, character)

    def on_blur(self) -> None:
        """Whoever goes elsewhere is not choosing any more."""
        if self._choice is not None:
            self._end_choice()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where the button went down: a drag selects text and opens nothing."""
        self._pressed = (event.screen_x, event.screen_y)

    def on_click(self, event: events.Click) -> None:
        """Open the link under the mouse; a double click elsewhere selects the paragraph."""
        if self._pressed != (event.screen_x, event.screen_y):
            return
        meta = event.style.meta
        stop, offset = meta.get("stop"), meta.get("offset")
        if isinstance(stop, int) and event.chain == 1:
            event.stop()
            self._open_link(stop)
        elif isinstance(offset, tuple) and event.chain == 2:
            event.prevent_default()  # Textual's own double click selects the whole widget
            self._select_block(offset[1])

    def _type_letter(self, choice: Choice) -> None:
        if choice.chosen is not None:
            self._end_choice()
            self._open_link(choice.chosen)
        elif choice.open:
            self._choose("letters", choice)
        else:
            self._end_choice()

    def _choose(self, by: Literal["letters", "number"], choice: Choice) -> None:
        """Show what can be chosen: letters that are left to type, or whole numbers."""
        if not choice.typed and by == "number":
            self._end_choice()
            return
        self._choice, self._choosing_by = choice, by
        hints = choice.open
        if by == "number":
            hints = {link: str(link + 1) for link in hints if self._on_screen(link)}
            self.post_message(NumberTyped(choice.typed))
        else:
            self.post_message(LettersAwaited(choice.typed))
        self._marks.hints = hints
        self._repaint()

    def _end_choice(self) -> None:
        self._choice = None
        self._marks.hints = {}
        self._repaint()
        self.post_message(NumberTyped("") if self._choosing_by == "number" else LettersAwaited(None))

    def _open_link(self, index: int) -> None:
        self.select_link(index)
        link = self.links[index]
        if link.picture:
            self.toggle_picture(link.block)
        else:
            self.post_message(LinkOpened(link))

    def _row_of(self, index: int) -> int:
        link = self.links[index]
        row = self._page.row_of(link.block, link.start)
        return self._page.figures.get(link.block, row) if link.picture else row

    def _on_screen(self, index: int) -> bool:
        return self._page.shows(self.links[index].block) and self._top <= self._row_of(index) < self._bottom


def _is_digit(event: events.Key) -> bool:
    return event.character is not None and event.character.isdecimal() and event.character.isascii()
