"""Whose words: what a source showed while one reads, what the reader says of it, and why it was taken for that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.article.model import Because, Voice
from reader.tui.footer import Line
from reader.tui.keys import top_of
from reader.tui.messages import VoicesChanged
from reader.tui.page.runs import is_unsure
from reader.tui.screens.following import Following
from reader.tui.trail import Focus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.article.model import Article, Block
    from reader.reading import Reading
    from reader.tui.page.messages import Revoiced

_FIRST = 5
_WHOSE = {Voice.QUOTED: "Quoted", Voice.COMMENTARY: "The author’s own words", Voice.FURNITURE: "The site’s own line"}


class Voicing(Following, part=True):
    """The keys that say whose words a paragraph is."""

    _range_line = Line("")

    def revoiced(self, article: Article) -> Callable[[], None]:
        """What a reading of that article calls, on the background's thread, when a source showed whose words it has."""

        def revoiced() -> None:
            self.post_message(VoicesChanged(article))

        return revoiced

    def on_voices_changed(self, message: VoicesChanged) -> None:
        """Show what was found in a source, where that moves nothing; it is told in any case."""
        reading = self.reading
        if reading is None or reading.given is not message.article:
            return
        found = sum(block.because is Because.SOURCE for block in reading.article.blocks)
        if found:
            self.say(f"{_counted(found)} in a source, word for word: quoted, and no guess any more.")
        self.page.revoice(reading.article, still=True)

    def on_reading_pane_revoiced(self, message: Revoiced) -> None:
        """The page shows other voices: its quotations are other ones."""
        reading = self.reading
        if reading is not None and reading.article is message.article:
            self.heading.show(reading.article, self.trail.here.label if self.trail else "")
            self.show_marks(reading)
            if self.side.furnished.is_set():
                self.show_sources(reading)

    def action_flip(self) -> None:
        """The paragraph pointed at is quoted if it was not, and the other way round."""
        if not self._in_article():
            return
        block = self.page.pointed
        if block is None:
            self.say("Point at a paragraph first: J goes to the next, Enter opens a folded line.")
            return
        self.page.point_at(block.id)
        self._correct([block])

    def action_flip_range(self) -> None:
        """Begin a range of paragraphs; the second time end it, and say of all of it what is not so of its beginning."""
        if not self._in_article():
            return
        blocks = self.page.ranged
        if blocks:
            self._leave_range()
            self._correct(blocks)
            return
        block = self.page.pointed
        if block is None:
            return
        self.page.begin_range()
        becomes = "the author’s own" if block.voice is Voice.QUOTED else "quoted"
        self._range_line = Line(
            f"A range from {_beginning(block)}", "J K move, X makes it " + becomes + ", Esc gives up.", "Range …"
        )
        self.footer.keep(self._range_line)

    def give_up_range(self) -> bool:
        """Mark no range any more; False where none is marked."""
        marking = bool(self.page.ranged)
        if marking:
            self._leave_range()
        return marking

    def action_undo(self) -> None:
        """Take back what was said last of whose words a paragraph is."""
        reading = self.reading
        if reading is not None:
            self.run_alone(partial(self._undo, reading), "voices")

    def action_why(self) -> None:
        """Say why the paragraph pointed at is taken for what it is."""
        block = self.page.pointed if self._in_article() else None
        if block is None:
            return
        self.page.point_at(block.id)
        sure = f", {block.confidence:.0%} sure" if block.because is Because.PROSE else ""
        unsure = " (unsure)" if is_unsure(block) else ""
        why = block.why or ("the page marks it so" if block.voice is Voice.QUOTED else "nothing marks it as quoted")
        self.say(f"{_WHOSE[block.voice]}{sure}{unsure} — {why}.")

    def _in_article(self) -> bool:
        """Whether the keys are the article's: elsewhere one does not see which paragraph is meant, and is told."""
        inside = self.panes.focus is Focus.PAGE
        if not inside:
            self.say("That is for a paragraph of the article:", "Esc goes there.")
        return inside

    def _leave_range(self) -> None:
        self.page.end_range()
        self.footer.release(self._range_line)

    def _correct(self, blocks: Sequence[Block]) -> None:
        reading = self.reading
        if reading is not None:
            quoted = blocks[0].voice is not Voice.QUOTED
            self.run_alone(partial(self._say_of, reading, blocks, quoted=quoted), "voices")

    async def _say_of(self, reading: Reading, blocks: Sequence[Block], *, quoted: bool) -> None:
        said = {block.id for block in blocks}
        before = {block.id: block.voice for block in reading.article.blocks}
        await self.background.result(reading.correct([block.id for block in blocks], quoted=quoted))
        self.background.call(self.session.corrected, reading)
        self.said.append((reading, None))
        if self.reading is not reading:
            return
        others = sum(block.voice is not before[block.id] for block in reading.article.blocks if block.id not in said)
        self.page.revoice(reading.article)
        what = _beginning(blocks[0]) if len(blocks) == 1 else f"{len(blocks)} paragraphs"
        now = "quoted" if quoted else "the author’s own words"
        more = f"; in that light {_changed(others)}" if others else ""
        self.say(f"{what}: {now}{more}.", "Ctrl+Z undoes.")

    async def _undo(self, reading: Reading) -> None:
        if not await self.background.result(reading.undo()):
            self.say("Nothing to take back.", f"{top_of('app.suspend', self.settings.keys)} suspends.")
            return
        self.background.call(self.session.corrected, reading)
        if self.reading is reading:
            self.page.revoice(reading.article)
            self.say("Taken back.")


def _beginning(block: Block) -> str:
    words = block.text.split()
    return f"“{' '.join(words[:_FIRST])}{' …' if len(words) > _FIRST else ''}”"


def _counted(number: int) -> str:
    return "A paragraph stands" if number == 1 else f"{number} paragraphs stand"


def _changed(number: int) -> str:
    return "another guess changed" if number == 1 else f"{number} other guesses changed"
