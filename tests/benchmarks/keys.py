"""How a large article answers: page keys, a resize, and what memory it takes."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.articles import LAST, MARKER
from tests.benchmarks.measure import BARE, READER, SIZE, Figure, PeakMemory, key_times, p99
from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NARROWER = (80, 30)


def figures(large: Path, presses: int, rounds: int) -> list[Figure]:
    """Page Down in the large article and in a bare app, by turns; then a resize, then memory."""
    app = (*READER, str(large))
    keys: dict[str, list[float]] = {"bare": [], "large": []}
    resizes: dict[str, list[float]] = {"bare": [], "large": []}
    memory: dict[str, list[float]] = {"bare": [], "large": []}
    for _ in range(rounds):
        for name, argv in (("bare", BARE), ("large", app)):
            with Terminal(argv, SIZE) as terminal:
                terminal.wait_for(MARKER)
                terminal.settle(1.0)
                keys[name] += key_times(terminal, ["pagedown"] * presses)
                resizes[name].append(_resize(terminal))
            memory[name].append(_peak(argv, ("end", LAST) if name == "large" else ()))
    return [
        Figure("page key, 3 MB, median; floor: a bare redraw", median(keys["large"]), "ms", median(keys["bare"]), 18),
        Figure("page key, 3 MB, p99", p99(keys["large"]), "ms", p99(keys["bare"]), 35),
        Figure("resize, 3 MB; floor: a bare app", median(resizes["large"]), "ms", median(resizes["bare"]), 200),
        Figure(
            "peak memory of the tree, 3 MB; floor: a bare app",
            median(memory["large"]),
            "MiB",
            median(memory["bare"]),
            median(memory["bare"]) + 60,
        ),
    ]


def _resize(terminal: Terminal) -> float:
    """Milliseconds from a change of the window's size to the end of the first frame drawn in it."""
    terminal.settle(0.3)
    resized = terminal.resize(*NARROWER)
    return (terminal.wait_change(terminal.screen()) - resized) * 1000


def _peak(argv: Sequence[str], visit: Sequence[str]) -> float:
    """MiB at the peak from the start of `argv` through some pages to where `visit` (a key, a text there) leads."""
    with Terminal(argv, SIZE) as terminal, PeakMemory(terminal.pid) as peak:
        terminal.wait_for(MARKER)
        terminal.settle(1.0)
        key_times(terminal, ["pagedown"] * 5)
        if visit:
            key, text = visit
            terminal.press(key)
            terminal.wait_for(text)
        terminal.settle(0.3)
    return peak.mib
