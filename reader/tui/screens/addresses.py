"""What is done with an address: shown to the browser, copied, fetched again."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import PullquoteError
from reader.tui.browser import NoBrowserError, open_address
from reader.tui.panes.address import split_address
from reader.tui.screens.desk import Desk
from reader.tui.trail import Focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.reading import Reading


class Addresses(Desk, inherit_bindings=False):
    """The browser, the clipboard, and another try."""

    def address(self) -> str | None:
        """The address one means: of the selected link, else of the chosen source, else of the article itself."""
        link = self.page.selected
        if self.panes.focus is Focus.PAGE and link is not None:
            return link.url
        source = self.source(self.panes.chosen)
        if source is not None:
            tracked = self.tracked(source.id)
            return (tracked.final_url if tracked else None) or source.url
        return self.reading.article.url if self.reading else None

    def action_browser(self) -> None:
        """Open the address in the browser."""
        url = self.address()
        if url is None:
            self.say("There is no address here to open.")
        else:
            self.run_alone(partial(self._browse, url), "browser")

    def action_copy_address(self) -> None:
        """Copy the address to the clipboard, as one clean line."""
        url = self.address()
        if url is None:
            self.say("There is no address here to copy.")
        else:
            self.say(f"Copied {self._copy(url)}")

    def action_again(self) -> None:
        """Fetch the chosen source again."""
        source = self.source(self.panes.chosen)
        if source is None or self.reading is None:
            self.say("Choose a source first: Tab goes from link to link.")
        elif source.url is None:
            self.say(f"{source.name} is only named;", "there is nothing to fetch.")
        else:
            self.say(f"Fetching {source.name} again …")
            self.background.submit(_again(self.reading, [source.id]))

    def action_again_all(self) -> None:
        """Fetch every source again."""
        reading = self.reading
        linked = [source.id for source in reading.sources if source.url is not None] if reading else []
        if reading is not None and linked:
            self.say(f"Fetching {len(linked)} sources again …")
            self.background.submit(_again(reading, linked))

    async def _browse(self, url: str) -> None:
        try:
            host, _ = split_address(url)
            self.say(f"Opening {host} in the browser …")
            await asyncio.to_thread(open_address, self.settings.browser, url)
        except NoBrowserError as why:
            self.say(str(why), f"Copied {self._copy(url)}")
        except ValueError:
            self.say("Only http and https addresses are opened in the browser.")

    def _copy(self, url: str) -> str:
        from reader.article.clean import line

        clean = line(url)
        self.app.copy_to_clipboard(clean)
        return clean


async def _again(reading: Reading, source_ids: Sequence[str]) -> None:
    """Fetch some sources again, a few at a time; what fails is published like everything else."""
    few = asyncio.Semaphore(6)

    async def one(source_id: str) -> None:
        async with few:
            try:
                await reading.again(source_id)
            except PullquoteError:
                return

    await asyncio.gather(*(one(source_id) for source_id in source_ids))
