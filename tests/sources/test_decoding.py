"""Undoing a content coding without swelling."""

from __future__ import annotations

import contextlib
import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import FetchError
from reader.sources.decoding import STEP, decoder


def undo(coding: str | None, data: bytes, chunk: int = 1000) -> bytes:
    coded = decoder(coding)
    return b"".join(piece for i in range(0, len(data), chunk) for piece in coded.feed(data[i : i + chunk]))


def bare(data: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-15)
    return squeeze.compress(data) + squeeze.flush()


@given(st.binary(max_size=300), st.integers(1, 2000), st.integers(2, 500))
def test_every_coding_gives_back_what_was_coded(text: bytes, times: int, chunk: int) -> None:
    data = text * times
    assert undo(None, data, chunk) == undo("identity", data, chunk) == data
    assert undo("gzip", gzip.compress(data), chunk) == data
    assert undo(" X-GZIP ", gzip.compress(data), chunk) == data
    assert undo("deflate", zlib.compress(data), chunk) == data
    assert undo("deflate", bare(data), chunk) == data
    assert undo("br", brotli.compress(data, quality=1), chunk) == data


def test_members_one_after_the_other_are_all_decoded_and_padding_is_not() -> None:
    assert undo("gzip", gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0\0", 10_000) == b"one two"


def test_pieces_stay_small_however_much_one_chunk_swells() -> None:
    nothing = b"\0" * 20_000_000
    for coding, bomb in (("deflate", zlib.compress(nothing, 9)), ("br", brotli.compress(nothing))):
        pieces = decoder(coding).feed(bomb)
        assert max(len(next(pieces)) for _ in range(20)) <= 2 * STEP


def test_a_body_that_breaks_off_is_not_complete() -> None:
    whole = gzip.compress(bytes(range(256)) * 50)
    coded = decoder("gzip")
    assert b"".join(coded.feed(whole[:-20]))
    assert not coded.complete
    list(coded.feed(whole[-20:]))
    assert coded.complete


@pytest.mark.parametrize("coding", ["zstd", "br, gzip", "gzip, gzip", "gzip,deflate", "\x1b]0;x"])
def test_any_other_coding_is_refused(coding: str) -> None:
    with pytest.raises(FetchError) as caught:
        decoder(coding)
    assert caught.value.phase == "body"
    assert str(caught.value).isprintable()


@given(st.binary(min_size=1, max_size=200))
def test_damaged_data_only_ever_raises_a_fetch_error(data: bytes) -> None:
    for coding in ("gzip", "deflate", "br"):
        with contextlib.suppress(FetchError):
            undo(coding, data, 7)
