"""An address on few rows: its host first and whole, broken where a person would break it."""

from __future__ import annotations

import re

from rich.cells import cell_len, chop_cells

_PIECE = re.compile(r"[^/.?&-]*[/.?&-]|[^/.?&-]+")
_MOST_ROWS = 3


def split_address(url: str) -> tuple[str, str]:
    """The host of an address, and what follows it."""
    _, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return host.rpartition("@")[2].removeprefix("www."), (slash + path).removesuffix("/")


def broken_address(host: str, rest: str, width: int, *, ellipsis: str = "…") -> list[str]:
    """The rows of an address in `width` cells: three, or as many as its host needs, and an ellipsis for what is left.

    Rows break after `/`, `-`, `.`, `?` and `&`; what has none of them and is longer than a row is cut at its edge.
    """
    width = max(width, len(ellipsis) + 1)
    most = max(_MOST_ROWS, len(_rows(host, width)))
    rows = _rows(host + rest, width)
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
