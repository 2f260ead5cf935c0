"""Tables of data, as against tables that only lay a page out; where their cells stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.patterns import pattern

if TYPE_CHECKING:
    from reader.article.tree import Node

# What stands in a table only when the table is layout.
_LAYOUT_CONTENT = frozenset(
    {"table", "blockquote", "h1", "h2", "h3", "article", "section", "pre", "figure", "form", "hr"}
)
_CELL_AT_MOST = 600
_PARAGRAPHS_AT_MOST = 2
_SPAN = pattern(r"\s*\d{1,4}")
# Tables are not that wide; what claims to be is not unfolded.
_SPAN_AT_MOST = 50
_COLUMNS_AT_MOST = 200


def is_data(table: Node) -> bool:
    """Whether the cells belong in rows and columns."""
    if table.get("role") in {"presentation", "none"}:
        return False
    rows = widest = filled = 0
    pictures: set[str] = set()
    for node in table.walk():
        if node is table:
            continue
        if node.tag in _LAYOUT_CONTENT:
            return False
        if node.tag == "tr":
            cells = [child for child in node.elements if child.tag in {"td", "th"}]
            rows += bool(cells)
            widest = max(widest, len(cells))
        elif node.tag in {"td", "th"}:
            if _is_prose(node):
                return False
            filled += node.length > 0
        elif node.tag == "img":
            pictures.add(node.get("src"))
    # A picture that is set again and again is a sign; many different ones are what the table is for.
    return rows > 1 and widest > 1 and filled >= len(pictures)


def header_rows(table: Node) -> int:
    """How many rows at the top hold only header cells or stand in `<thead>`."""
    count = 0
    for row in (node for node in table.walk() if node.tag == "tr" and node.length):
        cells = row.elements
        in_head = row.parent is not None and row.parent.tag == "thead"
        if not in_head and not (cells and all(cell.tag == "th" for cell in cells)):
            break
        count += 1
    return count


def in_reading_order(table: Node) -> list[Node]:
    """What a table holds but for its caption, the footer last, wherever it stands in the markup."""
    parts = [child for child in table.elements if child.tag != "caption"]
    return sorted(parts, key=lambda part: part.tag == "tfoot")


class Grid:
    """Where each cell of a table goes, row by row.

    A cell that spans several columns or rows stands in the first of them, and the others are empty, so that what
    belongs in one column stays in one column.
    """

    def __init__(self) -> None:
        self._row = self._free = self._written = 0
        # For each column that a cell from above covers the row in which it is free again.
        self._free_in: dict[int, int] = {}

    def row(self) -> None:
        """A row begins."""
        self._row += 1
        self._free = self._written = 0

    def cell(self, cell: Node) -> int:
        """How many columns there are from the last cell of the row, or from its beginning, to this one."""
        column = self._free
        while self._free_in.get(column, 0) > self._row:
            column += 1
        steps, self._written = column - self._written, column
        self._free = column + min(_span(cell.get("colspan")), _SPAN_AT_MOST)
        rows = _span(cell.get("rowspan"))
        if rows > 1 and self._free <= _COLUMNS_AT_MOST:
            self._free_in.update(dict.fromkeys(range(column, self._free), self._row + rows))
        return steps


def _span(value: str) -> int:
    found = _SPAN.match(value) if value else None
    return max(1, int(found[0])) if found else 1


def _is_prose(cell: Node) -> bool:
    paragraphs = sum(1 for node in cell.elements if node.tag == "p")
    return cell.length > _CELL_AT_MOST or paragraphs > _PARAGRAPHS_AT_MOST
