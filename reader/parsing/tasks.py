"""What else the parser's process is asked for than a page: loaded where it is asked for, as the first page is not."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from reader.parsing.wire import TOO_COMPLEX, Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotes.comparing import Sought

_TOO_MUCH = "This picture takes too much time or memory to be drawn here; open the page in the browser instead."


class CompareRequest(NamedTuple):
    """Quotations to be held against the text of a source."""

    text: str
    sought: Sequence[Sought]
    own: bool = False
    background: bool = True

    @property
    def given_up(self) -> str:
        """What is said where it takes too much time or memory, or brings the process down."""
        return TOO_COMPLEX.format("text")


class CopiesRequest(NamedTuple):
    """Two texts of which is asked whether they are copies of one story."""

    one: str
    other: str
    own: bool = False
    background: bool = True

    @property
    def given_up(self) -> str:
        """What is said where it takes too much time or memory, or brings the process down."""
        return TOO_COMPLEX.format("text")


class CodeRequest(NamedTuple):
    """Code whose words are to be told apart; `language` is what its page calls it, or empty."""

    text: str
    language: str
    own: bool = False
    background: bool = False

    @property
    def given_up(self) -> str:
        """What is said where it takes too much time or memory, or brings the process down."""
        return TOO_COMPLEX.format("code")


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


Task = CompareRequest | CopiesRequest | CodeRequest | PictureRequest
"""Whatever may be asked beside pages."""

Asked = Request | Task
"""Whatever may be asked."""
