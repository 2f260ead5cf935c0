"""Sixels: read back, they are the picture."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reader.parsing.sixel import strips

TOKEN = re.compile(rb'"(?P<raster>[\d;]+)|#(?P<color>\d+)(?:;2;(?P<rgb>[\d;]+))?|!(?P<times>\d+)(?P<run>.)|(?P<one>.)')


def read(bitmap: bytes) -> tuple[tuple[int, int], dict[tuple[int, int], tuple[int, ...]], int]:
    """Width and height, the colour (in hundredths) at each (x, y), and how many colours are defined."""
    assert bitmap.startswith(b"\x1bP0;1q")
    assert bitmap.endswith(b"\x1b\\")
    size, colors, pixels = (0, 0), dict[int, tuple[int, ...]](), dict[tuple[int, int], tuple[int, ...]]()
    x = y = color = 0
    for token in TOKEN.finditer(bitmap[6:-2]):
        if token["raster"]:
            _, _, width, height = map(int, token["raster"].split(b";"))
            size = (width, height)
        elif token["color"]:
            color = int(token["color"])
            if token["rgb"]:
                colors[color] = tuple(map(int, token["rgb"].split(b";")))
        elif token["one"] == b"$":
            x = 0
        elif token["one"] == b"-":
            x, y = 0, y + 6
        else:
            bits, after = (token["run"] or token["one"])[0] - 0x3F, x + int(token["times"] or 1)
            assert 0 <= bits < 64
            for column, bit in product(range(x, after), range(6)):
                if bits >> bit & 1:
                    assert (column, y + bit) not in pixels
                    pixels[column, y + bit] = colors[color]
            x = after
    return size, pixels, len(colors)


@pytest.mark.slow
@given(
    st.integers(1, 24),
    st.integers(1, 40),
    st.integers(1, 20),
    st.sampled_from([2, 16, 64, 256, 1024]),
    st.randoms(use_true_random=False),
)
def test_every_pixel_is_set_once_in_its_colour(width: int, height: int, cell: int, colors: int, random: object) -> None:
    assert hasattr(random, "choice")
    inks = [(random.randrange(256), random.randrange(256), random.randrange(256)) for _ in range(300)]  # type: ignore[attr-defined]
    picture = Image.new("RGB", (width, height))
    picture.putdata([random.choice(inks) for _ in range(width * height)])
    flat = picture.quantize(min(colors, 256)).convert("RGB")
    found = strips(picture, cell, colors)
    assert len(found) == -(-height // cell)
    for number, bitmap in enumerate(found):
        rows = min(cell, height - number * cell)
        size, pixels, defined = read(bitmap)
        assert size == (width, rows)
        assert defined <= min(colors, 256)
        assert pixels.keys() == {(x, y) for x in range(width) for y in range(rows)}
        for (x, y), color in pixels.items():
            rgb = flat.getpixel((x, y + number * cell))
            assert isinstance(rgb, tuple)
            assert color == tuple(round(part * 100 / 255) for part in rgb)


@pytest.mark.parametrize("width", [1, 3, 4, 254, 255, 256, 300, 511])
def test_long_runs_are_counted(width: int) -> None:
    (bitmap,) = strips(Image.new("RGB", (width, 6), "white"), 6)
    size, pixels, _ = read(bitmap)
    assert size == (width, 6)
    assert len(pixels) == width * 6
    assert len(bitmap) < 80
