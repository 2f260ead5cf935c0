"""The copies of a source in web archives: looked for and shown, and asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import PullquoteError
from reader.tui.messages import SavingWent
from reader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from reader.reading import Reading
    from reader.sources.model import Source


class Archiving(Desk, part=True):
    """What is done with a source and an archive."""

    def action_archived(self) -> None:
        """Show the copy of the chosen source: its text is that of the copy from then on."""
        source, reading = self._meant()
        if source is not None and reading is not None:
            self.say(f"Looking for a copy of {source.name} …")
            self.run_alone(partial(self._show_copy, reading, source), "archive")

    def action_save_copy(self) -> None:
        """Ask an archive to save the page of the chosen source; the person is asked first."""
        source, reading = self._meant()
        if source is not None and reading is not None:
            self.say("Asking the archive how much you may save …")
            self.run_alone(partial(self._ask_to_save, reading, source), "archive")

    async def _show_copy(self, reading: Reading, source: Source) -> None:
        from reader.sources.canonical import host
        from reader.sources.guard import is_near
        from reader.sources.memory import Archived
        from reader.tui.panes.evidence import day

        found = await self.background.result(reading.copy(source.id))
        if self.reading is not reading:
            return
        if found.from_archive and found.copy is not None:
            self.say(
                f"The copy of {day(found.copy.taken)} at {found.copy.archive}:", "Enter opens it, r the page itself."
            )
        elif self.session.options.offline:
            self.say("No archive is asked offline, and no copy is kept.")
        elif not self.session.options.archives.any:
            self.say("No archive is asked, as you set it;", "the settings are wayback and timegates.")
        elif found.remembered is not None and found.remembered.archived is Archived.ERROR:
            self.say("The archive did not answer;", "a asks again.")
        elif source.url is not None and is_near(host(source.url)):
            self.say(f"{source.name} is not on the public web, so no public archive was asked.")
        else:
            self.say(f"No archive that was asked has a copy of {source.name} that can be read.")

    async def _ask_to_save(self, reading: Reading, source: Source) -> None:
        from reader.tui.screens.saving import SavingScreen

        try:
            saver = self.session.saver(source.url or "")
            quota = await self.background.result(saver.quota())
        except PullquoteError as why:
            self.say(str(why))
            return
        self.footer.hush()

        def begin(answer: object) -> None:
            if answer is True:
                self.say(f"Handing {source.name} to the archive …")
                self.background.submit(reading.save(source.id, saver, lambda words: self._said_of(source, words)))

        self.app.push_screen(SavingScreen(source, quota), begin)

    def on_saving_went(self, message: SavingWent) -> None:
        """Say how the saving goes, whatever is open meanwhile."""
        self.say(message.words)

    def _said_of(self, source: Source, words: str) -> None:
        """Called on the background's thread."""
        self.post_message(SavingWent(f"{source.name}: {words}"))

    def _meant(self) -> tuple[Source | None, Reading | None]:
        """The source that is meant, where it has an address; else say what is missing."""
        from reader.sources.model import SourceKind

        source = self.source(self.panes.chosen)
        if source is None:
            self.say("Choose a source first: Tab goes from link to link.")
        elif source.kind is SourceKind.NAMED or source.url is None:
            self.say(f"{source.name} is only named;", "there is no page to look for.")
            return None, None
        return source, self.reading
