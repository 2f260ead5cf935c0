"""How long a verdict takes, beside what only measures likeness: difflib, and rapidfuzz if it is installed."""

from __future__ import annotations

import difflib
import random
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from time import perf_counter
from typing import TYPE_CHECKING, Any

from reader.quotes.checking import Candidate, check
from reader.quotes.judging import judge
from reader.quotes.tokens import Prepared
from tests.benchmarks.measure import Figure, interleaved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Work = dict[str, Callable[[], object]]

_SYLLABLES = ("ba", "dor", "el", "fin", "gra", "hul", "im", "kes", "lo", "mar", "nu", "pra", "quo", "ris", "sta", "vel")
_FUZZ: Any = import_module("rapidfuzz.fuzz") if find_spec("rapidfuzz") else None
_COMMON = ("the", "of", "and", "to", "a", "in", "that", "is", "was", "it")


def figures(rounds: int) -> list[Figure]:
    """The three cases that have a limit; the floor of each is rapidfuzz's likeness on the same texts, or 0."""
    rng = random.Random(5)
    return [
        *_one_against_a_page(rng, rounds),
        _many_against_many(rng, rounds),
        *_long_against_a_book(rng, min(rounds, 3)),
    ]


def _one_against_a_page(rng: random.Random, rounds: int) -> list[Figure]:
    source = _text(rng, 1000)
    prepared = Prepared(source)
    found = []
    for name, quote in _quotations(rng, source, 40, 2).items():
        work: Work = {"ours": partial(judge, quote, prepared), "peer": partial(_likeness, quote, source)}
        times = _shortest(work, rounds, 20)
        slow = _timed(partial(_difflib, quote, source), 1)()
        found.append(Figure(f"40 words in 1,000, {name} (difflib {slow:.1f})", times["ours"], "ms", times["peer"], 1.0))
    return found


def _many_against_many(rng: random.Random, rounds: int) -> Figure:
    sources = [_text(rng, 1500) for _ in range(40)]
    kinds = [list(_quotations(rng, text, 40, 2).values()) for text in sources[:30]]
    quotes = [kinds[number][number % 3] for number in range(30)]
    times = _shortest(
        {"ours": partial(_check_all, quotes, sources), "peer": partial(_like_all, quotes, sources)}, rounds
    )
    return Figure("30 quotations by 40 sources of 1,500 words", times["ours"], "ms", times["peer"], 1000)


def _long_against_a_book(rng: random.Random, rounds: int) -> list[Figure]:
    source = _text(rng, 100_000)
    found = []
    for name, quote in _quotations(rng, source, 2000, 40).items():
        work: Work = {"ours": partial(judge, quote, source)}
        if name != "from elsewhere":  # most of a minute, for rapidfuzz
            work["peer"] = partial(_likeness, quote, source)
        times = _shortest(work, rounds)
        figure = Figure(f"2,000 words in 100,000, {name}", times["ours"], "ms", times.get("peer", 0.0), 1500)
        found.append(figure)
    return found


def _quotations(rng: random.Random, source: str, length: int, changes: int) -> dict[str, str]:
    """A quotation of so many words from the middle of a text; the same with words changed; and one from elsewhere."""
    words = source.split()
    quoted = words[len(words) // 2 :][:length]
    changed = list(quoted)
    for at in rng.sample(range(length), changes):
        changed[at] = "otherwise"
    return {
        "as it stands": " ".join(quoted),
        f"{changes} of them changed": " ".join(changed),
        "from elsewhere": _text(rng, length),
    }


def _check_all(quotes: Sequence[str], sources: Sequence[str]) -> None:
    """As in a reading whose every quotation is attributed to the wrong source, so that all are gone through."""
    candidates = [Candidate(str(number), text) for number, text in enumerate(sources)]
    for number, quote in enumerate(quotes):
        named = candidates[(number + 1) % len(candidates)]
        check(quote, named, [one for one in candidates if one is not named], "no-source")


def _like_all(quotes: Sequence[str], sources: Sequence[str]) -> None:
    for quote in quotes:
        for source in sources:
            _likeness(quote, source)


def _likeness(quote: str, source: str) -> float:
    """What rapidfuzz says; it is no requirement of anything else here."""
    return float(_FUZZ.partial_ratio(quote, source)) if _FUZZ else 0.0


def _shortest(work: Work, rounds: int, times: int = 1) -> dict[str, float]:
    sample = interleaved({name: _timed(one, times) for name, one in work.items()}, rounds)
    return {name: min(values) for name, values in sample.items()}


def _timed(work: Callable[[], object], times: int) -> Callable[[], float]:
    """Milliseconds of one run of `work`, the mean of so many."""

    def measure() -> float:
        start = perf_counter()
        for _ in range(times):
            work()
        return (perf_counter() - start) * 1000 / times

    return measure


def _difflib(quote: str, source: str) -> float:
    """The share of the quotation's words that difflib matches, as checkers of quotations do it."""
    quoted = quote.split()
    matcher = difflib.SequenceMatcher(None, quoted, source.split(), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(quoted)


def _text(rng: random.Random, words: int) -> str:
    """Prose in invented words: half of them common ones, in paragraphs of about a hundred."""
    vocabulary = ["".join(rng.choices(_SYLLABLES, k=rng.choice((2, 2, 3)))) for _ in range(2500)]
    found = [rng.choice(_COMMON) if rng.random() < 0.4 else rng.choice(vocabulary) for _ in range(words)]
    paragraphs = [" ".join(found[at : at + 100]) for at in range(0, words, 100)]
    return ".\n\n".join(paragraphs)
