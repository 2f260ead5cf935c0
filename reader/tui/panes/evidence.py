"""What the state and the text of a source were seen on: what was fetched, when, from where, which bytes, which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.sources.canonical import host
from reader.sources.guard import is_near
from reader.sources.memory import LIVE, Archived
from reader.tui.fitting import fitted

if TYPE_CHECKING:
    from datetime import date, datetime

    from reader.sources.memory import Remembered
    from reader.sources.model import Tracked
    from reader.tui.panes.room import Room

_HASH = 16
"""Digits of a SHA-256 that are shown: enough to compare by eye."""

_ARCHIVED = {
    Archived.NONE: "No archive that was asked has a copy.",
    Archived.ERROR: "The archive did not answer; a asks again.",
    Archived.SUBMITTED: "The archive was asked to save it.",
    Archived.PENDING: "The archive is saving it.",
    Archived.CAPTURE_FAILED: "The archive could not save it.",
    Archived.OUTCOME_UNKNOWN: "Whether the archive saved it is not known; a looks.",
}


def evidence_lines(tracked: Tracked, room: Room) -> list[str]:
    """The lines under what is known of a source; none before anything was fetched."""
    evidence, known = tracked.evidence, tracked.remembered
    lines: list[str] = []
    if evidence is not None:
        kept = ", kept since" if evidence.stored else ""
        if evidence.origin == LIVE:
            lines.append(f"Got {when(evidence.got)}{kept}.")
        elif known is not None and known.copy is not None:
            lines.append(f"Copy of {day(known.copy.taken)} at {known.copy.archive}, got {when(evidence.got)}{kept}.")
        if evidence.sha256 is not None:
            lines.append(f"SHA-256 {evidence.sha256[:_HASH]}{'...' if room.plain else '…'}")
        if evidence.rule and (tracked.error is None or tracked.error.message != evidence.rule):
            lines.append(evidence.rule)
    if known is not None:
        lines += _history(tracked, known)
    return ["", *(fitted(line, 2 * room.width, plain=room.plain) for line in lines)] if lines else []


def _history(tracked: Tracked, known: Remembered) -> list[str]:
    lines = []
    if known.drifted is not None:
        lines.append(f"It says something else since {day(known.drifted)}: D shows what.")
    if known.strikes:
        lines.append(f"Not reached {known.strikes} time{'s' if known.strikes > 1 else ''} in a row, days apart.")
    if known.last_ok is not None and known.last_ok != known.checked:
        lines.append(f"Last there {day(known.last_ok)}.")
    if known.copy is not None and not tracked.from_archive:
        lines.append(f"a shows the copy of {day(known.copy.taken)} at {known.copy.archive}.")
    elif known.archived is Archived.NONE and tracked.source.url and is_near(host(tracked.source.url)):
        lines.append("It is not on the public web, so no public archive was asked.")
    elif known.archived in _ARCHIVED:
        lines.append(_ARCHIVED[known.archived])
    return lines


def day(time: date) -> str:
    """A day as a person writes it: "12 Mar 2024"."""
    return f"{time.day} {time:%b %Y}"


def when(time: datetime) -> str:
    """A time as a person writes it, in UTC: "12 Mar 2024, 10:05 UTC"."""
    return f"{day(time)}, {time:%H:%M} UTC"
