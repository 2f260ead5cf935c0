"""One sign and one sentence for each state of a source. A sign is never only a colour."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.model import State
from reader.vocabulary import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.sources.model import Tracked


class Sign(NamedTuple):
    """How a state is shown: a sign, its ASCII stand-in, its tone (good, warn, bad or quiet) and its words."""

    sign: str
    plain: str
    tone: str
    words: str


_SIGNS: Mapping[State, Sign] = {
    State.QUEUED: Sign("↻", "~", "quiet", STATES["queued"].words),
    State.FETCHING: Sign("↻", "~", "quiet", STATES["fetching"].words),
    State.OK: Sign("●", "*", "good", STATES["ok"].words),
    State.MOVED: Sign("●", "*", "good", STATES["moved"].words),
    State.THIN: Sign("◔", ".", "warn", STATES["thin"].words),
    State.WALLED: Sign("⊘", "!", "warn", STATES["walled"].words),
    State.BLOCKED: Sign("⊘", "!", "warn", STATES["blocked"].words),
    State.SOFT404: Sign("✕", "x", "bad", STATES["soft404"].words),
    State.STRIKE: Sign("✕", "x", "bad", STATES["strike"].words),
    State.DEAD: Sign("✕", "x", "bad", STATES["dead"].words),
    State.OFFLINE: Sign("–", "-", "quiet", STATES["offline"].words),
    State.DRIFTED: Sign("◑", "%", "warn", STATES["drifted"].words),
    State.SKIPPED: Sign("–", "-", "quiet", STATES["skipped"].words),
    State.NAMED: Sign("○", "o", "quiet", STATES["named"].words),
}

_COPY = Sign("◐", "a", "warn", "shown from the archive")

FAILED: Mapping[State, str] = {
    State.WALLED: "behind a paywall",
    State.BLOCKED: "refused",
    State.SOFT404: "gone",
    State.STRIKE: "not reached",
    State.DEAD: "gone",
    State.OFFLINE: "offline",
}
"""The states in which nothing was had of a source, in a word or two."""

_GOOD = frozenset({State.OK, State.MOVED, State.THIN, State.DRIFTED})
_BAD = frozenset({State.SOFT404, State.STRIKE, State.DEAD})
_WALLED = frozenset({State.WALLED, State.BLOCKED})


def sign_of(state: State) -> Sign:
    """Everything that is shown for a state."""
    return _SIGNS[state]


def sign_of_source(tracked: Tracked) -> Sign:
    """Everything that is shown for a source: where its text is that of a copy in an archive, the sign says so."""
    sign = sign_of(tracked.state)
    if not tracked.from_archive:
        return sign
    if tracked.state in _GOOD:
        return _COPY
    return _COPY._replace(words=f"{sign.words}; {_COPY.words}")


def sign_for(tracked: Tracked, ascii: bool = False) -> str:  # noqa: A002, FBT001, FBT002 - the setting's own name
    """The sign of a source, or its ASCII stand-in."""
    found = sign_of_source(tracked)
    return found.plain if ascii else found.sign


def is_document(tracked: Tracked) -> bool:
    """Whether what came is a document of another kind, which the browser shows better."""
    kind = tracked.media_type or ""
    return tracked.article is None and (kind == "application/pdf" or kind.startswith(("image/", "audio/", "video/")))


def counts(states: Mapping[State, int], *, plain: bool = False) -> str:
    """How the sources stand, in a few signs: "✓4 ✕1 ⊘1 ↻2"; what there is none of is left out.

    Args:
        states: how many sources are in each state.
        plain: in ASCII.
    """
    groups = (
        ("+" if plain else "✓", sum(number for one, number in states.items() if one in _GOOD)),
        ("x" if plain else "✕", sum(number for one, number in states.items() if one in _BAD)),
        ("!" if plain else "⊘", sum(number for one, number in states.items() if one in _WALLED)),
        ("~" if plain else "↻", sum(number for one, number in states.items() if not one.settled)),
    )
    return " ".join(f"{sign}{count}" for sign, count in groups if count)


def needs_ascii(environment: Mapping[str, str] = os.environ, encoding: str | None = None) -> bool:
    """Whether signs must be ASCII: NO_COLOR is set, or the terminal is not known to take UTF-8."""
    found = (encoding or getattr(sys.__stdout__, "encoding", None) or "").lower().replace("-", "")
    return bool(environment.get("NO_COLOR")) or found != "utf8"
