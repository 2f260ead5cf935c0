"""The sheet: a laid-out article as a scrolling widget that keeps its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection

from reader.article.model import Article, Block, Kind
from reader.tui.page.canvas import Canvas
from reader.tui.page.layout import MEASURE, Setting, lay_out
from reader.tui.page.marks import Marks
from reader.tui.page.messages import Scrolled
from reader.tui.page.paint import paint
from reader.tui.page.rows import Anchor, Layout
from reader.tui.page.runs import block_quotations, called
from reader.tui.page.shapes import ASCII, UNICODE
from reader.tui.page.tones import Tones
from reader.tui.page.view import View
from reader.tui.parts import InParts
from reader.tui.scrollbar import use_plain_bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.filter import LineFilter
    from textual.strip import Strip

    from reader.tui.page.view import PageLink, Shown, Unfolded

_NOTHING = Article((Block("nothing", Kind.PARAGRAPH, "There is nothing to read here."),))
_MOST_STRIPS = 1000
"""Painted rows to keep; a page of any terminal is far below that."""


class Sheet(InParts, ScrollView, part=True):
    """Shows rows and keeps the row at the top anchored to its text whatever the layout becomes."""

    def __init__(
        self,
        *,
        ascii_only: bool = False,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        """`ascii_only` draws bars and marks without Unicode."""
        super().__init__(name=name, id=id, classes=classes)
        self._shapes = ASCII if ascii_only else UNICODE
        self._tones = Tones(self)
        self._article = Article(())
        self._marks = Marks(self._article)
        self._names: dict[str, str] = {}
        self._view = View.TOGETHER
        self._measure = MEASURE
        self._unfolded: tuple[Unfolded, ...] = ()
        self._opened: frozenset[str] = frozenset()
        self._figures: dict[str, Shown] = {}
        self._page = Layout(())
        self._laid_size = Size(0, 0)
        self._anchor = Anchor(0, 0, 0)
        self._holding = False
        self._strips: dict[int, Strip] = {}

    def on_mount(self) -> None:
        """Draw the scroll bar in the same shapes."""
        if self._shapes is ASCII:
            use_plain_bar(self)

    # -- what it shows

    def _open(self, article: Article, stops: tuple[PageLink, ...], anchor: Anchor) -> None:
        """Take an article; it is laid out at once where the size is known, else at the first Resize."""
        self._article = article if article.blocks else _NOTHING
        self._marks = Marks(self._article, stops)
        self._names = {each.id: called(each) for each in block_quotations(article).values()}
        self._anchor = anchor
        if self.is_attached and self.text_selection is not None:
            self.screen.clear_selection()
        self._lay_out()

    def _lay_out(self) -> None:
        """Lay the article out anew; the anchored text stays at the top."""
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        self._page = lay_out(self._article, self._setting())
        self._laid_size = self.size
        self._repaint()
        self.virtual_size = Size(width, self._page.height)
        self._hold()

    def _setting(self) -> Setting:
        width = self.scrollable_content_region.width
        return Setting(width, self._view, self._measure, self._unfolded, self._shapes, self._opened, self._figures)

    def _hold(self) -> None:
        """Scroll to the anchor, as far as the page reaches, without taking the end of that scroll for a new anchor."""
        self._holding = True
        try:
            self._scroll_rows(max(0, self._page.row_at(self._anchor)))
        finally:
            self._holding = False
        self._tell()

    def _tell(self) -> None:
        """Other rows are on the screen."""
        self.post_message(Scrolled(self.progress))

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:  # noqa: FBT001, FBT002 - as in Textual
        """Wrap to a new width before the first frame in it is painted, not when its Resize comes round."""
        resized = super()._size_updated(size, virtual_size, container_size, layout)
        if self.scrollable_content_region.width != self.virtual_size.width:
            self._lay_out()
        return resized

    def on_resize(self) -> None:
        """Keep the paragraph at the top of the screen."""
        self._laid_size = self.size
        self._hold()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Anchor to the new top row, unless the layout moved it or the terminal clipped it."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) == round(new_value) or self._holding or self.size != self._laid_size:
            return
        self._anchor = self._page.anchor(self._top)
        self._tell()

    @property
    def progress(self) -> float:
        """The part of the article that has been seen, 0 to 1."""
        height = self._page.height
        return min(1.0, (self._top + self.scrollable_content_region.height) / height) if height else 0.0

    # -- rows on the screen

    @property
    def _top(self) -> int:
        """The row at the top of the screen."""
        return round(self.scroll_y)

    @property
    def _bottom(self) -> int:
        """The row after the last one on the screen."""
        return self._top + max(1, self.scrollable_content_region.height)

    def _scroll_rows(self, y: float) -> None:
        self.scroll_to(y=y, animate=False, force=True, immediate=True)  # the next key may ask where one is

    def _reveal(self, block: int, start: int, end: int) -> None:
        """Scroll as little as shows the passage and two rows around it; one from far away comes to the upper third."""
        first, last = self._page.row_of(block, start), self._page.row_of(block, max(start, end - 1))
        top, bottom = self._top, self._bottom
        height = bottom - top
        if top <= first and last < bottom:
            return
        if first < top - height or last >= bottom + height:
            self._scroll_rows(first - height // 3)
        elif first < top or last - first >= height - 4:
            self._scroll_rows(first - 2)
        else:
            self._scroll_rows(last + 3 - height)

    # -- painting

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Not the one that draws in ASCII: the page has its own shapes, and its text is the article's."""
        return [each for each in super().get_line_filters() if not getattr(each, "spares_the_page", False)]

    def render_line(self, y: int) -> Strip:
        """Row `y` of the screen."""
        row = self._top + y
        strip = self._strips.get(row)
        if strip is None:
            if len(self._strips) >= _MOST_STRIPS:
                self._strips.clear()
            strip = paint(self._canvas(), row)
            self._strips[row] = strip
        return strip

    def _canvas(self) -> Canvas:
        width = self.scrollable_content_region.width
        selection = self.text_selection
        return Canvas(self._page, self._marks, self._tones, self._shapes, self._names, width, selection, self._figures)

    def _repaint(self, blocks: Iterable[int] | None = None) -> None:
        """Paint again what shows the given blocks, or everything; no row moves."""
        if blocks is None:
            self._strips.clear()
            self.refresh()
            return
        for block in blocks:
            self._repaint_rows(self._page.rows_of(block))

    def _repaint_rows(self, rows: range) -> None:
        for row in rows:
            self._strips.pop(row, None)
        if rows.start < self._bottom and self._top < rows.stop:
            self.refresh_lines(rows.start, len(rows))

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001 - as in Textual
        """Look the same with the keys and without."""

    def notify_style_update(self) -> None:
        """Follow the theme."""
        self._tones.clear()
        self._strips.clear()
        super().notify_style_update()

    # -- text selected with the mouse

    def selection_updated(self, selection: Selection | None) -> None:
        """Paint the selection."""
        super().selection_updated(selection)
        self._repaint()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text as the article has it: no line breaks but the article's own."""
        texts: list[str] = []
        for index, block in enumerate(self._article.blocks):
            span = selection.get_span(index)
            if span is not None and self._page.shows(index):
                text = block.text[span[0] : None if span[1] < 0 else span[1]]
                texts += [text] if text else []
        return "\n\n".join(texts), "\n"

    def _select_block(self, block: int) -> None:
        """Select a whole block's text, as a double click does."""
        end = len(self._article.blocks[block].text)
        self.screen.selections = {self: Selection(Offset(0, block), Offset(end, block))}
