"""Asking again for sources that are remembered: which of them, and what became of each."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.canonical import host, identity
from reader.sources.memory import Liveness
from reader.sources.model import Source, SourceKind, State
from reader.sources.schedule import due
from reader.sources.transitions import badge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.session import Session
    from reader.sources.memory import Memory, Remembered
    from reader.sources.model import Tracked


class Which(Enum):
    """Which of what is remembered is asked for again."""

    DUE = "due"
    ALL = "all"
    DEAD = "dead"


class Rechecked(NamedTuple):
    """What became of one address.

    Attributes:
        url: the address.
        before: its state as it was remembered, or None where it was not.
        tracked: what is known of it now.
    """

    url: str
    before: State | None
    tracked: Tracked

    @property
    def is_news(self) -> bool:
        """Whether it is worse than it was: dead now, or another text."""
        return self.tracked.state in (State.DEAD, State.DRIFTED) and self.tracked.state is not self.before


_OUTCOMES = {
    **dict.fromkeys((State.OK, State.MOVED, State.THIN), "alive"),
    **dict.fromkeys((State.DEAD, State.SOFT404), "lost"),
    **dict.fromkeys((State.WALLED, State.BLOCKED), "shut"),
    State.DRIFTED: "changed",
    State.STRIKE: "not answering",
}


def outcome(tracked: Tracked) -> str:
    """What asking for a source came to, in a word or two, to be counted."""
    return _OUTCOMES.get(tracked.state, "not asked")


def remembered(memory: Memory, which: Which, older: timedelta | None, now: datetime) -> list[Remembered]:
    """The addresses to ask for again.

    Args:
        memory: what is remembered.
        which: those that are due by their age, all, or the dead ones.
        older: only those last asked for so long ago, or longer.
        now: aware, in UTC.
    """
    found = []
    for known in memory.known():
        if older is not None and known.checked is not None and now - known.checked < older:
            continue
        if which is Which.DEAD:
            wanted = known.liveness is Liveness.DEAD or known.manual is False
        else:
            wanted = which is Which.ALL or due(known, memory.versions(known.url), now)
        if wanted:
            found.append(known)
    return found


def addresses(urls: Iterable[str]) -> tuple[Source, ...]:
    """Sources of no article in particular, for addresses."""
    return tuple(Source(f"s{number}", SourceKind.LINK, host(url), url, ()) for number, url in enumerate(urls, 1))


async def recheck(
    session: Session,
    sources: Sequence[Source],
    heard: Callable[[Rechecked], None],
    *,
    published: datetime | None = None,
    begun: Callable[[str], None] | None = None,
) -> None:
    """Ask for sources again. Cancel it to stop: what was heard by then is remembered.

    Args:
        session: what the run shares.
        sources: those that have addresses are asked for.
        heard: called on the loop with what became of each, and again where more becomes known of it.
        published: when the article was published that cites them, where it is one's.
        begun: called on the loop with each address when it is asked for.
    """
    linked = tuple(source for source in sources if source.url is not None)
    memory = session.memory
    before: dict[str, State] = {}
    if memory is not None:
        urls = [identity(source.url) for source in linked if source.url is not None]
        known = await asyncio.to_thread(lambda: [memory.recall(url) for url in urls])
        before = {one.url: badge(one) for one in known if one is not None}

    def publish(tracked: Tracked) -> None:
        url = tracked.source.url
        if url is not None and begun is not None and tracked.state is State.FETCHING:
            begun(url)
        if url is not None and tracked.state.settled:
            heard(Rechecked(url, before.get(identity(url)), tracked))

    await session.renewing(linked, publish, published).run()


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)
