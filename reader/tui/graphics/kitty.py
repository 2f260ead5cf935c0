"""Kitty's graphics protocol: an image is sent once, and drawn wherever its placeholders stand in the text.

So a picture scrolls, is covered and is cut off as text is, and nothing need be said of where it is. The protocol is
that of https://sw.kovidgoyal.net/kitty/graphics-protocol/, "Unicode placeholders". Nothing sent here is answered
(`q=2`): answers would come among the keys.
"""

from __future__ import annotations

from base64 import standard_b64encode

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

CHUNK = 4096
"""Characters of base64 in one command at most; all but the last hold a multiple of four."""

_PLACEHOLDER = "\U0010eeee"
_BYTE = 255

# The marks of combining class 230 that the protocol counts with, in its order, as far as a page has rows or columns.
_MARKS = "".join(
    map(
        chr,
        [
            0x305, 0x30D, 0x30E, 0x310, 0x312, *range(0x33D, 0x340), 0x346, *range(0x34A, 0x34D), *range(0x350, 0x353),
            0x357, 0x35B, *range(0x363, 0x370), *range(0x483, 0x488), *range(0x592, 0x596), *range(0x597, 0x59A),
            *range(0x59C, 0x5A2), 0x5A8, 0x5A9, 0x5AB, 0x5AC, 0x5AF, 0x5C4, *range(0x610, 0x618), *range(0x657, 0x65C),
            0x65D, 0x65E, *range(0x6D6, 0x6DD), *range(0x6DF, 0x6E3), 0x6E4, 0x6E7, 0x6E8, 0x6EB, 0x6EC, 0x730, 0x732,
            0x733, 0x735, 0x736, 0x73A, 0x73D, 0x73F, 0x740, 0x741, 0x743, 0x745, 0x747, 0x749, 0x74A,
            *range(0x7EB, 0x7F2), 0x7F3, *range(0x816, 0x81A), *range(0x81B, 0x824), *range(0x825, 0x828),
            *range(0x829, 0x82E), 0x951, 0x953, 0x954, 0xF82, 0xF83, 0xF86, 0xF87,
        ],
    )
)  # fmt: skip

MOST = len(_MARKS)
"""Rows that an image can have here, and columns; the protocol has some more marks."""


def sent(image: int, png: bytes, columns: int, rows: int) -> str:
    """What sends an image (a number from 1 to 2**24 - 1) to be fitted into so many cells, wherever it is to stand."""
    data = standard_b64encode(png).decode()
    pieces = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]
    about = f"a=T,U=1,f=100,t=d,i={image},c={columns},r={rows},q=2"
    commands = []
    for number, piece in enumerate(pieces):
        more = int(number + 1 < len(pieces))
        commands.append(f"\x1b_G{about if number == 0 else 'q=2'},m={more};{piece}\x1b\\")
    return "".join(commands)


def deleted(image: int) -> str:
    """What deletes an image with its data."""
    return f"\x1b_Ga=d,d=I,i={image},q=2\x1b\\"


def placeholders(image: int, columns: int, rows: int) -> list[list[Segment]]:
    """The rows of cells at which an image is drawn; their colour is its number."""
    style = Style(color=Color.from_rgb(image >> 16 & _BYTE, image >> 8 & _BYTE, image & _BYTE))
    return [
        [Segment("".join(f"{_PLACEHOLDER}{_MARKS[row]}{_MARKS[column]}" for column in range(columns)), style)]
        for row in range(rows)
    ]
