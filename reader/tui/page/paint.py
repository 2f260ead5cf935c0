"""Painting: one row of the page as a strip of styled segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.article.model import Kind, Voice
from reader.tui.page.blocks import BAR, marker_of
from reader.tui.page.layout import GUTTER
from reader.tui.page.rows import BLOCK_TEXT, What
from reader.tui.page.runs import guess_words, is_unsure
from reader.tui.page.table import cell_at
from reader.tui.page.text import paint_span
from reader.tui.page.tones import Tone, badge_tone
from reader.tui.page.wrap import cells

if TYPE_CHECKING:
    from reader.article.model import Block
    from reader.tui.page.canvas import Canvas
    from reader.tui.page.rows import Chunk, Column, Row


_POINTED = BLOCK_TEXT | {What.FOLD}
_HINTED = BLOCK_TEXT | {What.PICTURE}


def paint(canvas: Canvas, y: int) -> Strip:
    """Row `y` of the page, `canvas.width` cells wide."""
    ground = canvas.tones.style(Tone.COMMENTARY)
    segments: list[Segment] = []
    x = 0
    columns = canvas.layout.columns
    for number, column in enumerate(columns):
        row = column.row(y)
        segments.append(_paint_margin(canvas, row, column.x - x))
        segments += _paint_column(canvas, column, row, y)
        brings_in = number == 0 and len(columns) > 1 and _starts_quotation(columns[1].row(y))
        segments += _paint_gutter(canvas, row, arrow=brings_in)
        x = column.x + column.width + GUTTER
        if number + 1 < len(columns):
            segments.append(Segment(canvas.shapes.divider, canvas.tones.style(Tone.COMMENTARY, Tone.RULE)))
            x += len(canvas.shapes.divider)
    segments.append(Segment(" " * (canvas.width - x), ground))
    return Strip([segment for segment in segments if segment.text], canvas.width)


def _paint_margin(canvas: Canvas, row: Row, width: int) -> Segment:
    """The cells before a column: what is pointed at, else where one is; a bar where the current quotation has none."""
    chunk = row.chunk
    if chunk is None or width < 1:
        return Segment(" " * width, canvas.tones.style(Tone.COMMENTARY))
    if chunk.what in _POINTED and chunk.block in canvas.marks.pointed:
        beside = canvas.shapes.current if _lacks_bar(canvas, chunk, row) else " "
        mark = f"{canvas.shapes.pointer}{beside}"[:width].rjust(width)
        return Segment(mark, canvas.tones.style(Tone.COMMENTARY, Tone.MARKER))
    if _lacks_bar(canvas, chunk, row):
        mark = canvas.shapes.current.ljust(min(2, width)).rjust(width)
        return Segment(mark, canvas.tones.style(Tone.COMMENTARY, Tone.BAR))
    if chunk.what in BLOCK_TEXT and chunk.block == canvas.marks.here:
        mark = canvas.shapes.here.ljust(min(2, width)).rjust(width)
        return Segment(mark, canvas.tones.style(Tone.COMMENTARY, Tone.HERE))
    return Segment(" " * width, canvas.tones.style(Tone.COMMENTARY))


def _lacks_bar(canvas: Canvas, chunk: Chunk, row: Row) -> bool:
    """Whether the current quotation stands in a row and no bar of its own shows it: one in a sentence, a folded one."""
    current = canvas.marks.current
    if chunk.what is What.FOLD:
        return current is not None and chunk.quotation == current.id
    return chunk.what in BLOCK_TEXT and canvas.marks.is_current(chunk.block, *chunk.span(row.number))


def _bar(canvas: Canvas, row: Row, y: int) -> str:
    """The shape of a quotation's bar: a heavier one for the current quotation."""
    current = canvas.marks.current
    same = current is not None and (row.chunk is None or row.chunk.quotation == current.id)
    return canvas.shapes.current if same and y in canvas.marks.current_rows else canvas.shapes.bar


def base_tones(block: Block) -> tuple[Tone, ...]:
    """The tones of a block's plain text."""
    tones: tuple[Tone, ...] = (Tone.COMMENTARY,)
    if block.voice is Voice.FURNITURE:
        tones = (Tone.FURNITURE,)
    elif block.voice is Voice.QUOTED:
        tones = (Tone.QUOTED, Tone.GUESS) if is_unsure(block) else (Tone.QUOTED,)
    if block.kind is Kind.HEADING:
        tones += (Tone.HEADING,) if block.level <= 3 else (Tone.SUBHEADING,)
    elif block.kind is Kind.CODE:
        tones += (Tone.CODE_BLOCK,)
    return tones


