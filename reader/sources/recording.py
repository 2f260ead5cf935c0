"""Fetching that hands on every page that came, as it was got."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.sources.memory import LIVE, Capture

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources.model import Fetch, Page, Validators


class Recording:
    """Fetches as another does."""

    def __init__(self, fetch: Fetch, got: Callable[[Capture], None]) -> None:
        """`got` is called on the loop with each page, before whoever asked for it has it."""
        self._fetch = fetch
        self._got = got

    async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:
        """The page at `url`. Raises FetchError."""
        page = await self._fetch.get(url, background=background, known=known)
        self._got(Capture(page, datetime.now(UTC), LIVE, None))
        return page

    async def close(self) -> None:
        """Close the other."""
        await self._fetch.close()
