"""What goes out to the network: which sources are fetched by themselves, and the log of what was requested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.options import Prefetch
from reader.tui.footer import Line
from reader.tui.keys import top_of
from reader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from reader.session import Session

_NEXT = {Prefetch.ALL: Prefetch.SAME_SITE, Prefetch.SAME_SITE: Prefetch.OFF, Prefetch.OFF: Prefetch.ALL}


class Network(Desk, part=True):
    """What a person sees and decides of the requests that are made."""

    def tell_first(self) -> None:
        """Say what background fetching means, where it is about to begin for the first time."""
        here = self.reading
        if self.session.prefetch is not Prefetch.OFF and here and any(source.url for source in here.sources):
            line = Line(
                "As you read, linked pages are fetched; sites see your address.",
                f"{self._key} changes that.",
                brief="Linked pages are fetched; sites see that.",
            )
            self.footer.tell(line)

    def action_prefetch(self) -> None:
        """Have other sources fetched by themselves, or none: all, those of the article's site, none, and all again."""
        if self.session.options.offline:
            self.say("Nothing is fetched: you started with --offline.")
            return
        self.session.prefetch = prefetch = _NEXT[self.session.prefetch]
        for reading in self._readings:
            self.background.call(reading.allow, prefetch)
        # What waits now is fetched: here at once, in other articles when one comes back to them.
        self._followed = [reading for reading in self._followed if reading is self.reading]
        for reading in self._followed:
            self.background.submit(reading.follow())
        self.say(f"Background fetching: {prefetch};", f"{self._key} changes it.")

    def action_requests(self) -> None:
        """Every request of this run."""
        from reader.tui.screens.log import LogScreen

        self.app.push_screen(LogScreen(self.session.log, kept=self.session.options.log is not None, plain=self.plain))

    @property
    def _key(self) -> str:
        return top_of("network.prefetch", self.settings.keys)


def is_first_start(session: Session) -> bool:
    """Whether nothing was ever fetched for this person; known only where the requests are kept from run to run."""
    log = session.options.log
    try:
        return log is not None and not session.options.offline and not log.exists()
    except OSError:
        return False
