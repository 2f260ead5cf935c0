"""The feeds that a person subscribed to, and their entries, one of which is opened."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from reader.errors import LibraryError
from reader.sources.feedstore import Feed
from reader.tui.feedkeys import FEEDS
from reader.tui.filling import FILLING, Filling
from reader.tui.foot import Foot
from reader.tui.keys import bindings
from reader.tui.panes.choice import Choice
from reader.tui.screens.chosen_from import ChosenFrom
from reader.tui.styles import style_path
from reader.tui.working import LongWork
from reader.vocabulary import many

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from reader.progress import Work
    from reader.session import Session
    from reader.sources.feedstore import FeedEntry, FeedStore
    from reader.sources.refreshing import Refreshed
    from reader.tui.background import Background
    from reader.tui.footer import Line

MOST = 500
"""Entries that are listed at once; the newest."""

_FEEDS = "Enter opens a feed · r looks for news · d unsubscribes · ? help · Esc closes"
_ENTRIES = "Enter opens one · m read or unread · M all read · u unread only · ? help · Backspace back"
_NONE = "No feeds yet. Subscribe with pullquote feeds add URL, or pullquote feeds import FILE.opml."
_QUIET = "$text-muted"


class FeedsScreen(ChosenFrom["FeedEntry | None"], inherit_bindings=False):
    """A list of the feeds with what is unread, or of the entries of one; gives the entry that was chosen, or None."""

    CSS_PATH = style_path("sheets.tcss")
    keys_await = FILLING
    BINDINGS = bindings(FEEDS)

    def __init__(
        self,
        store: FeedStore,
        session: Session,
        background: Background,
        *,
        plain: bool = False,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        """`plain`: signs in ASCII; `keys`: the person's own."""
        super().__init__()
        self._keys = keys or {}
        self._store = store
        self._session = session
        self._background = background
        self._sign = "*" if plain else "●"
        self._feeds: tuple[Feed, ...] = ()
        self._entries: tuple[FeedEntry, ...] = ()
        self._open: Feed | None = None
        self._unread_only = False
        self._left_at = 0
        self._filling = Filling(self)
        self._refreshing = LongWork(self, self._show_work, self._say)

    def compose(self) -> ComposeResult:
        """What is listed, the list, what the keys do."""
        with Vertical(id="feeds", classes="sheet"):
            yield Static(id="feeds-about")
            yield OptionList(compact=True)
            yield Static(id="feeds-notice")
            yield Foot(_FEEDS, id="feeds-keys", classes="sheet-foot")

    def on_mount(self) -> None:
        """List the feeds."""
        self._filling.list(self._show)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A feed or an entry was chosen."""
        match event.option:
            case Choice(meant=Feed() as feed):
                self._left_at = event.option_index
                self._open = feed
                self._filling.list(self._show)
            case Choice(meant=entry):
                marking = partial(self._kept, partial(self._store.mark_read, entry.feed, entry.url))
                self._filling.change(marking, partial(self._give, entry))

    def action_back(self) -> None:
        """From the entries to the feeds, where they were left."""
        if self._open is not None:
            self._filling.change(self._leave, self._show)

    def action_unread(self) -> None:
        """List what is unread, or all."""
        if self._open is not None:
            self._unread_only = not self._unread_only
            self._filling.list(self._show)

    def action_mark(self) -> None:
        """Mark the entry as read, or as unread where it is."""
        self._filling.change(self._mark, self._show)

    def action_mark_all(self) -> None:
        """Mark every entry of the feed as read."""
        if self._open is not None:
            self._filling.change(partial(self._mark_all, self._open), self._show)

    def action_refresh(self) -> None:
        """Ask for what is new: the feed that is open, or all; while that goes on, stop it."""
        from reader.progress import Work

        feeds = self._feeds if self._open is None else (self._open,)
        if not feeds:
            self._say("Nothing new.")
        elif not self._refreshing.stop():
            work = Work("Asking feeds", "asked", len(feeds))
            self._refreshing.begin(work, partial(self._refresh, feeds, work))

    def action_unsubscribe(self) -> None:
        """Unsubscribe from the chosen feed; that can be taken back."""
        at, meant = self._chosen
        if isinstance(meant, Feed):
            self._filling.change(partial(self._unsubscribe, meant), partial(self._show_without, meant, at))

    def action_undo(self) -> None:
        """Subscribe again to what was unsubscribed from last."""
        self._filling.change(self._subscribe_again, self._show_again)

    def action_help(self) -> None:
        """All keys."""
        from reader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("feeds", self._keys))

    def action_close(self) -> None:
        """Stop asking; else away."""
        if not self._refreshing.stop():
            self.dismiss(None)

    @property
    def _chosen(self) -> tuple[int, Feed | FeedEntry | None]:
        """The row one is at, and what it stands for."""
        choices = self.query_one(OptionList) if self.is_attached else OptionList()
        match choices.highlighted_option:
            case Choice(meant=meant):
                return choices.highlighted or 0, meant
        return 0, None

    async def _kept(self, work: Callable[[], object]) -> None:
        """Let the store do something, which may take a while, on another thread; it is done though one goes away."""
        await asyncio.shield(self._background.result(asyncio.to_thread(work)))

    async def _show(self, at: int = 0) -> None:
        await self._kept(self._load)
        rows: list[Choice[Feed | FeedEntry]] = [Choice(self._feed_row(one), one) for one in self._feeds]
        if self._open is not None:
            rows = [Choice(self._entry_row(one), one) for one in self._entries]
        choices = self.query_one(OptionList)
        choices.clear_options()
        choices.add_options(rows)
        choices.highlighted = min(at, len(rows) - 1) if rows else None
        choices.focus()
        self.query_one("#feeds-about", Static).update(self._about())
        self.query_one("#feeds-keys", Foot).hint(_FEEDS if self._open is None else _ENTRIES)

    def _load(self) -> None:
        self._feeds = self._store.feeds()
        if self._open is not None:
            self._entries = self._store.entries(self._open.url, unread=self._unread_only, limit=MOST)

    def _about(self) -> Content:
        if self._open is not None:
            which = "  unread only" if self._unread_only else ""
            return Content.assemble(
                (self._open.title, "bold"), (f"  {many(len(self._entries), 'entry', 'entries')}{which}", _QUIET)
            )
        if not self._feeds:
            return Content(_NONE)
        unread = sum(one.unread for one in self._feeds)
        return Content.assemble(("Feeds", "bold"), (f"  {unread:,} unread", _QUIET))

    def _feed_row(self, feed: Feed) -> Content:
        folder = f"{feed.folder}/" if feed.folder else ""
        count = f"{feed.unread:>5,} " if feed.unread else "      "
        return Content.assemble((count, "$text-accent"), (folder, _QUIET), feed.title)

    def _entry_row(self, entry: FeedEntry) -> Content:
        date = f"{entry.published:%Y-%m-%d}  " if entry.published else ""
        sign = "  " if entry.read else f"{self._sign} "
        return Content.assemble((sign, "$text-accent"), (date, _QUIET), (entry.title, "" if entry.read else "bold"))

    async def _leave(self) -> int:
        self._open = None
        return self._left_at

    async def _give(self, entry: FeedEntry, _: None) -> None:
        self.dismiss(entry)

    async def _mark(self) -> int:
        """Mark what is chosen; gives the row to go on at."""
        at, entry = self._chosen
        if entry is None or isinstance(entry, Feed):
            return at
        await self._kept(partial(self._store.mark_read, entry.feed, entry.url, read=not entry.read))
        return at if self._unread_only else at + 1

    async def _mark_all(self, feed: Feed) -> int:
        await self._kept(partial(self._store.mark_read, feed.url))
        return 0

    async def _unsubscribe(self, feed: Feed) -> None:
        await self._kept(partial(self._store.unsubscribe, feed.url, for_good=False))
        self.run_worker(self._renew_backups(), group="backups", exclusive=True)

    async def _show_without(self, feed: Feed, at: int, _: None) -> None:
        await self._show(at)
        self._say(f"No longer subscribed: {feed.title}. Ctrl+Z subscribes again, until you quit.")

    async def _subscribe_again(self) -> str | None:
        return await self._background.result(asyncio.to_thread(self._store.subscribe_again))

    async def _show_again(self, title: str | None) -> None:
        await self._show(self._chosen[0])
        self._say(f"Subscribed again: {title}." if title else "No feed was unsubscribed from that could come back.")

    async def _renew_backups(self) -> None:
        try:
            await self._kept(self._store.renew_backups)
        except LibraryError as error:
            if self.is_attached:
                self._say(str(error))

    async def _refresh(self, feeds: Sequence[Feed], work: Work) -> str:
        try:
            found = await self._background.result(self._ask(feeds, work))
        finally:
            if self.is_attached:  # not where it was stopped as an entry was opened
                self._filling.list(partial(self._show, self._chosen[0]))
        return _summary(feeds, found)

    async def _ask(self, feeds: Sequence[Feed], work: Work) -> list[Refreshed]:
        from reader.sources.local import LocalCopies
        from reader.sources.refreshing import refresh

        def heard(one: Refreshed) -> None:
            work.did(one.feed, "failed" if one.error else "with news" if one.new else "without news")

        fetch = self._session.fetcher() or LocalCopies({})
        begun = lambda feed: work.at(feed.title)  # noqa: E731 - a word for it
        return await refresh(feeds, self._store, fetch, self._session.read_page, begun=begun, heard=heard)

    def _show_work(self, line: Line | None) -> None:
        width = self.query_one("#feeds-notice", Static).content_size.width
        self._say(line.fitted(width) if line is not None else "")

    def _say(self, words: str) -> None:
        self.query_one("#feeds-notice", Static).update(Content(words))


def _summary(feeds: Sequence[Feed], found: Sequence[Refreshed]) -> str:
    """What came of asking: how much is new, and what failed."""
    new = sum(one.new for one in found)
    failed = [(feed.title, one.error) for feed, one in zip(feeds, found, strict=True) if one.error]
    words = f"{new} new." if new else "Nothing new."
    if len(failed) == 1:
        return f"{words} {failed[0][0]}: {failed[0][1]}"
    return words + (f" {len(failed)} feeds could not be had; {failed[0][0]}: {failed[0][1]}" if failed else "")
