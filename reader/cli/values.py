"""The kinds of values that options take. Their names stand in argparse's sentence where a value is none of them."""

from __future__ import annotations

import math

LARGEST_PORT = 65535
LARGEST_COUNT = 1_000_000_000
MOST_DAYS = 100_000


def port(text: str) -> int:
    """A TCP port. Raises ValueError where it is none, as do the others here."""
    found = int(text)
    if not 0 <= found <= LARGEST_PORT:
        raise ValueError
    return found


def seconds(text: str) -> float:
    """A time above nothing, of which there is an end."""
    found = float(text)
    if not (math.isfinite(found) and found > 0):
        raise ValueError
    return found


def days(text: str) -> float:
    """A number of days, above nothing, that leads to a date."""
    found = seconds(text)
    if found > MOST_DAYS:
        raise ValueError
    return found


def count(text: str) -> int:
    """A number of things."""
    found = int(text)
    if not 1 <= found <= LARGEST_COUNT:
        raise ValueError
    return found


port.__name__ = "port number"
seconds.__name__ = "number of seconds"
days.__name__ = "number of days"
count.__name__ = "number from 1 to 1,000,000,000"
