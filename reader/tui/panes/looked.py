"""What is found of a source once one stays at it: the passage that is meant, the quotations from it, its history."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reader.tui.fitting import fitted
from reader.tui.judged import mark_of
from reader.tui.panes.evidence import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.records import Step
    from reader.quotes.checking import Finding
    from reader.quotes.located import Stretch
    from reader.tui.panes.room import Room

TONES = {"good": "$text-success", "warn": "$text-warning", "bad": "$text-error", "quiet": "$text-muted"}
_QUIET = "$text-muted"
_MOST_QUOTED = 6
_MOST_STAGES = 4
_FEWEST_WORDS = 12
"""Cells below which the words of a quotation say nothing."""

_LIVENESS = {
    "alive": "there",
    "moved": "there, at another address",
    "walled": "behind a paywall",
    "blocked": "refused",
    "soft404": "another page in its place",
    "strike": "not reached",
    "dead": "gone",
}


class Quoted(NamedTuple):
    """A quotation that is attributed to the source, or was found in it: its words and what was found."""

    words: str
    finding: Finding


class Looked(NamedTuple):
    """What was found.

    Attributes:
        passages: where the source has what refers to it; none where nothing of it comes near.
        quoted: the quotations from it, in the article's order.
        steps: what the library noted of it, oldest first.
    """

    passages: Sequence[Stretch] = ()
    quoted: Sequence[Quoted] = ()
    steps: Sequence[Step] = ()


def quoted_lines(quoted: Sequence[Quoted], room: Room) -> Content:
    """One row for each quotation: the sign of its verdict, the verdict in words, the quotation's first words."""
    lines = [_quoted_line(one, room) for one in quoted[:_MOST_QUOTED]]
    if len(quoted) > _MOST_QUOTED:
        lines.append(Content.styled(f"and {len(quoted) - _MOST_QUOTED} more", _QUIET))
    return Content("\n").join(lines)


def _quoted_line(quoted: Quoted, room: Room) -> Content:
    mark = mark_of(quoted.finding)
    sign = mark.plain if room.plain else mark.sign
    verdict = fitted(f"{sign} {mark.words or 'not verified yet'}", room.width, plain=room.plain)
    left = room.width - len(verdict) - 2
    parts: list[tuple[str, str] | str] = [(verdict, TONES[mark.tone])]
    if left >= _FEWEST_WORDS:
        parts.append("  ")
        parts.append(
            (fitted(f"“{quoted.words}”" if not room.plain else f'"{quoted.words}"', left, plain=room.plain), "")
        )
    return Content.assemble(*parts)


def history_lines(steps: Sequence[Step], room: Room) -> Content:
    """Since when the source is as it is, and how it was before, latest first; nothing before it was asked for twice."""
    told = [step for step in steps if step.liveness in _LIVENESS]
    if len(told) < 2:
        return Content("")
    stages = [list(stage) for _, stage in groupby(told, lambda step: (step.liveness, step.status))]
    lines = [Content.styled("History", "bold")]
    for place, stage in enumerate(reversed(stages[-_MOST_STAGES:])):
        first, last = stage[0], stage[-1]
        since = f"since {day(first.at)}" if place == 0 else _span(day(first.at), day(last.at), plain=room.plain)
        status = f" ({first.status})" if first.status is not None and first.liveness != "alive" else ""
        asked = f" {'x' if room.plain else '×'}{len(stage)}" if len(stage) > 1 else ""
        words = f"{_LIVENESS[first.liveness]}{status} {since}{asked}"
        lines.append(Content.styled(fitted(words[:1].upper() + words[1:], room.width, plain=room.plain), _QUIET))
    if len(stages) > _MOST_STAGES:
        lines.append(Content.styled(f"known since {day(told[0].at)}", _QUIET))
    return Content("\n").join(lines)


def _span(first: str, last: str, *, plain: bool) -> str:
    return f"on {first}" if first == last else f"{first} {'-' if plain else '–'} {last}"
