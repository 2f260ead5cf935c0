"""Asking the Internet Archive to save a page (Save Page Now 2), and following what becomes of it.

That a page was handed in does not mean that it was saved, and that the archive gave up does not mean that it was not:
both are said as they are. Nothing here is done unless a person asked for it, for it tells the archive what was read.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from reader.article.clean import line
from reader.errors import FetchError, PullquoteError
from reader.sources.archives.given import dated
from reader.sources.memory import Archived, Copy
from reader.sources.model import Question

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from reader.options import Archives
    from reader.sources.memory import Remembered
    from reader.sources.model import Ask, Page

SECONDS = 30.0
"""For one question."""

WAITS = (3.0, 5.0, 5.0, 10.0, 10.0, *([15.0] * 18))
"""Seconds between the questions what became of a job: five minutes in all."""

_UNAUTHORIZED, _ERROR, _BUSY = 401, 400, 429

_UNSURE = frozenset(("browsing-timeout", "soft-time-limit-exceeded", "gateway-timeout", "proxy-error", "celery"))
"""Failures after which the page has been found saved all the same."""

_FOR_NOW = frozenset((
    "user-session-limit", "too-many-daily-captures", "no-browsers-available", "redis-error", "capture-location-error",
    "too-many-requests", "bandwidth-limit-exceeded",
))  # fmt: skip
"""Failures that say nothing of the page: another time it may work."""


class SavingError(PullquoteError):
    """The archive cannot be asked to save pages; the message is a sentence for the person."""


class Quota(NamedTuple):
    """How much may be saved: how many pages at once are free now, how many were saved today, and how many may be."""

    available: int
    today: int
    limit: int


class Step(NamedTuple):
    """Where the saving of a page stands.

    Attributes:
        archived: submitted, pending, have, capture_failed or outcome_unknown.
        message: that, in a sentence.
        job: the archive's name for it, once it has one.
        copy: the copy, once there is one.
    """

    archived: Archived
    message: str
    job: str | None = None
    copy: Copy | None = None

    def noted(self, known: Remembered) -> Remembered:
        """What is remembered of the page from now on. A copy that was there before, or given, is kept."""
        if known.archived is Archived.GIVEN:
            return known
        return replace(known, archived=self.archived, job=self.job or known.job, copy=known.copy or self.copy)


class Saver:
    """Asks to save pages."""

    def __init__(self, archives: Archives, ask: Ask, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Make a saver.

        Args:
            archives: where to ask, and the keys.
            ask: asks one question of the web.
            sleep: waits so many seconds.

        Raises:
            SavingError: there are no keys.
        """
        if archives.keys is None or not archives.save:
            raise SavingError("Saving needs keys of your own at archive.org; set save_key and save_secret.")
        self._base = archives.wayback or f"{archives.save.removesuffix('/save')}/web"
        self._at = archives.save
        self._ask = ask
        self._sleep = sleep
        access, secret = archives.keys
        self._headers = {"Accept": "application/json", "Authorization": f"LOW {access}:{secret}"}

    async def quota(self) -> Quota:
        """How much may be saved today.

        Raises:
            SavingError: the archive does not say, or does not take the keys.
        """
        try:
            page = await self._asked(f"{self._at}/status/user")
        except FetchError as error:
            raise SavingError(f"The archive does not answer: {error}") from None
        found = _json(page)
        if page.status == _UNAUTHORIZED:
            raise SavingError("The archive does not take the keys; see save_key and save_secret.")
        if page.status >= _ERROR or "available" not in found:
            raise SavingError("The archive does not say how much may be saved now; try again later.")
        return Quota(*(_number(found.get(name)) for name in ("available", "daily_captures", "daily_captures_limit")))

    async def save(self, url: str) -> AsyncIterator[Step]:
        """Ask to save a page, and follow what becomes of it to the end.

        Args:
            url: a canonical address.
        """
        try:
            page = await self._asked(self._at, form={"url": url, "skip_first_archive": "1"})
        except FetchError as error:
            # It may have heard us: only a failure before anything was sent is known to be none.
            sent = error.phase in ("http", "body")
            state = Archived.OUTCOME_UNKNOWN if sent else Archived.CAPTURE_FAILED
            yield Step(state, f"The archive does not answer: {error}")
            return
        step = self._submitted(page)
        yield step
        if step.job is not None:
            async for later in self.follow(url, step.job):
                yield later

    async def follow(self, url: str, job: str) -> AsyncIterator[Step]:
        """Follow a job to its end, or until it has taken too long to wait for.

        Args:
            url: the page that is being saved.
            job: as the archive named it.
        """
        told = False
        for seconds in WAITS:
            await self._sleep(seconds)
            try:
                found = _json(await self._asked(f"{self._at}/status/{quote(job, safe='')}"))
            except FetchError:
                continue
            if found.get("status") == "success":
                yield self._saved(found, url, job)
                return
            if found.get("status") == "error":
                yield _failed(found, job)
                return
            if not told:
                told = True
                yield Step(Archived.PENDING, "The archive is saving it.", job)
        yield Step(Archived.OUTCOME_UNKNOWN, "The archive is still at it; a looks for the copy later.", job)

    async def _asked(self, url: str, form: dict[str, str] | None = None) -> Page:
        # Not followed: the keys are for this address alone.
        return await self._ask(Question(url, "archive", SECONDS, headers=self._headers, form=form, follow=False))

    def _submitted(self, page: Page) -> Step:
        found = _json(page)
        job = found.get("job_id")
        if page.status == _UNAUTHORIZED:
            return Step(Archived.CAPTURE_FAILED, "The archive does not take the keys; see save_key and save_secret.")
        if isinstance(job, str) and job:
            return Step(Archived.SUBMITTED, "The archive has taken it on.", job)
        if found.get("status") == "error" or page.status >= _ERROR:
            known = found if found.get("status_ext") else {"status_ext": "too-many-requests" * (page.status == _BUSY)}
            return _failed({**known, "message": found.get("message")}, None)
        if found.get("message"):
            return Step(Archived.HAVE, f"The archive says: {_said(found)}")
        return Step(Archived.OUTCOME_UNKNOWN, "The archive answered with nothing that says what became of it.")

    def _saved(self, found: dict[str, Any], url: str, job: str) -> Step:
        original = found.get("original_url")
        copy = dated(f"{self._base}/{found.get('timestamp')}/{original if isinstance(original, str) else url}")
        if copy is None:
            return Step(Archived.OUTCOME_UNKNOWN, "The archive says that it is saved, and not when.", job)
        copy = copy._replace(archive=urlsplit(self._base).netloc)
        return Step(Archived.HAVE, f"It is saved as of {copy.taken:%-d %b %Y, %H:%M} UTC.", job, copy)


def _failed(found: dict[str, Any], job: str | None) -> Step:
    kind = str(found.get("status_ext") or "").removeprefix("error:")
    said = _said(found) or "it gives no reason"
    if kind in _UNSURE:
        return Step(Archived.OUTCOME_UNKNOWN, f"The archive gave up, and may have saved it all the same: {said}", job)
    if kind in _FOR_NOW:
        return Step(Archived.CAPTURE_FAILED, f"The archive cannot save it now; try again later: {said}", job)
    return Step(Archived.CAPTURE_FAILED, f"The archive could not save it: {said}", job)


def _said(found: dict[str, Any]) -> str:
    return line(str(found.get("message") or ""))[:200]


def _json(page: Page) -> dict[str, Any]:
    try:
        found = json.loads(page.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
