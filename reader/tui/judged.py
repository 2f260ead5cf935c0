"""How a verdict is shown: a sign, a tone and a few words. A sign is never only a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.vocabulary import VERDICTS, said_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.quotes.candidates import Changed
    from reader.quotes.checking import Finding


class Mark(NamedTuple):
    """A cell or two, their ASCII stand-in, their tone (good, warn, bad or quiet), and what it says in words."""

    sign: str
    plain: str
    tone: str
    words: str


# By the values of `Verdict`: what judges is not loaded before there is something to judge.
MARKS: Mapping[str, Mark] = {
    "verbatim": Mark("✓", "+", "good", VERDICTS["verbatim"].words),
    "elided": Mark("✓…", "+.", "good", VERDICTS["elided"].words),
    "altered": Mark("≠", "#", "warn", VERDICTS["altered"].words),
    "misattributed": Mark("⇄", "%", "bad", VERDICTS["misattributed"].words),
    "not_found": Mark("✗", "x", "bad", VERDICTS["not_found"].words),
    "unverifiable": Mark("?", "?", "quiet", VERDICTS["unverifiable"].words),
}

CAUTION = Mark("…", ".", "quiet", "something is left out that may matter, such as “not”, or much")
WORSE = Mark("↓", "v", "bad", "after another sign: it got worse since you saw it")


def mark_of(finding: Finding) -> Mark:
    """How a finding is shown; where it got worse since it was seen, that first."""
    mark = _mark(finding)
    words = [mark.words] if mark.words else []
    if finding.version is not None:
        words.append(_version(finding.version))
    if finding.worse is not None:
        before = finding.worse.before.verdict.replace("_", " ")
        words.insert(0, f"was {before}, but {finding.worse.why}")
        mark = mark._replace(sign=f"{mark.sign}{WORSE.sign}", plain=f"{mark.plain}{WORSE.plain}", tone=WORSE.tone)
    return mark._replace(words="; ".join(words))


def _version(changed: Changed) -> str:
    if changed.added_after is not None:
        return f"added after {changed.added_after}"
    return f"gone since {changed.gone_since or changed.stood}"


def _mark(finding: Finding) -> Mark:
    found = finding.judgement
    mark, said = MARKS[found.verdict], said_of(finding)
    if found.verdict == "unverifiable":
        return mark._replace(words="" if found.reason == "pending" else said.what)
    if found.verdict == "elided" and found.caution:
        # One omission in six is such a one: it is told apart and says why, but raises no alarm.
        mark = mark._replace(sign=CAUTION.sign, plain=CAUTION.plain, tone=CAUTION.tone)
    if finding.possibly:
        mark = mark._replace(tone="warn")
    if found.severity == "major":
        mark = mark._replace(tone="bad")
    key = " (e)" if found.verdict == "elided" else " (D)" if found.verdict == "altered" or finding.possibly else ""
    return mark._replace(words=f"{said.what}{key}" + (f": {said.how}" if said.how else ""))