def _base(bars: int) -> Tone:
    """The tone that a row lies on: quoted text has a ground of its own."""
    return Tone.QUOTED if bars else Tone.COMMENTARY


def _starts_quotation(row: Row) -> bool:
    return row.chunk is not None and row.number == 0 and row.chunk.what is What.LABEL


def _paint_column(canvas: Canvas, column: Column, row: Row, y: int) -> list[Segment]:
    """A row of one column: bars, indent and marker, text, and blanks up to the column's width."""
    base = _base(row.bars)
    ground = canvas.tones.style(base)
    bar = Segment(f"{_bar(canvas, row, y)} ", canvas.tones.style(base, Tone.BAR))
    segments = [bar] * row.bars
    chunk = row.chunk
    if chunk is None:
        segments.append(Segment(" " * (column.width - BAR * row.bars), ground))
        return segments
    segments += _paint_indent(canvas, chunk, row)
    room = column.width - chunk.indent
    text = _paint_chunk(canvas, chunk, row.number, room)
    padding = ground
    if chunk.what is What.CODE:
        padding = canvas.tones.style(*base_tones(canvas.marks.article.blocks[chunk.block]))
    strip = Strip(text).adjust_cell_length(room, padding)
    if canvas.marks.hints and chunk.what in _HINTED:
        strip = _paint_hints(canvas, chunk, row.number, strip)
    segments += strip
    return segments


def _paint_indent(canvas: Canvas, chunk: Chunk, row: Row) -> list[Segment]:
    """The cells between the bars and the text: a list's marker, a heading's mark, a note's bar."""
    shapes = canvas.shapes
    free = chunk.indent - BAR * row.bars
    mark, tone = "", Tone.MARKER
    if chunk.what in (What.NOTE, What.NOTE_LABEL):
        mark, tone = shapes.note_bar if chunk.what is What.NOTE else shapes.note_corner, Tone.QUIET
    elif chunk.what is What.FOLD:
        mark = shapes.fold
    elif row.number == 0 and chunk.what in (What.TEXT, What.HEADING):
        block = canvas.marks.article.blocks[chunk.block]
        if block.kind is Kind.LIST_ITEM:
            mark = f"{marker_of(block, shapes)} ".rjust(free)
        elif block.kind is Kind.HEADING:
            mark = shapes.headings[min(max(1, block.level), 6)]
    return [Segment(set_cell_size(mark, free), canvas.tones.style(_base(row.bars), tone))] if free > 0 else []


def _paint_chunk(canvas: Canvas, chunk: Chunk, index: int, room: int) -> list[Segment]:
    """The text of a chunk's row."""
    style = canvas.tones.style
    match chunk.what:
        case What.TEXT | What.HEADING | What.CODE:
            start, end = chunk.span(index)
            return paint_span(canvas, chunk.block, start, end, base_tones(canvas.marks.article.blocks[chunk.block]))
        case What.TABLE:
            from reader.tui.page.paint_table import paint_table

            return paint_table(canvas, chunk, index, room, base_tones(canvas.marks.article.blocks[chunk.block]))
        case What.LABEL:
            return _fitting(_paint_label(canvas, chunk), room, canvas.shapes.ellipsis)
        case What.RULE:
            return [Segment(chunk.text.center(room), style(_base(chunk.bars), Tone.QUIET))]
        case What.NOTE | What.NOTE_LABEL:
            start, end = chunk.span(index)
            return [Segment(_drawn(chunk.text[start:end]), style(Tone.NOTE))]
        case What.TITLE:
            start, end = chunk.span(index)
            return [Segment(_drawn(chunk.text[start:end]), style(Tone.COMMENTARY, Tone.HEADING))]
        case What.UNDERLINE:
            return [Segment(chunk.text, style(_base(chunk.bars), Tone.RULE))]
        case What.HEAD | What.CREDITS:
            return [Segment(chunk.text, style(_base(chunk.bars), Tone.QUIET))]
        case What.IMAGE | What.PICTURE:
            from reader.tui.page.paint_figure import paint_figure, paint_image

            paint_it = paint_image if chunk.what is What.IMAGE else paint_figure
            return paint_it(canvas, chunk, index, _base(chunk.bars))
        case What.FOLD:
            quoted = canvas.marks.article.blocks[chunk.block].voice is Voice.QUOTED
            drawn = style(_base(chunk.bars), Tone.LABEL if quoted else Tone.QUIET)
            return [Segment(_drawn(chunk.text), drawn + Style.from_meta({"fold": chunk.block}))]


