"""Which source is fetched next by itself, and which is not, and why."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

from reader.sources.canonical import host, identity
from reader.sources.model import Failure, SourceKind, State, Tracked
from reader.sources.pauses import asked_to_wait, in_trouble, is_troubled, left_alone
from reader.sources.prefetching import MOST_BYTES, MOST_OF_A_HOST, of_one_host, outside, over_budget, withheld
from reader.sources.slots import LONGEST_WAIT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.options import Prefetch
    from reader.sources.model import Page, Source
    from reader.sources.slots import Slots

TRIES = 3
"""How often in all a source is asked for in a row whose server says that it is in trouble."""


class LineUp:
    """The sources of one article that wait: what the person looks at, then what is quoted, then document order.

    Attributes:
        prefetch: which sources are fetched by themselves.
        hosts: source id to whom it is asked of: the host of its address, or where that is known to lead.
    """

    def __init__(
        self,
        sources: tuple[Source, ...],
        slots: Slots,
        prefetch: Prefetch,
        home: str | None,
        *,
        bounded: bool = True,
        own: frozenset[str] | None = None,
    ) -> None:
        """`bounded`: there is a limit to how much is fetched of one article, of one host and in all.

        `own` are the only addresses (by their identities) that are fetched by themselves; None: all are.
        """
        self._own = own
        self.prefetch = prefetch
        self._bounded = bounded
        self.hosts = {source.id: host(source.url) for source in sources if source.url is not None}
        self._sources = sources
        self._slots = slots
        self._home = home
        self._number = {source.id: number for number, source in enumerate(sources)}
        self._crowded = self._beyond()
        self._withheld: frozenset[str] = frozenset()
        self._queue: list[Source] = []
        self._tries: Counter[str] = Counter()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._queue)

    def __contains__(self, source: Source) -> bool:
        return source in self._queue

    @property
    def waiting(self) -> tuple[Source, ...]:
        """What waits, in order."""
        return tuple(self._queue)

    def refill(self, tracked: dict[str, Tracked]) -> None:
        """Queue what is to be fetched by itself and is not settled; what is known of each is set in `tracked`."""
        self._queue = []
        for source in self._sources:
            known = tracked.get(source.id)
            if known is None or known.state is State.QUEUED or source.id in self._withheld:
                tracked[source.id] = self.unasked(source)
            if tracked[source.id].state is State.QUEUED:
                self._queue.append(source)
        self._queue.sort(key=lambda source: not source.quoting)

    def renew(self, tracked: dict[str, Tracked]) -> None:
        """Queue all that has an address and is settled, as the person wants, but what could do something."""
        waiting = {source.id for source in self._queue}
        self._withheld = frozenset()
        self._queue += [source for source in renewable(self._sources, tracked) if source.id not in waiting]

    def stop_renewing(self, tracked: dict[str, Tracked]) -> None:
        """Let go what was queued to be asked for again, and was not; what still waits to be fetched at all stays."""
        self._queue = [source for source in self._queue if not tracked[source.id].state.settled]
        self._withheld |= {
            one.id for one in self._sources if tracked[one.id].state is State.SKIPPED and self._why_not(one)
        }

    def unasked(self, source: Source) -> Tracked:
        """A source that waits to be fetched by itself, or why it is not."""
        why = self._why_not(source)
        self._withheld = (self._withheld | {source.id}) if why else (self._withheld - {source.id})
        if source.kind is SourceKind.NAMED or source.url is None:
            return Tracked(source, State.NAMED)
        why = source.acts or why
        if why is not None:
            return Tracked(source, State.SKIPPED, error=Failure("policy", why))
        return Tracked(source, State.QUEUED)

    def attend(self, source_id: str) -> None:
        """The next, if it waits."""
        for place, source in enumerate(self._queue):
            if source.id == source_id:
                self._queue.insert(0, self._queue.pop(place))
                return

    def remove(self, source_id: str) -> None:
        """It waits no more."""
        self._queue = [source for source in self._queue if source.id != source_id]

    def asked_for(self, source_id: str) -> None:
        """A person asked for it: it waits no more, and nothing withholds it."""
        self._withheld -= {source_id}
        self.remove(source_id)

    def put_back(self, source: Source) -> None:
        """It is the next again."""
        self._queue.insert(0, source)

    def spend(self, size: int) -> None:
        """So many bytes came."""
        self._bytes += size

    def given_up(self) -> list[Tracked]:
        """Take out what waits for a host that asked for a long pause, and all once very much was fetched."""
        found: list[Tracked] = []
        spent = self._bounded and self._bytes > MOST_BYTES
        if not (spent or self._slots.any_pause):
            return found
        for source in list(self._queue):
            where = self.hosts[source.id]
            seconds = self._slots.pause_of(where)
            if seconds > LONGEST_WAIT or spent:
                self._queue.remove(source)
                why = left_alone(where, seconds) if seconds > LONGEST_WAIT else Failure("policy", over_budget())
                found.append(Tracked(source, State.SKIPPED, error=why))
        return found

    def take(self) -> Source | None:
        """Take the first source for whose host there is room."""
        for place, source in enumerate(self._queue):
            if self._slots.room_for(self.hosts[source.id]):
                return self._queue.pop(place)
        return None

    def once_more(self, source: Source, page: Page, *, background: bool) -> Tracked | None:
        """Let a source wait for another try where its server asks for a pause or is in trouble; None where it is not.

        Args:
            source: that was asked for.
            page: the answer.
            background: whether nobody waits for it.
        """
        seconds: float | None = asked_to_wait(page)
        tries = 2
        if seconds is not None:
            where = self.hosts[source.id] = host(page.final_url)
            self._slots.pause(where, seconds)
            why = left_alone(where, seconds)
        elif is_troubled(page) and background and not self._slots.is_exempt(host(page.final_url)):
            tries, where = TRIES, self.hosts[source.id]
            seconds = 2 ** self._tries[source.id] * (0.7 + 0.6 * random.random())  # noqa: S311 - no secret
            why = in_trouble(where, page.status, seconds)
        else:
            return None
        if not background or self._tries[source.id] + 1 >= tries or seconds > LONGEST_WAIT or self._why_not(source):
            return None
        if tries == TRIES:
            self._slots.pause(where, seconds)
        self._tries[source.id] += 1
        self._queue.append(source)
        return Tracked(source, State.QUEUED, http_status=page.status, error=why)

    def _why_not(self, source: Source) -> str | None:
        if source.url is None:
            return None
        if self._own is not None and identity(source.url) not in self._own:
            return outside()
        number = self._number[source.id] if self._bounded else 0
        why = withheld(source.url, number, self.prefetch, self._home)
        return why or (of_one_host(self.hosts[source.id]) if source.id in self._crowded else None)

    def _beyond(self) -> frozenset[str]:
        """The sources of whose hosts there are too many before them."""
        seen: Counter[str] = Counter()
        found = set()
        for source_id, where in self.hosts.items():
            seen[where] += self._bounded and not self._slots.is_exempt(where)
            if seen[where] > MOST_OF_A_HOST:
                found.add(source_id)
        return frozenset(found)


def renewable(sources: Sequence[Source], tracked: Mapping[str, Tracked]) -> list[Source]:
    """What may be asked for again of an article's sources, in order: what is settled, but nothing that could act."""
    return [
        source
        for source in sorted(sources, key=lambda source: not source.quoting)
        if source.url is not None and source.acts is None and tracked[source.id].state.settled
    ]
