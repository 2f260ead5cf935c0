"""What is done with an address: shown to the browser, copied, fetched again; and the copying of marked text."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.actions import SkipAction
from textual.app import SuspendNotSupported

from reader.errors import PullquoteError
from reader.tui.screens.desk import Desk
from reader.tui.trail import Focus

if TYPE_CHECKING:
    from reader.article.model import Quotation
    from reader.reading import Reading
    from reader.sources.model import Mention, Source


_LEAST = 24
"""Cells of an address that are shown even where a sentence beside it must be cut for them."""


class Meant(NamedTuple):
    """What is to be opened or copied: its address, the source it is, and the place of the article that refers to it."""

    url: str | None
    source: str | None = None
    mention: Mention | None = None
    quotation: Quotation | None = None


class Addresses(Desk, part=True):
    """The browser, the clipboard, and another try."""

    def meant(self) -> Meant:
        """What one means: the selected link, else the quotation gone to, else the chosen source, else the article."""
        link, reading = self.page.selected, self.reading
        if self.panes.focus is Focus.PAGE and link is not None:
            return Meant(link.url, link.source, self.mention_of(link.source) if link.source else None)
        quotation = self.page.gone_to if self.panes.focus is Focus.PAGE else None
        if quotation is not None and reading is not None:
            source = self.source(reading.finding(quotation).found_in or reading.source_of(quotation))
            if source is not None:
                return Meant(self._address_of(source), source.id, quotation=quotation)
        source = self.source(self.panes.chosen)
        if source is not None:
            return Meant(self._address_of(source), source.id)
        return Meant(reading.article.url if reading else None)

    def action_browser(self) -> None:
        """Open the address in the browser, at the passage where that is known."""
        meant = self.meant()
        if meant.url is None:
            self.say("There is no address here to open.")
        else:
            self.run_alone(partial(self._browse, meant, meant.url), "browser")

    def action_copy_address(self) -> None:
        """Copy the address to the clipboard, as one clean line."""
        url = self.meant().url
        if url is None:
            self.say("There is no address here to copy.")
        else:
            self.say(self._copied(url))

    def action_copy_text(self) -> None:
        """Copy what is marked with the mouse, as one clean line: pasted into a shell, no part of it runs."""
        marked = self.get_selected_text()
        if marked is None:
            raise SkipAction
        self._copy(marked)

    def action_again(self) -> None:
        """Fetch the chosen source again."""
        source = self.source(self.panes.chosen)
        if source is None or self.reading is None:
            self.say("Choose a source first: Tab goes from link to link.")
        elif source.url is None:
            self.say(f"{source.name} is only named;", "there is nothing to fetch.")
        else:
            self.say(f"Fetching {source.name} again …")
            self.background.submit(_again(self.reading, source.id))

    async def _browse(self, meant: Meant, url: str) -> None:
        from reader.tui.browser import NoBrowserError, arguments, browser, off_the_loop, start

        reading = self.reading
        try:
            chosen = None if self.app.is_web else await off_the_loop(partial(browser, self.settings.browser))
            exact = url
            if reading is not None and meant.source is not None:
                looked_up = partial(reading.address_at, url, meant.source, meant.mention, meant.quotation)
                exact = await off_the_loop(looked_up)
            words = arguments(chosen.words if chosen else [], exact)
            if chosen is None:
                self.say(self._opening(url))
                self.app.open_url(*words)  # by the browser that shows the app
            elif chosen.in_terminal:
                self._lend_terminal(words)
            else:
                self.say(self._opening(url))
                await off_the_loop(partial(start, words))
        except (NoBrowserError, SuspendNotSupported) as why:
            self.say(str(why), self._copied(url, beside=str(why)))
        except ValueError:
            self.say("Only http and https addresses are opened in the browser.")

    def _address_of(self, source: Source) -> str | None:
        tracked = self.tracked(source.id)
        return (tracked.final_url if tracked else None) or source.url

    def _lend_terminal(self, words: list[str]) -> None:
        """Let a browser draw here until it is quit. The app stands still meanwhile; its background does not."""
        from reader.tui.browser import NoBrowserError, run_in_terminal

        failure = None
        with self.app.suspend():
            try:
                run_in_terminal(words)
            except NoBrowserError as error:
                failure = error  # outside: an exception would leave the app suspended
        if failure is not None:
            raise failure

    def _opening(self, url: str) -> str:
        from reader.tui.panes.address import host_row, split_address

        before, after = "Opening ", " in the browser …"
        host, _ = split_address(url)
        return before + host_row(host, self._room(before + after), ellipsis=self._ellipsis) + after

    def _copied(self, url: str, beside: str = "") -> str:
        """Copy an address, and say so in what room there is beside a sentence."""
        from reader.tui.panes.address import address_row

        before, clean = "Copied ", self._copy(url)
        room = max(self._room(f"{beside} {before}" if beside else before), _LEAST)
        return before + (clean if cell_len(clean) <= room else address_row(clean, room, ellipsis=self._ellipsis))

    def _room(self, words: str) -> int:
        """The cells there are for an address beside some words."""
        return self.footer.content_size.width - cell_len(words)

    @property
    def _ellipsis(self) -> str:
        return "..." if self.plain else "…"

    def _copy(self, text: str) -> str:
        from reader.article.clean import line

        clean = line(text)
        self.app.copy_to_clipboard(clean)
        return clean


async def _again(reading: Reading, source_id: str) -> None:
    """Fetch a source again; what fails is published like everything else."""
    with suppress(PullquoteError):
        await reading.again(source_id)
