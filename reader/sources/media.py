"""What kind of thing a server sent: its content type, corrected by the bytes where they say otherwise."""

from __future__ import annotations

import re
import struct
from contextlib import suppress

UNKNOWN = "application/octet-stream"
PDF = "application/pdf"

_PAGES = frozenset(("text/html", "text/plain", "text/markdown", "text/x-markdown", "application/xhtml+xml"))
_OTHERS = frozenset((
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", PDF,
    "message/rfc822", "multipart/related", "application/x-mimearchive",
))  # fmt: skip
_FEED = re.compile(rb"\s*(?:<(?:!--.*?--|[?!][^>]*)>\s*)*+<(?:rss|feed|rdf:RDF)\b", re.DOTALL)

_ESSENCE = re.compile(r"\s*([A-Za-z0-9!#$&^_.+-]{1,64}/[A-Za-z0-9!#$&^_.+-]{1,64})\s*(?:;|,|$)")
_MAGIC = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
)
# The comments once matched are not tried another way (`*+`): of many in a row there are more ways than time.
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_WIDE = re.compile(r"charset\s*=\s*\"?\s*(?:utf-?(?:16|32)|unicode|ucs-2)", re.IGNORECASE)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 1024


def media_type(content_type: str | None, body: bytes) -> str:
    """The essence of a content type ("text/html"), as the bytes have it where they contradict the header."""
    match = _ESSENCE.match(content_type or "")
    said = match[1].lower() if match else ""
    head = body[:_HEAD]
    for magic, kind in _MAGIC:
        # A ZIP archive stays what it was said to be: many kinds of document are one.
        if head.startswith(magic) and (is_text(said) or said in ("", UNKNOWN)):
            return kind
    if _FEED.match(head):
        return said if said in _OTHERS else "application/rss+xml"
    if _PAGE.match(head):
        return said if said in _PAGES and said != "text/plain" else "text/html"
    wide = head.startswith(_WIDE_MARKS) or _WIDE.search(content_type or "")
    if b"\x00" in head and not wide and (said in _PAGES or not said):
        return UNKNOWN
    return said or ("text/plain" if head else UNKNOWN)


def is_text(media: str) -> bool:
    """Whether an article could be read from it."""
    return media in _PAGES or media in _OTHERS


def is_picture_or_sound(content_type: str | None) -> bool:
    """Whether a header announces what is only ever shown by other programs, so that its bytes need not be had."""
    return (content_type or "").strip().lower().startswith(("image/", "audio/", "video/", "font/"))


def pixels(media: str, body: bytes) -> tuple[int, int] | None:
    """The width and height that the beginning of a picture's bytes tells, or None: PNG, GIF, JPEG and WebP do.

    They are what the file says of itself, and may be anything.
    """
    with suppress(struct.error):
        if media == "image/png" and body[12:16] == b"IHDR":
            return struct.unpack_from(">II", body, 16)
        if media == "image/gif":
            return struct.unpack_from("<HH", body, 6)
        if media == "image/webp" and body[12:16] == b"VP8X":
            width, height = (int.from_bytes(body[at : at + 3], "little") for at in (24, 27))
            return width + 1, height + 1
        if media == "image/jpeg":
            return _frame(body)
    return None


def _frame(body: bytes) -> tuple[int, int] | None:
    """The size in the first frame header of a JPEG (ITU T.81, B.2.2), if it stands in these bytes."""
    at = 2
    while at + 9 <= len(body) and body[at] == _MARKER:
        kind, length = struct.unpack_from(">xBH", body, at)
        if kind in _FRAMES:
            height, width = struct.unpack_from(">HH", body, at + 5)
            return width, height
        at += 2 + length
    return None


_MARKER = 0xFF
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
