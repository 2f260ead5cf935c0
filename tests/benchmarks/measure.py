"""What every benchmark shares: the programs, the samples, the figures."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple, Self

import psutil

from tests.benchmarks.articles import MARKER
from tests.terminal import ROOT, Terminal, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PYTHON = sys.executable
READER = (PYTHON, "-m", "reader")
BARE = (PYTHON, "-m", "tests.benchmarks.bare_app", MARKER)
SIZE = (120, 40)
SAMPLE_SECONDS = 0.01

REFERENCE_PASS = 7.0
"""Milliseconds that `python -c pass` takes on the machine for which the limits in milliseconds were set."""

SCROLLED_ROWS = 5
"""Rows that must differ for a frame to be the answer to a key, and not a label that changed in the background."""

Sample = dict[str, list[float]]
"""For each thing measured its values over all rounds, in milliseconds or MiB."""


class Figure(NamedTuple):
    """One line of the table: what was measured, its value, its floor or peer in the same run, and its limit."""

    name: str
    value: float
    unit: str
    floor: float
    limit: float

    @property
    def verdict(self) -> str:
        """Whether the value is within the limit."""
        return "ok" if self.value <= self.limit else "over"


def calibration(rounds: int = 9) -> str:
    """How fast this machine is beside the one that the absolute limits are for, in a sentence."""
    here = interleaved({"pass": lambda: whole_run((PYTHON, "-c", "pass"))}, rounds)["pass"]
    factor = median(here) / REFERENCE_PASS
    return (
        f"python -c pass takes {median(here):.1f} ms here, {REFERENCE_PASS:.0f} ms where the limits were set:\n"
        f"a limit in milliseconds that is no multiple of its floor means {factor:.1f} times as many here"
    )


def whole_run(argv: Sequence[str]) -> float:
    """Milliseconds that a program takes from start to end, without a terminal."""
    with tempfile.TemporaryDirectory() as home:
        started = time.perf_counter()
        subprocess.run(argv, cwd=ROOT, env=environment(Path(home)), stdout=subprocess.DEVNULL, check=True)
        return (time.perf_counter() - started) * 1000


def interleaved(measures: dict[str, Callable[[], float]], rounds: int) -> Sample:
    """Run every measure once a round, so that a slow spell meets them all; the first round only warms up."""
    sample: Sample = {name: [] for name in measures}
    for turn in range(rounds + 1):
        for name, measure in measures.items():
            value = measure()
            if turn:
                sample[name].append(value)
    return sample


def p99(values: Sequence[float]) -> float:
    """The 99th percentile; the largest of fewer than a hundred."""
    return quantiles(values, n=100, method="inclusive")[98] if len(values) >= 100 else max(values)


def first_paint(argv: Sequence[str], text: str, env: Mapping[str, str] | None = None) -> float:
    """Milliseconds from starting `argv` until `text` is on its screen."""
    with Terminal(argv, SIZE, env) as terminal:
        return (terminal.wait_for(text) - terminal.started) * 1000


def key_times(terminal: Terminal, keys: Sequence[str], columns: int | None = None) -> list[float]:
    """Milliseconds from each key to the end of the frame that it changes; the next waits for that frame."""
    times = []
    for key in keys:
        before = terminal.screen()
        pressed = terminal.press(key)
        times.append((terminal.wait_change(before, columns=columns, rows=SCROLLED_ROWS) - pressed) * 1000)
        terminal.settle(0.01, at_most=0.1)
    return times


class PeakMemory:
    """The largest resident memory of a process and all that it started, in MiB, sampled while the block runs."""

    def __init__(self, pid: int) -> None:
        self.mib = 0.0
        self._root = psutil.Process(pid)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._sample, name="memory")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._ended.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._ended.wait(SAMPLE_SECONDS):
            try:
                tree = [self._root, *self._root.children(recursive=True)]
                self.mib = max(self.mib, sum(process.memory_info().rss for process in tree) / 2**20)
            except psutil.NoSuchProcess:
                continue  # one of them ended between the two calls
