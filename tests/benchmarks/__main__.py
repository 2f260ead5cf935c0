"""`python -m tests.benchmarks`: the figures of speed and size, each beside its floor and its limit.

Nothing here fails a build: a machine that is busy says 'over'. Linux: it uses several loopback addresses.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from reader.sources.slots import APART
from tests.benchmarks import articles, extraction, fetching, first_paint, keys, library, peers, quotations, tracking
from tests.benchmarks.measure import calibration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.benchmarks.measure import Figure

PARTS = ("paint", "keys", "fetching", "extraction", "quotations", "library", "tracking", "peers")


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="run each part once, quickly: does it still work?")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each part (7)")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part alone (repeatable)")
    parser.add_argument("--apart", type=float, default=APART, help="seconds between requests to a host (%(default)s)")
    asked = parser.parse_args()
    rounds, presses, sources = (1, 5, 20) if asked.smoke else (asked.rounds, 100, 100)
    kept = 50 if asked.smoke else library.ARTICLES
    with tempfile.TemporaryDirectory(prefix="pullquote-bench-") as name:
        folder = Path(name)
        usual, large = folder / "usual.html", folder / "large.html"
        usual.write_text(articles.usual(), encoding="utf-8")
        large.write_text(articles.large(), encoding="utf-8")
        parts: dict[str, Callable[[], Iterable[Figure | str]]] = {
            "paint": lambda: first_paint.figures(usual, large, rounds),
            "keys": lambda: keys.figures(large, presses, min(rounds, 3)),
            "fetching": lambda: fetching.figures(folder, sources, min(rounds, 3)),
            "extraction": lambda: extraction.figures(min(rounds, 3)),
            "quotations": lambda: quotations.figures(rounds),
            "tracking": lambda: tracking.figures(60 if asked.smoke else 1000, asked.apart),
            "peers": lambda: peers.figures(usual, large, min(rounds, 3), min(presses, 20)),
            "library": lambda: library.figures(folder, usual, rounds, articles=kept, sources=20 * kept),
        }
        print(calibration(1 if asked.smoke else 9))
        print(f"{'':<66}{'figure':>10}{'floor':>10}{'limit':>10}")
        for part in asked.only or PARTS:
            for figure in parts[part]():
                print(figure if isinstance(figure, str) else line(figure), flush=True)


def line(figure: Figure) -> str:
    """A line of the table."""
    numbers = "".join(f"{value:>10.1f}" for value in (figure.value, figure.floor, figure.limit))
    return f"{figure.name:<66}{numbers} {figure.unit:<4}{figure.verdict}"


if __name__ == "__main__":
    main()
