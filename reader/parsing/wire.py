"""What goes over the pipes between us and the parser's process.

A request is the seconds of processor time that it may take (a double), four bytes of length (big endian) and the pickle
of one of the requests below. It is answered by frames: one byte that says what comes, four
bytes of length, and a pickle. The last frame is what was asked for or the sentence of an `UnreadableError`; before it
there may be the beginning of the article. What nobody waits for comes sealed (`reader.parsing.deferred`).
"""

from __future__ import annotations

import struct
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotes.comparing import Sought

ASKED = struct.Struct(">dI")
HEADER = struct.Struct(">cI")

BEGINNING = b"b"
ARTICLE = b"a"
SEALED = b"s"
DONE = b"d"
UNREADABLE = b"u"

_TOO_COMPLEX = "This {} is too complex to be read safely; open it in the browser instead."
_TOO_MUCH = "This picture takes too much time or memory to be drawn here; open the page in the browser instead."


class Request(NamedTuple):
    """One page to be read, as `reader.read` takes it.

    `in_parts`: a long one's beginning is wanted first. `own`: it is the person's own, and may take more memory.
    `whole`: everything on the page is wanted, not only the article. `background`: nobody waits for it.
    """

    data: bytes | str
    content_type: str | None = None
    url: str | None = None
    name: str | None = None
    in_parts: bool = False
    own: bool = False
    whole: bool = False
    background: bool = False

    @property
    def given_up(self) -> str:
        """What is said where it takes too much time or memory, or brings the process down."""
        return _TOO_COMPLEX.format("page")


class CompareRequest(NamedTuple):
    """Quotations to be held against the text of a source."""

    text: str
    sought: Sequence[Sought]
    own: bool = False
    background: bool = True

    @property
    def given_up(self) -> str:
        """What is said where it takes too much time or memory, or brings the process down."""
        return _TOO_COMPLEX.format("text")


class CopiesRequest(NamedTuple):
    """Two texts of which is asked whether they are copies of one story."""

    one: str
    other: str
    own: bool = False
    background: bool = True

    @property
    def given_up(self) -> str:
        """What is said where it takes too much time or memory, or brings the process down."""
        return _TOO_COMPLEX.format("text")


class CodeRequest(NamedTuple):
    """Code whose words are to be told apart; `language` is what its page calls it, or empty."""

    text: str
    language: str
    own: bool = False
    background: bool = False

    @property
    def given_up(self) -> str:
        """What is said where it takes too much time or memory, or brings the process down."""
        return _TOO_COMPLEX.format("code")


class Form(Enum):
    """What a decoded picture is given as."""

    PIXELS = auto()
    PNG = auto()
    SIXEL = auto()


class Wanted(NamedTuple):
    """How a picture is wanted: within `width` by `height` pixels, never larger than it is.

    As sixels it comes in strips of `cell` rows of pixels, in `colors` colours at most.
    """

    width: int
    height: int
    form: Form = Form.PIXELS
    cell: int = 0
    colors: int = 256


class PictureRequest(NamedTuple):
    """A picture's bytes, to be decoded and made fit."""

    data: bytes
    wanted: Wanted
    own: bool = False
    background: bool = False

    @property
    def given_up(self) -> str:
        """What is said where it takes too much time or memory, or brings the process down."""
        return _TOO_MUCH


class Pixels(NamedTuple):
    """A decoded picture of `width` by `height` pixels, and the size that it had.

    `rgb` are its rows, three bytes a pixel; where another form was wanted they are empty, and `encoded` is one PNG, or
    a sixel bitmap for each strip.
    """

    width: int
    height: int
    rgb: bytes
    full: tuple[int, int]
    encoded: tuple[bytes, ...] = ()


class Piece(NamedTuple):
    """A word of code: code points `start` to `end`, and what it is ("keyword", "string", "number", ...)."""

    start: int
    end: int
    kind: str


Asked = Request | CompareRequest | CopiesRequest | CodeRequest | PictureRequest
"""Whatever may be asked."""
