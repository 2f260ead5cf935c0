"""One sign and one sentence for each state of a source. A sign is never only a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.vocabulary import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.sources.model import State, Tracked


class Sign(NamedTuple):
    """How a state is shown: a sign, its ASCII stand-in, its tone (good, warn, bad or quiet) and its words."""

    sign: str
    plain: str
    tone: str
    words: str


# By the values of `State`: what follows sources is not loaded before there is a source.
SIGNS: Mapping[str, Sign] = {
    "queued": Sign("↻", "~", "quiet", STATES["queued"].words),
    "fetching": Sign("↻", "~", "quiet", STATES["fetching"].words),
    "ok": Sign("●", "*", "good", STATES["ok"].words),
    "moved": Sign("●", "*", "good", STATES["moved"].words),
    "thin": Sign("◔", ".", "warn", STATES["thin"].words),
    "walled": Sign("⊘", "!", "warn", STATES["walled"].words),
    "blocked": Sign("⊘", "!", "warn", STATES["blocked"].words),
    "soft404": Sign("✕", "x", "bad", STATES["soft404"].words),
    "strike": Sign("✕", "x", "bad", STATES["strike"].words),
    "dead": Sign("✕", "x", "bad", STATES["dead"].words),
    "offline": Sign("–", "-", "quiet", STATES["offline"].words),
    "drifted": Sign("◑", "%", "warn", STATES["drifted"].words),
    "skipped": Sign("–", "-", "quiet", STATES["skipped"].words),
    "named": Sign("○", "o", "quiet", STATES["named"].words),
}

COPY = Sign("◐", "a", "warn", "shown from the archive")

COUNTS = (
    Sign("✓", "+", "good", "so many sources were fetched"),
    Sign("✕", "x", "bad", "so many are dead, or were not reached"),
    Sign("⊘", "!", "warn", "so many are behind a wall, or refuse"),
    Sign("↻", "~", "quiet", "so many are still waited for"),
)
"""Above the list of sources, each with how many there are."""

QUOTES = Sign("❝", "q", "quiet", "so many quotations are from this source")
PLACES = Sign("→", ">", "quiet", "so many places of the article lead to this source")

FAILED: Mapping[str, str] = {
    "walled": "behind a paywall",
    "blocked": "refused",
    "soft404": "gone",
    "strike": "not reached",
    "dead": "gone",
    "offline": "offline",
}
"""The states in which nothing was had of a source, in a word or two."""

_GOOD = frozenset({"ok", "moved", "thin", "drifted"})
_BAD = frozenset({"soft404", "strike", "dead"})
_WALLED = frozenset({"walled", "blocked"})


def sign_of(state: State) -> Sign:
    """Everything that is shown for a state."""
    return SIGNS[state]


def sign_of_source(tracked: Tracked) -> Sign:
    """Everything that is shown for a source: where its text is that of a copy in an archive, the sign says so."""
    sign = sign_of(tracked.state)
    if not tracked.from_archive:
        return sign
    if tracked.state in _GOOD:
        return COPY
    return COPY._replace(words=f"{sign.words}; {COPY.words}")


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
    waiting = frozenset(one for one in states if not one.settled)
    groups = [
        sum(number for one, number in states.items() if one in group) for group in (_GOOD, _BAD, _WALLED, waiting)
    ]
    signs = (sign.plain if plain else sign.sign for sign in COUNTS)
    return " ".join(f"{sign}{count}" for sign, count in zip(signs, groups, strict=True) if count)
