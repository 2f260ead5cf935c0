"""Laying an article out in rows: which voice stands where, and how wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.article.extent import begins_page
from reader.tui.page.blocks import bars_of, set_block, set_note
from reader.tui.page.masthead import set_masthead
from reader.tui.page.rows import Chunk, Column, Layout, What
from reader.tui.page.runs import block_quotations, called, fold_line, runs_of
from reader.tui.page.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.article.model import Article
    from reader.tui.page.runs import Run
    from reader.tui.page.shapes import Shapes
    from reader.tui.page.view import Shown, Unfolded

GUTTER = 4
"""Cells right of a text column for the signs of its sources, the blank before them included."""
MEASURE = 76
"""Cells of a text column at most, unless the reader wants it otherwise."""
SIDE_BY_SIDE_FROM = 100
"""A pane narrower than this shows the voices together where it was asked for side by side."""
_MARGIN = 2
_ROOMY = 40


class Setting(NamedTuple):
    """How to lay out: the pane's cells, the view, the widest text column, the open passages, the shapes to draw.

    `opened` are the folded lines that were opened, by the id of the first block in each; `figures` are what is shown of
    pictures, by their blocks' ids.
    """

    width: int
    view: View
    measure: int
    unfolded: tuple[Unfolded, ...]
    shapes: Shapes
    opened: frozenset[str] = frozenset()
    figures: Mapping[str, Shown] = {}


def shown_view(view: View, width: int) -> View:
    """The view that a pane of `width` cells has room for."""
    return View.TOGETHER if view is View.SIDE_BY_SIDE and width < SIDE_BY_SIDE_FROM else view


def lay_out(article: Article, setting: Setting) -> Layout:
    """Lay an article out."""
    runs = runs_of(article)
    view = shown_view(setting.view, setting.width)
    if view is View.SIDE_BY_SIDE and not any(run.quoted for run in runs):
        view = View.TOGETHER  # a column that stays empty serves nobody
    if view is View.SIDE_BY_SIDE:
        from reader.tui.page.columns import set_beside

        left, right = _two_columns(article, setting)
        set_beside(
            [(run, list(_set_run(article, run, right if run.quoted else left, setting))) for run in runs],
            left,
            right,
        )
        return Layout((left, right))
    column = _one_column(setting)
    for chunk in set_masthead(article, column.width, setting.shapes):
        column.add(chunk)
    for run in runs:
        folded = (view is View.COMMENTARY and run.quoted) or (view is View.QUOTED and not run.quoted)
        folded = folded and article.blocks[run.first].id not in setting.opened
        for chunk in _fold(article, run) if folded else _set_run(article, run, column, setting):
            column.add(chunk)
    return Layout((column,))


def _one_column(setting: Setting) -> Column:
    """A column in the middle of the pane, its gutter and a margin beside it."""
    margin = _MARGIN if setting.width >= _ROOMY else 0
    width = max(1, min(setting.measure, setting.width - margin - GUTTER))
    x = min((setting.width - width) // 2, setting.width - width - GUTTER)
    return Column(max(margin, x), width)


def _two_columns(article: Article, setting: Setting) -> tuple[Column, Column]:
    """Commentary, its gutter, a divider and a blank, quoted text, its gutter; in the middle of the pane."""
    between = GUTTER + 2
    width = min(setting.measure, (setting.width - _MARGIN - between - GUTTER) // 2)
    x = max(_MARGIN, (setting.width - 2 * width - between) // 2)
    x = min(x, setting.width - 2 * width - between - GUTTER)
    left, right = Column(x, width), Column(x + width + between, width)
    for chunk in set_masthead(article, width, setting.shapes):
        left.add(chunk)
    right.add(Chunk(What.HEAD, -1, "QUOTED"), left.add(Chunk(What.HEAD, -1, "COMMENTARY")))
    return left, right


def _set_run(article: Article, run: Run, column: Column, setting: Setting) -> Iterator[Chunk]:
    """A run's chunks; a block quotation's first row is its label."""
    tight = False
    if run.quotation is not None:
        bars = bars_of(article.blocks[run.first])
        yield Chunk(What.LABEL, run.first, "", (0,), bars * 2, bars, run.quotation, run.last)
        tight = True
    for index in range(run.first, run.last + 1):
        block = article.blocks[index]
        if page := begins_page(article, index):
            yield Chunk(What.HEAD, index, f"Page {page}")
        for chunk in set_block(article, index, column.width, setting.shapes, setting.figures):
            yield chunk._replace(tight=True) if tight else chunk
            tight = False
        for unfolded in setting.unfolded:
            if unfolded.block == block.id:
                yield from set_note(unfolded, index, column.width)


def _fold(article: Article, run: Run) -> Iterator[Chunk]:
    quotation = block_quotations(article).get(run.quotation or "")
    name = called(quotation) if run.quoted else "commentary"
    yield Chunk(What.FOLD, run.first, fold_line(article, run, name or "quoted"), (0,), 2, 0, run.quotation, run.last)
