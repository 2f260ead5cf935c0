"""What one more attempt makes of what is remembered of an address. Pure: the time is an argument.

A page is dead when its address failed three times in a row, each time at least three days after the last
(InternetArchiveBot's rule), or when its server says that it is gone for good. Who is not let in has seen no dead page,
and what our own network does says nothing of an address.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from reader.sources.memory import Content, Liveness, Remembered
from reader.sources.model import State

STRIKES = 3
"""Failures in a row after which an address is dead."""

APART = timedelta(days=3)
"""The least time between two failures that count."""


class Seen(NamedTuple):
    """What one attempt showed, seen by itself.

    Attributes:
        url: the address, by its identity.
        state: what the answer alone, or its absence, says (`reader.sources.states`).
        why: the rule by which it says so, in a sentence.
        phase: where it failed, or None.
        status: the HTTP status, or None where nothing answered.
        final_url: where the redirects ended.
        media_type: the essence of what came.
        has_text: whether an article was read from it.
        etag, last_modified: the validators of the answer.
        unchanged: the server says that nothing changed since (304): what was known of the page holds.
        title, byline, site, published: what the page says.
    """

    url: str
    state: State
    why: str
    phase: str | None = None
    status: int | None = None
    final_url: str | None = None
    media_type: str | None = None
    has_text: bool = False
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False
    title: str | None = None
    byline: str | None = None
    site: str | None = None
    published: datetime | None = None


_ANSWERED = {State.OK: Liveness.ALIVE, State.MOVED: Liveness.MOVED, State.THIN: Liveness.ALIVE}
_SHUT = {State.WALLED: Liveness.WALLED, State.BLOCKED: Liveness.BLOCKED, State.SOFT404: Liveness.SOFT404}


def after(known: Remembered | None, seen: Seen, now: datetime) -> Remembered:
    """What is to be remembered from now on.

    Args:
        known: what was, or None of an address that is new.
        seen: what the attempt showed. Where nothing was tried, or our own network is down, nothing changes.
        now: aware, in UTC.
    """
    before = known or Remembered(seen.url, now)
    tried = replace(
        before,
        checked=now,
        why=seen.why,
        phase=seen.phase,
        status=seen.status,
        final_url=seen.final_url or before.final_url,
    )
    if seen.state in _ANSWERED:
        return _there(tried, seen, now)
    if seen.state is State.STRIKE:
        return _struck(before, tried, now)
    if seen.state is State.DEAD:
        return replace(tried, liveness=Liveness.DEAD, struck=now)
    if seen.state in _SHUT:
        # Whoever puts up a wall is there; whoever turns us away has said nothing, and the count stays.
        # A page that only says so may stand in for one that is there again tomorrow: it neither adds nor clears.
        kept = before.strikes if seen.state in (State.BLOCKED, State.SOFT404) else 0
        return replace(tried, liveness=_SHUT[seen.state], strikes=kept, struck=before.struck if kept else None)
    return before


def marked(known: Remembered, now: datetime, *, alive: bool | None) -> Remembered:
    """What is to be remembered when the person says that it is alive or dead, or (None) takes that back."""
    words = {
        True: "You said that it is there.",
        False: "You said that it is gone.",
        None: "You took back what you said of it.",
    }
    return replace(known, manual=alive, why=words[alive], checked=known.checked or now)


def badge(known: Remembered) -> State:
    """The one state that sums up the axes, the gravest first; what the person said stands above them."""
    if known.manual is False:
        return State.DEAD
    gone = {
        Liveness.DEAD: State.DEAD,
        Liveness.STRIKE: State.STRIKE,
        Liveness.SOFT404: State.SOFT404,
        Liveness.WALLED: State.WALLED,
        Liveness.BLOCKED: State.BLOCKED,
    }
    if known.liveness in gone and known.manual is None:
        return gone[known.liveness]
    if known.liveness is Liveness.UNKNOWN and known.manual is None:
        return State.QUEUED
    if known.drifted is not None:
        return State.DRIFTED
    if known.content is Content.THIN:
        return State.THIN
    return State.MOVED if known.liveness is Liveness.MOVED else State.OK


def _there(tried: Remembered, seen: Seen, now: datetime) -> Remembered:
    """It answered with its page."""
    alive = replace(tried, liveness=_ANSWERED[seen.state], strikes=0, struck=None, last_ok=now)
    if seen.unchanged:
        return replace(alive, etag=seen.etag or tried.etag, last_modified=seen.last_modified or tried.last_modified)
    readable = Content.THIN if seen.state is State.THIN else Content.READABLE
    return replace(
        alive,
        content=readable if seen.has_text or seen.state is State.THIN else Content.NONTEXT,
        etag=seen.etag,
        last_modified=seen.last_modified,
        media_type=seen.media_type,
        title=seen.title or tried.title,
        byline=seen.byline or tried.byline,
        site=seen.site or tried.site,
        published=seen.published or tried.published,
    )


def _struck(before: Remembered, tried: Remembered, now: datetime) -> Remembered:
    """It failed: one strike more where the last is long enough ago, and at the third it is dead."""
    if before.liveness is Liveness.DEAD:
        return tried
    last = before.struck or (before.checked if before.strikes else None)
    if last is not None and now - last < APART:
        return replace(tried, liveness=Liveness.DEAD if before.strikes >= STRIKES else Liveness.STRIKE)
    strikes = before.strikes + 1
    dead = strikes >= STRIKES
    why = f"{tried.why} That was the third time in a row, days apart." if dead else tried.why
    return replace(tried, liveness=Liveness.DEAD if dead else Liveness.STRIKE, strikes=strikes, struck=now, why=why)
