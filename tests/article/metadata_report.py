"""How often metadata is right on Mozilla's test pages: `python -m tests.article.metadata_report`.

A title counts as right with or without the site's name, a byline if it names the same persons, a date if it is the same
moment (the same day where none is given), a site without regard to case. What Mozilla expects nothing for is counted
apart: Readability takes dates and sites from structured data only, so a value that the page shows is not wrong there.
"""

from __future__ import annotations

import gzip
import json
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from reader.article import metadata
from reader.article.byline import names
from reader.article.dates import read_date
from reader.article.survey import survey
from reader.article.titles import bare, without_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from reader.article.model import Metadata

PAGES = Path(__file__).resolve().parents[2] / "../shared/extraction/mozilla"
ADDRESS = "http://fakehost/test/page.html"
FIELDS = ("title", "byline", "siteName", "publishedTime")


class Outcome(NamedTuple):
    """One value of one page: what was expected and what was found, with the alternatives."""

    page: str
    field: str
    expected: str | None
    found: list[tuple[str, str]]
    right: bool


def outcomes(pages: Path) -> Iterator[Outcome]:
    """Every value of every page."""
    for folder in sorted(path for path in pages.iterdir() if path.is_dir()):
        expected = json.loads((folder / "expected-metadata.json").read_text(encoding="utf-8"))
        said = metadata.read(survey(page_of(folder)), ADDRESS)
        for field in FIELDS:
            yield outcome(folder.name, field, expected.get(field), said)


def page_of(folder: Path) -> LexborHTMLParser:
    """The parsed page."""
    return LexborHTMLParser(gzip.decompress((folder / "source.html.gz").read_bytes()).decode("utf-8"))


def outcome(page: str, field: str, expected: str | None, said: Metadata) -> Outcome:
    """One value against what is expected of it."""
    sites = {bare(fact.value) for fact in said.site}
    texts = {"title": said.title, "byline": said.byline, "siteName": said.site}.get(field, ())
    found = [(fact.value, fact.origin) for fact in texts]
    if field == "publishedTime":
        found = [(fact.value.isoformat(), fact.origin) for fact in said.published]
    right = False
    if expected and found:
        alike: dict[str, Callable[[str, str], bool]] = {
            "title": lambda a, b: bare(a) == bare(b) or bare(without_site(" ".join(a.split()), sites)) == bare(b),
            "byline": lambda a, b: bare(names(a) or a) == bare(b),
            "siteName": lambda a, b: bare(a) == bare(b),
            "publishedTime": lambda a, _: same_moment(a, said.published[0].value),
        }
        right = alike[field](expected, found[0][0])
    return Outcome(page, field, expected, found, right)


def same_moment(expected: str, found: datetime) -> bool:
    """Whether a date as Mozilla writes it is the one that was found."""
    wanted = read_date(expected)
    if wanted is None:
        return False
    return wanted.when == found if wanted.timed else wanted.when.date() == found.date()


def milliseconds(pages: Path) -> list[float]:
    """CPU time of `metadata.read` on each page, the least of five, sorted."""
    times = []
    for folder in (path for path in pages.iterdir() if path.is_dir()):
        page = page_of(folder)
        each = []
        for _ in range(5):
            start = time.process_time()
            metadata.read(survey(page), ADDRESS)
            each.append(1000 * (time.process_time() - start))
        times.append(min(each))
    return sorted(times)


def main() -> None:
    """Print every miss, then the shares."""
    right, expected, extra = Counter[str](), Counter[str](), Counter[str]()
    for one in outcomes(PAGES):
        expected[one.field] += bool(one.expected)
        right[one.field] += one.right
        extra[one.field] += not one.expected and bool(one.found)
        if one.expected and not one.right:
            print(f"{one.page}: {one.field}\n    expected {' '.join(one.expected.split())!r}")
            print("\n".join(f"    found    {value!r} ({origin})" for value, origin in one.found) or "    found nothing")
    print(f"\n{'':15}{'right':>7}{'of':>5}{'share':>8}{'found where none is expected':>32}")
    for field in FIELDS:
        share = right[field] / max(1, expected[field])
        print(f"{field:15}{right[field]:7}{expected[field]:5}{share:8.3f}{extra[field]:32}")
    times = milliseconds(PAGES)
    print(f"CPU ms a page: median {statistics.median(times):.2f}, p95 {times[int(0.95 * len(times))]:.2f}")


if __name__ == "__main__":
    main()
