"""Local copies that stand in for pages of the web."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

from reader.errors import FetchError
from reader.sources.canonical import identity
from reader.sources.failures import OfflineError
from reader.sources.model import Page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reader.sources.model import Fetch, Validators

LARGEST = 64 << 20
"""Bytes of a copy that are read."""

_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".pdf": "application/pdf",
}


class LocalCopies:
    """Answers from files, else from the next in line, else with an OfflineError."""

    def __init__(self, copies: Mapping[str, Path], following: Fetch | None = None) -> None:
        """Raises ValueError where an address of `copies` is no http(s) address."""
        self._copies = {identity(url): path for url, path in copies.items()}
        self._following = following

    async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:
        """The page at `url`.

        Raises:
            FetchError: no page was had.
        """
        path = None
        with contextlib.suppress(ValueError):
            path = self._copies.get(identity(url))
        if path is not None:
            return await asyncio.to_thread(_page, url, path)
        if self._following is not None:
            return await self._following.get(url, background=background, known=known)
        raise OfflineError

    async def close(self) -> None:
        """Close the next in line."""
        if self._following is not None:
            await self._following.close()


def _page(url: str, path: Path) -> Page:
    started = time.monotonic()
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise FetchError("body", f"The local copy {path} cannot be read ({reason}); check its name.") from None
    return Page(
        url=url,
        final_url=url,
        status=200,
        content_type=_TYPES.get(path.suffix.lower()),
        body=body[:LARGEST],
        truncated=len(body) > LARGEST,
        seconds=time.monotonic() - started,
    )
