"""Quotations of which nothing says where they are from: `python -m tests.quotes.guesses [CASES]`.

Spans of real texts, unchanged and changed, are held against twenty pages: of others only, where no page may be
named, and with their own among them, where it should be. Pages of others are of the same site where there are enough:
they share formulas and furniture. The texts lie beside the checkout and are only read.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.quotes.candidates import Candidate
from reader.quotes.checking import check
from reader.quotes.judging import STANDS
from tests.quotes.mutation_kinds import KINDS
from tests.quotes.mutation_samples import OPENLY, Sample, Source, bare
from tests.quotes.mutations import LENGTHS, SHARED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CHANGES = ("word put in", "word dropped", "word replaced", "“not” put in", "denial dropped", "digit changed")
PAGES = 20
_FEWEST_WORDS = 250


@dataclass
class Figures:
    """How often the right page, a wrong one and none was named."""

    cases: int = 0
    right: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)


def run(folder: Path, cases: int, seed: int = 1) -> dict[str, Figures]:
    """Judge so many quotations of each kind; "of no page" are those whose own page is not among them.

    A page of others that has the very passage, as copies have, is no wrong one."""
    sites = _sites(folder)
    rng = random.Random(seed)
    figures = {name: Figures() for name in ("of no page", *CHANGES)}
    names = list(figures)
    for number in range(cases * len(names)):
        name = names[number % len(names)]
        own, *others = rng.sample(rng.choice(sites), PAGES + 1)
        quote = _quotation(rng, name, own[0], others[0][0])
        if quote is not None:
            _count(figures[name], quote, own if name != "of no page" else None, [page for _, page in others])
    return figures


def _sites(folder: Path) -> list[list[tuple[Source, Candidate]]]:
    """The pages of each site that has enough."""
    found: dict[str, list[tuple[Source, Candidate]]] = defaultdict(list)
    with gzip.open(folder / "voices" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            post = json.loads(line)
            source = Source([one["text"] for one in post["paragraphs"]])
            if len(source.words) > _FEWEST_WORDS:
                found[post["site"]].append((source, Candidate(post["id"], source.text)))
    return [pages for pages in found.values() if len(pages) > PAGES]


def _quotation(rng: random.Random, name: str, own: Source, other: Source) -> str | None:
    length = rng.choice(LENGTHS)
    at = rng.randrange(len(own.words) - length)
    sample = Sample(rng, own, at, own.words[at : at + length], other)
    if OPENLY.search(sample.text):
        return None
    quote = KINDS[name].make(sample) if name in KINDS else sample.text
    return None if quote is None or (name in KINDS and own.has(quote)) or len(bare(quote)) < min(LENGTHS) else quote


def _count(figures: Figures, quote: str, own: tuple[Source, Candidate] | None, others: Sequence[Candidate]) -> None:
    if any(one.judge(quote).verdict in STANDS for one in others if one.may_have(quote)):
        return
    pages = {one.source: one for one in (*others, *(own[1:] if own is not None else ()))}
    found = check(quote, None, list(pages.values()), "no-source", guess=True)
    figures.cases += 1
    if found.found_in is None:
        figures.right += own is None
        return
    at = found.judgement.at or (0, 0)
    passage = pages[found.found_in].text[slice(*at)]
    if own is not None and own[1].judge(passage).verdict in STANDS:
        figures.right += 1
    else:
        figures.wrong.append((quote, passage))


def main() -> None:
    """Print the figures."""
    figures = run(SHARED, int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    for name, one in figures.items():
        print(f"{name:<20}{one.cases:>6}{one.right / max(1, one.cases):>8.2%} right{len(one.wrong):>4} wrong")
        for quote, passage in one.wrong:
            print(f"    {quote!r}\n    {passage!r}")


if __name__ == "__main__":
    main()
