"""Undoing a content coding in steps of bounded size, whatever the body swells to."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from reader.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = 64 << 10
"""Bytes of decoded output at a time, at most."""

ACCEPTED = "gzip, deflate"

_GZIP = zlib.MAX_WBITS | 16
_ZLIB = zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS
_WINDOWS = {"": None, "identity": None, "gzip": _GZIP, "x-gzip": _GZIP, "deflate": _ZLIB}


class Decoder:
    """Undoes one content coding: nothing, gzip, or deflate with or without its zlib wrapper.

    Attributes:
        complete: whether the compressed data ended where it says it ends; always true of a body that is not compressed.
    """

    def __init__(self, coding: str | None) -> None:
        """Raises FetchError for any other coding, and for several."""
        name = (coding or "").strip().lower()
        if name not in _WINDOWS:
            raise FetchError("body", "The server sent the page in a compression that was not asked for.")
        self._window = _WINDOWS[name]
        self._inflate = zlib.decompressobj(self._window) if self._window is not None else None
        self._started = False

    @property
    def complete(self) -> bool:
        """Whether all of the body has been decoded."""
        return self._inflate is None or self._inflate.eof or not self._started

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decode more of the body, at most `STEP` bytes at a time.

        Raises:
            FetchError: the compressed data is damaged.
        """
        if self._inflate is None:
            yield from (data[i : i + STEP] for i in range(0, len(data), STEP))
            return
        more = bool(data)
        while more:
            if self._inflate.eof:
                # A gzip file may have several members; anything else after the end is padding.
                if self._window != _GZIP or not data.startswith(b"\x1f\x8b"):
                    return
                self._inflate = zlib.decompressobj(_GZIP)
            piece = self._step(data)
            data = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            more = bool(data) or len(piece) == STEP  # zlib may hold back output when its input is used up
            if piece:
                yield piece

    def _step(self, data: bytes) -> bytes:
        assert self._inflate is not None
        try:
            return self._inflate.decompress(data, STEP)
        except zlib.error:
            if self._started or self._window != _ZLIB:
                raise FetchError("body", "The server sent compressed data that is damaged.") from None
            # Many servers send deflate without the wrapper that the standard asks for.
            self._window, self._inflate = _RAW, zlib.decompressobj(_RAW)
            return self._step(data)
        finally:
            self._started = True
