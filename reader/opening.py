"""What a person names to be read: a web address, or a file, whose bytes are taken here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from reader.errors import OpenError

LARGEST_FILE = 64 << 20
"""Bytes of a file that are still opened."""

STANDARD_INPUT = "-"

_FILE_SUFFIXES = frozenset((
    "atom", "csv", "eml", "htm", "html", "json", "log", "markdown", "md", "mht", "mhtml", "org", "pdf", "rss", "rst",
    "text", "txt", "xml",
))  # fmt: skip


class Given(NamedTuple):
    """The bytes of an article and what came with them."""

    data: bytes
    content_type: str | None = None
    url: str | None = None
    name: str | None = None


def is_address(where: str) -> bool:
    """Whether a person who typed this means a web address and not a file."""
    if where == STANDARD_INPUT:
        return False
    if where[:8].lower().startswith(("http://", "https://")):
        return True
    if where.startswith(("/", "./", "../", "~")) or _exists(where):
        return False
    host, slash, _ = where.partition("/")
    name, colon, port = host.rpartition(":")
    if colon and name and port.isdecimal():
        return not any(c.isspace() for c in name)
    name, dot, suffix = host.rpartition(".")
    looks_like_host = bool(name and dot) and suffix.isalpha() and not any(c.isspace() for c in host)
    return looks_like_host and (bool(slash) or suffix.lower() not in _FILE_SUFFIXES)


def take(where: str, base: str | None = None) -> Given:
    """The bytes of a file, or of standard input for "-".

    Raises:
        OpenError: there is no such file, or it cannot be read.
    """
    if not where:
        raise OpenError("Nothing was named to open; give an http(s) address, a file, or - for standard input.")
    if where == STANDARD_INPUT:
        if sys.stdin is None:
            raise OpenError("There is no standard input to read; give an address or a file.")
        return Given(sys.stdin.buffer.read(LARGEST_FILE), url=base)
    scheme, colon, _ = where.partition(":")
    if colon and scheme.isalpha() and len(scheme) > 1 and not _exists(where):
        raise OpenError(f"{where} cannot be opened: only http and https addresses and files are read.")
    try:
        file = Path(where).expanduser()
        if file.is_dir():
            raise OpenError(f"{where} is a folder; name a file in it.")
        if file.exists() and not file.is_file():
            raise OpenError(f"{where} is no regular file; use - to read from standard input.")
        if file.stat().st_size > LARGEST_FILE:
            raise OpenError(f"{where} is larger than {LARGEST_FILE >> 20} MB and is not opened.")
        return Given(file.read_bytes(), url=base, name=file.name)
    except FileNotFoundError:
        raise OpenError(
            f"There is no file {where}; check the name, or give an address with http:// or https://."
        ) from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise OpenError(f"{where} cannot be read ({reason}); check its name and permissions.") from None


def _exists(where: str) -> bool:
    try:
        return Path(where).exists()
    except (OSError, ValueError):  # too long, below a closed folder, with a NUL in it
        return False
