"""What goes over the pipes between us and the parser's process.

A request is the seconds of processor time that it may take (a double), four bytes of length (big endian) and the pickle
of a `Request` or of one of `reader.parsing.tasks`. It is answered by frames: one byte that says what comes, four
bytes of length, and a pickle. The last frame is what was asked for or the sentence of an `UnreadableError`; before it
there may be the beginning of the article. What nobody waits for comes sealed (`reader.parsing.deferred`).
"""

from __future__ import annotations

import struct
from typing import NamedTuple

ASKED = struct.Struct(">dI")
HEADER = struct.Struct(">cI")

BEGINNING = b"b"
ARTICLE = b"a"
SEALED = b"s"
DONE = b"d"
UNREADABLE = b"u"

TOO_COMPLEX = "This {} is too complex to be read safely; open it in the browser instead."


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
        return TOO_COMPLEX.format("page")
