"""The last step to a terminal without Unicode: what the interface draws, cell by cell in ASCII.

What the article itself says is left as it is; the page has shapes of its own for what stands around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

_FROM_TO = {
    "│┃▏▎▕▌▐║": "|",
    "─▁▔╌": "-",
    "━═": "=",
    "┌┐└┘├┤┬┴┼╭╮╰╯": "+",
    "▂▃▄▅▆▇█▊▉▋▍▀": " ",
    "·•–—": "-",
    "“”„": '"',
    "‘’": "'",
    "›▸→▶": ">",
    "‹◂←◀": "<",
    "↑": "^",
    "↓": "v",
    "×": "x",
    "…": "~",
}
_TABLE = str.maketrans({sign: plain for signs, plain in _FROM_TO.items() for sign in signs})


class AsciiFilter(LineFilter):
    """Puts an ASCII character in the place of each sign, so that no cell moves."""

    spares_the_page = True

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - as in Textual
        """The segments of a line, in ASCII as far as they are the interface's own."""
        return [
            segment
            if segment.text.isascii()
            else Segment(segment.text.translate(_TABLE), segment.style, segment.control)
            for segment in segments
        ]
