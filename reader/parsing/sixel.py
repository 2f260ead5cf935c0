"""Pictures as sixels, the bitmaps of DEC's terminals: six rows of pixels in a character, a pass for each colour.

As in the VT330/VT340 programmer's reference, chapter 14. A picture is cut into strips as high as a row of cells, each
a bitmap of its own: so a row of the page can be painted, and scrolled off, without the others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

BAND = 6
"""Rows of pixels in a band of sixels."""

MOST_COLORS = 256
"""Colours of a picture; no terminal promises more."""

_BEGIN, _END = b"\x1bP0;1q", b"\x1b\\"
"""Pixels that are not set keep what lies under them: a strip need not be a whole number of bands."""

_NO_PIXEL = 0x3F
_TO_SIXEL = bytes((value + _NO_PIXEL) % 256 for value in range(256))
_RUN = re.compile(rb"(.)\1{3,254}", re.DOTALL)


def strips(picture: Image, cell: int, colors: int = MOST_COLORS) -> tuple[bytes, ...]:
    """A picture (RGB) in `colors` colours at most, one bitmap for each `cell` rows of pixels."""
    flat = picture.quantize(max(2, min(colors, MOST_COLORS)))
    palette, pixels, width = flat.getpalette() or [], flat.tobytes(), flat.width
    rows = [pixels[start : start + width] for start in range(0, len(pixels), width)]
    return tuple(_strip(rows[top : top + cell], width, palette) for top in range(0, len(rows), cell))


def _strip(rows: list[bytes], width: int, palette: list[int]) -> bytes:
    used = sorted(set().union(*rows))
    registers = b"".join(_register(color, palette[3 * color : 3 * color + 3]) for color in used)
    bands = b"-".join(_band(rows[top : top + BAND], width) for top in range(0, len(rows), BAND))
    return b'%b"1;1;%d;%d%b%b%b' % (_BEGIN, width, len(rows), registers, bands, _END)


def _register(color: int, rgb: list[int]) -> bytes:
    """The definition of a colour, in hundredths of red, green and blue."""
    return b"#%d;2;%d;%d;%d" % (color, *(round(part * 100 / 255) for part in rgb))


def _band(rows: list[bytes], width: int) -> bytes:
    """Up to six rows: for each colour in them a pass over the row from its beginning."""
    passes = []
    for color in sorted(set().union(*rows)):
        only = bytes(color) + b"\1" + bytes(255 - color)
        bits = 0
        for number, row in enumerate(rows):
            bits |= int.from_bytes(row.translate(only), "big") << number
        sixels = bits.to_bytes(width, "big").translate(_TO_SIXEL).rstrip(b"?")
        passes.append(b"#%d%b" % (color, _RUN.sub(_repeated, sixels)))
    return b"$".join(passes)


def _repeated(run: re.Match[bytes]) -> bytes:
    return b"!%d%b" % (len(run[0]), run[1])
