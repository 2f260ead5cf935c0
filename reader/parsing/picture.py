"""Decoding a picture, with Pillow. In the parser's process, within its memory and time: a picture may be a bomb."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reader.errors import UnreadableError
from reader.parsing.tasks import Form, Pixels

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

    from reader.parsing.tasks import PictureRequest, Wanted

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""What is decoded; the other decoders of Pillow are many, and seldom needed."""

MOST_PIXELS = 25_000_000
"""Pixels of a picture that is still decoded: more would not fit in the memory that the process has."""

LARGEST = 1280
"""Pixels, across and down, that are given at most."""

_ORIENTATION = 0x0112
"""Exif's tag that says how the camera was held; browsers turn pictures by it."""

_UPRIGHT = ("FLIP_LEFT_RIGHT", "ROTATE_180", "FLIP_TOP_BOTTOM", "TRANSPOSE", "ROTATE_270", "TRANSVERSE", "ROTATE_90")
"""What makes a picture upright, by Exif's numbers from 2 on."""

_ON_THEIR_SIDE = (5, 6, 7, 8)
"""Of these numbers those whose rows are shown as columns."""

_QUICKLY = 3
"""How hard a PNG is compressed, of nine: it goes no further than to the terminal."""


def decode(request: PictureRequest) -> Pixels:
    """A picture as large as fits, transparent parts on white.

    Raises:
        UnreadableError: it is none, is too large, or Pillow is not installed.
    """
    try:
        from PIL import Image
    except ImportError:
        raise UnreadableError("Pictures need Pillow: install pullquote[pictures].") from None
    Image.MAX_IMAGE_PIXELS = (
        None  # its limit only warns at first; the one below is lower, and looked at before decoding
    )
    try:
        with Image.open(BytesIO(request.data), formats=FORMATS) as picture:
            if picture.width * picture.height <= MOST_PIXELS:
                held = _orientation(picture)
                full = picture.size[::-1] if held in _ON_THEIR_SIDE else picture.size  # before a fraction is decoded
                return _encoded(_fitted(picture, request.wanted, held), full, request.wanted)
            size = f"{picture.width:,} by {picture.height:,} pixels"
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableError(f"The picture could not be decoded ({type(error).__name__}).") from None
    raise UnreadableError(f"The picture is too large to be shown here ({size}).")


def _orientation(picture: ImageFile) -> int:
    """How the camera was held, as Exif says it; 1, upright, where nothing is said, or nothing that can be read."""
    try:
        held = picture.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001 - whatever is wrong with what is said of it, the picture can be shown
        return 1
    return held if isinstance(held, int) else 1


def _fitted(picture: ImageFile, wanted: Wanted, held: int) -> Image:
    from PIL import Image

    room = (min(LARGEST, wanted.width), min(LARGEST, wanted.height))
    if held in _ON_THEIR_SIDE:
        room = room[::-1]
    picture.draft("RGB", room)  # a JPEG is decoded at a fraction of its size where that is enough
    small = picture if picture.mode in ("RGB", "RGBA", "L") else picture.convert("RGBA")
    small.thumbnail(room)
    small = small.convert("RGBA")
    if 2 <= held <= 1 + len(_UPRIGHT):
        small = small.transpose(Image.Transpose[_UPRIGHT[held - 2]])
    flat = Image.new("RGBA", small.size, "white")
    flat.alpha_composite(small)
    return flat.convert("RGB")


def _encoded(flat: Image, full: tuple[int, int], wanted: Wanted) -> Pixels:
    if wanted.form is Form.PIXELS:
        return Pixels(*flat.size, flat.tobytes(), full)
    if wanted.form is Form.SIXEL:
        from reader.parsing.sixel import strips

        # Whole cells: not every terminal leaves the ground under what a bitmap does not set.
        flat = flat.resize((flat.width, max(1, round(flat.height / wanted.cell)) * wanted.cell))
        return Pixels(*flat.size, b"", full, strips(flat, wanted.cell, wanted.colors))
    out = BytesIO()
    flat.save(out, "PNG", compress_level=_QUICKLY)
    return Pixels(*flat.size, b"", full, (out.getvalue(),))
