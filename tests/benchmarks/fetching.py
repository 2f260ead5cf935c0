"""How keys are answered while the sources of an article are fetched and read in the background."""

from __future__ import annotations

import os
import select
import subprocess
import time
from statistics import median
from typing import TYPE_CHECKING, Self

from tests.benchmarks.articles import MARKER, article
from tests.benchmarks.measure import PYTHON, READER, SIZE, Figure, key_times
from tests.benchmarks.sources_server import HOSTS
from tests.terminal import ROOT, Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TEXT_COLUMNS = 60
"""Columns at the left, of the article alone: what the sources' states change stands to the right of them."""

PARAGRAPHS = 600
"""Enough that no run comes to the end of them line by line."""

PAUSE_SECONDS = 0.03
PATIENCE_SECONDS = 60.0

STILL_READING = 5
"""Keys after the last page has been sent: it is still being read then."""


class Web:
    """The web of `sources_server`, running while the block runs.

    Attributes:
        port: where every one of its hosts listens.
        sent: how many pages it has sent, as of the last `look`.
    """

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [PYTHON, "-m", "tests.benchmarks.sources_server"], cwd=ROOT, stdout=subprocess.PIPE, bufsize=0
        )
        assert self._process.stdout is not None
        self._out = self._process.stdout
        self.port = int(self._out.readline())
        self.sent = 0
        return self

    def __exit__(self, *exc: object) -> None:
        self._process.kill()
        self._process.wait()
        self._out.close()

    def look(self) -> int:
        """Count the pages sent so far."""
        while select.select([self._out], [], [], 0)[0]:
            self.sent += len(os.read(self._out.fileno(), 1 << 16))
        return self.sent


def figures(folder: Path, sources: int, rounds: int) -> list[Figure]:
    """The worst and the median key-to-screen time while `sources` pages are fetched; floor: the same, offline."""
    loaded: list[float] = []
    idle: list[float] = []
    for _ in range(rounds):
        with Web() as web:
            links = [f"http://{HOSTS[n % len(HOSTS)]}:{web.port}/page/{n}" for n in range(sources)]
            page = folder / "citing.html"
            page.write_text(article(PARAGRAPHS, 60, links), encoding="utf-8")
            times = _while_fetching(web, page, sources)
            loaded += times
            idle += _offline(page, len(times))
    what = f"{sources} sources of 200 KB are fetched; floor: offline"
    return [
        Figure(f"worst key while {what}", max(loaded), "ms", max(idle), 50),
        Figure("median key meanwhile", median(loaded), "ms", median(idle), 50),
    ]


def _while_fetching(web: Web, page: Path, sources: int) -> list[float]:
    allowed = [word for host in HOSTS for word in ("--allow-host", f"{host}:{web.port}")]
    times: list[float] = []
    deadline = time.perf_counter() + PATIENCE_SECONDS
    with _open([*allowed, str(page)]) as terminal:
        while web.look() < sources and time.perf_counter() < deadline:
            times += _line_down(terminal)
        for _ in range(STILL_READING):
            times += _line_down(terminal)
    if web.sent < sources:
        print(f"only {web.sent} of {sources} sources were asked for in {PATIENCE_SECONDS:.0f} s")
    return times


def _offline(page: Path, presses: int) -> list[float]:
    with _open(["--offline", str(page)]) as terminal:
        return [spent for _ in range(presses) for spent in _line_down(terminal)]


def _open(words: Sequence[str]) -> Terminal:
    terminal = Terminal((*READER, *words), SIZE)
    terminal.wait_for(MARKER)
    terminal.settle(0.1, at_most=0.3)
    return terminal


def _line_down(terminal: Terminal) -> list[float]:
    times = key_times(terminal, ["down"], TEXT_COLUMNS)
    terminal.settle(PAUSE_SECONDS, at_most=PAUSE_SECONDS)
    return times
