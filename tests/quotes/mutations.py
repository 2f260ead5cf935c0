"""Quotations cut from real texts and changed in known ways: `python -m tests.quotes.mutations [CASES] [KIND]`.

It prints for each kind of change how many were judged as they should be; with a KIND also those that were not. The
texts lie beside the checkout and are only read.

A change that changes no word, or that gives words which stand in the text all the same, is equivalent: there is nothing
to find, and it is no case. Whether it is one is decided here, without the code under test, by `bare` words: those set
apart by white space, their case and marks folded.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reader.quotes.judging import judge
from tests.quotes.mutation_kinds import KINDS
from tests.quotes.mutation_samples import OPENLY, Sample, Source, bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.quotes.judging import Judgement
    from tests.quotes.mutation_kinds import Kind

SHARED = Path(__file__).resolve().parents[3] / "shared"
LENGTHS = (8, 10, 14, 20, 30, 40)
_FEWEST_WORDS = 250
_ENOUGH = 7  # words of a quotation from which every kind has to be told


@dataclass
class Figures:
    """What became of one kind of change."""

    cases: int = 0
    right: int = 0
    false: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, Judgement]] = field(default_factory=list)


def sources(folder: Path) -> list[Source]:
    """The texts that are long enough."""
    found = []
    with gzip.open(folder / "voices" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            source = Source([one["text"] for one in json.loads(line)["paragraphs"]])
            if len(source.words) > _FEWEST_WORDS:
                found.append(source)
    return found


def run(texts: Sequence[Source], cases: int, seed: int = 1) -> dict[str, Figures]:
    """Judge so many cases, the kinds by turns, and count."""
    figures = {name: Figures() for name in KINDS}
    count = 0
    for sample in _samples(texts, random.Random(seed)):
        for name, one in KINDS.items():
            quote = one.make(sample)
            if quote is None or (not one.licensed and sample.source.has(quote)) or len(bare(quote)) < _ENOUGH:
                continue
            found = judge(quote, sample.source.prepared)
            _count(figures[name], one, quote, found)
            count += 1
            if count == cases:
                return figures
    return figures


def _samples(texts: Sequence[Source], rng: random.Random) -> Iterator[Sample]:
    while True:
        source, other = rng.sample(texts, 2)
        length = rng.choice(LENGTHS)
        at = rng.randrange(len(source.words) - length)
        sample = Sample(rng, source, at, source.words[at : at + length], other)
        if len(bare(sample.text)) >= _ENOUGH and not OPENLY.search(sample.text):
            yield sample


def _count(figures: Figures, one: Kind, quote: str, found: Judgement) -> None:
    right, false = one.right(found), one.is_false(found)
    figures.cases += 1
    figures.right += right
    figures.false += false
    figures.verdicts[f"{found.verdict}{' with caution' if found.caution else ''}"] += 1
    if not right or false:
        figures.missed.append((quote, found))


def main() -> None:
    """Print the figures."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    asked = sys.argv[2] if len(sys.argv) > 2 else None
    figures = run(sources(SHARED), cases)
    for name, one in figures.items():
        share = one.right / one.cases if one.cases else 1.0
        print(f"{name:<32}{one.cases:>6}{share:>8.2%}{one.false:>4} false  {dict(one.verdicts)}")
    for quote, found in figures[asked].missed if asked else ():
        print(f"\n{quote!r}\n  {found}")


if __name__ == "__main__":
    main()
