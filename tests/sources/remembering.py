"""A memory without a file, as a library keeps it: versions by what they say, the latest seen last."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from reader.sources.drift import fingerprint
from reader.sources.memory import Remembered, Version

if TYPE_CHECKING:
    from reader.sources.memory import Capture


class Remembering:
    """A `Memory` in dictionaries.

    Attributes:
        history: every step that was kept, by address.
    """

    def __init__(self) -> None:
        self.history: dict[str, list[Remembered]] = {}
        self._versions: dict[str, list[Version]] = {}
        self._captures: dict[int, Capture] = {}

    def known(self) -> tuple[Remembered, ...]:
        return tuple(steps[-1] for steps in self.history.values())

    def recall(self, url: str) -> Remembered | None:
        return self.history[url][-1] if url in self.history else None

    def keep(self, remembered: Remembered, capture: Capture | None = None) -> None:
        self.history.setdefault(remembered.url, []).append(remembered)
        if capture is None:
            return
        body = sha256(capture.page.body).hexdigest()
        text = fingerprint(capture.text) if capture.text is not None else None
        versions = self._versions.setdefault(remembered.url, [])
        for place, one in enumerate(versions):
            if (one.origin, one.text_hash or one.body_hash) == (capture.origin, text or body):
                versions[place] = one._replace(seen=capture.got)
                self._captures[one.id] = capture
                return
        number = len(self._captures) + 1
        self._captures[number] = capture
        words = len((capture.text or "").split())
        versions.append(Version(number, capture.got, capture.got, capture.origin, body, text, words))

    def versions(self, url: str) -> tuple[Version, ...]:
        return tuple(self._versions.get(url, ()))

    def capture(self, version: int) -> Capture | None:
        return self._captures.get(version)
