"""The reading pane: the widget that shows an article to the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from reader.tui.page import messages
from reader.tui.page.following import Following
from reader.tui.page.found import Found
from reader.tui.page.jumps import Jumps
from reader.tui.page.layout import MEASURE, shown_view
from reader.tui.page.links import stops_of
from reader.tui.page.marking import Marking
from reader.tui.page.moving import Moving
from reader.tui.page.pointing import Pointing
from reader.tui.page.rows import Anchor
from reader.tui.page.selecting import Selecting
from reader.tui.page.showing import Showing
from reader.tui.page.view import Place, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from reader.article.model import Article
    from reader.sources.model import Source
    from reader.tui.page.view import Badge, Unfolded

_LEAST_MEASURE = 30
_MOST_MEASURE = 160
_VIEWS = tuple(View)


class ReadingPane(Found, can_focus=True, inherit_bindings=False):
    """An article, its two voices, and its links.

    What becomes known later (a source's state, a quotation's verdict) is shown in cells that are blank until then, so
    that no text ever moves under the reader's eyes.

    Attributes:
        zen: whether the shell shows the pane alone; only kept here, to be part of the place.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *Moving.BINDINGS,
        *Showing.BINDINGS,
        *Marking.BINDINGS,
        *Following.BINDINGS,
        *Selecting.BINDINGS,
        *Pointing.BINDINGS,
    ]

    LinkSelected: TypeAlias = messages.LinkSelected
    LinkOpened: TypeAlias = messages.LinkOpened
    QuotationOpened: TypeAlias = messages.QuotationOpened
    Scrolled: TypeAlias = messages.Scrolled
    NumberTyped: TypeAlias = messages.NumberTyped
    LetterAwaited: TypeAlias = messages.LetterAwaited
    MarksChanged: TypeAlias = messages.MarksChanged
    SelectionMoved: TypeAlias = messages.SelectionMoved
    SelectionTaken: TypeAlias = messages.SelectionTaken
    CodeSeen: TypeAlias = messages.CodeSeen
    PictureWanted: TypeAlias = messages.PictureWanted
    PictureDropped: TypeAlias = messages.PictureDropped
    InSight: TypeAlias = messages.InSight
    Revoiced: TypeAlias = messages.Revoiced

    zen: bool = False

    def show(self, article: Article, sources: tuple[Source, ...], place: Place | None = None) -> None:
        """Show an article at a place, or from its top in the view that was last chosen."""
        self._choice, self._jumped, self._query = None, None, ""
        self._gone_to = place.quotation if place else None
        self._jumps, self._placed = Jumps(), {}
        self.end_selecting()
        self._pointed = self._range_from = self._waiting = None
        self._unfolded = place.unfolded if place else ()
        self._opened = place.opened if place else frozenset()
        anchor = Anchor(0, 0, 0)
        if place is not None:
            self._view, self.zen = place.view, place.zen
            anchor = Anchor(place.block, place.offset, place.row)
        stops = stops_of(article, sources, pictures=bool(self._opening_key))
        for block in self.unfolded_pictures:
            self._fold_picture(block)
        self._open(article, stops, anchor)
        for block in self._figures.keys() & (place.pictures if place else ()):
            self._open_picture(block)
        if self.unfolded_pictures:
            self._lay_out()
        if place is not None and place.link is not None and place.link < len(stops):
            self._marks.selected = place.link
        self.post_message(self.LinkSelected(self.selected))

    def complete(self, article: Article, sources: tuple[Source, ...]) -> None:
        """Put the whole article in the place of its beginning, and its sources under its links. Nothing moves."""
        selected = self.selected
        stops = stops_of(article, sources, pictures=bool(self._opening_key))
        self._open(article, stops, self._anchor if _begins_like(article, self._article) else Anchor(0, 0, 0))
        if selected is not None:
            same = (i for i, stop in enumerate(stops) if stop[:3] == selected[:3])
            self._marks.selected = next(same, None)
        self.post_message(self.LinkSelected(self.selected))

    @property
    def place(self) -> Place:
        """Exactly where one is; `show` comes back to it."""
        block, offset, row = self._anchor
        how = self._view, self.zen, self._unfolded, self._opened, self.unfolded_pictures, self._gone_to
        return Place(block, offset, row, self._marks.selected, *how)

    @property
    def view(self) -> View:
        """The view that was chosen; too narrow a pane shows the voices together where that is side by side."""
        return self._view

    def set_view(self, view: View) -> None:
        """Show the voices in another way; the paragraph at the top of the screen stays there."""
        if view is not self._view:
            self._view, self._opened = view, frozenset()
            self._set_anew()

    def cycle_view(self) -> View:
        """Go on to the next view that the pane has room for; gives it."""
        after = _VIEWS[(_VIEWS.index(self._view) + 1) % len(_VIEWS)]
        width = self.scrollable_content_region.width
        if shown_view(after, width) is not after:
            after = _VIEWS[(_VIEWS.index(after) + 1) % len(_VIEWS)]
        self.set_view(after)
        return after

    @property
    def measure(self) -> int:
        """Cells of a text column at most."""
        return self._measure

    def set_measure(self, cells: int = MEASURE) -> None:
        """Make the text column wider or narrower, between 30 and 160 cells."""
        self._measure = min(max(cells, _LEAST_MEASURE), _MOST_MEASURE)
        self._set_anew()

    def mark_source(self, source_id: str, sign: str) -> None:
        """Show the sign of a source beside every row where a reference to it ends. No row moves."""
        if self._marks.signs.get(source_id) != sign:
            self._marks.signs[source_id] = sign
            self._repaint(self._marks.blocks_of.get(source_id, ()))

    def mark_quotation(self, quotation_id: str, badge: Badge | None) -> None:
        """Show what is known of a quotation: on its label, or beside the row where an inline one ends. No row moves.

        None is shown as nothing.
        """
        if self._marks.badges.get(quotation_id) == badge:
            return
        if badge is None:
            del self._marks.badges[quotation_id]
        else:
            self._marks.badges[quotation_id] = badge
        label = self._page.labels.get(quotation_id)
        if label is not None:
            self._repaint_rows(range(label, label + 1))
        else:
            self._repaint(self._marks.blocks_of.get(quotation_id, ()))

    def light(self, pieces: Sequence[tuple[str, int, int]], *, reveal: bool = True) -> None:
        """Light a passage, and bring its beginning on the screen unless not to `reveal` it; the one before goes out.

        Args:
            pieces: the id of a block and the code points in it, for each piece; what is not there is left out.
            reveal: whether to scroll to it.
        """
        from reader.tui.page.search import Match

        index = self._article.index
        lit = tuple(Match(index[block], start, end) for block, start, end in pieces if block in index)
        if not lit:
            return
        before = self._marks.lit
        self._marks.lit = lit
        if reveal:
            self._depart()
            last = next((one for one in reversed(lit) if one.block == lit[0].block), lit[0])
            self._reveal(lit[0].block, lit[0].start, last.end)
        self._repaint({one.block for one in (*before, *lit)})

    def go_to(self, block: str, offset: int = 0) -> None:
        """Bring a place to the top of the screen."""
        index = self._article.index.get(block)
        if index is not None:
            self._depart()
            self._scroll_rows(max(0, self._page.row_of(index, offset) - 1))
            self.select_link(None)

    def unfold(self, *unfolded: Unfolded) -> bool:
        """Open passages of a source, each under its paragraph, and show the first, or close them where they are open.

        The page moves only as far as shows the passage, or as much of it as there is room for.

        Returns:
            Whether they are open now.
        """
        names = {(each.block, each.label) for each in unfolded}
        kept = tuple(each for each in self._unfolded if (each.block, each.label) not in names)
        opens = kept == self._unfolded
        self._unfolded = (*kept, *unfolded) if opens else kept
        self._set_anew()
        if opens:
            self._show_unfolded(unfolded)
        return opens

    def _set_anew(self) -> None:
        """Lay out again after a choice of the reader's, and find again in what is shown now."""
        if self._waiting is not None:
            self.revoice(self._waiting)
        else:
            self._lay_out()
        if self._query:
            found = self._look_up()
            if self._marks.match not in found:
                self._marks.match = None


def _begins_like(article: Article, beginning: Article) -> bool:
    """Whether an article begins with the blocks of another; the last one may have been cut short."""
    whole = beginning.blocks[:-1]
    return [block.text for block in article.blocks[: len(whole)]] == [block.text for block in whole]
