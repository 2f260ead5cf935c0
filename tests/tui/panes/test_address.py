from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.panes.address import address_row, broken_address, host_row, split_address


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


@example("aaaaa.aa.aaaaa.本", "", 8)
@given(st.text("ab-.本", min_size=1, max_size=80), st.text("ab/-.?&=本", max_size=200), st.integers(8, 60))
def test_the_host_is_never_cut_and_every_row_fits(host: str, rest: str, width: int) -> None:
    rows = broken_address(host, f"/{rest}", width)
    assert all(cell_len(row) <= width for row in rows)
    shown = "".join(rows)
    assert shown.startswith(host)
    assert f"{host}/{rest}".startswith(shown.removesuffix("…"))


def test_the_parts_of_an_address() -> None:
    assert split_address("https://me@www.wire.example/lease/") == ("wire.example", "/lease")


def test_a_host_is_shown_in_its_own_letters_where_these_are_unambiguous() -> None:
    assert split_address("https://www.xn--bcher-kva.example/a") == ("bücher.example", "/a")
    assert split_address("https://xn--80ak6aa92e.com/a") == ("xn--80ak6aa92e.com", "/a")


def test_of_a_long_host_the_end_is_shown_and_of_a_long_path_the_beginning() -> None:
    host = "wire.example.account.verify.deceiver.example"
    assert host_row(host, 20) == "…fy.deceiver.example"
    assert address_row(f"https://{host}/lease", 20).endswith("deceiver.example")
    assert address_row("https://wire.example/lease/north-quay", 20) == "wire.example/lease/…"
    assert address_row("https://wire.example/lease", 80) == "wire.example/lease"


@given(
    st.text("ab-.本", min_size=1, max_size=80).map(lambda host: f"{host}.example"),
    st.text("ab/-本", max_size=90),
    st.integers(8, 60),
    st.sampled_from(["…", "..."]),
)
def test_one_row_fits_and_tells_whose_the_address_is(host: str, rest: str, width: int, ellipsis: str) -> None:
    host = host.removeprefix("www.")
    row = address_row(f"https://{host}/{rest}", width, ellipsis=ellipsis)
    assert cell_len(row) <= width
    if cell_len(host) <= width:
        assert row.startswith(host)
    else:
        assert host.endswith(row.removeprefix(ellipsis))
        assert cell_len(row) >= width - 1  # a wide letter may leave a cell
