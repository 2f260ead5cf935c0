"""Which addresses and ports the fetcher may connect to: public ones only.

The tables are our own. The standard library's `is_global` calls multicast, IPv4-compatible and NAT64 addresses global,
and differs between the Python versions that we run on.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# IANA IPv4 Special-Purpose Address Registry, multicast and class E; the last line is Azure's host service.
_SPECIAL_V4 = tuple(
    (IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's shared network"),
        ("127.0.0.0/8", "this computer"),
        ("169.254.0.0/16", "the local link"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a reserved range"),
        ("192.0.2.0/24", "a range for documentation"),
        ("192.31.196.0/24", "a reserved range"),
        ("192.52.193.0/24", "a reserved range"),
        ("192.88.99.0/24", "a reserved range"),
        ("192.168.0.0/16", "a private network"),
        ("192.175.48.0/24", "a reserved range"),
        ("198.18.0.0/15", "a range for measurements"),
        ("198.51.100.0/24", "a range for documentation"),
        ("203.0.113.0/24", "a range for documentation"),
        ("224.0.0.0/4", "a multicast range"),
        ("240.0.0.0/4", "a reserved range"),
        ("168.63.129.16/32", "a cloud provider's own service"),
    )
)
# Only global unicast is public in IPv6; these are the parts of it that are not.
_GLOBAL_V6 = IPv6Network("2000::/3")
_SPECIAL_V6 = tuple(
    (IPv6Network(network), kind)
    for network, kind in (
        ("2001::/23", "a reserved range"),  # Teredo, benchmarking, ORCHID
        ("2001:db8::/32", "a range for documentation"),
        ("2002::/16", "a 6to4 tunnel"),
        ("2620:4f:8000::/48", "a reserved range"),
        ("3fff::/20", "a range for documentation"),
    )
)
# Ranges whose last 32 bits are the IPv4 address that is meant:
# IPv4-mapped, and NAT64 (RFC 6052), behind which are real sites.
_EMBEDDING = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))

# The WHATWG Fetch standard's "bad ports": services that could take an HTTP request for their own protocol.
# fmt: off
_NEAR = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa")
_INNER = (*_NEAR, ".onion", ".example", ".test", ".invalid")
"""The ends of names that the public name servers do not know (RFC 6762, 6761, 8375, 7686; ICANN for .internal)."""
# fmt: on

# fmt: off
_BAD_PORTS = frozenset((
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
    109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
    526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
    3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
))
# fmt: on


def judge(addresses: Iterable[str]) -> str | None:
    """Why a name with these addresses may not be connected to, or None. One bad address spoils the name.

    Args:
        addresses: IPv4 and IPv6 addresses as text, all that the name resolved to.
    """
    for address in addresses:
        try:
            kind = _special(ip_address(address))
        except ValueError:
            kind = "no network"
        if kind is not None:
            return kind
    return None


def is_private(host: str) -> bool:
    """Whether a host can only be meant within one network: an address that is not public, or a name without a domain.

    Args:
        host: ASCII, as in a canonical address.
    """
    try:
        return _special(ip_address(host.strip("[]"))) is not None
    except ValueError:
        return "." not in host or host.endswith(_INNER)


def is_near(host: str) -> bool:
    """Whether a host is this computer or of its network, as `is_private`, but for names that are nobody's."""
    return is_private(host) and (host.endswith(_NEAR) or not host.endswith(_INNER))


def is_bad_port(port: int) -> bool:
    """Whether browsers refuse to connect to this port."""
    return port in _BAD_PORTS


def _special(address: IPv4Address | IPv6Address) -> str | None:
    if isinstance(address, IPv6Address):
        if not any(address in network for network in _EMBEDDING):
            return _special_v6(address)
        address = IPv4Address(int(address) & 0xFFFF_FFFF)
    return next((kind for network, kind in _SPECIAL_V4 if address in network), None)


def _special_v6(address: IPv6Address) -> str | None:
    if address.is_loopback:
        return "this computer"
    if address not in _GLOBAL_V6:
        return "no public network"
    return next((kind for network, kind in _SPECIAL_V6 if address in network), None)
