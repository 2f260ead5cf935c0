"""Text cut to the cells there are for it, and keys told from what they do."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content

_GAP = "  "


def fitted(text: str, width: int, *, plain: bool = False) -> str:
    """A text cut to a width in cells, with an ellipsis where it was cut."""
    if cell_len(text) <= width:
        return text
    ellipsis = "..." if plain else "…"
    if width <= len(ellipsis):
        return set_cell_size(text, max(0, width))
    return set_cell_size(text, width - len(ellipsis)).rstrip() + ellipsis


def hinted(line: str, width: int) -> Content:
    """Hints such as "Enter opens · Esc back" in the tones of the footer: of each the first word is the key.

    As many as there is room for, and the last always.
    """
    parts = [hint.partition(" ") for hint in line.split(" · ")]
    hints = [Content.assemble((key, "$text-accent"), (f" {words}", "$text-muted")) for key, _, words in parts]
    return kept(hints, width)


def kept(hints: list[Content], width: int) -> Content:
    """As many hints as there is room for in a row; the last stays, as it leads to all the others."""
    *parts, last = hints
    while parts and sum(part.cell_length + len(_GAP) for part in parts) + last.cell_length > width:
        parts.pop()
    return Content(_GAP).join([*parts, last])
