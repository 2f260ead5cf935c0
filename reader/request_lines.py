"""The request log as lines: cut to fit where a terminal shows them, whole anywhere else. Pure."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.sources.requests import Request

_GAP = "  "
_NARROW = 80
"""Characters of a line from which on there is room for the year and the seconds."""
_ALIGNED_ADDRESS, _ALIGNED_RESULT = 60, 30
"""Characters to which whole columns are aligned; what is longer sticks out."""
_STATUS = len("404…")


def to_json(requests: Sequence[Request]) -> list[str]:
    """One JSON object a request, as in the file."""
    return [json.dumps(one._asdict(), ensure_ascii=False) for one in requests]


def to_lines(requests: Sequence[Request], width: int | None = None) -> list[str]:
    """One line a request: time, address, why, result, bytes.

    Args:
        requests: in the order in which they are to stand.
        width: characters of a line, where it is to be cut. A host is whole even then, so that a line may be longer.
    """
    if not requests:
        return []
    addresses = [one.address if width is None else one.address.partition("://")[2] for one in requests]
    sizes = [size_of(one.bytes) for one in requests]
    why, size = max(len(one.why) for one in requests), max(map(len, sizes))
    address, result = max(map(len, addresses)), max(len(one.result) for one in requests)
    if width is None:
        address, result = min(address, _ALIGNED_ADDRESS), min(result, _ALIGNED_RESULT)
    else:
        room = width - len(_time(0, width)) - why - size - 4 * len(_GAP)
        result = min(result, max(_STATUS, room * 2 // 5))
        address = min(address, max(1, room - result))
    lines = []
    for one, where, amount in zip(requests, addresses, sizes, strict=True):
        shown, left, said = where, result, one.result
        if width is not None:
            shown = _address_in(address, where)
            left = max(_STATUS, result - max(0, len(shown) - address))  # a long host takes its room from the result
            said = _cut(said, left)
        cells = (_time(one.time, width), f"{shown:<{address}}", f"{one.why:<{why}}", f"{said:<{left}}")
        lines.append(_GAP.join([*cells, f"{amount:>{size}}"]))
    return lines


def when(seconds: int) -> str:
    """A time in seconds since the epoch as it is here: "2024-03-09 12:00:05"."""
    try:
        return f"{datetime.fromtimestamp(seconds, UTC).astimezone():%Y-%m-%d %H:%M:%S}"
    except (ValueError, OverflowError, OSError):
        return "?"  # no clock has said that


def size_of(size: int) -> str:
    """A number of bytes in a person's units."""
    if size < 1000:
        return f"{size} bytes"
    tenths = size // 100_000
    return f"{(size + 500) // 1000:,} kB" if size < 1_000_000 else f"{tenths // 10:,}.{tenths % 10} MB"


def _time(seconds: int, width: int | None) -> str:
    whole = f"{when(seconds):<19}"
    return whole if width is None or width >= _NARROW else whole[5:16]


def _address_in(room: int, address: str) -> str:
    """An address without its scheme, of which only what follows the host is cut."""
    host, slash, path = address.partition("/")
    return host + _cut(slash + path, max(0, room - len(host)))


def _cut(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return text[: room - 1] + "…" if room > 0 else ""
