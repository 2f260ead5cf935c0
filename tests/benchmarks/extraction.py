"""How long a page takes from its bytes to an article, beside what other libraries take.

Pages: those of the folder that is given, or else generated ones. All readers take each page in turn, several times,
and the shortest time counts; times are of the processor, in one thread.
"""

from __future__ import annotations

import gzip
import time
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from reader.article import parse
from tests.benchmarks import articles
from tests.benchmarks.measure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGES = Path(__file__).resolve().parents[3] / "shared" / "extraction" / "sab"
LARGE_PARAGRAPHS = 8_400
GENERATED = 20
PEERS = ("trafilatura", "readability")

MEDIAN_LIMIT, P95_LIMIT, LARGE_LIMIT = 4.0, 10.0, 300.0
TIMES_FASTER = 6.0
"""Than trafilatura, for all pages together."""


def figures(rounds: int, folder: Path = PAGES) -> list[Figure | str]:
    """The median page, the slow ones, a page of 5 MB, and all pages beside the peers that are installed.

    The floor is what trafilatura takes, 0 where it is not installed; for all pages it is what readability-lxml takes.
    """
    pages = [gzip.decompress(path.read_bytes()).decode("utf-8", "replace") for path in sorted(folder.glob("*.html.gz"))]
    if not pages:
        pages = [articles.article(10 + 5 * n, 60, seed=n) for n in range(GENERATED)]
    readers = {"own": parse, **peers()}
    times = {name: sorted(page) for name, page in measured(readers, pages, rounds).items()}
    own, trafilatura, readability = (times.get(name, [0.0] * len(pages)) for name in ("own", *PEERS))
    large = articles.article(LARGE_PARAGRAPHS, 84)
    slow = measured(readers, [large], 1)
    table: list[Figure | str] = [
        Figure(f"Read a page: median of {len(pages)}", median(own), "ms", median(trafilatura), MEDIAN_LIMIT),
        Figure("Read a page: 95th percentile", p95(own), "ms", p95(trafilatura), P95_LIMIT),
        Figure("Read a page of 5 MB", slow["own"][0], "ms", slow.get("trafilatura", [0.0])[0], LARGE_LIMIT),
    ]
    if whole := sum(trafilatura):
        share, floor = 100 * sum(own) / whole, 100 * sum(readability) / whole
        table.append(Figure("Read all pages: percent of trafilatura's time", share, "%", floor, 100 / TIMES_FASTER))
        table.append(
            f"Read all pages: {100 / share:.1f} × faster than trafilatura, to be at least {TIMES_FASTER:.0f} ×"
        )
    return table


def peers() -> dict[str, Callable[[str], object]]:
    """What the libraries that are installed do with a page: with metadata, links and formatting, where they can."""
    found: dict[str, Callable[[str], object]] = {}
    if find_spec("trafilatura"):
        extract = import_module("trafilatura").bare_extraction
        found["trafilatura"] = partial(
            extract, with_metadata=True, include_links=True, include_formatting=True, include_images=True
        )
    if find_spec("readability"):
        document = import_module("readability").Document
        found["readability"] = lambda page: document(page).summary()
    return found


def measured(readers: dict[str, Callable[[str], object]], pages: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """For each reader the shortest time that each page took, in milliseconds."""
    shortest = {name: [float("inf")] * len(pages) for name in readers}
    for i, page in enumerate(pages):
        for _ in range(rounds + 1):
            for name, read in readers.items():
                start = time.process_time()
                read(page)
                shortest[name][i] = min(shortest[name][i], 1000 * (time.process_time() - start))
    return shortest


def median(ordered: Sequence[float]) -> float:
    """The middle one."""
    return ordered[len(ordered) // 2]


def p95(ordered: Sequence[float]) -> float:
    """The 95th percentile."""
    return ordered[int(0.95 * len(ordered))]
