"""Values for the library's tests, and a clock that stands still until it is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.library.records import Facts
from reader.sources.memory import LIVE, Capture, Liveness, Remembered
from reader.sources.model import Page

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)


@dataclass
class Clock:
    """A clock."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


def page(url: str, body: bytes = b"<p>The quay is let.") -> Page:
    return Page(url, url, 200, "text/html", body)


def capture(url: str, text: str = "The quay is let.", body: bytes | None = None, got: datetime = NOW) -> Capture:
    return Capture(page(url, text.encode() if body is None else body), got, LIVE, text)


def remembered(url: str, when: datetime = NOW, **more: object) -> Remembered:
    return Remembered(url, first_seen=when, liveness=Liveness.ALIVE, checked=when, last_ok=when, **more)  # type: ignore[arg-type]


def facts(address: str, title: str = "The quay") -> Facts:
    return Facts(address, title, "Ruth Okafor", "Tidewatch", NOW, "en", "html", 120, 40, 7)


def filled(file: Path | None, count: int = 5, clock: Clock | None = None) -> Library:
    """A library with some articles and sources, all of them on the disk."""
    library = Library(file, clock=clock or Clock())
    for n in range(count):
        url = f"https://tide.example/{n}"
        library.opened(url, facts(url, f"Article {n}"), capture(url, f"The {n}th quay is let."))
        library.keep(remembered(f"https://wire.example/{n}", title=f"Story {n}"), capture(f"https://wire.example/{n}"))
    assert library.settle(10)
    return library
