"""Kinds of change: what makes one, whether a quoter may, and what it should be judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.quotes.judging import Judgement, Severity, Verdict
from tests.quotes.mutation_samples import OPENLY, Sample, bare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Make = Callable[[Sample], str | None]

OMISSIONS = (
    "…",
    " … ",
    " ... ",
    "...",
    " [...] ",
    " […] ",
    ". . .",
    " (…) ",
    ".... ",
    " [. . .] ",
    " * * * ",
    " <snip> ",
)
NUMBERS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"),
    *("twenty", "thirty", "forty", "fifty", "hundred", "thousand"),
)
NOTES = ("(emphasis mine)", "(emphasis added)", "[emphasis in original]", "(my emphasis)", "[italics mine]")
_REFUSES = frozenset(
    ("not", "no", "never", "nor", "neither", "none", "nobody", "nothing", "nowhere", "without", "cannot", "hardly")
)


@dataclass(frozen=True)
class Kind:
    """A kind of change.

    Attributes:
        make: the changed quotation; None where the sample gives none.
        licensed: whether a quoter may do it.
        right: what it should be judged.
    """

    make: Make
    licensed: bool
    right: Callable[[Judgement], bool]

    def is_false(self, found: Judgement) -> bool:
        """Whether the judgement is the opposite of the truth: what must never happen."""
        if self.licensed:
            return found.verdict in (Verdict.ALTERED, Verdict.NOT_FOUND)
        return found.verdict is Verdict.VERBATIM or (found.verdict is Verdict.ELIDED and not found.caution)


KINDS: dict[str, Kind] = {}
"""Every kind of change, by name."""


def kind(name: str, *right: Verdict, licensed: bool = False, major: bool = False) -> Callable[[Make], Make]:
    """Enter a function as a kind of change."""

    def enter(make: Make) -> Make:
        def is_right(found: Judgement) -> bool:
            return found.verdict in right and (not major or found.severity is Severity.MAJOR)

        KINDS[name] = Kind(make, licensed, is_right)
        return make

    return enter


def unlicensed(name: str, *also: Verdict, major: bool = False) -> Callable[[Make], Make]:
    """A change of words that nothing says."""
    return kind(name, Verdict.ALTERED, *also, major=major)


def licensed(name: str, right: Verdict = Verdict.VERBATIM) -> Callable[[Make], Make]:
    """A change that a quoter may make, or says openly."""
    return kind(name, right, licensed=True)


# What changes the words.


@unlicensed("word put in")
def _(sample: Sample) -> str | None:
    at = sample.inside()
    return sample.with_words(at, at, sample.word())


@unlicensed("word dropped")
def _(sample: Sample) -> str | None:
    at = sample.inside()
    return sample.with_words(at, at + 1)


@unlicensed("word replaced")
def _(sample: Sample) -> str | None:
    at = sample.inside()
    return sample.with_words(at, at + 1, sample.word())


@unlicensed("“not” put in", major=True)
def _(sample: Sample) -> str | None:
    at = sample.inside()
    return sample.with_words(at, at, "not")


@unlicensed("“not” put in, in brackets", major=True)
def _(sample: Sample) -> str | None:
    at = sample.inside()
    return None if any(map(_refuses, sample.words)) else sample.with_words(at, at, "[not]")


@unlicensed("denial dropped", major=True)
def _(sample: Sample) -> str | None:
    found = sample.around(lambda word: word in _REFUSES)
    return found[0].with_words(found[1], found[1] + 1) if found else None


@unlicensed("digit changed", major=True)
def _(sample: Sample) -> str | None:
    found = sample.around(lambda word: re.search("[0-9]", word))
    if not found:
        return None
    sample, at = found
    word = sample.words[at]
    digit = sample.rng.choice([i for i, letter in enumerate(word) if letter in "0123456789"])
    other = str((int(word[digit]) + sample.rng.randrange(1, 10)) % 10)
    return sample.with_words(at, at + 1, word[:digit] + other + word[digit + 1 :])


@unlicensed("number word changed", major=True)
def _(sample: Sample) -> str | None:
    found = sample.around(lambda word: word in NUMBERS)
    if not found:
        return None
    sample, at = found
    return sample.with_words(at, at + 1, sample.rng.choice([word for word in NUMBERS if word != sample.words[at]]))


@unlicensed("name swapped", major=True)
def _(sample: Sample) -> str | None:
    found = [i for i in range(1, len(sample.words)) if _is_name(sample.words, i)]
    others = [i for i in range(1, len(sample.other.words)) if _is_name(sample.other.words, i)]
    if not found or not others:
        return None
    at = sample.rng.choice(found)
    return sample.with_words(at, at + 1, sample.other.words[sample.rng.choice(others)])


@unlicensed("clause moved")
def _(sample: Sample) -> str | None:
    length = len(sample.words)
    if length < 14:
        return None
    start = sample.rng.randrange(length // 2 - 3)
    end = start + sample.rng.randrange(3, 5)
    to = sample.rng.randrange(end + 2, length - 1)
    words = sample.words
    return " ".join(words[:start] + words[end:to] + words[start:end] + words[to:])


@unlicensed("halves reversed, with a mark")
def _(sample: Sample) -> str | None:
    halves = _around_a_gap(sample)
    if halves is None or sample.source.has_in_order(halves[1], halves[0]):
        return None
    return f"{halves[1]} … {halves[0]}"


@unlicensed("passage left out, unmarked")
def _(sample: Sample) -> str | None:
    halves = _around_a_gap(sample)
    return " ".join(halves) if halves else None


@unlicensed("spliced from two places")
def _(sample: Sample) -> str | None:
    half, words = len(sample.words) // 2, sample.source.words
    if len(sample.words) < 14:
        return None
    at = sample.rng.randrange(len(words) - half)
    second = " ".join(words[at : at + half])
    apart = abs(at - sample.at) > 2 * len(sample.words) and not OPENLY.search(second)
    return " ".join((*sample.words[:half], second)) if apart else None


@unlicensed("paragraph left out, unmarked")
def _(sample: Sample) -> str | None:
    return _around_a_paragraph(sample, "")


@unlicensed("three words in ten replaced", Verdict.NOT_FOUND)
def _(sample: Sample) -> str | None:
    return " ".join(word if sample.rng.random() > 0.3 else sample.word() for word in sample.words)


@kind("from another text", Verdict.NOT_FOUND)
def _(sample: Sample) -> str | None:
    words = sample.other.words
    at = sample.rng.randrange(len(words) - len(sample.words))
    return " ".join(words[at : at + len(sample.words)])


# What a quoter may do.


@licensed("as it stands")
def _(sample: Sample) -> str | None:
    return sample.text


@licensed("typography")
def _(sample: Sample) -> str | None:
    text = sample.text.replace("'", "’").replace(" ", "\u00a0", 1).replace(" - ", " – ")
    return f"“{text}”"


@licensed("first letter's case")
def _(sample: Sample) -> str | None:
    return sample.text[0].swapcase() + sample.text[1:]


@licensed("upper case")
def _(sample: Sample) -> str | None:
    return sample.text.upper()


@licensed("final comma or period")
def _(sample: Sample) -> str | None:
    return sample.text.rstrip(".,;:!?") + sample.rng.choice((",", ".", ",”", ".”"))


@licensed("nested marks")
def _(sample: Sample) -> str | None:
    start = sample.inside()
    end = sample.rng.randrange(start, len(sample.words))
    marks = sample.rng.choice(("‘’", "“”", "''", '""'))
    inner = marks[0] + " ".join(sample.words[start : end + 1]) + marks[1]
    return sample.with_words(start, end + 1, inner)


@licensed("soft hyphen")
def _(sample: Sample) -> str | None:
    return _broken(sample, "\u00ad")


@licensed("hyphen at a line's end")
def _(sample: Sample) -> str | None:
    return _broken(sample, "-\n")


@licensed("percent sign")
def _(sample: Sample) -> str | None:
    found = sample.around(lambda word: word == "percent" or re.search("[0-9]%", word))
    if not found:
        return None
    sample, at = found
    word = sample.words[at]
    return sample.with_words(at, at + 1, word.replace("%", " percent") if "%" in word else "%")


@licensed("[T]he")
def _(sample: Sample) -> str | None:
    first = sample.words[0]
    if not (first[0].isalpha() and first[1:2].isalpha()):
        return None
    return sample.with_words(0, 1, f"[{first[0].swapcase()}]{first[1:]}")


@licensed("bracket put in")
def _(sample: Sample) -> str | None:
    at = sample.inside()
    return sample.with_words(at, at, "[of Brineport]")


@licensed("bracket in a word's place")
def _(sample: Sample) -> str | None:
    at = sample.inside()
    word = sample.words[at]
    # What stands for a denial, or for a row of words between dashes, is more than a word.
    return (
        None if _refuses(word) or not word.strip(".,;:!?'’").isalpha() else sample.with_words(at, at + 1, "[the owner]")
    )


@licensed("[sic]")
def _(sample: Sample) -> str | None:
    at = sample.inside()
    return sample.with_words(at, at, sample.rng.choice(("[sic]", "(sic)", "[sic!]")))


@licensed("note on emphasis")
def _(sample: Sample) -> str | None:
    return f"{sample.text} {sample.rng.choice(NOTES)}"


@licensed("omission, marked", Verdict.ELIDED)
def _(sample: Sample) -> str | None:
    halves = _around_a_gap(sample)
    return sample.rng.choice(OMISSIONS).join(halves) if halves else None


@licensed("omission and bracket, marked", Verdict.ELIDED)
def _(sample: Sample) -> str | None:
    halves = _around_a_gap(sample)
    first = halves[1].split(" ", 1) if halves else [""]
    if halves is None or len(first) < 2 or len(bare(first[1])) < 3:
        return None
    return f"{halves[0]} … [It] {first[1]}"


@licensed("paragraph left out, marked", Verdict.ELIDED)
def _(sample: Sample) -> str | None:
    return _around_a_paragraph(sample, " […]")


def _refuses(word: str) -> bool:
    found = bare(word)
    return bool(found) and (found[0] in _REFUSES or found[0].endswith("nt") or "n't" in word or "n’t" in word)


def _is_name(words: Sequence[str], at: int) -> bool:
    word = words[at]
    return word.isalpha() and word.istitle() and len(word) > 3 and words[at - 1].isalpha() and words[at - 1].islower()


def _around_a_gap(sample: Sample) -> tuple[str, str] | None:
    """The first half of a sample, and as many words after some that are left out."""
    half = len(sample.words) // 2
    start = sample.at + half + sample.rng.randrange(4, 30)
    second = sample.source.words[start : start + half]
    first, second_text = " ".join(sample.words[:half]), " ".join(second)
    if (
        sample.source.has(f"{first} {second_text}")
        or len(bare(first)) < 3
        or len(bare(second_text)) < 3
        or OPENLY.search(second_text)
    ):
        return None
    return first, second_text


def _around_a_paragraph(sample: Sample, mark: str) -> str | None:
    """A paragraph and the next but one."""
    three = list(
        zip(sample.source.paragraphs, sample.source.paragraphs[1:], sample.source.paragraphs[2:], strict=False)
    )
    whole = [
        (first, third)
        for first, second, third in three
        if bare(second) and all(len(bare(one)) > 5 and not OPENLY.search(one) for one in (first, third))
    ]
    if not whole:
        return None
    first, third = sample.rng.choice(whole)
    return f"{first}{mark}\n\n{third}"


def _broken(sample: Sample, mark: str) -> str | None:
    found = [i for i, word in enumerate(sample.words) if len(word) > 6 and word.isalpha() and word.islower()]
    if not found:
        return None
    at = sample.rng.choice(found)
    word = sample.words[at]
    return sample.with_words(at, at + 1, word[:3] + mark + word[3:])
