"""Text cut to the cells there are for it."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def fitted(text: str, width: int, *, plain: bool = False) -> str:
    """A text cut to a width in cells, with an ellipsis where it was cut."""
    if cell_len(text) <= width:
        return text
    ellipsis = "..." if plain else "…"
    if width <= len(ellipsis):
        return set_cell_size(text, max(0, width))
    return set_cell_size(text, width - len(ellipsis)).rstrip() + ellipsis
