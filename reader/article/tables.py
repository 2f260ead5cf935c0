"""Tables of data, as against tables that only lay a page out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.article.tree import Node

# What stands in a table only when the table is layout.
_LAYOUT_CONTENT = frozenset(
    {"table", "blockquote", "h1", "h2", "h3", "article", "section", "pre", "figure", "form", "hr"}
)
_CELL_AT_MOST = 600
_PARAGRAPHS_AT_MOST = 2


def is_data(table: Node) -> bool:
    """Whether the cells belong in rows and columns."""
    if table.get("role") in {"presentation", "none"}:
        return False
    rows = widest = 0
    for node in table.walk():
        if node is table:
            continue
        if node.tag in _LAYOUT_CONTENT:
            return False
        if node.tag == "tr":
            cells = [child for child in node.elements if child.tag in {"td", "th"}]
            rows += bool(cells)
            widest = max(widest, len(cells))
        elif node.tag in {"td", "th"} and _is_prose(node):
            return False
    return rows > 1 and widest > 1


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


def _is_prose(cell: Node) -> bool:
    paragraphs = sum(1 for node in cell.elements if node.tag == "p")
    return cell.length > _CELL_AT_MOST or paragraphs > _PARAGRAPHS_AT_MOST
