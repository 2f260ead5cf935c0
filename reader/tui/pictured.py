"""An app whose screens can show pictures."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader.tui.graphics import why_none
from reader.tui.toned import Toned

if TYPE_CHECKING:
    from textual.driver import Driver

    from reader.tui.graphics.drawing import Drawing


class Pictured(Toned, part=True):
    """Draws pictures by the best means that its terminal has.

    Attributes:
        images: what the person set for them.
    """

    images = "auto"

    @property
    def offers_pictures(self) -> bool:
        """Whether pictures are shown where one asks for them."""
        return not why_none(self.images, self.console.color_system, plain=self.plain)

    @cached_property
    def drawing(self) -> Drawing:
        """What draws pictures; nothing of it is loaded before the first."""
        from reader.tui.graphics.drawing import Drawing

        return Drawing(self, self.images, plain=self.plain)

    def take_images(self, setting: str) -> None:
        """Show pictures from now on as the person set it; those that are shown stay as they are."""
        self.images = setting
        if "drawing" in vars(self):
            self.drawing.setting = setting

    def get_driver_class(self) -> type[Driver]:
        """Textual's own, which can ask more of a terminal here."""
        from textual.drivers.linux_driver import LinuxDriver

        found = super().get_driver_class()
        if found is not LinuxDriver:
            return found
        from reader.tui.graphics.driver import AskingDriver

        return AskingDriver
