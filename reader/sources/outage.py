"""Telling our own network's failure from that of the servers. Pure: times are arguments.

Several hosts that cannot be reached within a few seconds, and none that can, are one failure, and it is here.
"""

from __future__ import annotations

from typing import NamedTuple

HOSTS = 3
"""Different hosts out of reach, from which on it is our network."""

WITHIN = 10.0
"""Seconds in which that must happen."""

UNREACHABLE = frozenset(("dns", "connect"))
"""The phases in which a failure says that nothing was reached."""


class Missed(NamedTuple):
    """A source whose host was not reached: when (seconds of any steady clock), the host, and the source's id."""

    at: float
    host: str
    source: str


def is_outage(missed: tuple[Missed, ...]) -> bool:
    """Whether what was missed, while nothing at all was reached, was missed because of our own network."""
    return any(len({other.host for other in missed if 0 <= other.at - one.at <= WITHIN}) >= HOSTS for one in missed)
