"""Undoing a content coding in steps of bounded size, whatever the body swells to."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

from reader.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = 64 << 10
"""Bytes of decoded output at a time, or little more."""

ACCEPTED = "gzip, deflate, br"

_GZIP = zlib.MAX_WBITS | 16
_ZLIB = zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS
_DAMAGED = "The server sent compressed data that is damaged."


class Decoder(Protocol):
    """Undoes one content coding."""

    @property
    def complete(self) -> bool:
        """Whether the data ended where it says it ends; always true of a body that is not compressed."""
        ...

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decode more of the body, about `STEP` bytes at a time.

        Raises:
            FetchError: the compressed data is damaged.
        """
        ...


def decoder(coding: str | None) -> Decoder:
    """What undoes a Content-Encoding. Raises FetchError for one that was not asked for, and for several."""
    match (coding or "").strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Inflate(_GZIP)
        case "deflate":
            return _Inflate(_ZLIB)
        case "br":
            return _Brotli()
    raise FetchError("body", "The server sent the page in a compression that was not asked for.")


class _Plain:
    complete = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield from (data[i : i + STEP] for i in range(0, len(data), STEP))


class _Inflate:
    """Undoes gzip, and deflate with or without its zlib wrapper."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._inflate = zlib.decompressobj(window)
        self._started = False

    @property
    def complete(self) -> bool:
        return self._inflate.eof or not self._started

    def feed(self, data: bytes) -> Iterator[bytes]:
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
        try:
            return self._inflate.decompress(data, STEP)
        except zlib.error:
            if self._started or self._window != _ZLIB:
                raise FetchError("body", _DAMAGED) from None
            # Many servers send deflate without the wrapper that the standard asks for.
            self._window, self._inflate = _RAW, zlib.decompressobj(_RAW)
            return self._step(data)
        finally:
            self._started = True


class _Brotli:
    """Undoes brotli (RFC 7932)."""

    def __init__(self) -> None:
        import brotli  # few pages come in it

        self._brotli = brotli.Decompressor()
        self._damaged: type[Exception] = brotli.error
        self._started = False

    @property
    def complete(self) -> bool:
        return self._brotli.is_finished() or not self._started

    def feed(self, data: bytes) -> Iterator[bytes]:
        more = bool(data) and not self._brotli.is_finished()
        while more:
            self._started = True
            try:
                piece = self._brotli.process(data, output_buffer_limit=STEP)
            except self._damaged:
                raise FetchError("body", _DAMAGED) from None
            data = b""
            more = not self._brotli.can_accept_more_data()
            if piece:
                yield piece
