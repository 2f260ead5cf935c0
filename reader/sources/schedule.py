"""When an address is asked for again. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reader.sources.memory import LIVE, Liveness
from reader.sources.transitions import APART

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.sources.memory import Remembered, Version

FRESH = timedelta(days=7)
"""How long what was got is shown without asking again."""

_RETRY = timedelta(hours=1)
"""How soon what was not had is tried again when an article that cites it is opened."""

_LADDER = (
    (timedelta(hours=3), timedelta(minutes=15)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=7), timedelta(hours=3)),
    (timedelta(days=30), timedelta(days=3)),
    (timedelta(days=360), timedelta(days=30)),
)
"""Up to this age of a text, so long between two looks at it: NewsDiffs' schedule."""


def due(known: Remembered, versions: Sequence[Version], now: datetime) -> bool:
    """Whether it is time to look whether its text has changed.

    The younger its last change, the sooner; a text that stood for a year is left alone, and so is a dead address. What
    failed once is looked at again as soon as another failure would count.
    """
    if known.manual is False or known.liveness is Liveness.DEAD:
        return False
    if known.checked is None:
        return True
    waited = now - known.checked
    if known.liveness is Liveness.STRIKE:
        return waited >= APART
    changed = max((one.got for one in versions if one.origin == LIVE), default=known.first_seen)
    return next((waited >= pause for age, pause in _LADDER if now - changed < age), False)


def is_stale(known: Remembered, now: datetime) -> bool:
    """Whether an address is asked for when an article that cites it is opened."""
    if known.manual is False or known.liveness is Liveness.DEAD:
        return False
    if known.checked is None:
        return True
    there = known.liveness in (Liveness.ALIVE, Liveness.MOVED)
    return now - known.checked >= (FRESH if there else _RETRY)
