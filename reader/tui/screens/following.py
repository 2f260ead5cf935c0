"""What becomes of the sources, shown as it comes: in the list, beside the links, in the preview. It moves nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from textual.content import Content

from reader.article.model import Form
from reader.tui.messages import QuotationJudged, SourceChanged
from reader.tui.page.view import Badge
from reader.tui.screens.previewing import Previewing
from reader.tui.trail import Focus

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article.model import Article, Quotation
    from reader.reading import Reading
    from reader.sources.model import Tracked
    from reader.tui.page.messages import LinkSelected
    from reader.tui.page.view import PageLink
    from reader.tui.panes.preview import PreviewPane
    from reader.tui.panes.sources import SourceList


class Following(Previewing, part=True):
    """The live part of the screen: the states of the sources, and the one that is chosen."""

    def publisher(self, article: Article) -> Callable[[Tracked], None]:
        """What a reading of that article calls, on the background's thread, for every change of a source."""

        def publish(tracked: Tracked) -> None:
            self.post_message(SourceChanged(article, tracked))

        return publish

    def on_source_changed(self, message: SourceChanged) -> None:
        """Mark the source where it is shown, if its article is the one that is open."""
        reading = self.reading
        if reading is None or reading.given is not message.article:
            return
        from reader.tui.signs import sign_for

        tracked = message.tracked
        self.sources.mark(tracked)
        self.page.mark_source(tracked.source.id, sign_for(tracked, self.plain))
        self._count(reading)
        if tracked.source.id == self.panes.chosen:
            self.preview_chosen()

    def judged(self, article: Article) -> Callable[[str], None]:
        """What a reading of that article calls, on the background's thread, when it found something else."""

        def judged(quotation_id: str) -> None:
            self.post_message(QuotationJudged(article, quotation_id))

        return judged

    def on_quotation_judged(self, message: QuotationJudged) -> None:
        """Mark the quotation, if its article is the one that is open."""
        reading = self.reading
        quotation = reading.quotation(message.quotation_id) if reading else None
        if reading is not None and quotation is not None and reading.given is message.article:
            self.page.mark_quotation(quotation.id, self._badge(reading, quotation))
            chosen = self.panes.chosen
            if chosen is not None and chosen in (reading.source_of(quotation), reading.finding(quotation).found_in):
                self.preview_chosen()

    def show_marks(self, reading: Reading) -> None:
        """Mark every source and quotation in the text as they stand."""
        from reader.tui.signs import sign_for

        for tracked in reading.tracked.values():
            self.page.mark_source(tracked.source.id, sign_for(tracked, self.plain))
        for quotation in reading.article.quotations:
            self.page.mark_quotation(quotation.id, self._badge(reading, quotation))

    def show_sources(self, reading: Reading) -> None:
        """List every source as it stands."""
        quoting = Counter(found for one in reading.article.quotations if (found := reading.source_of(one)))
        self.sources.show(reading.sources, reading.tracked, quoting, reading.article)
        self._count(reading)
        self.sources.choose(self.panes.chosen)
        self.preview_chosen()
        if self.panes.focus is Focus.SOURCES:
            self.on_source_list_entered()

    def choose(self, source_id: str | None) -> None:
        """Choose a source: the list shows it, the preview describes it, and where one stays it is fetched first."""
        if source_id == self.panes.chosen:
            return
        self.panes = self.panes._replace(chosen=source_id)
        self.sources.choose(source_id)
        self.preview_chosen()

    def on_source_list_entered(self) -> None:
        """Whoever comes to the list is at a source."""
        self.be_at_source()

    def be_at_source(self) -> None:
        """Choose the source of the quotation one is at, else the first, where none is chosen. The text stays."""
        reading = self.reading
        if reading is None or self.panes.chosen is not None:
            return
        quotation = self.quotation_here()
        found = quotation and (reading.finding(quotation).found_in or reading.source_of(quotation))
        self.choose(found or next((source.id for source in reading.sources), None))

    def on_reading_pane_link_selected(self, message: LinkSelected) -> None:
        """A link was selected in the text: its source is the chosen one."""
        link: PageLink | None = message.link
        if link is None or link.source is None or link != self.page.selected:
            return  # none, or one of the article that was open a moment ago
        if link.source == self.panes.chosen:
            self.preview_chosen()
        self.choose(link.source)

    def on_source_list_chosen(self, message: SourceList.Chosen) -> None:
        """A source was chosen in the list: its next mention is selected in the text."""
        self.choose(message.source_id)
        link = self.page.selected
        if link is None or link.source != message.source_id:
            self.page.select_source(message.source_id)

    def on_preview_pane_stepped(self, message: PreviewPane.Stepped) -> None:
        """The next source or the previous one, in the preview: its mention is selected in the text too."""
        message.stop()
        source, reading = self.source(self.panes.chosen), self.reading
        if reading is None or not reading.sources:
            return
        at = reading.sources.index(source) + message.step if source is not None else 0
        if not 0 <= at < len(reading.sources):
            self.say("This is the last source." if message.step > 0 else "This is the first source.")
            return
        self.choose(reading.sources[at].id)
        self.page.select_source(reading.sources[at].id)

    def _count(self, reading: Reading) -> None:
        from reader.tui.signs import counts

        title = Content.assemble(
            ("SOURCES", "bold"),
            f" {len(reading.sources)}  ",
            (counts(self.sources.states, plain=self.plain), "$text-muted"),
        )
        self.side.entitle(sources=title)

    def _badge(self, reading: Reading, quotation: Quotation) -> Badge | None:
        """What is known of a quotation: whose it is, and whether it stands there. Of an inline one only the latter."""
        from reader.tui.judged import mark_of  # with all its words, which no first frame needs

        mark = mark_of(reading.finding(quotation))
        sign = mark.plain if self.plain else mark.sign
        if quotation.form is Form.INLINE:
            return Badge(sign, "", mark.tone, mark.words) if mark.sign != "?" else None
        source = self.source(reading.source_of(quotation))
        attribution = quotation.attribution
        given = (attribution.outlet or attribution.speaker) if attribution else None
        name = source.name if source else given or "source not given"
        return Badge(sign, name, mark.tone, mark.words)
