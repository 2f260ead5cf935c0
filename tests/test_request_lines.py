"""The request log as lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.request_lines import size_of, to_json, to_lines, when
from reader.sources.requests import Request

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG_HOST = f"{'quay.' * 20}courier.example"
ONE = Request(1_709_985_605, "https://courier.example/quay", "opened", "200 OK", 12_345)
REQUESTS = (
    ONE,
    ONE._replace(address=f"https://courier.example/{'quay/' * 50}", why="background", result="404 Not Found"),
    ONE._replace(address=f"https://{LONG_HOST}/deal", result="503 Service Unavailable", bytes=0),
    ONE._replace(result="courier.example did not answer in time: 10 s were not enough.", bytes=1_250_000),
)


@pytest.fixture(autouse=True, scope="module")
def in_utc() -> Iterator[None]:
    import time

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def test_whole_lines_hold_everything() -> None:
    lines = to_lines(REQUESTS)
    assert lines[0].split("  ")[:2] == ["2024-03-09 12:00:05", "https://courier.example/quay"]
    for one, line in zip(REQUESTS, lines, strict=True):
        assert line.index(one.address) < line.index(one.why) < line.index(one.result) < line.rindex(size_of(one.bytes))


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_lines_for_a_terminal_fit_and_are_aligned_but_for_a_host_that_does_not_fit(width: int) -> None:
    *lines, last = to_lines((REQUESTS[0], REQUESTS[1], REQUESTS[3], REQUESTS[2]), width)
    assert all(len(line) <= width for line in lines)
    assert len({line.rindex("opened" if "opened" in line else "background") for line in lines}) == 1
    assert all("  courier.example" in line for line in lines)
    assert "…" in lines[1]
    assert f"  {LONG_HOST}" in last
    assert "503" in last
    assert last.endswith(" 0 bytes")


def test_no_requests_are_no_lines() -> None:
    assert to_lines([]) == to_lines([], 80) == to_json([]) == []


def test_json_is_as_in_the_file() -> None:
    assert [Request(**json.loads(line)) for line in to_json(REQUESTS)] == list(REQUESTS)


@given(st.integers())
def test_any_number_is_some_time_and_some_size(number: int) -> None:
    assert when(number)
    assert size_of(abs(number)).partition(" ")[2] in ("bytes", "kB", "MB")


def test_sizes_and_times_are_for_people() -> None:
    assert [size_of(one) for one in (0, 999, 12_345, 1_250_000, 8_388_608)] == [
        "0 bytes",
        "999 bytes",
        "12 kB",
        "1.2 MB",
        "8.3 MB",
    ]
    assert when(1_709_985_605) == "2024-03-09 12:00:05"
    assert when(10**30) == "?"
