"""Decoding a picture, with Pillow. In the parser's process, within its memory and time: a picture may be a bomb."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reader.errors import UnreadableError
from reader.parsing.wire import Pixels

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

    from reader.parsing.wire import PictureRequest

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""What is decoded; the other decoders of Pillow are many, and seldom needed."""

MOST_PIXELS = 25_000_000
"""Pixels of a picture that is still decoded: more would not fit in the memory that the process has."""

LARGEST = 640
"""Pixels, across and down, that are given at most."""


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
                return _fitted(picture, (min(LARGEST, request.width), min(LARGEST, request.height)))
            size = f"{picture.width:,} by {picture.height:,} pixels"
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableError(f"The picture could not be decoded ({type(error).__name__}).") from None
    raise UnreadableError(f"The picture is too large to be shown here ({size}).")


def _fitted(picture: ImageFile, room: tuple[int, int]) -> Pixels:
    from PIL import Image

    full = picture.size
    picture.draft("RGB", room)  # a JPEG is decoded at a fraction of its size where that is enough
    small = picture if picture.mode in ("RGB", "RGBA", "L") else picture.convert("RGBA")
    small.thumbnail(room)
    small = small.convert("RGBA")
    flat = Image.new("RGBA", small.size, "white")
    flat.alpha_composite(small)
    return Pixels(flat.width, flat.height, flat.convert("RGB").tobytes(), full)
