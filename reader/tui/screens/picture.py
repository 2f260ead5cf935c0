"""A picture of the article, large: fetched because a person asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.errors import PullquoteError
from reader.tui.foot import Foot
from reader.tui.picture import PictureView
from reader.tui.screens.sheet import Sheet
from reader.tui.styles import style_path

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.article.model import Block
    from reader.tui.graphics.drawn import Drawn

_KEYS = "n next · N previous · Esc closes"


class PictureScreen(Sheet[None], inherit_bindings=False):
    """One of an article's pictures under its caption; `n` and `N` go from one to the next."""

    CSS_PATH = style_path("sheets.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,space,right,j,down", "turn(1)", "next picture", id="picture.next", show=False),
        Binding("N,b,left,k,up", "turn(-1)", "previous picture", id="picture.previous", show=False),
        Binding("escape,q,I,enter", "dismiss(None)", "close", id="picture.close", show=False),
    ]

    def __init__(
        self,
        draw: Callable[[str, int, int], Awaitable[Drawn]],
        free: Callable[[Drawn], None],
        pictures: Sequence[Block],
        at: int,
    ) -> None:
        """`draw` gives the picture at an address within columns and rows, `free` lets go of it.

        `pictures` are figures that have an address.
        """
        super().__init__()
        self._draw = draw
        self._free = free
        self._pictures = pictures
        self._at = at
        self._view = PictureView()
        self._about = Static(id="picture-about")
        self._foot = Foot(classes="sheet-foot")

    def compose(self) -> ComposeResult:
        """The caption, the picture, the keys."""
        with Vertical(id="picture", classes="sheet"):
            yield self._about
            yield self._view
            yield self._foot

    def on_mount(self) -> None:
        """Fetch the one that was asked for, once it is known how much room there is."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Draw it as large as fits now."""
        if self._view.drawn is not None:
            self._show()

    def on_unmount(self) -> None:
        """The picture is shown no more."""
        self._leave()

    def action_turn(self, step: int) -> None:
        """Go to another picture."""
        at = min(max(self._at + step, 0), len(self._pictures) - 1)
        if at != self._at:
            self._at = at
            self._show()

    def _show(self) -> None:
        block = self._pictures[self._at]
        alt = block.figure.alt if block.figure else ""
        words = [part for part in dict.fromkeys((block.text, alt)) if part]
        self._about.update(
            Content("\n").join([Content.styled(words[0] if words else "A picture", "bold"), *words[1:2]])
        )
        self._tell("")
        self.run_worker(self._fetch(block), group="picture", exclusive=True)

    async def _fetch(self, block: Block) -> None:
        address = block.figure.image if block.figure and block.figure.image else ""
        self._leave()
        self._view.say("Fetching the picture …")
        try:
            drawn = await self._draw(address, *self._view.room)
        except PullquoteError as error:
            from reader.article.clean import line

            self._view.say(line(str(error)))
        else:
            self._view.show(drawn)
            self._tell(f"{drawn.full[0]:,} × {drawn.full[1]:,} pixels · ")

    def _leave(self) -> None:
        if self._view.drawn is not None:
            self._free(self._view.drawn)

    def _tell(self, size: str) -> None:
        self._foot.hint(f"{self._at + 1} of {len(self._pictures)} · {size}{_KEYS}")
