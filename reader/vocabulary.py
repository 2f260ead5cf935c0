"""The words for what was found, the same on the screen, in lines, documents and the manual; JSON has its own values.

Nothing but words is here, so that it costs nothing to have it at the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.quotes.checking import Finding


class Term(NamedTuple):
    """A value of the report in words, and what it means, in a sentence or two."""

    words: str
    meaning: str


class Said(NamedTuple):
    """What is said of a quotation: that it is altered, and how; the second may be empty."""

    what: str
    how: str = ""


def many(number: int, one: str, several: str = "") -> str:
    """So many of something: "1 source", "1,204 sources"; `several` where it is not `one` with an s."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


VERDICTS: Mapping[str, Term] = {
    "verbatim": Term(
        "word for word",
        "It stands in its source as it is quoted. Typography, the case of the first letter, [brackets] and notes such"
        " as [sic] count as no change.",
    ),
    "elided": Term(
        "with something left out",
        "It stands there, but for what an ellipsis says is left out. Where that denies or limits what is said, its"
        " words are given (leaves out “not”); where it is long, or joins what stood far apart, it is much.",
    ),
    "altered": Term(
        "altered",
        "The passage is there, in other words than are quoted; each change is named. Altered slightly: no number,"
        " denial or name is among them, nothing was joined from two places, and little else was changed. Where nothing"
        " says where it is from, it is held against the linked page that comes so near that it can hardly be from"
        " another: its source is a guess then.",
    ),
    "misattributed": Term(
        "stands in another source",
        "It does not stand in the source that it is credited to, but in another one of the article. Possibly"
        " misattributed: there with changes.",
    ),
    "not_found": Term(
        "does not stand there",
        "Nothing like it stands in the source, all of which could be read, nor in any other source of the article.",
    ),
    "unverifiable": Term("not verified", "Nothing can be said of it, for the reason that is given."),
}
"""By the values of `Verdict`."""

REASONS: Mapping[str, Term] = {
    "no-source": Term("no source given", "Nothing says where it is from, and no linked page has it or comes near it."),
    "too-short": Term(
        "too short to verify",
        "So few words stand in many texts by chance. Five or fewer are only looked for word for word, in their own"
        " source: “five words, which do not stand there word for word” says that they were.",
    ),
    "thin": Term("the source has too little text", "So little of the source could be read that it may stand there."),
    "pending": Term("not compared yet", "Its source is still on its way."),
    "uncompared": Term(
        "could not be compared", "Comparing it with its source took more time or memory than a page may take."
    ),
    "walled": Term("behind a paywall", "Its source is for subscribers or members."),
    "blocked": Term("refused", "The site of its source refuses readers that are no browsers."),
    "offline": Term("offline", "There was no network, or it was not to be used."),
    "nontext": Term("no text to compare with", "Its source is a picture, a film or the like."),
    "not-fetched": Term("not fetched", "Its source is fetched only when you ask for it."),
    "unreachable": Term("not reached", "Its source could not be had."),
}
"""Why something is unverifiable, by the report's values."""

STATES: Mapping[str, Term] = {
    "queued": Term("waiting to be fetched", "It is fetched when its turn comes."),
    "fetching": Term("being fetched", "It was asked for, and the answer is on its way."),
    "ok": Term("fetched", "The page is there and was read."),
    "moved": Term("fetched; it has moved to another address", "The site says that its address is another for good."),
    "thin": Term(
        "fetched, but there is hardly any text in it", "Fewer than 150 words could be read, so it may not be all."
    ),
    "walled": Term("behind a paywall or a sign-in", "The site shows it to subscribers or members."),
    "blocked": Term("the site refuses readers such as this one", "It may well be there for a browser."),
    "soft404": Term("dead; the site answers, but the page is gone", "What came says so, or is another page."),
    "strike": Term(
        "not reached this time",
        "One failure. Three in a row, each three days or more after the last, are a death.",
    ),
    "dead": Term("dead, gone for good", "The server says so, or it failed three times in a row, days apart."),
    "offline": Term("not fetched, offline", "There was no network, or it was not to be used."),
    "drifted": Term("fetched; it has changed since it was cited", "It does not say what it said before."),
    "skipped": Term("not fetched by itself", "You set it so, its address could do something, or there are very many."),
    "named": Term("named in the text, no link", "The article gives no address for it."),
}
"""By the values of `State`."""

KINDS: Mapping[str, str] = {
    "number": "another number, or one put in or left out",
    "negation": "a word that denies (not, never, without) put in or left out",
    "name": "another name",
    "stem": "another form of the same word: its ending, or how it is spelt",
    "function-word": "a small word such as “the” or “of”",
    "word": "another word",
    "order": "the same words in another order",
    "omission": "words left out, and nothing says so",
    "insertion": "words put in, and nothing says so",
    "splice": "what stands in two places, joined into one",
}
"""What each kind of change is, by the values of `EditKind`."""

_COUNTS = ("no", "one", "two", "three", "four", "five")
_MOST_NAMED = 2


def said_of(finding: Finding) -> Said:
    """What is said of a finding on the screen, in a few words; of one that cannot be verified why."""
    found = finding.judgement
    term = VERDICTS[found.verdict]
    if found.verdict == "unverifiable":
        if found.sought:
            return Said(f"{_COUNTS[found.sought]} words, which do not stand there word for word")
        return Said(REASONS.get(found.reason or "", term).words)
    if found.verdict == "elided" and found.caution:
        words = " ".join(f"“{word}”" for word in dict.fromkeys(found.swallowed[:_MOST_NAMED]))
        return Said(f"leaves out {words or 'much'}")
    if finding.possibly:
        return Said("may stand in another source, changed")
    if found.verdict == "altered":
        slightly = " slightly" * (found.severity == "minor")
        guess = "; its source is a guess" * finding.guessed
        return Said(f"{term.words}{slightly}", _how(finding) + guess)
    return Said(term.words)


def in_words(finding: Finding) -> str:
    """A finding where there is no sign beside it: the verdict by its name, and the words of the screen.

    "verbatim", "altered (number)", "not found (does not stand there)". A guessed source is told where it is named.
    """
    found, said = finding.judgement, said_of(finding)
    if found.verdict == "verbatim":
        return "verbatim"
    if found.verdict == "altered":
        how = _how(finding)
        return f"{said.what} ({how})" if how else said.what
    name = f"{'possibly ' * finding.possibly}{found.verdict.value.replace('_', ' ')}"
    return f"{name} ({said.what})"


def _how(finding: Finding) -> str:
    kinds = list(dict.fromkeys(kind_words(edit.kind) for edit in finding.judgement.edits))
    shown = ", ".join(kinds[:_MOST_NAMED]) + (", more" if len(kinds) > _MOST_NAMED else "")
    if finding.same_work:
        return f"{shown}, by the outlet: another copy has it as quoted"
    return f"{shown}, not so in another source" if finding.elsewhere else shown


def kind_words(kind: str) -> str:
    """A kind of change in words: "function word"."""
    return kind.replace("-", " ")


_NESTED = str.maketrans('“”„"', "‘’‚'")


def in_marks(text: str) -> str:
    """A text in quotation marks; its own double ones become single ones, as they are nested."""
    return f"“{text.translate(_NESTED)}”"
