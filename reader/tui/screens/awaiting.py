"""While the article is not there: what is being done, how far it has come, and what to do where it cannot be had."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual.content import Content

from reader.opening import is_address
from reader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.sources.memory import Copy

SECONDS_UNTIL_SLOW = 1.0
"""After which it is said how far a page has come, and from then on as often."""

_QUIET = "$text-muted"
_PHASES = {
    "dns": "looking up its host",
    "connect": "calling its host",
    "tls": "securing the connection",
    "http": "waiting for its answer",
}


class Awaiting(Desk, part=True):
    """Says where the article will be why it is not there yet, or not at all.

    Attributes:
        unread: why the article cannot be read, in a sentence; empty where it can, or where that is not known yet.
    """

    unread = ""
    _watching: Timer | None = None

    def announce(self, words: Content, *, offers: bool = False) -> None:
        """Say it where the article will be; `offers`: Enter takes what is offered there."""
        from reader.tui.screens.offer import Offer

        notice = next(iter(self.query(Offer)), None)
        if notice is None:
            notice = Offer(id="opening")
            self.query_one("#body").mount(notice)
        notice.update(words)
        notice.can_focus = offers
        if offers:
            notice.focus()

    def announce_opening(self, where: str, doing: str = "Opening ") -> None:
        """Say that the article is coming, and before long how far it has come."""
        self.unread = ""
        opening = Content.assemble((doing, _QUIET), where, (" …", _QUIET))
        self.announce(opening)
        began = time.monotonic()
        self.end_watching()
        self._watching = self.set_interval(
            SECONDS_UNTIL_SLOW, lambda: self.announce(Content.assemble(opening, self._progress(began)))
        )

    def announce_copy(self, why: str, short: str, copy: Copy) -> None:
        """Offer the copy of what is lost."""
        from reader.tui.panes.evidence import day

        self.unread = why
        self.end_watching()
        offer = f"{short}. {copy.archive} has a copy of {day(copy.taken)}."
        self.announce(Content.assemble(why, "\n\n", (offer, "bold"), " Enter opens it, Esc stays."), offers=True)

    @property
    def is_offered(self) -> bool:
        """Whether a copy is offered."""
        return any(one.can_focus for one in self.query("#opening"))

    def announce_failure(self, why: str, where: str) -> None:
        """Say why it cannot be read, and what can be done."""
        self.unread = why
        self.end_watching()
        keys = "r tries again, a looks for a copy in an archive, q quits." if self.may_have_copy(where) else ""
        self.announce(Content.assemble(why, "\n\n", (keys or "r tries again, q quits.", _QUIET)))

    def end_watching(self) -> None:
        """Nothing is coming any more."""
        if self._watching is not None:
            self._watching.stop()
            self._watching = None

    def may_have_copy(self, where: str) -> bool:
        """Whether an archive can be asked for the article itself."""
        options = self.session.options
        return is_address(where) and options.archives.any and not options.offline

    def _progress(self, began: float) -> Content:
        """How far the page has come that the person asked for."""
        from reader.request_lines import size_of

        seconds = f"{time.monotonic() - began:.0f} s"
        fetched = [one for one, why in list(self.session.log.under_way.items()) if why in ("opened", "archive")]
        if not fetched:
            done = seconds
        elif fetched[0].phase in _PHASES:
            done = f"{_PHASES[fetched[0].phase]}, {seconds}"
        else:
            done = f"{size_of(fetched[0].received)} so far, {seconds}"
        return Content.assemble((f" {done}", _QUIET), "\n\n", ("Esc gives up.", _QUIET))
