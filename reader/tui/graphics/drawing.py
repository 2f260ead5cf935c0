"""Drawing pictures: the terminal is asked what it can when the first one is wanted, and keeps none when it is over."""

from __future__ import annotations

import asyncio
import fcntl
import os
import struct
import sys
import termios
from contextlib import suppress
from secrets import randbelow
from typing import TYPE_CHECKING

from reader.errors import OpenError
from reader.tui.graphics.drawn import cells_of, drawn
from reader.tui.graphics.kitty import MOST, deleted, sent
from reader.tui.graphics.means import Way, by_answer, without_asking
from reader.tui.graphics.multiplexer import for_terminal, is_multiplexed, lets_images_through
from reader.tui.graphics.question import Answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.driver import Driver

    from reader.parsing.tasks import Pixels, Wanted
    from reader.tui.graphics.drawn import Drawn
    from reader.tui.graphics.means import Means

PATIENCE = 1.0
"""Seconds in which a terminal must have answered; one far away may take that long."""

_NUMBERS = 1 << 24
"""Kitty's numbers of images: the colours that there are."""


class Drawing:
    """Draws pictures on one terminal.

    Attributes:
        setting: what the person set for images.
    """

    def __init__(self, app: App[None], setting: str, *, plain: bool) -> None:
        """`plain`: only ASCII is drawn, or nothing in colour."""
        self.setting = setting
        self._app = app
        self._plain = plain
        self._answer: Answer | None = None
        self._asking = asyncio.Lock()
        self._sent: set[int] = set()

    async def means(self) -> Means:
        """By what means pictures are shown now: a cell's size may have changed with the font."""
        found = self._without_asking()
        if found is not None:
            return found
        async with self._asking:
            if self._answer is None:
                self._answer = await self._ask(self._driver)
        return by_answer(self.setting, self._answer, cell_of_window(), self._app.console.color_system)

    async def draw(self, picture: Callable[[Wanted], Awaitable[Pixels]], columns: int, rows: int) -> Drawn:
        """Draw a picture within so many cells; `picture` fetches and decodes it.

        Raises:
            PullquoteError: it cannot be had, or no picture can be shown here.
        """
        means = await self.means()
        if means.way is Way.NONE:
            raise OpenError(means.why)
        pixels = await picture(means.wanted(min(columns, MOST), min(rows, MOST)))
        image = self._send(pixels, means) if means.way is Way.KITTY else 0
        return drawn(pixels, means, image)

    def free(self, picture: Drawn | None) -> None:
        """Let go of a picture that is shown no more."""
        if picture is not None and picture.image in self._sent:
            self._sent.remove(picture.image)
            self._write(deleted(picture.image))

    def farewell(self) -> str:
        """What takes every picture from the terminal."""
        gone, self._sent = self._sent, set()
        return _as_read("".join(map(deleted, gone)))

    def _without_asking(self) -> Means | None:
        return without_asking(self.setting, self._app.console.color_system, plain=self._plain, environment=os.environ)

    @property
    def _driver(self) -> Driver | None:
        return self._app._driver  # noqa: SLF001 - Textual has no other name for it

    async def _ask(self, driver: Driver | None) -> Answer:
        from reader.tui.graphics.driver import AskingDriver

        if isinstance(driver, AskingDriver):
            driver.farewell = self.farewell
        if is_multiplexed(os.environ):
            return Answer(kitty=await lets_images_through(os.environ))
        if not isinstance(driver, AskingDriver):
            return Answer()  # no terminal of ours: a browser's, or a test's
        loop = asyncio.get_running_loop()
        came: asyncio.Future[Answer] = loop.create_future()

        def answered(answer: Answer) -> None:
            with suppress(RuntimeError):  # the loop has just been closed
                loop.call_soon_threadsafe(lambda: None if came.done() else came.set_result(answer))

        driver.ask(answered)
        try:
            return await asyncio.wait_for(came, PATIENCE)
        except TimeoutError:
            driver.give_up()
            return Answer()
        finally:
            self._app.screen.refresh()  # in case the terminal printed some of the question

    def _send(self, pixels: Pixels, means: Means) -> int:
        image = 1 + randbelow(_NUMBERS - 1)  # other programs may have images in the same window
        self._sent.add(image)
        self._write(sent(image, pixels.encoded[0], *cells_of(pixels, means)))
        return image

    def _write(self, data: str) -> None:
        if self._driver is not None and not self._app.is_headless:
            self._driver.write(_as_read(data))


def _as_read(commands: str) -> str:
    """Commands for the terminal as what stands between hands them on."""
    return for_terminal(commands) if "TMUX" in os.environ else commands


def cell_of_window() -> tuple[int, int] | None:
    """The pixels of a cell, across and down, as the system knows them of the window; None where it does not."""
    with suppress(OSError, AttributeError, ValueError):
        packed = fcntl.ioctl(sys.__stderr__.fileno(), termios.TIOCGWINSZ, bytes(8))  # type: ignore[union-attr]
        rows, columns, width, height = struct.unpack("HHHH", packed)
        if rows and columns and width >= columns and height >= rows:
            return width // columns, height // rows
    return None
