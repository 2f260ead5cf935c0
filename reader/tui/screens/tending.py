"""What is done with the library beside reading it, which takes long: sources asked for again, articles written."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import OpenError
from reader.tui.foot import Foot
from reader.tui.screens.sheet import Leavable
from reader.tui.working import LongWork

if TYPE_CHECKING:
    from reader.library.records import ArticleEntry
    from reader.progress import Work
    from reader.recheck import Rechecked
    from reader.session import Session
    from reader.sources.model import Source, Tracked
    from reader.tui.background import Background
    from reader.tui.footer import Line
    from reader.tui.screens.export import Export


class Tending(Leavable[None], inherit_bindings=False):
    """A screen with a last row that says how far its work has come."""

    def __init__(self, session: Session, background: Background) -> None:
        super().__init__()
        self._session = session
        self._background = background
        self._work = LongWork(self, self._show_work, self._say)
        self._agreed = ""

    def action_recheck(self, which: str) -> None:
        """Ask for sources again ("due", "all", "dead"); the key is wanted twice. While that goes on, stop it."""
        if self._work.stop():
            return
        if self._session.options.offline:
            self._say("Nothing is asked for: you started with --offline.")
        else:
            self.run_worker(self._count_due(which), group="due", exclusive=True)

    def action_export(self) -> None:
        """Write the chosen article to a file, as it is kept."""
        from reader.export.forms import file_name
        from reader.tui.screens.export import ExportScreen

        entry = self._article()
        if entry is None:
            return

        def chosen(export: Export | None) -> None:
            if export is not None:
                from reader.progress import Work

                work = Work(f"Writing {export.file.name}", "written", 1 + entry.sources)
                self._work.begin(work, lambda: self._background.result(_write(self._session, entry, export, work)))

        self.app.push_screen(ExportScreen(file_name(entry.facts.title)), chosen)

    def _article(self) -> ArticleEntry | None:
        """The chosen article, or None where that is said."""
        raise NotImplementedError

    def _renewed(self) -> None:
        """Something of the library is another: list it again."""
        raise NotImplementedError

    async def _count_due(self, which: str) -> None:
        from reader.recheck import addresses

        urls = await self._background.result(_due(self._session, which))
        if not urls:
            self._say({"due": "No source is due to be asked for again.", "dead": "No source is lost."}.get(
                which, "No source was followed yet."))  # fmt: skip
        elif self._agreed != which:
            self._agreed = which
            sources = "the one source" if len(urls) == 1 else f"{len(urls):,} sources"
            kind = {"due": " that is due" if len(urls) == 1 else " that are due", "dead": " lost so far"}.get(which, "")
            self._say(f"Press it again to ask for {sources}{kind}.")
        else:
            from reader.progress import Work

            self._agreed = ""
            work = Work("Asking again", "asked for again", len(urls))
            self._work.begin(work, partial(self._recheck, addresses(urls), work))

    async def _recheck(self, sources: tuple[Source, ...], work: Work) -> None:
        from reader.recheck import outcome, recheck
        from reader.sources.canonical import host

        def heard(one: Rechecked) -> None:
            work.did(one.url, outcome(one.tracked))

        try:
            await self._background.result(recheck(self._session, sources, heard, begun=lambda url: work.at(host(url))))
        finally:
            if self.is_attached:  # not where it was stopped as the program ends
                self._renewed()

    def _show_work(self, line: Line | None) -> None:
        foot = self.query_one("#library-foot", Foot)
        if line is None:
            self._say("")
        else:
            foot.say(line.fitted(foot.content_size.width))

    def _say(self, words: str) -> None:
        if not words and self._work.is_under_way:
            return  # what is said of the work stays
        self.query_one("#library-foot", Foot).say(words)


async def _due(session: Session, which: str) -> list[str]:
    """The addresses that are to be asked for again."""
    from reader.recheck import Which, now, remembered

    memory = session.memory
    if memory is None:
        return []
    found = await asyncio.to_thread(remembered, memory, Which(which), None, now())
    return [one.url for one in found]


async def _write(session: Session, entry: ArticleEntry, export: Export, work: Work) -> str:
    """Write an article as it is kept; no request is made for it."""
    from reader.tui.screens.exporting import write

    opened = await session.kept(entry.facts.address)
    if opened is None:
        raise OpenError("Its page is not kept any more; open it again, then write it.")

    def heard(tracked: Tracked) -> None:
        work.at(tracked.source.name)
        if tracked.state.settled:
            work.did(tracked.source.id)

    reading = session.reading(opened.article, heard, fetches=False)
    await reading.follow()
    return f"{await write(session, reading, export, work, entry.facts.address, opened.kept)}."
