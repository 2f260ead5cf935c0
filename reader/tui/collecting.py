"""Full collections of what is unreachable wait until no key comes: each takes as long as two frames, or more."""

from __future__ import annotations

import gc
from time import monotonic

from reader.tui.inorder import InOrder

DUE = 10
"""Collections of what is young after which a full one is due, as Python has it."""

OVERDUE = 200
"""Of these after which it waits no longer."""

QUIET = 1.5
"""Seconds without a key after which a full collection is in nobody's way."""

_NEVER = 1 << 30


class Collecting(InOrder, part=True):
    """Has what is unreachable collected in full only while nobody types."""

    _thresholds = gc.get_threshold()

    def on_ready(self) -> None:
        """The first frame is out: what was loaded for it stays for good, and no collection need look at it again."""
        gc.freeze()
        self._thresholds = gc.get_threshold()
        gc.set_threshold(*self._thresholds[:2], _NEVER)
        gc.enable()
        self.set_interval(QUIET, self._collect)

    def on_unmount(self) -> None:
        """What comes after collects as it did."""
        gc.set_threshold(*self._thresholds)

    def _collect(self) -> None:
        passed = gc.get_count()[2]
        if passed >= OVERDUE or (passed >= DUE and monotonic() > self._given + QUIET):
            gc.collect()
