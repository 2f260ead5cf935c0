"""What goes over the pipes between us and the parser's process.

A request is the seconds of processor time that it may take (a double), four bytes of length (big endian) and the pickle
of a `Request`, a `CodeRequest` or a `PictureRequest`. It is answered by frames: one byte that says what comes, four
bytes of length, and a pickle. The last frame is what was asked for or the sentence of an `UnreadableError`; before it
there may be the beginning of the article.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

ASKED = struct.Struct(">dI")
HEADER = struct.Struct(">cI")

BEGINNING = b"b"
ARTICLE = b"a"
DONE = b"d"
UNREADABLE = b"u"

TOO_COMPLEX = "This page is too complex to be read safely; open it in the browser instead."


class Request(NamedTuple):
    """One page to be read, as `reader.read` takes it.

    `in_parts`: a long one's beginning is wanted first. `own`: it is the person's own, and may take more memory.
    `whole`: everything on the page is wanted, not only the article.
    """

    data: bytes | str
    content_type: str | None = None
    url: str | None = None
    name: str | None = None
    in_parts: bool = False
    own: bool = False
    whole: bool = False


class CodeRequest(NamedTuple):
    """Code whose words are to be told apart; `language` is what its page calls it, or empty."""

    text: str
    language: str
    own: bool = False


class PictureRequest(NamedTuple):
    """A picture's bytes, to be decoded and made to fit `width` by `height` pixels."""

    data: bytes
    width: int
    height: int
    own: bool = False


class Pixels(NamedTuple):
    """A decoded picture: rows of RGB, three bytes a pixel, and the size that it had."""

    width: int
    height: int
    rgb: bytes
    full: tuple[int, int]


class Piece(NamedTuple):
    """A word of code: code points `start` to `end`, and what it is ("keyword", "string", "number", ...)."""

    start: int
    end: int
    kind: str
