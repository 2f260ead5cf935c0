"""How a verdict is shown: a sign, a tone and a few words. A sign is never only a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
_MARKS: Mapping[str, Mark] = {
    "verbatim": Mark("✓", "+", "good", "word for word"),
    "elided": Mark("✓…", "+.", "good", "with something left out (e)"),
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
    """How a finding is shown; where it got worse since it was seen, that first."""
    mark = _mark(finding)
    words = [mark.words] if mark.words else []
    if finding.version is not None:
        words.append(_version(finding.version))
    if finding.worse is not None:
        before = finding.worse.before.verdict.replace("_", " ")
        words.insert(0, f"was {before}, but {finding.worse.why}")
        mark = mark._replace(sign=f"{mark.sign}↓", plain=f"{mark.plain}v", tone="bad")
    return mark._replace(words="; ".join(words))


def _version(changed: Changed) -> str:
    if changed.added_after is not None:
        return f"added after {changed.added_after}"
    return f"gone since {changed.gone_since or changed.stood}"


def _mark(finding: Finding) -> Mark:
    found = finding.judgement
    mark = _MARKS[found.verdict]
    if found.verdict == "unverifiable":
        return mark._replace(words=_REASONS.get(found.reason or "", ""))
    if found.verdict == "elided" and found.caution:
        # One omission in six is such a one: it is told apart and says why, but raises no alarm.
        what = " ".join(f"“{word}”" for word in dict.fromkeys(found.swallowed[:_MOST_KINDS])) or "much"
        return mark._replace(sign="…", plain=".", tone="quiet", words=f"leaves out {what} (e)")
    if finding.possibly:
        return mark._replace(tone="warn", words="may stand in another source, changed (D)")
    if found.verdict == "altered":
        kinds = list(dict.fromkeys(edit.kind.value.replace("-", " ") for edit in found.edits))
        shown = ", ".join(kinds[:_MOST_KINDS]) + (", more" if len(kinds) > _MOST_KINDS else "")
        copy = ", by the outlet: another copy has it as quoted"
        there = copy if finding.same_work else ", not so in another source" if finding.elsewhere else ""
        return mark._replace(tone="bad" if found.severity == "major" else "warn", words=f"altered (D): {shown}{there}")
    return mark
