"""Looking closer at what is on the page: pictures, code in tones, notes without leaving the sentence."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.content import Content

from reader.errors import PullquoteError, UnreadableError
from reader.tui.footer import Line
from reader.tui.keytops import names, shown
from reader.tui.screens.arranging import Arranging
from reader.tui.trail import Focus

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from reader.article.model import Article
    from reader.parsing.tasks import Pixels, Wanted
    from reader.tui.graphics.drawing import Drawing
    from reader.tui.graphics.drawn import Drawn
    from reader.tui.page.messages import CodeSeen, InSight, LinkSelected, PictureDropped, PictureWanted
    from reader.tui.pictured import Pictured

_DRAG_SECONDS = 0.1
"""How long a size must hold for pictures to be drawn anew in it: a window that is dragged has many."""


class Looking(Arranging, part=True):
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
        """Show the selected picture, or the first on the screen, large."""
        from reader.tui.screens.picture import PictureScreen

        link, figure, reading = self.page.selected, self.page.figure_in_sight, self.reading
        if link is not None and link.picture and self.page.selected_in_sight:
            figure = link.block
        if reading is None or figure is None:
            unknown = figure is None and self.page.sees_figure
            self.say("The page gives no address for this picture." if unknown else "No picture is on the screen.")
            return
        pictures = [reading.article.blocks[index] for index in self.page.figures]
        at = self.page.figures.index(figure)
        self.app.push_screen(PictureScreen(self._draw, self._drawing.free, pictures, at))

    def on_reading_pane_picture_wanted(self, message: PictureWanted) -> None:
        """Fetch and draw a picture that is unfolded in the page."""
        self.run_alone(partial(self._unfold_picture, message), f"picture {message.block}")

    def on_reading_pane_picture_dropped(self, message: PictureDropped) -> None:
        """The terminal need not keep it any longer."""
        self._drawing.free(message.drawn)

    def begin_looking(self) -> None:
        """Say in the page how pictures are shown, where they are; they are drawn anew where the terminal lost them."""
        app = cast("Pictured", self.app)
        if app.offers_pictures:
            self.page.offer_pictures(shown(names(self.settings.keys.get("link.open", "enter"))[0]))
        app.app_resume_signal.subscribe(self, lambda _: self.page.redraw_pictures())

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

    @property
    def _drawing(self) -> Drawing:
        return cast("Pictured", self.app).drawing

    async def _draw(self, url: str, columns: int, rows: int) -> Drawn:
        def picture(wanted: Wanted) -> Awaitable[Pixels]:
            return self.background.result(self.session.picture(url, wanted))

        return await self._drawing.draw(picture, columns, rows)

    async def _unfold_picture(self, wanted: PictureWanted) -> None:
        if wanted.again:
            await asyncio.sleep(_DRAG_SECONDS)
        elif not self.page.sees_picture(wanted.block):
            self.say("The picture unfolds below the screen.")
        try:
            drawn = await self._draw(wanted.url, *wanted.room)
        except PullquoteError as error:
            from reader.article.clean import line

            self.page.fail_picture(wanted.block, wanted.url, line(str(error)))
            if not self.page.sees_picture(wanted.block):
                self.say(line(str(error)))
        else:
            if not self.page.draw_picture(wanted.block, wanted.url, drawn):
                self._drawing.free(drawn)

    async def _color(self, article: Article, blocks: tuple[int, ...]) -> None:
        for index in blocks:
            block = article.blocks[index]
            try:
                words = await self.background.result(self.session.code(block.text, block.marker))
            except UnreadableError:
                return  # it stays as it is, and so does the rest: each may take the parser from what a person opens
            self.page.color_code(article, index, words)