def _drawn(text: str) -> str:
    return text.rstrip().replace("\t", " ")


def _paint_label(canvas: Canvas, chunk: Chunk) -> list[Segment]:
    """Whose words a quotation is: its badge, else the name the article gives, and whether that is a guess."""
    quotation = chunk.quotation or ""
    badge = canvas.marks.badges.get(quotation)
    current = canvas.marks.current is not None and canvas.marks.current.id == quotation
    label = canvas.tones.style(Tone.QUOTED, Tone.LABEL, *[Tone.CURRENT] * current)
    if badge is not None:
        signed = canvas.tones.style(Tone.QUOTED, badge_tone(badge.style))
        segments = [Segment(f"{badge.sign} ", signed), Segment(badge.label, label)]
        if badge.words:
            segments.append(Segment(canvas.shapes.dot + badge.words, canvas.tones.style(Tone.QUOTED, Tone.QUIET)))
    else:
        segments = [Segment(canvas.names.get(quotation) or "quoted", label)]
    guess = guess_words(canvas.marks.article.blocks[chunk.block : chunk.last + 1])
    if guess:
        segments.append(Segment(canvas.shapes.dot + guess, canvas.tones.style(Tone.QUOTED, Tone.QUIET)))
    return segments


def _fitting(segments: list[Segment], room: int, ellipsis: str) -> list[Segment]:
    """What has room; an ellipsis says that it is not all."""
    if sum(cells(segment.text) for segment in segments) <= room:
        return segments
    cut = list(Strip(segments).crop(0, max(0, room - cells(ellipsis))))
    return [*cut, Segment(ellipsis, cut[-1].style)] if cut else []


def _paint_hints(canvas: Canvas, chunk: Chunk, index: int, strip: Strip) -> Strip:
    """Letters over the first cells of each link that starts in the row; the text under them does not move."""
    start, end = chunk.span(index)
    for number in canvas.marks.stops_in.get(chunk.block, ()):
        hint = canvas.marks.hints.get(number)
        stop = canvas.marks.stops[number]
        if hint is None or not start <= stop.start < end or stop.picture is not (chunk.what is What.PICTURE):
            continue
        if chunk.what is What.TABLE:
            x = cell_at(chunk, index, stop.start) - canvas.marks.shifts.get(chunk.block, 0)
            if not 0 <= x < strip.cell_length:
                continue
        else:
            x = cells(chunk.text[start : stop.start])
        x = min(x, max(0, strip.cell_length - len(hint)))
        over = Strip(
            [Segment(hint, canvas.tones.style(Tone.COMMENTARY, Tone.HINT) + Style.from_meta({"stop": number}))]
        )
        strip = Strip.join([strip.crop(0, x), over, strip.crop(x + len(hint), strip.cell_length)])
    return strip


def _paint_gutter(canvas: Canvas, row: Row, *, arrow: bool) -> list[Segment]:
    """The signs of the sources whose links end in this row, a doubt whose words it is, the arrow to a quotation."""
    signs, doubt = "", ""
    if row.chunk is not None and row.chunk.what in BLOCK_TEXT:
        signs = "".join(canvas.marks.signs_at(row.chunk.block, *row.chunk.span(row.number)))
        block = canvas.marks.article.blocks[row.chunk.block]
        doubt = "?" if row.number == 0 and block.voice is Voice.COMMENTARY and is_unsure(block) else ""
    room = GUTTER - (len(canvas.shapes.arrow) if arrow else 0)
    style = canvas.tones.style
    signs = set_cell_size(signs, min(room - len(doubt) - 1, cells(signs)))
    segments = [
        Segment(" ", style(_base(row.bars))),  # the ground of quoted text goes on a little beyond it
        Segment(signs, style(Tone.COMMENTARY, Tone.SIGN)),
        Segment(doubt.ljust(room - 1 - cells(signs)), style(Tone.COMMENTARY, Tone.QUIET)),
    ]
    if arrow:
        segments.append(Segment(canvas.shapes.arrow, style(Tone.COMMENTARY, Tone.BAR)))
    return segments
