"""Whether a site lets programs fetch a page: its robots.txt, asked for once a day, for what no person asked for."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from reader.errors import FetchError
from reader.sources.canonical import host
from reader.sources.model import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources.model import Ask, Page
    from reader.sources.robots_rules import Rule

DAY = 86_400.0
"""Seconds for which an answer holds."""

HOUR = 3_600.0
"""Seconds for which a site is left alone that could not say."""

LARGEST = 512 << 10
"""Bytes of a robots.txt that are read; the standard asks for 500 KiB."""

SECONDS = 5.0

_ERROR, _BUSY, _SERVER_ERROR = 400, 429, 500


class _Said(NamedTuple):
    rules: tuple[Rule, ...]
    closed: bool
    until: float


class Robots:
    """Asks each site once a day, and remembers what it said for as long as the program runs. For one event loop."""

    def __init__(self, exempt: frozenset[str] = frozenset(), clock: Callable[[], float] = time.monotonic) -> None:
        """`exempt` are hosts that are not asked: the person's own."""
        self._exempt = exempt
        self._clock = clock
        self._said: dict[str, _Said] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def refusal(self, url: str, ask: Ask) -> str | None:
        """Why a page is not to be fetched unless somebody asks for it, as a sentence, or None.

        Args:
            url: a canonical address.
            ask: asks the site.
        """
        if host(url) in self._exempt:
            return None
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        async with self._asking.setdefault(site, asyncio.Lock()):
            said = self._said.get(site)
            if said is None or said.until <= self._clock():
                said = await self._ask(site, ask)
                if said is None:
                    return None
                self._said[site] = said
        from reader.sources.robots_rules import allows

        if said.closed:
            return f"{parts.netloc} could not say what programs may fetch, so this waits until you ask for it."
        if not await asyncio.to_thread(allows, said.rules, url):
            return f"{parts.netloc} asks programs to leave this page alone, so it waits until you ask for it."
        return None

    async def _ask(self, site: str, ask: Ask) -> _Said | None:
        """What the site says; None where it is out of reach, of which fetching the page will tell more."""
        try:
            page = await ask(Question(f"{site}/robots.txt", "robots", SECONDS, largest=LARGEST))
        except FetchError as error:
            if error.phase == "policy":  # it leads to where nobody is asked: the site has said nothing
                return _Said((), closed=False, until=self._clock() + HOUR)
            if error.phase not in ("http", "body"):
                return None
            return _Said((), closed=True, until=self._clock() + HOUR)
        if page.status >= _SERVER_ERROR or page.status == _BUSY:
            return _Said((), closed=True, until=self._clock() + HOUR)
        rules = await asyncio.to_thread(_rules, page) if page.status < _ERROR else ()
        return _Said(rules, closed=False, until=self._clock() + DAY)


def _rules(page: Page) -> tuple[Rule, ...]:
    from reader.sources.robots_rules import parse

    return parse(page.body.decode("utf-8", "replace"))
