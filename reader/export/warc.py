"""Fetched pages as a WARC file (ISO 28500:2017, version 1.1), which web archives and their tools open.

A record is a few lines of head, a block of bytes and two line ends, compressed by itself; no library is needed to write
one, and it is written as soon as its page is there.
"""

from __future__ import annotations

import gzip
import json
from base64 import b32encode
from datetime import UTC, datetime
from hashlib import sha1
from http import HTTPStatus
from typing import TYPE_CHECKING, BinaryIO
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.export.document import Document
    from reader.sources.memory import Capture

_ABOUT = (
    "Pages as Pullquote got them. Bodies are decoded; of the heads of answers the status and the content type were "
    "kept, and of redirects the status and where they led."
)
_CONFORMS = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_RESPONSE = "application/http; msgtype=response"


class Records:
    """A WARC file that is being written: what it is, then a record for each answer.

    Attributes:
        pages: how many pages there are in it so far.
    """

    def __init__(self, file: BinaryIO, made: datetime) -> None:
        """`file` is open for writing, and stays open; `made` is now, aware."""
        from reader import __version__

        self.pages = 0
        self._file = file
        info = {
            "software": f"pullquote/{__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": _CONFORMS,
            "description": _ABOUT,
        }
        self._write({"WARC-Type": "warcinfo", "Content-Type": "application/warc-fields"}, made, _lines(info))

    def add(self, capture: Capture) -> None:
        """Write a page, and before it the redirects that led to it, so that each address of the chain can be asked for.

        A page from an archive is recorded under the address of the copy: that is where it was got.
        """
        page, at = capture.page, capture.page.url
        for status, to in page.hops:
            self._answer(at, status, {"Location": to}, b"", capture.got)
            at = to
        kind = {"Content-Type": _header(page.content_type)} if page.content_type else {}
        self._answer(page.final_url, page.status, kind, page.body, capture.got, truncated=page.truncated)
        self.pages += 1

    def describe(self, found: Document) -> None:
        """Write the document of the article that the pages are sources of, as metadata of its address."""
        about = {
            "WARC-Type": "metadata",
            "WARC-Target-URI": found["article"]["url"] or "urn:pullquote:article",
            "Content-Type": "application/json",
        }
        self._write(about, datetime.fromisoformat(found["exported"]), json.dumps(found).encode())

    def _answer(
        self, url: str, status: int, head: Mapping[str, str], body: bytes, got: datetime, *, truncated: bool = False
    ) -> None:
        about = {
            "WARC-Type": "response",
            "WARC-Target-URI": url,
            "Content-Type": _RESPONSE,
            "WARC-Payload-Digest": _digest(body),
            **({"WARC-Truncated": "length"} if truncated else {}),
        }
        fields = _lines({**head, "Content-Length": str(len(body))})
        self._write(about, got, f"HTTP/1.1 {_status(status)}\r\n".encode() + fields + b"\r\n" + body)

    def _write(self, about: Mapping[str, str], date: datetime, block: bytes) -> None:
        head = {
            **about,
            "WARC-Record-ID": f"<urn:uuid:{uuid4()}>",
            "WARC-Date": date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "WARC-Block-Digest": _digest(block),
            "Content-Length": str(len(block)),
        }
        record = b"WARC/1.1\r\n" + _lines(head) + b"\r\n" + block + b"\r\n\r\n"
        self._file.write(gzip.compress(record, mtime=0))


def write_warc(file: BinaryIO, captures: Iterable[Capture], made: datetime, found: Document | None = None) -> int:
    """Write pages, and the document of their article where there is one; how many pages were written.

    Args:
        file: open for writing; it stays open.
        captures: in any order.
        made: now, aware.
        found: the document of the article that they are sources of.
    """
    records = Records(file, made)
    for one in captures:
        records.add(one)
    if found is not None:
        records.describe(found)
    return records.pages


def _lines(fields: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()


def _digest(data: bytes) -> str:
    """SHA-1 in base 32, as tools that look for the same bytes twice expect it; nothing is made safe by it."""
    return f"sha1:{b32encode(sha1(data, usedforsecurity=False).digest()).decode()}"


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _header(value: str) -> str:
    """A header's value in ASCII on one line: whatever else a server sent would break the record."""
    return "".join(one for one in value if " " <= one <= "~")
