"""How soon there is something to see: a cold process until its first words are on the screen or on standard output."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.articles import MARKER
from tests.benchmarks.measure import BARE, PYTHON, READER, Figure, first_paint, interleaved, whole_run

if TYPE_CHECKING:
    from pathlib import Path


def figures(usual: Path, large: Path, rounds: int) -> list[Figure]:
    """First paint of the usual and of the large article; `--help` and `--version`."""
    found = interleaved(
        {
            "bare": lambda: first_paint(BARE, MARKER),
            "usual": lambda: first_paint((*READER, str(usual)), MARKER),
            "large": lambda: first_paint((*READER, str(large)), MARKER),
            "pass": lambda: whole_run((PYTHON, "-c", "pass")),
            "help": lambda: whole_run((*READER, "--help")),
            "version": lambda: whole_run((*READER, "--version")),
        },
        rounds,
    )
    at = {name: median(values) for name, values in found.items()}
    return [
        Figure("first paint, 2,000 words; floor: a bare app", at["usual"], "ms", at["bare"], 1.25 * at["bare"]),
        Figure("first paint, 3 MB; floor: 2,000 words", at["large"], "ms", at["usual"], 1.5 * at["usual"]),
        Figure("--help; floor: python -c pass", at["help"], "ms", at["pass"], 150),
        Figure("--version; floor: python -c pass", at["version"], "ms", at["pass"], 150),
    ]
