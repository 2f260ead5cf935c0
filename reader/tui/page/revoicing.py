"""Showing an article whose voices changed: at once where the reader changed them, else only where no text moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.page.layout import lay_out
from reader.tui.page.marks import Marks
from reader.tui.page.messages import Revoiced
from reader.tui.page.pointing import Pointing
from reader.tui.page.runs import block_quotations, called

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.tui.page.rows import Layout


class Revoicing(Pointing, part=True):
    """A page that takes on new voices. What the background learns waits until it moves nothing that is being read."""

    _waiting: Article | None = None

    def revoice(self, article: Article, *, still: bool = False) -> None:
        """Show the same article in other voices.

        Args:
            article: the same texts and blocks.
            still: nothing on the screen may move: where it would, the change waits until that is scrolled away.
                `Revoiced` is posted when it is shown.
        """
        if still and self._would_move(article):
            self._waiting = article
            return
        self._waiting = None
        old = self._marks
        self._article = article
        self._marks = Marks(article, old.stops)
        kept = ("selected", "matches", "match", "lit", "signs", "hints", "pointed")
        for name in kept:
            setattr(self._marks, name, getattr(old, name))
        self._names = {each.id: called(each) for each in block_quotations(article).values()}
        self._lay_out()
        self.post_message(Revoiced(article))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What waited is shown as soon as it moves nothing on the screen."""
        super().watch_scroll_y(old_value, new_value)
        if self._waiting is not None and not self._holding:
            self.revoice(self._waiting, still=True)

    def _would_move(self, article: Article) -> bool:
        height = self._bottom - self._top
        after = lay_out(article, self._setting())
        return _look(self._page, self._top, height) != _look(after, max(0, after.row_at(self._anchor)), height)


def _look(layout: Layout, top: int, height: int) -> list[tuple[object, ...]]:
    """Where on the screen which text stands, row by row."""
    found: list[tuple[object, ...]] = []
    for y in range(top, top + height):
        for column in layout.columns:
            row = column.row(y)
            chunk = row.chunk
            place = (chunk.what, chunk.block, chunk.indent, chunk.span(row.number)) if chunk else None
            found.append((place, row.bars))
    return found
