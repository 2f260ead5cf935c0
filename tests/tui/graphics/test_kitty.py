"""Kitty's images: what is sent is what the protocol allows, and is the picture."""

from __future__ import annotations

import re
from base64 import b64decode

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.graphics.kitty import CHUNK, MOST, deleted, placeholders, sent

COMMAND = re.compile(r"\x1b_G(?P<keys>[a-zA-Z0-9=,]*)(?:;(?P<data>[A-Za-z0-9+/=]*))?\x1b\\")


@given(st.binary(max_size=20_000), st.integers(1, (1 << 24) - 1))
def test_an_image_is_sent_in_pieces_that_make_it_up(png: bytes, image: int) -> None:
    commands = list(COMMAND.finditer(sent(image, png, 40, 12)))
    assert "".join(one[0] for one in commands) == sent(image, png, 40, 12)
    data = [one["data"] or "" for one in commands]
    assert b64decode("".join(data), validate=True) == png
    assert all(len(one) <= CHUNK for one in data)
    assert all(len(one) % 4 == 0 for one in data)
    assert all("q=2" in one["keys"].split(",") for one in commands)
    assert [f"m={int(one is not commands[-1])}" in one["keys"].split(",") for one in commands] == [True] * len(commands)
    if commands:
        assert {"a=T", "U=1", "f=100", f"i={image}", "c=40", "r=12"} <= set(commands[0]["keys"].split(","))


@given(st.integers(1, (1 << 24) - 1), st.integers(1, MOST), st.integers(1, 40))
def test_placeholders_take_a_cell_each_and_name_their_image(image: int, columns: int, rows: int) -> None:
    drawn = placeholders(image, columns, rows)
    assert [cell_len("".join(one.text for one in row)) for row in drawn] == [columns] * rows
    cells = [re.findall("\U0010eeee(.)(.)", row[0].text) for row in drawn]
    assert len({row for line in cells for row, _ in line}) == rows
    assert len({column for line in cells for _, column in line}) == columns
    style = drawn[0][0].style
    assert style is not None
    assert style.color is not None
    assert style.color.triplet is not None
    red, green, blue = style.color.triplet
    assert red << 16 | green << 8 | blue == image


def test_an_image_is_deleted_with_its_data() -> None:
    assert deleted(7) == "\x1b_Ga=d,d=I,i=7,q=2\x1b\\"
