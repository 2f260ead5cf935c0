"""A year in the life of many sources, by an injected clock; `python -m tests.sources.simulated_year` prints it.

Every source has a script of what its server does from which day on. Once a day all that is due is asked for again, as
`pullquote recheck` does. For some days nothing at all can be reached: that is our own network.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.api import read as read_article
from reader.errors import FetchError
from reader.recheck import Which, addresses, remembered
from reader.sources.model import Page, State
from reader.sources.slots import Slots
from reader.sources.tracker import Tracker
from reader.sources.transitions import badge
from tests.sources.remembering import Remembering

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article.model import Article
    from reader.sources.memory import Remembered
    from reader.sources.model import Validators

START = datetime(2024, 1, 1, 12, tzinfo=UTC)
OUTAGE = range(87, 90)
"""The days on which our own network is down."""

TEXT = "The pilots went home before the vote on the quay was held. " * 30

Script = "Callable[[int, str], Page | FetchError]"


@dataclass(frozen=True)
class Life:
    """What a server does, and what must be known of the source in the end."""

    name: str
    on: Callable[[int, str], Page | FetchError]
    end: State


def page(url: str, text: str = TEXT, status: int = 200, **more: object) -> Page:
    body = f"<html><title>Quay</title><p>{text}".encode() if status == 200 else b"<title>No</title>"
    return Page(url, url, status, "text/html", body, **more)  # type: ignore[arg-type]


def answers(status: int, days: range) -> Callable[[int, str], Page | FetchError]:
    return lambda day, url: page(url, status=status) if day in days else page(url)


def _edited(day: int, url: str) -> Page:
    return page(url, TEXT + "A correction was made to this article." * (day >= 20))


def _flapping(day: int, url: str) -> Page:
    return page(url, TEXT + "Read what our readers think of it here." * (day % 2))


def _moved(day: int, url: str) -> Page:
    there = f"{url}/for-good"
    return page(url) if day < 40 else Page(url, there, 200, "text/html", page(url).body, hops=((301, there),))


def _redesigned(day: int, url: str) -> Page:
    home = url.rpartition("/")[0] + "/"
    return page(url) if day < 60 else Page(url, home, 200, "text/html", page(url).body, hops=((302, home),))


def _expired(day: int, url: str) -> Page | FetchError:
    return page(url) if day < 35 else FetchError("dns", "There is no such host.")


def _twice(day: int, url: str) -> Page:
    return page(url, status=404 if day in (2, 3, 12, 13) else 200)


def _walled(day: int, url: str) -> Page:
    return page(url) if day < 25 else page(url, status=402)


EVER = range(400)
LIVES = (
    Life("steady", lambda _, url: page(url), State.OK),
    Life("edited once", _edited, State.DRIFTED),
    Life("two texts by turns", _flapping, State.OK),
    Life("moved for good", _moved, State.MOVED),
    Life("404 from day 30 on", answers(404, range(30, 400)), State.DEAD),
    Life("404 for five days", answers(404, range(10, 15)), State.OK),
    Life("404 for two days, twice", _twice, State.OK),
    Life("taken away (410)", answers(410, range(15, 400)), State.DEAD),
    Life("walled", _walled, State.WALLED),
    Life("blocks us", answers(403, EVER), State.BLOCKED),
    Life("in trouble for a day", answers(500, range(5, 6)), State.OK),
    Life("never was there", answers(404, EVER), State.DEAD),
    Life("domain expired", _expired, State.DEAD),
    Life("site redesigned", _redesigned, State.SOFT404),
)  # fmt: skip


class Web:
    """Answers for every source by its script."""

    def __init__(self, lives: dict[str, Life]) -> None:
        self.lives = lives
        self.day = 0
        self.asked = 0
        self.missed = 0

    async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:  # noqa: ARG002
        self.asked += 1
        if self.day in OUTAGE:
            self.missed += 1
            raise FetchError("connect", "It does not accept connections.")
        found = self.lives[url].on(self.day, url)
        if isinstance(found, FetchError):
            raise found
        return found

    async def close(self) -> None: ...


async def read(found: Page, _background: bool) -> Article:
    return read_article(found.body, found.content_type, found.final_url)


@dataclass(frozen=True)
class Year:
    """What a year came to: what is remembered, the counts of each month, the requests, and the vain ones."""

    memory: Remembering
    lives: dict[str, Life]
    months: list[tuple[int, Counter[State]]]
    asked: int
    missed: int


async def live(sources: int, days: int) -> Year:
    """Live through so many days with so many sources."""
    lives = {f"https://site{n % 97}.example/{n}": LIVES[n % len(LIVES)] for n in range(sources)}
    web, memory = Web(lives), Remembering()
    hosts = frozenset(f"site{n}.example" for n in range(97))
    months = []
    for day in range(days):
        now = START + timedelta(days=day)
        web.day = day
        due = [one.url for one in remembered(memory, Which.DUE, None, now)] if day else list(lives)
        tracker = Tracker(
            addresses(due), web, read, lambda _: None,
            slots=Slots(lambda now=now: now.timestamp(), exempt=hosts),  # type: ignore[misc]
            memory=memory, renew=True, now=lambda now=now: now,  # type: ignore[misc]
        )  # fmt: skip
        await tracker.run()
        if day % 30 == 0 or day == days - 1:
            months.append((day, Counter(badge(one) for one in memory.known())))
    return Year(memory, lives, months, web.asked, web.missed)


def history(steps: list[Remembered]) -> list[str]:
    """The changes of one source's state, one a line."""
    lines = []
    first = badge(steps[0])
    lines.append(f"    day {_day(steps[0]):>3}  {first}")
    for before, after in pairwise(steps):
        if (badge(before), before.strikes) != (badge(after), after.strikes):
            strikes = f" {after.strikes}" if after.strikes else ""
            lines.append(f"    day {_day(after):>3}  {badge(after)}{strikes}: {after.why}")
    return lines


def _day(step: Remembered) -> int:
    return (step.checked - START).days if step.checked is not None else 0


def main() -> None:
    """Print the months, then the history of one source of each kind."""
    parser = argparse.ArgumentParser(prog="python -m tests.sources.simulated_year", description=__doc__)
    parser.add_argument("--sources", type=int, default=300)
    parser.add_argument("--days", type=int, default=365)
    asked = parser.parse_args()
    year = asyncio.run(live(asked.sources, asked.days))
    print(f"{asked.sources} sources, {asked.days} days, {year.asked} requests", end="; ")
    print(f"no network on days {OUTAGE[0]} to {OUTAGE[-1]}, {year.missed} requests")
    for day, states in year.months:
        print(f"  day {day:>3}  " + ", ".join(f"{number} {state}" for state, number in sorted(states.items())))
    shown = set()
    for url, one in year.lives.items():
        if one.name not in shown and url in year.memory.history:
            shown.add(one.name)
            print(f"  {one.name} ({url})", *history(year.memory.history[url]), sep="\n")
    wrong = [url for url, one in year.lives.items() if badge(year.memory.history[url][-1]) is not one.end]
    print(f"{len(wrong)} of {asked.sources} are not what they should be in the end", *wrong[:20])


if __name__ == "__main__":
    main()
