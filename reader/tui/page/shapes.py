"""The shapes that the page draws, and what stands in for them on a terminal without UTF-8."""

from __future__ import annotations

from typing import NamedTuple


class Shapes(NamedTuple):
    """Bars, ornaments and marks; each bar, arrow and divider keeps its width in both sets."""

    bar: str = "┃"
    current: str = "▌"
    note_corner: str = "┌"
    note_bar: str = "│"
    divider: str = "│"
    arrow: str = "─▶"
    fold: str = "▸"
    pointer: str = "▶"
    picture: str = "▣"
    rule: str = "·  ·  ·"
    heavy: str = "━"
    light: str = "─"
    ellipsis: str = "…"
    cell: str = " │ "
    bullet: str = "•"
    dot: str = " · "
    here: str = "▏"
    before: str = "‹"
    beyond: str = "›"
    headings: tuple[str, ...] = ("", "", "", "▪ ", "▫ ", "· ", "· ")


UNICODE = Shapes()
ASCII = Shapes(
    "|",
    "#",
    "+",
    "|",
    "|",
    "->",
    ">",
    ">",
    "[picture]",
    "*  *  *",
    "=",
    "-",
    "~",
    " | ",
    "*",
    " - ",
    ":",
    "<",
    ">",
    ("", "", "", "# ", "- ", ". ", ". "),
)
