"""Going from article to article and back, to exactly where one was."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from reader.tui.footer import Line
from reader.tui.page.view import Unfolded, View
from reader.tui.screens.arranging import Arranging
from reader.tui.screens.desk import OPENING
from reader.tui.screens.voicing import Voicing
from reader.tui.trail import Drawer, Focus, Lit, Panes, Trail, Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.events import Key

    from reader.article.model import Article, Quotation
    from reader.reading import Reading
    from reader.sources.model import Mention, Source, Tracked
    from reader.tui.page.messages import LinkOpened, QuotationOpened
    from reader.tui.page.view import Place
    from reader.tui.panes.preview import PreviewPane
    from reader.tui.panes.sources import SourceList

T = TypeVar("T")


class Places(Arranging, Voicing, part=True):
    """The trail, and what leads along it."""

    _waits_at: Place | None = None
    _begun = False

    def show_beginning(self, article: Article, label: str) -> None:
        """Show what there is of the first article: its beginning, or all of it before its sources are known."""
        self.page.set_view(View(self.settings.view))
        self.page.show(article, ())
        self.heading.show(article, label)
        self.heading.progress(self.page.progress)
        self.footer.hint(Focus.PAGE, deeper=False)
        self._begun = True

    def start(self, article: Article, label: str, place: Place | None = None) -> None:
        """Show the first article, at a place; where its beginning was shown, nothing moves."""
        visit = Visit(self.reading_of(article), label, self.panes, place)
        self.trail = Trail(visit)
        if self._begun:
            self.page.complete(article, visit.reading.sources)
            self._show_around(visit)
        else:
            self.page.set_view(View(self.settings.view))
            self._show_here()

    def open_source(self, source_id: str, quotation: Quotation | None = None) -> None:
        """Open a source as an article, at a quotation's passage where one is given, or say why that cannot be."""
        source = self.source(source_id)
        if source is None or self.reading is None:
            return
        mention = self.mention_of(source_id)
        self.choose(source_id)
        if why := refusal(source, self.tracked(source_id)):
            self.footer.say(why)
        else:
            self.wait_here()
            self.run_alone(partial(self._open, self.reading, source, mention, quotation), OPENING)

    def light(self, lit: tuple[Lit, ...], *, reveal: bool = True) -> None:
        """Light a passage of the article that is open; it stays lit however often one comes back."""
        if self.trail is not None:
            self.trail = self.trail._replace(here=self.trail.here._replace(lit=lit))
            self.page.light(lit, reveal=reveal)

    def on_key(self, event: Key) -> None:
        """Whoever presses a key that does something has read what was said, and waits for no source any more."""
        if not (self.footer.is_saying or self.is_waiting):
            return
        bound = self.active_bindings.get(event.key)
        if bound is None:
            return
        self.footer.hush()
        if bound.binding.action != "escape":  # that one gives up by itself, and does nothing else then
            self.abandon()

    def wait_here(self) -> None:
        """Something is waited for at this place; moving on gives it up."""
        self._waits_at = self.page.place

    def give_up_elsewhere(self) -> None:
        """Give up waiting where one has moved on since, by mouse as by key."""
        if self.page.place != self._waits_at:
            self.abandon()

    def go_on_to(self, visit: Visit) -> None:
        """Open another article, or another place of this one."""
        if self.trail is not None:
            self.trail = self.trail.left(self.page.place, self.panes).open(visit)
            self._show_here()

    def fresh_panes(self) -> Panes:
        """The panes as they stand for an article that is opened."""
        return self.panes._replace(chosen=None, focus=Focus.PAGE, drawer=Drawer.SHUT)

    def shown_again(self, reading: Reading) -> None:
        """An article is on the screen, for the first time or once more."""

    def read_first(self, reading: Reading) -> None:
        """An article is on the screen for the first time."""

    def action_back(self) -> None:
        """Back to exactly where one was."""
        self._step(
            self.trail.left(self.page.place, self.panes).back() if self.trail else None, "This is where you began."
        )

    def action_forward(self) -> None:
        """Forward again, to exactly where one was there."""
        self._step(
            self.trail.left(self.page.place, self.panes).forward() if self.trail else None, "There is nothing ahead."
        )

    def action_unfold(self) -> None:
        """Open the passage of the selected source under its paragraph, or close it."""
        link, reading = self.page.selected, self.reading
        source = self.source(link.source) if link else None
        if link is None or source is None or reading is None:
            self.say("Select a link first: Tab goes from one to the next.")
            return
        if why := refusal(source, self.tracked(source.id)):
            self.footer.say(why)
            return
        self.wait_here()
        block = reading.article.blocks[link.block].id
        work = partial(self._unfold, reading, source, self.mention_of(source.id), block)
        self.run_alone(work, OPENING)

    def on_reading_pane_link_opened(self, message: LinkOpened) -> None:
        """Enter, a click or a hint on a link."""
        reading, target = self.reading, message.link.target
        if message.link.source is not None:
            self.open_source(message.link.source)
        elif reading is not None and self.trail is not None and target is not None:
            block = reading.article.blocks[target]
            here = self.trail.here._replace(
                place=None, lit=(Lit(block.id, 0, len(block.text)),), panes=self.fresh_panes()
            )
            self.go_on_to(here)
        else:
            self.say("That link leads to no web page but this one.")

    def on_reading_pane_quotation_opened(self, _message: QuotationOpened) -> None:
        """Enter where no link is selected: the source of the quotation one is at, at its passage."""
        quotation, reading = self.quotation_here(), self.reading
        if quotation is None or reading is None:
            self.say("No link is selected: Tab selects one,", "] goes to a quotation.")
            return
        source_id = reading.finding(quotation).found_in or reading.source_of(quotation)
        if source_id is None:
            self.say("No source is given for this quotation, and none has it.")
            return
        reading.looked_at(quotation)
        self.open_source(source_id, quotation)

    def on_source_list_opened(self, message: SourceList.Opened) -> None:
        """Enter in the list."""
        self.open_source(message.source_id)

    def on_preview_pane_opened(self, message: PreviewPane.Opened) -> None:
        """Enter in the preview."""
        message.stop()
        if self.panes.chosen is not None:
            self.open_source(self.panes.chosen)

    async def _open(
        self, reading: Reading, source: Source, mention: Mention | None, quotation: Quotation | None
    ) -> None:
        tracked, passages = await self._wait_for(
            reading, source, partial(reading.passages, source.id, mention, quotation)
        )
        if tracked.article is None:
            self.footer.say(refusal(source, tracked) or Line(f"{source.name} has no text to open."))
        elif self.trail is not None and self.reading is reading:
            from reader.tui.panes.evidence import day

            lit = tuple(Lit(*piece) for piece in passages or ())
            copy = tracked.copy if tracked.from_archive else None
            label = f"{source.name}, {day(copy.taken)}" if copy else source.name
            self.go_on_to(Visit(self.reading_of(tracked.article), label, self.fresh_panes(), lit=lit))

    async def _unfold(self, reading: Reading, source: Source, mention: Mention | None, block: str) -> None:
        tracked, passage = await self._wait_for(reading, source, partial(reading.passage, source.id, mention))
        if self.reading is not reading:
            return
        if tracked.article is None or passage is None:
            nothing = Line(f"Nothing in {source.name} comes near to this sentence.")
            self.footer.say(refusal(source, tracked) or nothing)
            return
        text = tracked.article.block(passage.block).text
        self.page.unfold(Unfolded(block, f"{source.name}: the passage that comes nearest", tuple(text.splitlines())))

    async def _wait_for(
        self, reading: Reading, source: Source, where: Callable[[], T | None]
    ) -> tuple[Tracked, T | None]:
        tracked = reading.tracked.get(source.id)
        line = Line(f"Opening {source.name} …", "Esc gives up.", "Opening …")
        if tracked is None or tracked.article is None:
            self.footer.keep(line)
        try:
            return await self.background.result(_fetched(reading, source.id, where))
        finally:
            self.footer.release(line)

    def _step(self, trail: Trail | None, otherwise: str) -> None:
        if trail is None:
            self.say(otherwise)
            return
        self.abandon()
        self.trail = trail
        self._show_here()

    def _show_here(self) -> None:
        """Show the article that is open, as it was left if it was."""
        if self.trail is None:
            return
        visit = self.trail.here
        reading = visit.reading
        self.footer.hush()
        self.panes = visit.panes
        self.page.show(reading.article, reading.sources, visit.place)
        if visit.lit:
            self.light(visit.lit, reveal=visit.place is None)
        self._show_around(visit)

    def _show_around(self, visit: Visit) -> None:
        """Show what stands around the article that is open."""
        reading = visit.reading
        self.heading.show(reading.article, visit.label)
        self.heading.progress(self.page.progress)
        self.show_crumbs(self.trail.labels if self.trail else ())
        self.arrange_panes(visit.panes)
        self.show_marks(reading)
        self.shown_again(reading)
        self.call_after_refresh(self.run_alone, partial(self._follow, reading), "following")

    async def bring_back(self, reading: Reading) -> None:
        """Bring back what the person left in an article, before its sources are fetched."""

    async def _follow(self, reading: Reading) -> None:
        """List the sources of an article, and fetch them, once it is on the screen."""
        await self.side.furnished.wait()
        if reading not in self._followed:
            await self.bring_back(reading)
        if self.reading is reading:
            self.show_sources(reading)
            if reading not in self._followed:
                self.read_first(reading)
        if reading not in self._followed:
            self._followed.append(reading)
            self.background.submit(reading.follow())

    def reading_of(self, article: Article, own: frozenset[str] | None = None) -> Reading:
        """The reading of an article, one of each, so that nothing is fetched twice; `own` as the session has it."""
        for reading in self._readings:
            if reading.given is article:
                return reading
        heard = (self.publisher(article), self.judged(article), self.revoiced(article))
        self._readings.append(self.session.reading(article, *heard, own=own))
        return self._readings[-1]


