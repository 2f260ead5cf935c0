"""How a verdict is shown: a sign, a tone and a few words. A sign is never only a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.quotes.checking import Finding


class Mark(NamedTuple):
    """One cell, its ASCII stand-in, its tone (good, warn, bad or quiet), and what it says in words."""

    sign: str
    plain: str
    tone: str
    words: str


# By the values of `Verdict`: what judges is not loaded before there is something to judge.
_MARKS: Mapping[str, Mark] = {
    "verbatim": Mark("✓", "+", "good", "word for word"),
    "elided": Mark("✓", "+", "good", "with something left out (e)"),
    "altered": Mark("≠", "#", "warn", "altered (D)"),
    "misattributed": Mark("⇄", "%", "bad", "stands in another source"),
    "not_found": Mark("✗", "x", "bad", "does not stand there"),
    "unverifiable": Mark("?", "?", "quiet", ""),
}

_REASONS: Mapping[str, str] = {
    "no-source": "no source given",
    "too-short": "too short to verify",
    "thin": "the source has too little text",
    "pending": "",
    "walled": "behind a paywall",
    "blocked": "refused",
    "offline": "offline",
    "nontext": "no text to compare with",
    "not-fetched": "not fetched",
    "unreachable": "not reached",
}

_MOST_KINDS = 2


def mark_of(finding: Finding) -> Mark:
    """How a finding is shown."""
    found = finding.judgement
    mark = _MARKS[found.verdict]
    if found.verdict == "unverifiable":
        return mark._replace(words=_REASONS.get(found.reason or "", ""))
    if found.verdict == "elided" and found.caution:
        return mark._replace(sign="⚠", plain="!", tone="warn", words="what was left out matters (e)")
    if found.verdict == "altered":
        kinds = list(dict.fromkeys(edit.kind.value.replace("-", " ") for edit in found.edits))
        shown = ", ".join(kinds[:_MOST_KINDS]) + (", more" if len(kinds) > _MOST_KINDS else "")
        copy = ", by the outlet: another copy has it as quoted"
        there = copy if finding.same_work else ", not so in another source" if finding.elsewhere else ""
        return mark._replace(tone="bad" if found.severity == "major" else "warn", words=f"altered (D): {shown}{there}")
    return mark
