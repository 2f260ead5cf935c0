"""What goes over the pipes between us and the parser's process.

A request is four bytes of length (big endian) and the pickle of a `Request`. It is answered by frames: one byte that
says what comes, four bytes of length, and a pickle. The last frame is an article or the sentence of an
`UnreadableError`; before it there may be the beginning of the article.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

LENGTH = struct.Struct(">I")
HEADER = struct.Struct(">cI")

BEGINNING = b"b"
ARTICLE = b"a"
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
