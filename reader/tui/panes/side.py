"""What stands beside the article: the sources over the preview."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from reader.tui.styles import style_path

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.content import Content

    from reader.tui.panes.preview import PreviewPane
    from reader.tui.panes.sources import SourceList


class Side(Vertical):
    """The two panes, each under its title. It is empty at first: the first frame has the article alone to paint."""

    class Shown(Message):
        """The panes came on the screen, and others got smaller for them."""

    def __init__(self, make_panes: Callable[[], Awaitable[tuple[SourceList, PreviewPane]]]) -> None:
        """`make_panes` is called once the first frame is out; keys are answered while it is waited for."""
        super().__init__(id="side")
        self._make_panes = make_panes
        self._sources_title = Static("SOURCES", id="sources-title", classes="pane-title")
        self._preview_title = Static("PREVIEW", id="preview-title", classes="pane-title")
        self.furnished = asyncio.Event()

    def on_mount(self) -> None:
        """Put the panes in once the first frame is out."""
        self.call_after_refresh(self.run_worker, self._furnish)

    def on_show(self) -> None:
        """Tell it, as there is less room for the article now."""
        self.post_message(self.Shown())

    async def _furnish(self) -> None:
        sources, preview = await self._make_panes()
        if not self.is_attached:
            return  # the app ends before it has begun
        self.app.stylesheet.read(style_path("panes.tcss"))
        await self.mount(self._sources_title, sources, self._preview_title, preview)
        self.furnished.set()

    def entitle(self, *, sources: Content | None = None, preview: Content | None = None) -> None:
        """Set the line over the sources, or the one over the preview; neither moves anything."""
        if sources is not None:
            self._sources_title.update(sources, layout=False)
        if preview is not None:
            self._preview_title.update(preview, layout=False)
