"""PDF files written by hand, byte for byte."""

from __future__ import annotations

import zlib
from typing import NamedTuple


class Words(NamedTuple):
    """A line of text: where it begins, in points from the lower left corner, and the size of its type."""

    text: str
    x: float = 72
    y: float = 700
    size: float = 11


def column(*lines: str, x: float = 72, top: float = 700, leading: float = 14, size: float = 11) -> list[Words]:
    """Lines one below the other."""
    return [Words(line, x, top - number * leading, size) for number, line in enumerate(lines)]


def pdf(*pages: list[Words], info: str = "", trailer: str = "") -> bytes:
    """A PDF of those pages.

    Args:
        pages: the lines of each page, in the order in which they are set.
        info: entries of the document information dictionary ("/Title (…)").
        trailer: more entries of the trailer.
    """
    count = len(pages)
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode("latin-1"),
    ]
    for number, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (6 + 2 * number)
        )
        content = zlib.compress("\n".join(map(_shown, lines)).encode("cp1252"))
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects, trailer)


def _shown(line: Words) -> str:
    escaped = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {line.size:.3f} Tf 1 0 0 1 {line.x:.3f} {line.y:.3f} Tm ({escaped}) Tj ET"


def _file(objects: list[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\n".encode()
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)
