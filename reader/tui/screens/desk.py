"""What every part of the reading screen shares: its panes, the trail, the background, and a voice."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader.options import Prefetch
from reader.tui.footer import Footer, Line
from reader.tui.heading import Crumbs, Heading
from reader.tui.page.pane import ReadingPane
from reader.tui.page.view import View
from reader.tui.panes.side import Side
from reader.tui.screens.sheet import Leavable
from reader.tui.trail import Panes, Trail
from reader.tui.working import LongWork

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from textual.worker import Worker

    from reader.article.model import Quotation
    from reader.reading import Reading
    from reader.session import Session
    from reader.settings import Settings
    from reader.sources.model import Mention, Source, Tracked
    from reader.tui.background import Background
    from reader.tui.panes.preview import PreviewPane
    from reader.tui.panes.sources import SourceList

NARROW = 90
"""Columns under which there is one pane and a drawer."""

WIDE = 150
"""Columns from which the panes beside the article are as wide as they get."""

BREAKPOINTS = [(0, "-narrow"), (NARROW, "-medium"), (WIDE, "-wide")]
"""The least columns from which a screen is of a class."""

OPENING = "opening"
"""The group of the workers that wait for a source."""

SMALLEST = (60, 20)
"""Columns and rows from which everything has room."""


class Desk(Leavable[str], part=True):
    """The panes and what lies on them; the parts of the reading screen build on it."""

    def __init__(self, session: Session, background: Background, settings: Settings, *, plain: bool) -> None:
        # As the panes stand at first, and as wide as it is: what is styled otherwise first would be laid out twice.
        super().__init__(classes=f"-drawer-shut {breakpoint_of(self.app.size.width)}")
        self.session = session
        self.background = background
        self.settings = settings
        self.plain = plain
        self.trail: Trail | None = None
        self.panes = Panes()
        self._readings: list[Reading] = []
        self._followed: list[Reading] = []
        self.said: list[tuple[Reading, str | None]] = []  # of sources, or (None) of voices, what came last at the end
        self.page = ReadingPane(ascii_only=plain, id="page")
        self.page.set_measure(settings.width)
        self.page.rekey(settings.keys)
        self.side = Side(self._make_panes)
        self.heading = Heading(plain=plain, id="heading")
        self.crumbs = Crumbs(plain=plain, id="crumbs")
        self.footer = Footer(settings.keys, id="footer")
        self.work = LongWork(self, self.footer.show_work, self.say)

    @cached_property
    def sources(self) -> SourceList:
        """The list of the sources; like the preview it is not loaded before the first frame is out."""
        from reader.tui.panes.sources import SourceList

        return SourceList(plain=self.plain, id="sources")

    @cached_property
    def preview(self) -> PreviewPane:
        """The preview of the chosen source."""
        from reader.tui.panes.preview import PreviewPane

        return PreviewPane(plain=self.plain, id="preview")

    async def _make_panes(self) -> tuple[SourceList, PreviewPane]:
        await self.background.result(_load_panes())
        return self.sources, self.preview

    def show_crumbs(self, labels: Sequence[str]) -> None:
        """Show the names of the articles along the way; most of the time there is only one, and no row for it."""
        if len(labels) > 1 and not self.crumbs.is_attached:
            self.mount(self.crumbs, after=self.heading)
        self.crumbs.show(labels)

    @property
    def reading(self) -> Reading | None:
        """The reading of the article that is open."""
        return self.trail.here.reading if self.trail else None

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one pane only."""
        return self.app.size.width < NARROW

    def source(self, source_id: str | None) -> Source | None:
        """The source of that id in the article that is open."""
        found = self.reading.sources if self.reading else ()
        return next((source for source in found if source.id == source_id), None)

    def tracked(self, source_id: str) -> Tracked | None:
        """What is known of a source of the article that is open."""
        return self.reading.tracked.get(source_id) if self.reading else None

    def mention_of(self, source_id: str) -> Mention | None:
        """The mention of a source that is selected in the text, or None for none in particular."""
        link = self.page.selected
        if link is None or link.source != source_id or self.reading is None:
            return None
        from reader.sources.model import Mention

        return Mention(self.reading.article.blocks[link.block].id, link.start, link.end)

    def quotation_here(self) -> Quotation | None:
        """The quotation one is at, or None."""
        return self.page.quotation

    def run_alone(self, work: Callable[[], Coroutine[None, None, None]], group: str) -> Worker[None]:
        """Run a coroutine function beside the keys; an earlier one of the group is cancelled."""
        return self.run_worker(work, group=group, exclusive=True)

    @property
    def is_waiting(self) -> bool:
        """Whether a source is waited for, to be opened when it comes."""
        return any(
            worker.group == OPENING and worker.node is self and not worker.is_finished for worker in self.workers
        )

    def abandon(self) -> bool:
        """Give up waiting for a source; False where nothing is waited for."""
        waiting = self.is_waiting
        if waiting:
            self.workers.cancel_group(self, OPENING)
        return waiting

    def adopt(self, settings: Settings) -> None:
        """Take other settings while the screen is on; what the person chose since stays where they say the same."""
        before, self.settings = self.settings, settings
        if settings.view != before.view:
            self.page.set_view(View(settings.view))
        if settings.width != before.width:
            self.page.set_measure(settings.width)
        if settings.prefetch != before.prefetch and not self.session.options.offline:
            self.session.prefetch = Prefetch(settings.prefetch)
        self.footer.rekey(settings.keys)
        self.page.rekey(settings.keys)

    def say(self, words: str, keys: str = "") -> None:
        """Say one line in the footer: words, and the keys that help."""
        self.footer.say(Line(words, keys))


async def _load_panes() -> None:
    """Load them where no key waits for it."""
    import reader.tui.panes.preview
    import reader.tui.panes.sources  # noqa: F401


def breakpoint_of(width: int) -> str:
    """The class of a screen of so many columns."""
    return next(name for least, name in reversed(BREAKPOINTS) if width >= least)
