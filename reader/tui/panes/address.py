"""An address on few rows: its host first and never cut at its end, which says whose it is."""

from __future__ import annotations

import re
from itertools import accumulate

from rich.cells import cell_len, chop_cells, set_cell_size

_PIECE = re.compile(r"[^/.?&-]*[/.?&-]|[^/.?&-]+")
_MOST_ROWS = 3


def split_address(url: str) -> tuple[str, str]:
    """The host of an address, in its own letters where these are unambiguous, and what follows it."""
    _, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    host = host.rpartition("@")[2].removeprefix("www.")
    if "xn--" in host:
        from reader.sources.hosts import shown  # with tables that few articles need

        host = shown(host)
    return host, (slash + path).removesuffix("/")


def host_row(host: str, width: int, *, ellipsis: str = "…") -> str:
    """A host in `width` cells; of one that is too long the beginning is left out."""
    if cell_len(host) <= width:
        return host
    room = max(1, width - len(ellipsis))
    while host and cell_len(host) > room:
        host = host[1:]
    return ellipsis + host


def address_row(url: str, width: int, *, ellipsis: str = "…") -> str:
    """An address in one row of `width` cells: the end of its path is left out first, then the host's beginning."""
    host, rest = split_address(url)
    if cell_len(host + rest) <= width:
        return host + rest
    room = width - cell_len(host) - len(ellipsis)
    return host + set_cell_size(rest, room) + ellipsis if room >= 0 else host_row(host, width, ellipsis=ellipsis)


def broken_address(host: str, rest: str, width: int, *, ellipsis: str = "…") -> list[str]:
    """The rows of an address in `width` cells: three, or as many as its host needs, and an ellipsis for what is left.

    Rows break after `/`, `-`, `.`, `?` and `&`; what has none of them and is longer than a row is cut at its edge.
    """
    width = max(width, len(ellipsis) + 1)
    rows = _rows(host + rest, width)
    ends = accumulate(len(row) for row in rows)
    most = max(_MOST_ROWS, 1 + next(row for row, end in enumerate(ends) if end >= len(host)))
    if len(rows) <= most:
        return rows
    last = chop_cells(rows[most - 1], width - len(ellipsis))[0]
    return [*rows[: most - 1], last + ellipsis] if len("".join(rows[: most - 1]) + last) >= len(host) else rows[:most]


def _rows(address: str, width: int) -> list[str]:
    rows = [""]
    for piece in _PIECE.findall(address):
        for part in chop_cells(piece, width):
            if cell_len(rows[-1] + part) <= width:
                rows[-1] += part
            else:
                rows.append(part)
    return rows
