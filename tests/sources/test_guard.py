"""No address that is not public is connected to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.guard import is_bad_port, judge


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.1.1",
        "198.19.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "5f00::1",
        "no address",
    ],
)
def test_a_special_address_is_refused(address: str) -> None:
    assert judge([address]) is not None


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::5", "64:ff9b::101:101"],
)
def test_a_public_address_passes(address: str) -> None:
    assert judge([address]) is None


@given(st.lists(st.just("1.1.1.1"), max_size=5), st.lists(st.just("2606:4700::1111"), max_size=5))
def test_one_bad_address_spoils_the_name(before: list[str], after: list[str]) -> None:
    assert judge([*before, *after]) is None
    assert judge([*before, "10.0.0.1", *after]) == "a private network"


def test_ports_of_other_services_are_bad() -> None:
    assert all(is_bad_port(port) for port in (0, 22, 25, 6000, 6667, 10080))
    assert not any(is_bad_port(port) for port in (80, 443, 8080, 8443, 65535))