def refusal(source: Source, tracked: Tracked | None) -> Line | None:
    """Why a source cannot be opened here, with what to do; None where it can, or can be tried."""
    from reader.sources.model import SourceKind, State
    from reader.tui.panes.describe import kind_of, what_came
    from reader.tui.signs import is_document, sign_of

    if source.kind is SourceKind.NAMED or source.url is None:
        return Line(f"{source.name} is only named in the text;", "there is no link to open.")
    if tracked is None or tracked.article is not None or not tracked.state.settled:
        return None
    if tracked.state is State.SKIPPED and tracked.final_url is None and source.acts is None:
        return None  # it waits only for a person to ask
    if is_document(tracked):
        return Line(f"{source.name}: {kind_of(tracked.media_type or '')};", "o opens it in the browser.")
    if tracked.error is None and tracked.http_status is None:
        return None
    why = (what_came(tracked) or [sign_of(tracked.state).words])[-1].rstrip(".")
    return Line(f"{source.name} cannot be opened: {why}.", "r tries again, o opens it in the browser.")


async def _fetched(reading: Reading, source_id: str, where: Callable[[], T | None]) -> tuple[Tracked, T | None]:
    """A source when it is there, fetched first where it is not, and where to look in it."""
    tracked = reading.tracked.get(source_id)
    if tracked is None or tracked.article is None:
        tracked = await reading.again(source_id)
    return tracked, await asyncio.to_thread(where) if tracked.article else None
