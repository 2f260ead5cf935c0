from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.panes.address import broken_address, split_address


@pytest.mark.parametrize(
    ("host", "rest", "rows"),
    [
        ("wire.example", "", ["wire.example"]),
        ("wire.example", "/lease/north-quay", ["wire.example/", "lease/north-quay"]),
        ("a-very-long-name.wire.example", "/x", ["a-very-long-", "name.wire.", "example/x"]),
    ],
)
def test_rows_break_where_a_person_would_break_them(host: str, rest: str, rows: list[str]) -> None:
    assert broken_address(host, rest, 16) == rows


@given(st.text("ab-.本", min_size=1, max_size=80), st.text("ab/-.?&=本", max_size=200), st.integers(8, 60))
def test_the_host_is_never_cut_and_every_row_fits(host: str, rest: str, width: int) -> None:
    rows = broken_address(host, f"/{rest}", width)
    assert all(cell_len(row) <= width for row in rows)
    shown = "".join(rows)
    assert shown.startswith(host)
    assert f"{host}/{rest}".startswith(shown.removesuffix("…"))


def test_the_parts_of_an_address() -> None:
    assert split_address("https://me@www.wire.example/lease/") == ("wire.example", "/lease")
