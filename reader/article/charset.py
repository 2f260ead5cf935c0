"""Bytes to text as a browser does it: byte order mark, header, `<meta>` or XML declaration, UTF-8, windows-1252.

Labels are those of the WHATWG table. A page's label never reaches `codecs.lookup`, which would also find codecs that
are no character encodings.
"""

from __future__ import annotations

import re

from reader.article.patterns import pattern

_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_META = pattern(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_XML = pattern(rb"\s*<\?xml\b[^>]{0,300}?\bencoding\s*=\s*[\"']\s*([A-Za-z0-9_:.-]+)")
_PRESCAN = 4096
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_MARKS = tuple(mark for mark, _ in _BOMS)
# Encodings whose bytes can be valid UTF-8 by accident: there the header is believed first.
_SEVEN_BIT = frozenset({"utf-16le", "utf-16be", "iso-2022-jp", "hz-gb-2312"})


def wide_text(data: bytes, content_type: str | None) -> str | None:
    """The text of bytes that the header says are UTF-16, which look like binary data; None of all others."""
    is_wide = _known(_HEADER.search(content_type or "")) in ("utf-16le", "utf-16be")
    return decode(data, content_type) if is_wide else None


def utf8_text(data: bytes, content_type: str | None) -> str | None:
    """The text of bytes that are it in UTF-8, as they stand; None of all others."""
    if data.startswith(_MARKS) or _known(_HEADER.search(content_type or "")) in _SEVEN_BIT:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def decode(data: bytes, content_type: str | None = None) -> str:
    """The bytes as text, without a byte order mark; what cannot be decoded becomes U+FFFD, nothing is raised."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _by_label(data[len(mark) :], name)
    if (text := utf8_text(data, content_type)) is not None:
        return text
    header = _known(_HEADER.search(content_type or ""))
    if header in _SEVEN_BIT:
        return _by_label(data, header)
    label = header or _from_markup(data)
    if label == "utf-8" or label is None:
        return _broken_utf8(data, declared=label is not None)
    return _by_label(data, label)


def _from_markup(data: bytes) -> str | None:
    found = _XML.match(data, 0, _PRESCAN) or _META.search(data, 0, _PRESCAN)
    name = _named(found[1].decode("ascii")) if found else None
    # A page that could be read far enough to find this is not UTF-16, whatever it says.
    return "utf-8" if name and name.startswith("utf-16") else name


def _known(label: re.Match[str] | None) -> str | None:
    return _named(label[1]) if label and label[1].isascii() else None


def _named(label: str) -> str | None:
    """The encoding that the label means, if any."""
    from webencodings import lookup  # of most pages the bytes are UTF-8, and no label is looked at

    encoding = lookup(label)
    return encoding.name if encoding else None


def _broken_utf8(data: bytes, *, declared: bool) -> str:
    """UTF-8 with a few broken bytes stays UTF-8; where most of what is not ASCII is broken, it is windows-1252."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for character in text if character > "\x7f") - broken
    return text if whole > broken or (declared and whole == broken) else _by_label(data, "windows-1252")


def _by_label(data: bytes, label: str) -> str:
    from webencodings import decode as decode_by_label

    return str(decode_by_label(data, label)[0])
