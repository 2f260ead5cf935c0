"""What several sources say together and none alone: that our network is down, that a site lost its old pages. Pure.

Until that is known what they say is not remembered.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.canonical import host, identity
from reader.sources.memory import LIVE
from reader.sources.model import Evidence, Failure, State, Tracked
from reader.sources.outage import UNREACHABLE, Missed, is_outage
from reader.sources.prefetching import is_same_site
from reader.sources.transitions import after, badge

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from reader.sources.model import Source
    from reader.sources.outcomes import Outcome

LINKS = 3
"""Links to different pages of a site that end at one page, from which on that is no page of theirs."""

_DOWN = "Nothing could be reached, so the network here seems to be down; r tries again."
_THERE = frozenset((State.OK, State.MOVED, State.THIN))


class Heard(NamedTuple):
    """What follows from one more outcome.

    Attributes:
        changed: outcomes that mean something else now, to be shown anew.
        sure: outcomes to be remembered.
    """

    changed: tuple[Outcome, ...] = ()
    sure: tuple[Outcome, ...] = ()


class Together:
    """The outcomes of one article's sources whose meaning depends on others."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._cited = {identity(one.url) for one in sources if one.url is not None}
        self._missed: dict[str, tuple[Missed, Outcome]] = {}
        self._down = False
        self._landed: dict[tuple[str, str], dict[str, Outcome]] = defaultdict(dict)

    def hear(self, outcome: Outcome, at: float, now: datetime) -> Heard:
        """One more outcome.

        Args:
            outcome: of a source that was asked for.
            at: when, in seconds of a steady clock.
            now: the same, aware, in UTC.
        """
        source, seen = outcome.tracked.source, outcome.seen
        if seen.state is State.STRIKE and seen.status is None and seen.phase in UNREACHABLE:
            self._missed[source.id] = Missed(at, host(source.url or ""), source.id), outcome
            if not self._down and not is_outage(tuple(missed for missed, _ in self._missed.values())):
                return Heard()
            shown = [source.id] if self._down else list(self._missed)
            self._down = True
            return Heard(changed=tuple(_offline(self._missed[one][1]) for one in shown))
        if seen.status is None:
            return Heard(sure=(outcome,))
        reached = self._reached()
        landing = self._landing(outcome)
        if landing is None:
            return Heard(reached.changed, (*reached.sure, outcome))
        group = self._landed[landing]
        group[source.id] = outcome
        if len(group) >= LINKS:
            lost = {one: _lost(other, now) for one, other in group.items() if other.seen.state in _THERE}
            group |= lost
            return Heard((*reached.changed, *lost.values()), reached.sure)
        return reached

    def rest(self) -> tuple[Outcome, ...]:
        """All that is not remembered yet and can be now, as nothing else is being asked for.

        A network that is down stays so until something is reached.
        """
        missed = [] if self._down else [outcome for _, outcome in self._missed.values()]
        landed = [outcome for group in self._landed.values() for outcome in group.values()]
        self._missed.clear()
        self._landed.clear()
        return (*missed, *landed)

    def _reached(self) -> Heard:
        """Something answered: what was not reached before was missed for its own sake."""
        outcomes = tuple(outcome for _, outcome in self._missed.values())
        changed = outcomes if self._down else ()
        self._missed.clear()
        self._down = False
        return Heard(changed, outcomes)

    def _landing(self, outcome: Outcome) -> tuple[str, str] | None:
        """Where a link within its site was led on to, unless the article cites that page itself."""
        url, final = outcome.tracked.source.url, outcome.seen.final_url
        if outcome.seen.state not in _THERE or url is None or final is None or outcome.seen.unchanged:
            return None
        there = identity(final)
        if there == identity(url) or there in self._cited or not is_same_site(url, final):
            return None
        return host(url), there


def _offline(outcome: Outcome) -> Outcome:
    tracked = outcome.tracked
    if tracked.article is not None and outcome.before is not None:
        shown = replace(tracked, state=badge(outcome.before), remembered=outcome.before)
    else:
        failure = Failure(outcome.seen.phase or "connect", _DOWN)
        shown = Tracked(tracked.source, State.OFFLINE, error=failure, remembered=outcome.before)
    return replace(outcome, tracked=shown)


def _lost(outcome: Outcome, now: datetime) -> Outcome:
    tracked = outcome.tracked
    why = f"Several links to {host(tracked.source.url or '')} end at one page, so the pages they were to are gone."
    seen = outcome.seen._replace(state=State.SOFT404, why=why, phase="http")
    known = after(outcome.before, seen, now)
    sha256 = tracked.evidence.sha256 if tracked.evidence is not None else None
    shown = Tracked(
        tracked.source,
        badge(known),
        tracked.final_url,
        tracked.http_status,
        tracked.media_type,
        error=Failure("http", why),
        evidence=Evidence(tracked.source.url or "", now, LIVE, sha256, why),
        remembered=known,
    )
    return replace(outcome, tracked=shown, seen=seen, capture=None)
