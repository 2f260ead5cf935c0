"""Asking again for every source of the article that is open: counted while it goes on, and stopped by a key."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from reader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from reader.progress import Work
    from reader.reading import Reading
    from reader.sources.model import Source
    from reader.tui.messages import SourceChanged


class Renewing(Desk, part=True):
    """The key that asks for all sources again."""

    _renewing: tuple[Reading, Work] | None = None

    @cached_property
    def _asked_again(self) -> set[str]:
        """The sources that were asked for again so far."""
        return set()

    def action_again_all(self) -> None:
        """Ask for every source again; while that goes on, stop it."""
        from reader.progress import Work
        from reader.sources.lineup import renewable

        reading = self.reading
        if self.work.stop() or reading is None:
            return
        sources = renewable(reading.sources, reading.tracked)
        if self.session.options.offline:
            self.say("Nothing is asked for: you started with --offline.")
        elif not sources:
            self.say("There is no source here that can be asked for again.")
        else:
            work = Work("Asking again", "asked for again", len(sources))
            self._renewing = reading, work
            self.work.begin(work, partial(self._renew, reading, work, sources))

    def on_source_changed(self, message: SourceChanged) -> None:
        """Count what was asked for again, whatever is open meanwhile."""
        reading, work = self._renewing or (None, None)
        if reading is None or work is None or work.stopped or reading.given is not message.article:
            return
        from reader.sources.model import State

        source, state = message.tracked.source, message.tracked.state
        if state is State.FETCHING:
            work.at(source.name)
            self._asked_again.add(source.id)
        elif state.settled and source.id in self._asked_again:
            from reader.recheck import outcome

            work.did(source.id, outcome(message.tracked))

    async def _renew(self, reading: Reading, work: Work, sources: list[Source]) -> None:
        from reader.recheck import outcome

        self._asked_again.clear()
        await self.background.result(reading.renew())
        for source in sources:  # of the last ones nothing may have been heard yet
            work.did(source.id, outcome(reading.tracked[source.id]))
