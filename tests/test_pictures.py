"""Pictures and code in the parser's process: what is shown, and that nothing hostile gets further than that."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageOps

from reader.errors import UnreadableError
from reader.parsing.code import LONGEST, pieces
from reader.parsing.parser import Parser
from reader.parsing.picture import LARGEST
from reader.parsing.tasks import Form, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    parser = Parser()
    yield parser
    parser.close()


def png(size: tuple[int, int], color: object = (200, 10, 10), mode: str = "RGB", kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new(mode, size, color).save(out, kind)  # type: ignore[arg-type]
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is that large, with the data of a few rows."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_fits_and_keeps_its_shape(parser: Parser, kind: str) -> None:
    found = parser.picture(png((400, 200), kind=kind), Wanted(100, 80))
    assert (found.width, found.height, found.full) == (100, 50, (400, 200))
    assert len(found.rgb) == 100 * 50 * 3
    assert all(abs(one - other) < 12 for one, other in zip(found.rgb[:3], (200, 10, 10), strict=True))


def test_as_sixels_it_is_whole_strips_and_as_png_the_picture(parser: Parser) -> None:
    found = parser.picture(png((400, 205)), Wanted(100, 80, Form.SIXEL, 16, 64))
    assert (found.width, found.height, found.full, found.rgb) == (100, 48, (400, 205), b"")
    assert len(found.encoded) == 3
    assert all(b'"1;1;100;16#' in one for one in found.encoded)
    found = parser.picture(png((400, 205)), Wanted(100, 80, Form.PNG))
    (data,) = found.encoded
    with Image.open(BytesIO(data)) as shown:
        assert shown.size == (found.width, found.height) == (100, 51)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("held", range(9))
def test_a_picture_stands_as_the_camera_was_held(parser: Parser, kind: str, held: int) -> None:
    picture = Image.new("RGB", (64, 32))
    for corner, color in (((0, 0), "red"), ((32, 0), "lime"), ((0, 16), "blue")):
        picture.paste(color, (*corner, corner[0] + 32, corner[1] + 16))
    said, out = Image.Exif(), BytesIO()
    said[0x0112] = held
    picture.save(out, kind, exif=said, quality=100)
    found = parser.picture(out.getvalue(), Wanted(40, 40))
    turned = ImageOps.exif_transpose(Image.open(BytesIO(out.getvalue()))).convert("RGB")
    assert found.full == turned.size
    turned.thumbnail((40, 40))
    assert (found.width, found.height) == turned.size
    shown = Image.frombytes("RGB", turned.size, found.rgb)
    for x, y in ((5, 5), (turned.width - 5, 5), (5, turned.height - 5), (turned.width - 5, turned.height - 5)):
        pixels = zip(
            shown.crop((x, y, x + 1, y + 1)).tobytes(), turned.crop((x, y, x + 1, y + 1)).tobytes(), strict=True
        )
        assert all(abs(one - other) < 60 for one, other in pixels)


def test_what_is_said_of_a_picture_and_cannot_be_read_is_not_believed(parser: Parser) -> None:
    said, out = Image.Exif(), BytesIO()
    said[0x0112] = 6
    Image.new("RGB", (64, 32)).save(out, "JPEG", exif=said)
    data = out.getvalue().replace(b"MM\x00*", b"MM\x00?").replace(b"II*\x00", b"II?\x00")
    assert parser.picture(data, Wanted(40, 40)).full == (64, 32)


def test_none_is_given_larger_than_it_is_or_than_is_sensible(parser: Parser) -> None:
    assert parser.picture(png((9, 9)), Wanted(4000, 4000)).width == 9
    assert parser.picture(png((3000, 30)), Wanted(4000, 4000)).width == LARGEST


def test_what_is_clear_is_white(parser: Parser) -> None:
    assert parser.picture(png((2, 2), (0, 0, 0, 0), "RGBA"), Wanted(10, 10)).rgb == b"\xff" * 12


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "could not be decoded"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "could not be decoded"),
        (png((90, 90), kind="JPEG")[:200], "could not be decoded"),
        (bomb(60_000, 60_000), "60,000 by 60,000"),
        (bomb(8_000, 8_000), "too large"),
        (png((9, 9), kind="TIFF"), "could not be decoded"),
    ],
    ids=["nothing", "drawing", "cut short", "bomb", "too large", "another kind"],
)
def test_what_is_no_picture_ends_in_a_sentence_and_the_next_one_is_shown(
    parser: Parser, data: bytes, words: str
) -> None:
    with pytest.raises(UnreadableError, match=words):
        parser.picture(data, Wanted(80, 80))
    assert parser.picture(png((4, 4)), Wanted(80, 80)).width == 4


def test_of_a_picture_that_takes_too_much_it_is_said_that_it_is_one() -> None:
    parser = Parser(seconds=1e-9)
    try:
        with pytest.raises(UnreadableError, match=r"^This picture takes too much time or memory to be drawn here"):
            parser.picture(png((400, 200)), Wanted(100, 80))
        assert parser.read("<p>Words.</p>" * 9, own=True).words == 9
    finally:
        parser.close()


def test_code_is_told_apart_where_its_language_is_named_or_plain_to_see(parser: Parser) -> None:
    words = {("def", "keyword"), ("f", "defined"), ("1", "number")}
    text = "def f():\n    return 1\n"
    for language in ("python", ""):
        assert words <= {(text[start:end], kind) for start, end, kind in parser.code(text, language)}
    assert parser.code("SELECT a FROM b", "") != []


@pytest.mark.parametrize(
    ("text", "language"),
    [("The tide comes in.", ""), ("x", "no such language"), ("x" * (LONGEST + 1), "python"), ("", "")],
)
def test_other_code_stays_as_it_is(text: str, language: str) -> None:
    assert pieces(text, language) == []
