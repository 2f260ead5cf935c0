"""Looking closer at what is on the page: pictures, code in tones, notes without leaving the sentence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from reader.errors import UnreadableError
from reader.tui.footer import Line
from reader.tui.screens.arranging import Arranging
from reader.tui.trail import Focus

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.tui.page.messages import CodeSeen, InSight, LinkSelected


class Looking(Arranging, inherit_bindings=False):
    """What the page asks for as it is read."""

    def on_reading_pane_in_sight(self, message: InSight) -> None:
        """Offer the keys for what is on the screen."""
        seen = (("table", message.wide_table), ("picture", message.figure is not None))
        self.footer.offer(*(name for name, there in seen if there))

    def on_reading_pane_code_seen(self, message: CodeSeen) -> None:
        """Have the words of the code told apart, once the frame that shows it is out."""
        work = partial(self._color, message.article, message.blocks)
        self.call_after_refresh(self.run_worker, work, group="code")

    def action_picture(self) -> None:
        """Show the first picture on the screen, large."""
        from reader.tui.screens.picture import PictureScreen

        figure, reading = self.page.figure_in_sight, self.reading
        if reading is None or figure is None:
            self.say("No picture is on the screen.")
            return
        pictures = [reading.article.blocks[index] for index in self.page.figures]
        at = self.page.figures.index(figure)
        self.app.push_screen(PictureScreen(self.session, self.background, pictures, at, plain=self.plain))

    def on_reading_pane_link_selected(self, message: LinkSelected) -> None:
        """A link to a place of this article, as to a note, is previewed too: one need not leave the sentence."""
        link = message.link
        if self.reading is None or link is None or link.target is None or link != self.page.selected:
            return
        text = self.reading.article.blocks[link.target].text
        if self.is_shown(Focus.PREVIEW):
            self.side.entitle(preview=Content.styled("PREVIEW  in this article", "bold"))
            self.workers.cancel_group(self, "preview")
            self.preview.show_text(text)
        elif text:
            self.footer.say(Line(" ".join(text.split()), "Enter goes there."))

    async def _color(self, article: Article, blocks: tuple[int, ...]) -> None:
        for index in blocks:
            block = article.blocks[index]
            try:
                words = await self.background.result(self.session.code(block.text, block.marker))
            except UnreadableError:
                return  # it stays as it is, and so does the rest: each may take the parser from what a person opens
            self.page.color_code(article, index, words)
