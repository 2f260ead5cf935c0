"""Pictures within the page: a figure is unfolded where it stands, under its words, and nothing above it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.page.blocks import BAR, bars_of
from reader.tui.page.messages import PictureDropped, PictureWanted
from reader.tui.page.rows import What
from reader.tui.page.showing import Showing
from reader.tui.page.view import Shown

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip

    from reader.article.model import Article
    from reader.tui.graphics.drawn import Drawn
    from reader.tui.page.rows import Anchor
    from reader.tui.page.view import PageLink

_FETCHING = "Fetching the picture …"
_NEVER = (0, 0)
_LEAST_ROWS = 6
_AROUND = 4
"""Rows that stay free on the screen beside a picture, for its words and some text."""

_MOST = 12
"""Pictures that are unfolded at once: for one more the farthest is folded, as each takes memory, here and elsewhere."""


class Unfolding(Showing, part=True):
    """A page whose figures unfold."""

    _opening_key = ""

    def offer_pictures(self, key: str) -> None:
        """Let figures say that a key (as it is printed on its top) shows them; without that none does."""
        self._opening_key = key

    @property
    def unfolded_pictures(self) -> frozenset[str]:
        """The figures (ids of their blocks) that are unfolded."""
        return frozenset(block for block, shown in self._figures.items() if shown.open)

    def toggle_picture(self, index: int) -> None:
        """Unfold the picture of a figure (index of its block), or fold it; the top of the screen stays."""
        block = self._article.blocks[index]
        shown = self._figures.get(block.id)
        if shown is None:
            return
        if shown.open:
            self._stay_by(index)
            self._fold_picture(block.id)
        else:
            while len(self.unfolded_pictures) >= _MOST:
                self._fold_picture(max(self.unfolded_pictures, key=lambda one: abs(self._article.index[one] - index)))
            self._open_picture(block.id)
        self._lay_out()

    def toggle_figure_in_sight(self) -> bool:
        """Unfold or fold the first figure on the screen; False where there is none whose picture can be shown."""
        index = self.figure_in_sight
        if index is None or not self._opening_key:
            return False
        self.toggle_picture(index)
        return True

    def draw_picture(self, block: str, url: str, drawn: Drawn) -> bool:
        """Show the picture of a block (its id), which was fetched from an address; False where it is wanted no more."""
        shown = self._wanted(block, url)
        if shown is None:
            return False
        self._drop(shown)
        size = f"{drawn.full[0]:,} × {drawn.full[1]:,}"
        self._figures[block] = shown._replace(hint=f"{size}, {self._opening_key} folds it", drawn=drawn, words="")
        self._lay_out()
        return True

    def fail_picture(self, block: str, url: str, why: str) -> None:
        """Say why a picture cannot be shown."""
        shown = self._wanted(block, url)
        if shown is not None:
            self._drop(shown)
            self._figures[block] = shown._replace(words=why, drawn=None)
            self._lay_out()

    def sees_picture(self, block: str) -> bool:
        """Whether some of an unfolded picture (the id of its block) is on the screen, or of the words in its place."""
        index = self._article.index.get(block)
        return any(chunk.what is What.IMAGE and chunk.block == index for _, _, chunk in self._in_sight())

    def redraw_pictures(self) -> None:
        """The terminal has lost what it was sent: every picture is wanted anew."""
        for block in self.unfolded_pictures:
            self._figures[block] = self._figures[block]._replace(room=_NEVER)
        self._lay_out()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some rows, with the bitmaps of pictures over them.

        Only while nothing lies over the page, and not in the last row of the terminal, which would scroll. They are no
        part of the painted rows: whatever lies over those cuts them up.
        """
        strips = super().render_lines(crop)
        if (
            not self.screen.is_active
            or crop.x
            or not any(one.drawn and one.drawn.sixels for one in self._figures.values())
        ):
            return strips
        last = self.app.size.height - 1 - self.region.y
        return [self._with_bitmaps(strip, y) if y < last else strip for y, strip in enumerate(strips, crop.y)]

    def _with_bitmaps(self, strip: Strip, y: int) -> Strip:
        for column in self._page.columns:
            row = column.row(self._top + y)
            if row.chunk is not None and row.chunk.what is What.IMAGE:
                drawn = self._figures[self._article.blocks[row.chunk.block].id].drawn
                if drawn is not None and drawn.columns <= column.width - row.chunk.indent:
                    strip = drawn.over(strip, row.number, column.x + row.chunk.indent)
        return strip

    def _open(self, article: Article, stops: tuple[PageLink, ...], anchor: Anchor) -> None:
        before = {block: (shown, self._article.block(block).figure) for block, shown in self._figures.items()}
        self._figures = {}
        if self._opening_key:
            for block in article.blocks:
                if block.figure is not None and block.figure.image:
                    shown, figure = before.get(block.id, (None, None))
                    same = shown is not None and figure == block.figure
                    self._figures[block.id] = shown if same and shown else self._folded()
        for block_id, (shown, _) in before.items():
            if self._figures.get(block_id) is not shown:
                self._drop(shown)
        super()._open(article, stops, anchor)

    def _lay_out(self) -> None:
        super()._lay_out()
        if self._page.height:
            for block in self.unfolded_pictures:
                self._want(block)

    def _want(self, block: str) -> None:
        """Ask for a picture in the size that there is room for, unless that is how it was asked for."""
        shown, index = self._figures[block], self._article.index[block]
        home = self._page.homes.get(index)
        if home is None or not self._page.shows(index):
            return
        columns = home[0].width - BAR * bars_of(self._article.blocks[index]) - BAR
        room = max(1, columns), max(_LEAST_ROWS, self.scrollable_content_region.height - _AROUND)
        figure = self._article.blocks[index].figure
        if room != shown.room and (shown.drawn or shown.room == _NEVER) and figure is not None and figure.image:
            self._figures[block] = shown._replace(room=room)
            self.post_message(PictureWanted(block, figure.image, room, again=shown.drawn is not None))

    def _wanted(self, block: str, url: str) -> Shown | None:
        shown = self._figures.get(block)
        figure = self._article.block(block).figure if shown is not None else None
        return shown if shown is not None and shown.open and figure is not None and figure.image == url else None

    def _stay_by(self, index: int) -> None:
        """Where one is within a picture that goes, one is left at its words."""
        home = self._page.home(index)
        row = self._page.row_of(index)
        if home is not None and row < self._top < row + len(home.starts) + len(self._rows_of_picture(index)):
            self._anchor = self._page.anchor(row)

    def _rows_of_picture(self, index: int) -> range:
        drawn = self._figures[self._article.blocks[index].id].drawn
        return range(len(drawn.rows) if drawn else 1)

    def _folded(self) -> Shown:
        return Shown(f"{self._opening_key} shows it")

    def _open_picture(self, block: str) -> None:
        self._figures[block] = Shown(f"{self._opening_key} folds it", open=True, words=_FETCHING)

    def _fold_picture(self, block: str) -> None:
        self._drop(self._figures[block])
        self._figures[block] = self._folded()

    def _drop(self, shown: Shown) -> None:
        if shown.drawn is not None:
            self.post_message(PictureDropped(shown.drawn))
